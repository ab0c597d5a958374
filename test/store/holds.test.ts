import { beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '../../src/domain/member.ts';
import { joinMember, saveBranch } from '../../src/store/branches.ts';
import { saveCapture } from '../../src/store/captures.ts';
import { forgetOldDrafts, keepDraft } from '../../src/store/drafts.ts';
import { erase } from '../../src/store/erasure.ts';
import { findPartnerToErase } from '../../src/store/erasure-subject.ts';
import { saveFeedback } from '../../src/store/feedback-changes.ts';
import { answerAsk, saveAdvocate, saveAsk, saveHelp, savePromise } from '../../src/store/goodwill.ts';
import { type HoldOn, placeHold } from '../../src/store/holds.ts';
import { keepPromise, movePromise } from '../../src/store/promises.ts';
import { saveEntry } from '../../src/store/record.ts';
import { redact } from '../../src/store/redaction.ts';
import { applyRetention } from '../../src/store/retention.ts';
import { writeTrace } from '../../src/store/trace.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { context } = rapport;
const { db } = context;
const now = context.now();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const on = rapport.today(priya);
const dana = (await rapport.book(rapport.priya, ['Dana Lee']))['Dana Lee']!;
const joan = (await rapport.book(rapport.sam, ['Joan Ortiz']))['Joan Ortiz']!;

/** An entry of the same person, which points to Dana. */
const merged = (await rapport.book(rapport.priya, ['Dana Leigh']))['Dana Leigh']!;
await db.query('update partner set merged_into = $2 where id = $1', [merged, dana]);

const nameOf: Record<number, string> = { [dana]: 'Dana Lee', [joan]: 'Joan Ortiz' };

/** Somebody of another branch. */
const nora = await (async () => {
  const user = rapport.sandbox.addUser({ name: 'nora', realName: 'Nora Diaz' });
  const akron = rapport.sandbox.addChannel({ name: 'akron', members: [user.id], botIn: true });
  const person = { slackUserId: user.id, name: 'Nora Diaz', email: null, zone: 'America/New_York' };
  const branch = { channelId: akron.id, name: 'Akron', zone: 'America/New_York', region: 'OH' };
  await saveBranch(db, branch, person, now);
  await joinMember(db, user.id, { kind: 'originator', meetingsPerWeek: 4, zone: null }, now);
  return rapport.member(user);
})();
const omar = (await rapport.book(rapport.sandbox.world.users.get(nora.slackUserId)!, ['Omar Reed']))[
  'Omar Reed'
]!;
nameOf[omar] = 'Omar Reed';

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
  partnerIds: [dana],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
  note: null,
} as const;

/** A meal with Dana, unless something else is said. Returns the capture. */
async function told(member: Member, content: object): Promise<number> {
  const saved = { ...contact, ...content } as never;
  await saveCapture(db, { ...request(member, dana), source: 'modal', content: saved });
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

/** One text of each kind about a partner, by a member, each of them with the mark. */
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
  await saveHelp(db, { ...request(member, partnerId), kind: 'planning', on, note: `help ${mark}` }, 'modal');
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
  await keepDraft(db, `draft ${mark}`, member, `coffee with ${nameOf[partnerId]}, said ${mark}`, now);
  await db.query(
    `with n as (insert into nudge (key, mark, post, member_id, due_at, expires_at, state)
                values ($1, gen_random_uuid(), 'digest', $2, $3, $3, 'sent') returning id)
     insert into showing (nudge_id, member_id, partner_id, position, shown_on, reason, line)
     select id, $2, $4, 1, $5, 'due', jsonb_build_object('lastSaid', $6::text) from n`,
    [`nudge ${mark}`, member.id, now, partnerId, on, `shown ${mark}`],
  );
}

/** Everywhere that the mark stands, once for each row; of the record's words, which no retention takes, nothing. */
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

/** All that lets go of text by itself or by an operator. */
async function letGo(): Promise<void> {
  await applyRetention(db, now);
  await forgetOldDrafts(db, now);
}

beforeEach(async () => {
  await db.query('update hold set lifted_at = now() where lifted_at is null');
});

