import { foldClocks } from '../../domain/clocks/clocks.ts';
import { type State, stateOf } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import type { PartnerKind, Tier } from '../../domain/words.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';

/** One line in a list of a member's partners. */
export interface BookLine {
  relationshipId: number;
  partnerId: number;
  name: string;
  company: string | null;
  kind: PartnerKind;
  tier: Tier;
  archivedOn: Day | null;
  lastTouchOn: Day | null;
  state: State;
  /** The clock that is due first. Null: resting or archived. */
  next: { on: Day; meet: boolean } | null;
}

type Row = Omit<BookLine, 'state' | 'next'>;

/** Loads a member's whole book, including archived partners, in two queries. States are as of today. */
export async function loadBook(sql: Sql, ownerId: number, today: Day): Promise<BookLine[]> {
  const rows = await sql.query<Row>(
    `select r.id as "relationshipId", p.id as "partnerId", p.name, p.company, p.kind, r.tier,
            r.archived_on as "archivedOn", r.last_touch_on as "lastTouchOn"
       from relationship r join partner p on p.id = r.partner_id and p.merged_into is null
      where r.owner_id = $1 order by p.name, r.id`,
    [ownerId],
  );
  const active = rows.filter((row) => row.archivedOn === null && row.tier !== 'resting');
  const clocks = new Map(
    (
      await loadFacts(
        sql,
        active.map((row) => row.relationshipId),
      )
    ).map(({ id, facts, calendar }) => [id, foldClocks(facts, calendar)]),
  );
  return rows.map((row) => {
    const folded = clocks.get(row.relationshipId);
    if (!folded) return { ...row, state: 'on track', next: null };
    const { touch, face } = folded;
    const meet = face !== null && (touch === null || face.due <= touch.due);
    const on = meet ? face.due : touch?.due;
    return { ...row, state: stateOf(folded, today), next: on ? { on, meet } : null };
  });
}

/** A member's promise, open or recently kept. */
export interface PromiseLine {
  id: number;
  partnerId: number;
  partnerName: string;
  text: string;
  due: Day;
  state: 'open' | 'done';
}

const promisesMax = 40;

/** Loads a member's open promises by due day, then those kept since `keptSince`. */
export async function loadPromises(sql: Sql, memberId: number, keptSince: Day): Promise<PromiseLine[]> {
  return sql.query<PromiseLine>(
    `select q.id, p.id as "partnerId", p.name as "partnerName", q.text, coalesce(q.due_on, q.made_on) as due, q.state
       from promise q join partner p on p.id = q.partner_id
      where q.member_id = $1 and q.withdrawn_at is null
        and (q.state = 'open' or (q.state = 'done' and q.closed_on >= $2))
      order by q.state desc, q.due_on nulls last, q.id limit $3`,
    [memberId, keptSince, promisesMax],
  );
}
