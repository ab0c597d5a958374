import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../src/domain/days/day.ts';
import { roleActions } from '../../../src/messages/members/roles-told.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { coverAbsence, loadAbsences, noteAbsence } from '../../../src/store/members/absences.ts';
import { declineMember, saveBranch } from '../../../src/store/members/branches.ts';
import { setRoleHolders } from '../../../src/store/members/member-settings.ts';
import { startRapport } from '../../support/rapport.ts';

/** Managers, leads, compliance, and covers are told when they are made so, once each time, and can begin at once. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, channel } = rapport;
const { db } = context;
const [{ id: branchId } = { id: 0 }] = await db.query<{ id: number }>('select id from branch');

let people = 0;
const someone = () => {
  const user = sandbox.addUser({
    name: `kim${++people}`,
    realName: `Kim Park${people}`,
    tz: 'America/New_York',
  });
  const person = { slackUserId: user.id, name: user.realName, email: null, timeZone: null };
  const who = sandbox.as(user);
  const texts = () => who.messages().map((one) => readable(one));
  /** Without the posts that come to managers and leads of their own accord. */
  const told = () => who.messages().filter((one) => readable(one).includes('in Rapport now.'));
  return { user, person, who, texts, told };
};
const ada = { slackUserId: rapport.admin.id, name: 'Ada Ruiz', email: null, timeZone: null };
const nameManager = (person: typeof ada) =>
  saveBranch(
    db,
    { channelId: channel, name: 'Tampa', timeZone: 'America/New_York', region: 'FL' },
    person,
    context.now(),
  );
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });

let tuesday: Day = '2026-06-09';
beforeEach(() => {
  tuesday = addDays(tuesday, 7);
  sandbox.clock.moveTo(`${tuesday}T13:30:00Z`);
});

describe('a manager', () => {
  test('is told at once what it means; saved again, they are not', async () => {
    const { person, told } = someone();
    await nameManager(person);
    await nameManager(person);
    await ticking();
    expect(told()).toHaveLength(1);
    expect(readable(told()[0]!)).toContain('You’re the manager of *Tampa* in Rapport now.');
    expect(readable(told()[0]!)).toContain('[Open…] [Preview Monday’s plan, only to me]');
    await nameManager(person);
    await ticking();
    expect(told()).toHaveLength(1);
  });

  test('named again after someone else was, they are told again', async () => {
    const { person, told } = someone();
    await nameManager(person);
    await ticking();
    await nameManager(ada);
    sandbox.clock.moveTo(`${tuesday}T14:30:00Z`);
    await nameManager(person);
    await ticking();
    expect(told()).toHaveLength(2);
  });

  test('who was replaced before they read it is not told', async () => {
    const { person, told, user } = someone();
    await nameManager(person);
    await nameManager(ada);
    await ticking();
    expect(told()).toEqual([]);
    // They were never asked whether they work with partners, so that is still open.
    expect(await rapport.member(user)).toMatchObject({ state: 'invited', roles: ['member'], manages: [] });
  });

  test.each(['never asked', 'declined'])(
    'who was %s manages at once, without partners of their own',
    async (was) => {
      const { person, who, texts, told, user } = someone();
      if (was === 'declined') {
        await db.query(
          `insert into member (slack_user_id, branch_id, name, zone) values ($1, $2, $3, 'America/New_York')`,
          [user.id, branchId, user.realName],
        );
        await declineMember(db, user.id, context.now());
      }
      await nameManager(person);
      await ticking();
      await who.join(channel);
      expect(await rapport.member(user)).toMatchObject({ state: 'active', roles: ['manager'] });

      await who.press({ message: told()[0]!, actionId: roleActions.open });
      await sandbox.until(() => who.home() && readable(who.home()!).includes('Priya Patel'));
      await expect.poll(() => texts().at(-1)).toContain('It’s open in my Home tab now.');

      await who.command('/rapport', 'branch', channel);
      expect(readable(who.view()!)).toContain('Edit branch');
      await who.closeView({ all: true });
      await who.command('/rapport', 'me', channel);
      expect(readable(who.view()!)).not.toContain('I don’t work with partners');
      await who.closeView({ all: true });
      expect((await who.command('/rapport', 'digest', channel)).text).not.toContain(
        'do you work with partners',
      );
      await who.command('/partner', 'import', channel);
      expect(readable(who.view()!)).toContain('Import partners');
      await who.closeView({ all: true });
      await nameManager(ada);
    },
  );

  test('previews the plan of the coming Monday, and only they see it', async () => {
    const { person, who, texts, told } = someone();
    await rapport.book(rapport.priya, ['Joan Ortiz'], 'inner');
    await nameManager(person);
    await ticking();
    const before = sandbox.as(rapport.sam).messages(channel).length;
    await who.press({ message: told()[0]!, actionId: roleActions.preview });
    await expect.poll(() => texts().at(-1)).toContain('Only you see this.');
    expect(texts().at(-1)).toContain('Tampa · week of');
    expect(texts().at(-1)).not.toContain('[My list]');
    expect(sandbox.as(rapport.sam).messages(channel)).toHaveLength(before);
    await nameManager(ada);
    await who.press({ message: told()[0]!, actionId: roleActions.preview });
    await expect.poll(() => texts().at(-1)).not.toContain('Joan Ortiz');
  });

  test('is not counted among those whose week has room for partners', async () => {
    const { person, who, told } = someone();
    await nameManager(person);
    await ticking();
    await who.press({ message: told()[0]!, actionId: roleActions.open });
    await sandbox.until(() => who.home() && readable(who.home()!).includes('Priya Patel'));
    expect(readable(who.home()!)).not.toContain(person.name);
    await nameManager(ada);
  });
});

