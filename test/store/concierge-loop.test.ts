import { afterEach, describe, expect, test } from 'vitest';
import type { CaptureContent } from '../../src/domain/touchpoints/capture.ts';
import { transaction } from '../../src/store/db/database.ts';
import { loadDigestInput } from '../../src/store/digest/digest.ts';
import { findFeedback, loadOpenFeedback } from '../../src/store/feedback/feedback.ts';
import {
  detailFeedback,
  type FeedbackDetails,
  saveFeedback,
  stepFeedback,
} from '../../src/store/feedback/feedback-changes.ts';
import { loadMonth } from '../../src/store/leads/month.ts';
import { savePromise } from '../../src/store/partners/goodwill.ts';
import { erase } from '../../src/store/privacy/erasure.ts';
import { findPartnerToErase } from '../../src/store/privacy/erasure-subject.ts';
import { placeLegalHold } from '../../src/store/privacy/legal-holds.ts';
import { redact } from '../../src/store/privacy/redaction.ts';
import { applyRetention, setRetention } from '../../src/store/privacy/retention.ts';
import { keepPromise } from '../../src/store/promises.ts';
import { sumExpenseRecord } from '../../src/store/record/expense-record.ts';
import { addToCapture, editCapture, saveCapture } from '../../src/store/touchpoints/captures.ts';
import { undoChange } from '../../src/store/touchpoints/undo.ts';
import { startRapport } from '../support/rapport.ts';