describe('what a hold is on outlives every period', () => {
  const age = async () => {
    for (const [table, day] of Object.entries({
      touchpoint: 'occurred_on',
      attempt: 'tried_on',
      plan: 'planned_on',
      promise: 'made_on',
      feedback: 'heard_on',
      help: 'helped_on',
      ask: 'asked_on',
      advocate: 'spoke_on',
      trace: 'made_at',
      capture: 'made_at',
      draft: 'made_at',
      nudge: 'due_at',
    }))
      await db.query(`update ${table} set ${day} = '2012-03-01'`);
    await db.query(
      `update feedback set state = 'loop closed', untold = true, untold_reason = 'gone', closed_by = member_id, closed_at = now()
        where state = 'new'`,
    );
  };

  test.each<[string, () => HoldOn]>([
    ['a partner', () => ({ partnerId: dana })],
    ['who wrote it', () => ({ memberId: priya.id })],
    ['an entry that was merged with it', () => ({ partnerId: merged })],
  ])('a hold on %s', async (_, holdOn) => {
    const mark = `M${requests}`;
    await plant(priya, dana, `held ${mark}`);
    await plant(sam, joan, `free ${mark}`);
    await age();
    await placeHold(db, holdOn(), 'an examination', sam, now);
    const before = await textsWith(`held ${mark}`);
    expect(before.length).toBeGreaterThan(18);
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(before);
    // What they grow now stands on their card.
    expect(await textsWith(`free ${mark}`)).toEqual(['partner.growing']);
    await db.query('update hold set lifted_at = now()');
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(['partner.growing']);
  });

  test('a hold on the branch is on all of it', async () => {
    const mark = `M${requests}`;
    await plant(priya, dana, `held ${mark}`);
    await plant(nora, omar, `free ${mark}`);
    await age();
    await placeHold(db, { branchId: priya.branch.id }, 'an examination', sam, now);
    const before = await textsWith(`held ${mark}`);
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(before);
    expect(await textsWith(`free ${mark}`)).toEqual(['partner.growing']);
  });

  test('a hold on one of two at a table is on what was told of both', async () => {
    const mark = `M${requests}`;
    const promises = [{ text: `promise ${mark}`, dueOn: '2026-06-12' }];
    await told(priya, { partnerIds: [dana, joan], note: `note ${mark}`, promises });
    await db.query(`update promise set state = 'done'`);
    await age();
    await placeHold(db, { partnerId: joan }, 'an examination', sam, now);
    await letGo();
    const both = ['promise.text', 'promise.text', 'touchpoint_note.note'];
    expect(await textsWith(mark)).toEqual(both);
  });

  test.each<[string, (id: number) => Promise<unknown>]>([
    ['answered it', (id) => db.query('update feedback set answerer_id = $2 where id = $1', [id, nora.id])],
    ['it is about', (id) => db.query('update feedback set about_id = $2 where id = $1', [id, nora.id])],
    ['closed its loop', (id) => db.query('update feedback set closed_by = $2 where id = $1', [id, nora.id])],
  ])('a hold on whoever %s is on feedback', async (_, tie) => {
    const mark = `M${requests}`;
    const [heard] = await hear(priya, dana, `feedback ${mark}`);
    await age();
    await tie(heard!.id);
    await placeHold(db, { memberId: nora.id }, 'an examination', sam, now);
    await letGo();
    expect(await textsWith(mark)).toEqual(['feedback.text']);
  });
});

describe('erasing a partner', () => {
  const erasing = async () => erase(db, (await findPartnerToErase(db, dana))!, { dry: true }, now);

  test.each<[string, () => HoldOn]>([
    ['them', () => ({ partnerId: dana })],
    ['an entry that was merged with them', () => ({ partnerId: merged })],
    ['who wrote of them', () => ({ memberId: priya.id })],
    ['the branch', () => ({ branchId: priya.branch.id })],
  ])('is refused under a hold on %s', async (_, holdOn) => {
    await plant(priya, dana, `E${requests}`);
    await placeHold(db, holdOn(), 'an examination', sam, now);
    expect(await erasing()).toEqual({ how: 'held' });
  });

  test('is not refused for what others wrote', async () => {
    await placeHold(db, { memberId: sam.id }, 'an examination', priya, now);
    expect(await erasing()).toMatchObject({ how: 'done' });
  });
});

describe('taking a text out', () => {
  const out = (kind: 'promise' | 'change' | 'record', id: number) =>
    redact(db, sam, dana, { kind, id, reason: 'borrower data' }, now);

  test('is refused under a hold on who wrote it', async () => {
    await plant(priya, dana, 'KEPT');
    const before = await textsWith('KEPT', { record: true });
    await placeHold(db, { memberId: priya.id }, 'an examination', sam, now);
    expect(await out('promise', await newest('promise'))).toBe('held');
    expect(await out('record', await newest('spend_record'))).toBe('held');
    expect(await out('change', await newest(`trace where action = 'helped'`))).toBe('held');
    expect(await textsWith('KEPT', { record: true })).toEqual(before);
  });

  test('destroys each copy: of a promise, in the change that made it and those that moved it', async () => {
    await plant(priya, dana, 'GONE1');
    expect(await out('promise', await newest('promise'))).toBe('done');
    expect(await textsWith('promise GONE1')).toEqual([]);
    expect(await textsWith('moved GONE1')).toEqual([]);
  });

  test('destroys each copy: of a change, in what it noted', async () => {
    await plant(priya, dana, 'GONE2');
    const last = (action: string) => newest(`trace where subject = 'partner' and action = '${action}'`);
    for (const [action, words] of Object.entries({
      promised: ['promise', 'moved'],
      helped: ['help'],
      'ask answered': ['answer'],
      'spoke up': ['occasion'],
    })) {
      expect(await out('change', await last(action))).toBe('done');
      for (const word of words) expect(await textsWith(`${word} GONE2`), word).toEqual([]);
    }
    expect(await textsWith('ask GONE2')).toEqual(['trace_text.after']);
    expect(await out('change', await last('asked'))).toBe('done');
    expect(await textsWith('ask GONE2')).toEqual([]);
  });

  test('destroys the words of the record; who paid, how much and when stand', async () => {
    await plant(priya, dana, 'GONE3');
    const id = await newest('spend_record');
    expect(await out('record', id)).toBe('done');
    expect(await textsWith('GONE3', { record: true })).not.toContain('spend_record_text.purpose');
    expect(
      await db.query(
        'select payer, amount_cents as cents, occurred_on as "on" from spend_record where id = $1',
        [id],
      ),
    ).toEqual([{ payer: 'we did', cents: 500, on }]);
  });

  test('is of that partner alone', async () => {
    await plant(sam, joan, 'JOAN');
    expect(await out('record', await newest('spend_record'))).toBe('gone');
    expect(await out('promise', await newest('promise'))).toBe('gone');
  });
});