describe('a lead, and someone with compliance', () => {
  test.each([
    ['lead', 'You’re a program lead in Rapport now.'],
    ['compliance', 'You have compliance in Rapport now.'],
  ] as const)('%s: told once each time they are named', async (role, news) => {
    const { person, told } = someone();
    const name = (them: (typeof person)[]) =>
      setRoleHolders(db, role, them, { branchId, madeBy: null, now: context.now() });
    await name([person]);
    await name([person]);
    await ticking();
    expect(told().map((one) => readable(one))).toEqual([expect.stringContaining(news)]);
    expect(readable(told()[0]!)).toContain('[Open…]');
    await name([]);
    sandbox.clock.moveTo(`${tuesday}T14:30:00Z`);
    await name([person]);
    await ticking();
    expect(told()).toHaveLength(2);
    await name([]);
  });

  test('each opens what is theirs', async () => {
    const lead = someone();
    const compliance = someone();
    const by = { branchId, madeBy: null, now: context.now() };
    await setRoleHolders(db, 'lead', [lead.person], by);
    await setRoleHolders(db, 'compliance', [compliance.person], by);
    await ticking();
    await lead.who.press({ message: lead.told()[0]!, actionId: roleActions.open });
    await sandbox.until(() => lead.who.home() && readable(lead.who.home()!).includes('Tampa'));
    await compliance.who.press({ message: compliance.told()[0]!, actionId: roleActions.open });
    expect(readable(compliance.who.view()!)).toContain('Expense record');
  });
});

describe('a cover', () => {
  test('is told with who and when, by whichever road they were named, and once', async () => {
    const sam = sandbox.as(rapport.sam);
    const told = () =>
      sam
        .messages()
        .map((one) => readable(one))
        .filter((text) => text.includes('You were named to cover for'));
    const priya = await rapport.member(rapport.priya);
    const { id: samId } = await rapport.member(rapport.sam);
    const days = { from: addDays(tuesday, 1), to: addDays(tuesday, 3) };
    await noteAbsence(db, priya.id, { ...days, coverId: samId }, priya.id, context.now());
    await noteAbsence(db, priya.id, { ...days, coverId: samId }, priya.id, context.now());
    await ticking();
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/You were named to cover for \*Priya Patel\*: Wed, .* through Fri, /);

    const later = { from: addDays(tuesday, 7), to: addDays(tuesday, 8) };
    await noteAbsence(db, priya.id, { ...later, coverId: null }, priya.id, context.now());
    const [, second] = await loadAbsences(db, priya.id, tuesday);
    await coverAbsence(db, priya.id, second!.id, samId, context.now());
    await coverAbsence(db, priya.id, second!.id, samId, context.now());
    await ticking();
    expect(told()).toHaveLength(2);
    await sam.press({ message: sam.messages().at(-1)!, actionId: roleActions.open });
    await expect.poll(() => readable(sam.messages().at(-1)!)).toContain('It’s open in my Home tab now.');
  });
});
