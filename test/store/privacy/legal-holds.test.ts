import { beforeEach, describe, expect, test } from 'vitest';
import { joinMember, saveBranch } from '../../../src/store/members/branches.ts';
import { erase } from '../../../src/store/privacy/erasure.ts';
import { findPartnerToErase } from '../../../src/store/privacy/erasure-subject.ts';
import { type LegalHoldSubject, placeLegalHold } from '../../../src/store/privacy/legal-holds.ts';
import { applyRetention, setRetention } from '../../../src/store/privacy/retention.ts';
import { forgetOldDrafts } from '../../../src/store/touchpoints/drafts.ts';
import { startRapport } from '../../support/rapport.ts';
import { textsOf } from '../../support/texts.ts';

const rapport = await startRapport();
const { context } = rapport;
const { db } = context;
const now = context.now();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const dana = (await rapport.book(rapport.priya, ['Dana Lee']))['Dana Lee']!;
const joan = (await rapport.book(rapport.sam, ['Joan Ortiz']))['Joan Ortiz']!;

/** A merged entry of the same person, which points to Dana. */
const merged = (await rapport.book(rapport.priya, ['Dana Leigh']))['Dana Leigh']!;
await db.query('update partner set merged_into = $2 where id = $1', [merged, dana]);

/** A member of another branch. */
const nora = await (async () => {
  const user = rapport.sandbox.addUser({ name: 'nora', realName: 'Nora Diaz' });
  const akron = rapport.sandbox.addChannel({ name: 'akron', members: [user.id], botIn: true });
  const person = { slackUserId: user.id, name: 'Nora Diaz', email: null, timeZone: 'America/New_York' };
  const branch = { channelId: akron.id, name: 'Akron', timeZone: 'America/New_York', region: 'OH' };
  await saveBranch(db, branch, person, now);
  await joinMember(db, user.id, { kind: 'originator', meetingsPerWeek: 4, timeZone: null }, now);
  return rapport.member(user);
})();
const omar = (await rapport.book(rapport.sandbox.world.users.get(nora.slackUserId)!, ['Omar Reed']))[
  'Omar Reed'
]!;

const { told, hear, plant, textsWith } = textsOf(rapport);
let marks = 0;
const newMark = () => `M${marks++}.`;

/** Everything that deletes text, automatically or by an operator. */
async function letGo(): Promise<void> {
  await applyRetention(db, now);
  await forgetOldDrafts(db, now);
}

beforeEach(async () => {
  await db.query('update hold set lifted_at = now(), lifted_by = placed_by where lifted_at is null');
});

/** Makes everything old, and closes the loops. */
async function age(): Promise<void> {
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
}

describe('everything under a hold outlives every period', () => {
  test.each<[string, () => LegalHoldSubject]>([
    ['a partner', () => ({ partnerId: dana })],
    ['its author', () => ({ memberId: priya.id })],
    ['an entry that was merged with it', () => ({ partnerId: merged })],
  ])('a hold on %s', async (_, holdOn) => {
    const mark = newMark();
    await plant(priya, dana, `held ${mark}`);
    await plant(sam, joan, `free ${mark}`);
    await age();
    await placeLegalHold(db, holdOn(), 'an examination', sam, now);
    const before = await textsWith(`held ${mark}`);
    expect(before.length).toBeGreaterThan(18);
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(before);
    // The current growth goal is on their card.
    expect(await textsWith(`free ${mark}`)).toEqual(['partner.growing']);
    await db.query('update hold set lifted_at = now(), lifted_by = placed_by');
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(['partner.growing']);
  });

  test('a hold on a branch covers everything in it', async () => {
    const mark = newMark();
    await plant(priya, dana, `held ${mark}`);
    await plant(nora, omar, `free ${mark}`);
    await age();
    await placeLegalHold(db, { branchId: priya.branch.id }, 'an examination', sam, now);
    const before = await textsWith(`held ${mark}`);
    await letGo();
    expect(await textsWith(`held ${mark}`)).toEqual(before);
    expect(await textsWith(`free ${mark}`)).toEqual(['partner.growing']);
  });

  test('a hold on one of two partners at a table covers captures about both', async () => {
    const mark = newMark();
    const promises = [{ text: `promise ${mark}`, dueOn: '2026-06-12' }];
    await told(priya, { partnerIds: [dana, joan], note: `note ${mark}`, promises });
    await db.query(`update promise set state = 'done'`);
    await age();
    await placeLegalHold(db, { partnerId: joan }, 'an examination', sam, now);
    await letGo();
    const both = ['promise.text', 'promise.text', 'touchpoint_note.note'];
    expect(await textsWith(mark)).toEqual(both);
  });

  test.each<[string, (id: number) => Promise<unknown>]>([
    ['answered it', (id) => db.query('update feedback set answerer_id = $2 where id = $1', [id, nora.id])],
    ['it is about', (id) => db.query('update feedback set about_id = $2 where id = $1', [id, nora.id])],
    ['closed its loop', (id) => db.query('update feedback set closed_by = $2 where id = $1', [id, nora.id])],
  ])('a hold on the member who %s covers feedback', async (_, tie) => {
    const mark = newMark();
    const [heard] = await hear(priya, dana, `feedback ${mark}`);
    await age();
    await tie(heard!.id);
    await placeLegalHold(db, { memberId: nora.id }, 'an examination', sam, now);
    await letGo();
    expect(await textsWith(mark)).toEqual(['feedback.text']);
  });
});

describe('erasing a partner', () => {
  const erasing = async () => erase(db, (await findPartnerToErase(db, dana))!, { dry: true }, now);

  test.each<[string, () => LegalHoldSubject]>([
    ['them', () => ({ partnerId: dana })],
    ['an entry that was merged with them', () => ({ partnerId: merged })],
    ['a member who wrote about them', () => ({ memberId: priya.id })],
    ['the branch', () => ({ branchId: priya.branch.id })],
  ])('is refused under a hold on %s', async (_, holdOn) => {
    await plant(priya, dana, newMark());
    await placeLegalHold(db, holdOn(), 'an examination', sam, now);
    expect(await erasing()).toEqual({ how: 'held' });
  });

  test('is not refused for other people’s holds', async () => {
    await placeLegalHold(db, { partnerId: omar }, 'an examination', priya, now);
    expect(await erasing()).toMatchObject({ how: 'done' });
  });
});

describe('without a hold', () => {
  test('expired texts go with their copies in changes, no matter how long those are kept', async () => {
    const mark = newMark();
    await plant(priya, dana, mark);
    const taken = await told(priya, { promises: [{ text: `taken back ${mark}`, dueOn: '2026-06-12' }] });
    await db.query('update promise set withdrawn_at = now() where capture_id = $1', [taken]);
    await age();
    await setRetention(db, 'changes', null, now);
    await letGo();
    // The growth goal is on their card. The reason for a tier change is no copy of another text.
    expect(await textsWith(mark)).toEqual(['partner.growing', 'trace_text.after']);
    expect(await textsWith(`reason ${mark}`)).toEqual(['trace_text.after']);
  });

  test('changes of texts that have not expired stay with them', async () => {
    const mark = newMark();
    await plant(priya, dana, mark);
    const promise = 'select max(id) as id from promise';
    await db.query(`update promise set made_on = '2012-03-01' where id = (${promise}) - 1`);
    const before = await textsWith(mark);
    await letGo();
    expect(await textsWith(mark)).toEqual(before);
  });
});
