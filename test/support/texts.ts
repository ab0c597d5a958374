import type { Member } from '../../src/domain/members/member.ts';
import { saveFeedback } from '../../src/store/feedback/feedback-changes.ts';
import {
  answerAsk,
  saveAdvocate,
  saveAsk,
  saveHelp,
  savePromise,
} from '../../src/store/partners/goodwill.ts';
import { keepPromise, movePromise } from '../../src/store/promises.ts';
import { saveEntry } from '../../src/store/record/expense-record.ts';
import { saveCapture } from '../../src/store/touchpoints/captures.ts';
import { keepDraft } from '../../src/store/touchpoints/drafts.ts';
import { writeTrace } from '../../src/store/trace.ts';
import type { Rapport } from './rapport.ts';

/** Plants texts of every kind, and finds a text in the whole database. */
export function textsOf(rapport: Rapport) {
  const { db } = rapport.context;
  const now = rapport.context.now();
  const on = rapport.today();

  let requests = 0;
  const request = (member: Member, partnerId: number) => ({
    requestKey: `test:${requests++}`,
    member,
    partnerId,
    now,
  });

  const contact = {
    what: 'touchpoint',
    kind: 'meal',
    word: null,
    on,
    today: on,
    partnerIds: [] as number[],
    newPartners: [],
    alongIds: [],
    alongNames: [],
    promises: [],
    feedback: null,
    growing: null,
    note: null,
  } as const;

  /** Saves a touchpoint, by default a meal. Returns the capture's id. */
  async function told(member: Member, content: object): Promise<number> {
    const saved = { ...contact, ...content } as never;
    await saveCapture(db, { ...request(member, 0), source: 'modal', content: saved });
    return newest('capture');
  }

  const newest = async (from: string) =>
    (await db.query<{ id: number }>(`select max(id)::int as id from ${from}`))[0]!.id;

  const hear = (member: Member, partnerId: number, text: string) =>
    saveFeedback(db, {
      ...request(member, partnerId),
      partnerIds: [partnerId],
      text,
      heardOn: on,
      details: { topic: null, severity: null, aboutId: null, answerBy: null },
    });

  /** Saves one text of each kind, with the mark, by a member about a partner. */
  async function plant(member: Member, partnerId: number, mark: string): Promise<void> {
    const capture = (content: object) =>
      told(member, { partnerIds: [partnerId], note: `note ${mark}`, ...content });
    await capture({ growing: `growing ${mark}` });
    await capture({ what: 'attempt', kind: null });
    await capture({ what: 'plan', on: '2026-06-20', place: `place ${mark}` });
    await savePromise(db, {
      ...request(member, partnerId),
      text: `promise ${mark}`,
      dueOn: '2026-06-12',
      partnerIds: [partnerId],
    });
    const [promise] = await db.query<{ id: number }>('select max(id) as id from promise');
    await movePromise(db, promise!.id, member, { dueOn: '2026-06-15', reason: `moved ${mark}` }, on, now);
    await keepPromise(db, promise!.id, member, on, now);
    await hear(member, partnerId, `feedback ${mark}`);
    await saveHelp(db, { ...request(member, partnerId), kind: 'planning', on, note: `help ${mark}` });
    await saveAsk(db, { ...request(member, partnerId), on, answer: 'open', note: `ask ${mark}` });
    const [ask] = await db.query<{ id: number }>('select max(id) as id from ask');
    await answerAsk(db, { member, partnerId, now }, ask!.id, 'yes', `answer ${mark}`);
    await saveAdvocate(db, { ...request(member, partnerId), on, occasion: `occasion ${mark}` });
    await saveEntry(db, {
      ...request(member, partnerId),
      statement: {
        item: 'gift',
        payer: 'we did',
        amountCents: 500,
        currency: 'USD',
        purpose: `purpose ${mark}`,
        attendees: null,
        what: `what ${mark}`,
        offeredTo: null,
        attested: true,
      },
      facts: { partnerIds: [partnerId], memberIds: [member.id], on },
    });
    const relationship = 'select id from relationship where partner_id = $1';
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>(relationship, [partnerId]);
    const texts = [{ field: 'reason', before: null, after: `reason ${mark}` }];
    const change = { action: 'tier', madeBy: member.id, now, texts };
    await writeTrace(db, { ...change, subject: 'relationship', subjectId: id });
    const [name] = await db.query<{ name: string }>('select name from partner where id = $1', [partnerId]);
    await keepDraft(db, `draft ${mark}`, member, `coffee with ${name!.name}, said ${mark}`, now);
    await db.query(
      `with n as (insert into nudge (key, mark, post, member_id, due_at, expires_at, state)
                values ($1, gen_random_uuid(), 'digest', $2, $3, $3, 'sent') returning id)
     insert into showing (nudge_id, member_id, partner_id, position, shown_on, reason, line)
     select id, $2, $4, 1, $5, 'due', jsonb_build_object('lastSaid', $6::text) from n`,
      [`nudge ${mark}`, member.id, now, partnerId, on, `shown ${mark}`],
    );
  }

  /** Returns "table.column" for each row that contains the mark. Skips the record's texts, which retention keeps, unless `record`. */
  async function textsWith(mark: string, { record = false } = {}): Promise<string[]> {
    const columns = await db.query<{ table: string; column: string }>(
      `select c.table_name as "table", c.column_name as "column" from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.column_name not in ('key', 'request_key')
      order by 1, 2`,
    );
    const found: string[] = [];
    for (const { table, column } of columns) {
      if (table === 'spend_record_text' && !record) continue;
      const rows = await db.query(`select 1 from "${table}" where position($1 in "${column}"::text) > 0`, [
        mark,
      ]);
      found.push(...rows.map(() => `${table}.${column}`));
    }
    return found;
  }

  return { request, contact, told, newest, hear, plant, textsWith };
}
