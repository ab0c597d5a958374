import { foldClocks } from '../../domain/clocks/clocks.ts';
import type { Fact } from '../../domain/clocks/facts.ts';
import { type NextDue, nextDue } from '../../domain/clocks/next-due.ts';
import { type State, stateOf } from '../../domain/clocks/state.ts';
import type { Day } from '../../domain/days/day.ts';
import { type WarmthWord, warmthOf, warmthWord } from '../../domain/partners/warmth.ts';
import { inPersonKinds, type PartnerKind, type Tier } from '../../domain/words.ts';
import { loadFacts } from '../clocks/clocks.ts';
import type { Database, Sql } from '../db/database.ts';
import { fromPrismaDay, toPrismaDay } from '../db/prisma-days.ts';

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
  /** The owner's last meeting in person, and how alive it is; null without one, or resting or archived. */
  lastMetOn: Day | null;
  warmth: WarmthWord | null;
  /** Whether anyone ever asked them for honest feedback. */
  wasAsked: boolean;
  state: State;
  /** Null: resting or archived. */
  next: NextDue | null;
}

type Row = Omit<BookLine, 'state' | 'next' | 'lastMetOn' | 'warmth'>;

/** Loads a member's whole book, including archived partners, in two queries. States are as of today. */
export async function loadBook(sql: Sql, ownerId: number, today: Day): Promise<BookLine[]> {
  const rows = await sql.query<Row>(
    `select r.id as "relationshipId", p.id as "partnerId", p.name, p.company, p.kind, r.tier,
            r.archived_on as "archivedOn", r.last_touch_on as "lastTouchOn",
            exists (select from feedback f where f.partner_id = p.id and f.withdrawn_at is null) as "wasAsked"
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
    ).map(({ id, facts, calendar }) => [id, { ...foldClocks(facts, calendar), ...seenIn(facts, today) }]),
  );
  return rows.map((row) => {
    const folded = clocks.get(row.relationshipId);
    if (!folded) return { ...row, lastMetOn: null, warmth: null, state: 'on track', next: null };
    const { touch, face, lastMetOn, warmth } = folded;
    const next = nextDue(touch?.due ?? null, face?.due ?? null, today);
    return { ...row, lastMetOn, warmth, state: stateOf(folded, today), next };
  });
}

function seenIn(facts: readonly Fact[], today: Day): Pick<BookLine, 'lastMetOn' | 'warmth'> {
  const contacts = facts.filter((fact) => fact.type === 'touchpoint');
  const met = contacts.filter(({ kind, on }) => inPersonKinds.has(kind) && on <= today).map(({ on }) => on);
  return {
    lastMetOn: met.toSorted().at(-1) ?? null,
    warmth: contacts.length > 0 ? warmthWord(warmthOf(contacts, today)) : null,
  };
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
export async function loadPromises(db: Database, memberId: number, keptSince: Day): Promise<PromiseLine[]> {
  const promises = await db.prisma.promise.findMany({
    where: {
      memberId,
      withdrawnAt: null,
      OR: [{ state: 'open' }, { state: 'done', closedOn: { gte: toPrismaDay(keptSince) } }],
    },
    select: {
      id: true,
      partner: { select: { id: true, name: true } },
      text: true,
      dueOn: true,
      madeOn: true,
      state: true,
    },
    orderBy: [{ state: 'desc' }, { dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: promisesMax,
  });
  return promises.map(({ id, partner, text, dueOn, madeOn, state }) => ({
    id,
    partnerId: partner.id,
    partnerName: partner.name,
    text,
    due: fromPrismaDay(dueOn ?? madeOn),
    state: state === 'open' ? 'open' : 'done',
  }));
}