/** What must never happen with feedback, promises, holds and the record, no matter who asks, or how. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const now = context.now();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const today = rapport.today(priya);
const user = sandbox.addUser({ name: 'maria', realName: 'Maria Gomez', email: 'maria@example.com' });
await db.query(
  `with m as (
     insert into member (slack_user_id, branch_id, name, zone, state, roles)
     select $1, id, 'Maria Gomez', zone, 'active', '{member,manager}' from branch returning id, branch_id)
   update branch b set manager_id = m.id from m where b.id = m.branch_id`,
  [user.id],
);
const maria = await rapport.member(user);

let requests = 0;
const key = () => `request ${requests++}`;
const partners = async (...names: string[]): Promise<number[]> => {
  const book = await rapport.book(rapport.priya, names, 'keep');
  return names.map((name) => book[name]!);
};
const content = (said: Partial<CaptureContent>): CaptureContent => ({
  what: 'touchpoint',
  kind: 'meal',
  word: 'coffee',
  on: today,
  today,
  partnerIds: [],
  newPartners: [],
  alongIds: [],
  alongNames: [],
  note: null,
  promises: [],
  feedback: null,
  growing: null,
  ...said,
});
const log = (said: Partial<CaptureContent>) =>
  saveCapture(db, { requestKey: key(), source: 'modal', member: priya, content: content(said), now });

afterEach(() => db.query('update hold set lifted_at = now(), lifted_by = placed_by where lifted_at is null'));

describe('a step with feedback', () => {
  const hears = async (): Promise<number> => {
    const said = { requestKey: key(), member: priya, partnerIds: await partners(`Elle ${requests}`) };
    const details = { topic: null, severity: null, aboutId: null, answerBy: null };
    const [one] = await saveFeedback(db, { ...said, text: 'slow', heardOn: today, details, now });
    return one!.id;
  };
  const takeOn = (id: number, member = priya) => stepFeedback(db, id, member, 'take on', {}, now);
  const tracesOf = (id: number) =>
    db.query(`select made_by as "by" from trace where subject = 'feedback' and subject_id = $1`, [id]);

  test('taken by two people at once is taken, traced, and reminded of once', async () => {
    const id = await hears();
    const how = (await Promise.all([takeOn(id), takeOn(id, maria), takeOn(id), takeOn(id, maria)])).map(
      (done) => done.how,
    );
    expect(how.sort()).toEqual(['done', 'not now', 'not now', 'not now']);
    expect(await tracesOf(id)).toHaveLength(1);
    const reminded = await db.query(
      `select n.id from nudge n join feedback f on f.id = n.subject_id and f.answerer_id = n.member_id
        where f.id = $1 and n.post = 'feedback late' and n.state = 'planned'`,
      [id],
    );
    expect(reminded).toHaveLength(1);
  });

  test('is decided again on what someone else wrote after it was read', async () => {
    const id = await hears();
    let step: Promise<unknown> | undefined;
    await transaction(db, async (tx) => {
      await tx.query(`update feedback set about_id = $2, member_id = $3, answerer_id = $4 where id = $1`, [
        id,
        priya.id,
        sam.id,
        maria.id,
      ]);
      step = takeOn(id);
      // The step has read the old row, and waits for this transaction with its update.
      await expect
        .poll(() =>
          db.query(
            `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          ),
        )
        .toHaveLength(1);
    });
    expect(await step, 'it is about them, and no longer theirs to read').toEqual({ how: 'gone' });
    expect(await tracesOf(id)).toEqual([]);
  });
});

describe('feedback about a member', () => {
  const none: FeedbackDetails = { topic: null, severity: null, aboutId: null, answerBy: null };
  const hears = async (text: string, aboutId: number): Promise<number> => {
    const [dana] = await partners(`Dana ${requests}`);
    const details = { ...none, aboutId };
    const said = {
      requestKey: key(),
      member: priya,
      partnerIds: [dana!],
      text,
      heardOn: today,
      details,
      now,
    };
    return (await saveFeedback(db, said))[0]!.id;
  };

  test('is not assigned to them by saying that it is about no one', async () => {
    const id = await hears('he is late', sam.id);
    await detailFeedback(db, id, priya, { ...none, answererId: sam.id }, now);
    expect(await findFeedback(db, id, sam, today)).toBeNull();
    expect((await findFeedback(db, id, maria, today))?.answerer?.name).toBe('Maria Gomez');
  });

  test('is answered by them once assigned, but they cannot change its severity or its subject', async () => {
    const id = await hears('he forgot us', sam.id);
    const given = { ...none, aboutId: sam.id, answererId: sam.id, severity: 'serious' as const };
    await detailFeedback(db, id, maria, given, now);
    const changed = { ...none, severity: 'small' as const, answererId: sam.id };
    expect((await detailFeedback(db, id, sam, changed, now)).how).toBe('refused');
    expect(await findFeedback(db, id, sam, today)).toMatchObject({
      about: { id: sam.id },
      severity: 'serious',
    });
  });

  test('cannot be redacted by the manager it is about', async () => {
    const id = await hears('she was rude', maria.id);
    const [one] = await db.query<{ partnerId: number }>(
      'select partner_id as "partnerId" from feedback where id = $1',
      [id],
    );
    const how = await redact(db, maria, one!.partnerId, { kind: 'feedback', id, reason: 'they asked' }, now);
    expect(how).toEqual({ how: 'gone' });
    await db.query('update feedback set answerer_id = about_id, shared_at = now() where id = $1', [id]);
    const given = await redact(
      db,
      maria,
      one!.partnerId,
      { kind: 'feedback', id, reason: 'they asked' },
      now,
    );
    expect(given).toEqual({ how: 'gone' });
    expect(await db.query('select text from feedback where id = $1', [id])).toEqual([
      { text: 'she was rude' },
    ]);
  });

  test('from an erased partner waits for no one', async () => {
    const id = await hears('letters are slow', sam.id);
    await db.query(`update feedback set answer_by = '2026-06-10' where id = $1`, [id]);
    const late = async () => (await loadMonth(db, '2026-06', '2026-07-15'))[0]!.late;
    const before = await late();
    const [one] = await db.query<{ id: number }>('select partner_id as id from feedback where id = $1', [id]);
    await erase(db, (await findPartnerToErase(db, one!.id))!, { dry: false }, now);
    expect(await late()).toBe(before - 1);
  });
});

test('the answerer tells the partner if the hearer has left', async () => {
  const [dana] = await partners('Dana Told');
  const { capture } = await log({ partnerIds: [dana!], feedback: 'letters are slow' });
  await db.query(
    `update feedback set state = 'answered', answerer_id = $2, answered_on = $3, answer = 'mended' where capture_id = $1`,
    [capture.id, sam.id, today],
  );
  const tells = async () =>
    (await loadDigestInput(db, sam, today)).relationships.flatMap((one) =>
      one.feedback.filter(({ step }) => step === 'tell'),
    );
  expect(await tells()).toHaveLength(0);
  await db.query(`update member set state = 'left' where id = $1`, [priya.id]);
  expect(await tells()).toHaveLength(1);
  const inHome = await loadOpenFeedback(db, sam, today, { whole: false });
  expect(inHome.map(({ text, state }) => `${state}: ${text}`)).toContain('answered: letters are slow');
  await db.query(`update member set state = 'active' where id = $1`, [priya.id]);
});

test('redacted feedback stays redacted, no matter what is added to its coffee', async () => {
  const [dana] = await partners('Dana Heard');
  const { capture } = await log({ partnerIds: [dana!], feedback: 'his loan file is a mess' });
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from feedback');
  await redact(db, maria, dana!, { kind: 'feedback', id, reason: 'borrower data' }, now);
  await addToCapture(db, capture.id, priya, { note: 'a long talk', feedback: null, growing: null }, now);
  await editCapture(db, capture.id, priya, content({ partnerIds: [dana!] }), null, now);
  expect(await db.query('select text, withdrawn_at as gone from feedback where id = $1', [id])).toEqual([
    { text: '', gone: null },
  ]);
});

describe('a promise', () => {
  test('to two partners is not duplicated by an edit after one of them has it', async () => {
    const [dana, marcus] = await partners('Dana Both', 'Marcus Both');
    const promises = [{ text: 'slides for both', dueOn: '2026-06-12' as const }];
    const both = { partnerIds: [dana!, marcus!], promises };
    const { capture } = await log(both);
    const [one] = await db.query<{ id: number }>('select id from promise where partner_id = $1', [dana]);
    await keepPromise(db, one!.id, priya, today, now);
    await editCapture(db, capture.id, priya, content({ ...both, note: 'a long talk' }), null, now);
    expect(
      await db.query(
        `select partner_id as to, state from promise where capture_id = $1 and withdrawn_at is null order by 1`,
        [capture.id],
      ),
    ).toEqual([
      { to: dana, state: 'done' },
      { to: marcus, state: 'open' },
    ]);
  });

  test('that was kept in the meantime is not undone with its form', async () => {
    const [dana] = await partners('Dana Kept');
    const form = { requestKey: key(), member: priya, partnerId: dana!, partnerIds: [dana!], now };
    const saved = await savePromise(db, { ...form, text: 'a list', dueOn: '2026-06-20' });
    const [one] = await db.query<{ id: number }>('select max(id) as id from promise');
    await keepPromise(db, one!.id, priya, today, now);
    expect(await undoChange(db, priya, saved!.traceId, { today, now })).toEqual({ how: 'changed since' });
  });
});

test('two simultaneous holds are one', async () => {
  const [dana] = await partners('Dana Held');
  await Promise.all(
    [1, 2, 3, 4].map(() => placeLegalHold(db, { partnerId: dana! }, 'an examination', maria, now)),
  );
  expect(await db.query('select from hold where partner_id = $1 and lifted_at is null', [dana])).toHaveLength(
    1,
  );
});

test('a month before March 31 is the last day of February, not a day in March', async () => {
  const [dana] = await partners('Dana March');
  await log({ partnerIds: [dana!], on: '2026-03-01', note: 'said on the first' });
  await setRetention(db, 'notes', 1, now);
  await applyRetention(db, new Date('2026-03-31T12:00:00Z'));
  await setRetention(db, 'notes', 60, now);
  expect(await db.query(`select from touchpoint_note where note = 'said on the first'`)).toHaveLength(1);
});

test('a long record has a total, no matter how large', async () => {
  await db.query(
    `with k as (insert into capture (member_id, source, made_at) select $1, 'modal', now() from generate_series(1, 215) returning id)
     insert into spend_record (capture_id, entry, item, payer, amount_cents, currency, attested, partner_ids, member_ids, occurred_on, recorded_by)
     select id, 'stated', 'meal', 'we did', 10000000, 'CAD', true, '{}', array[$1::int], '2026-01-05', $1 from k`,
    [priya.id],
  );
  const reach = { scope: 'all', memberId: priya.id, branchId: priya.branch.id } as const;
  expect(await sumExpenseRecord(db, reach, { from: '2026-01-05', to: '2026-01-05' })).toMatchObject([
    { currency: 'CAD', entries: 215, cents: 2_150_000_000 },
  ]);
});
