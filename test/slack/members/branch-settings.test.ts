import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { commandsAction } from '../../../src/messages/help.ts';
import { areaActions } from '../../../src/messages/leads/areas.ts';
import { whoReadsNotes } from '../../../src/messages/who-reads-notes.ts';
import { loadFacts } from '../../../src/store/clocks/clocks.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const admin = sandbox.as(rapport.admin);
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const lone = sandbox.addChannel({
  name: 'reno',
  members: [rapport.priya.id, rapport.sam.id, rapport.admin.id],
  botIn: true,
});
const mine = await rapport.book(rapport.priya, ['Dana Lee']);

type Person = typeof priya;
const view = (who: Person) => (who.view() ? readable(who.view()!) : '');
const edit = async (who: Person = admin) => {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/rapport', 'branch', rapport.channel);
  await vi.waitFor(() => expect(view(who)).toMatch(/No one new to invite|I’ll send/));
};
const last = (who: Person, channel = rapport.channel) => readable(who.messages(channel).at(-1)!);

describe('/rapport branch', () => {
  test('shows members the channel, people, and times; elsewhere it shows their own branch', async () => {
    const { text } = await priya.command('/rapport', 'branch', rapport.channel);
    expect(text).toMatch(/^Tampa: \d+ people, manager: Ada Ruiz$/);
    const here = last(priya);
    expect(here).toContain('*Tampa* · #');
    expect(here).toContain('Manager: Ada Ruiz');
    expect(here).toContain('Time zone: Eastern Time · Holidays: federal');
    expect(here).toContain(
      'Posts in the channel: plan Mondays 8:30 AM · midweek reminder Wednesdays 9:00 AM · leaderboard Fridays 3:00 PM',
    );
    const elsewhere = await priya.command('/rapport', 'branch');
    expect(readable(elsewhere.message!)).toContain('*Tampa* · #');
  });

  test('does not create a branch for a member, and says who could', async () => {
    expect((await priya.command('/rapport', 'branch', lone.id)).text).toBe(
      'You can’t make this channel a branch. A program lead or a Slack workspace admin can.',
    );
    expect(priya.view()).toBeUndefined();
  });

  test('sets days off, which move due days, and the times of posts', async () => {
    await priya.command('/touchpoint', 'coffee with Dana Lee', rapport.channel);
    const due = async () =>
      (
        await db.query<{ on: string }>('select touch_due as "on" from relationship where partner_id = $1', [
          mine['Dana Lee'],
        ])
      )[0]!.on;
    expect(await due()).toBe('2026-07-09');
    await edit();
    await admin.submit(admin.view()!, {
      days_off: '2026-07-09, 2026-07-10',
      'day plan': '2',
      'time plan': '09:45',
      'day reminder': 'none',
    });
    await vi.waitFor(async () => expect(await due()).toBe('2026-07-13'));
    await vi.waitFor(async () =>
      expect(
        await db.query(
          `select post, local_time as at, weekdays from schedule where branch_id is not null order by post`,
        ),
      ).toEqual([
        { post: 'leaderboard', at: '15:00', weekdays: [5] },
        { post: 'plan', at: '09:45', weekdays: [2] },
        { post: 'reminder', at: '09:00', weekdays: [] },
      ]),
    );
    await priya.command('/rapport', 'branch', rapport.channel);
    expect(last(priya)).toContain('Closed: Jul 9 and Jul 10');
  });

  test('names what else it closes on and on which federal holidays it opens', async () => {
    await edit();
    await admin.submit(admin.view()!, {
      days_off: '',
      also_closed: ['Good Friday', 'Day after Thanksgiving'],
      open_on: ['Columbus Day'],
    });
    const changes = async () => (await rapport.member(rapport.priya)).branch.holidayChanges;
    await vi.waitFor(async () =>
      expect(await changes()).toEqual(['Columbus Day', 'Day after Thanksgiving', 'Good Friday']),
    );
    const [row] = await db.query<{ id: number; due: string }>(
      'select id, touch_due as due from relationship where partner_id = $1',
      [mine['Dana Lee']],
    );
    expect(row!.due, 'due days follow').toBe('2026-07-09');
    const [dana] = await loadFacts(db, [row!.id]);
    expect(dana!.calendar.isHoliday('2026-11-27')).toBe(true);
    expect(dana!.calendar.isHoliday('2026-10-12')).toBe(false);
    await priya.command('/rapport', 'branch', rapport.channel);
    expect(last(priya)).toContain(
      'Holidays: federal, Day after Thanksgiving, and Good Friday · Open: Columbus Day',
    );
    await edit();
    await admin.submit(admin.view()!, {});
    await vi.waitFor(() => expect(last(admin)).toContain('is saved'));
    expect(await changes(), 'what is left alone stays').toHaveLength(3);
  });

  test.each([
    ['2026-02-30', 'I can’t read “2026-02-30” as a date'],
    ['christmas', 'I can’t read “christmas” as a date'],
  ])('refuses %s at the field', async (typed, says) => {
    await edit();
    const outcome = await admin.submit(admin.view()!, { days_off: typed });
    expect((outcome as { errors?: Record<string, string> }).errors?.days_off).toContain(says);
  });

  test('does not save a forged form', async () => {
    await edit();
    const metadata = admin.view()!.definition.private_metadata!;
    await sam.command('/touchpoint', '', rapport.channel);
    const stolen = { ...admin.view()!.definition, private_metadata: metadata };
    Object.assign(sam.view()!.definition, stolen);
    const outcome = await sam.submit(sam.view()!, {
      name: 'Mine now',
      zone: 'America/Denver',
      manager: rapport.sam.id,
      'day plan': '1',
      'time plan': '08:00',
      'day reminder': 'none',
      'time reminder': '09:00',
      'day leaderboard': '5',
      'time leaderboard': '15:00',
    });
    expect(JSON.stringify(outcome)).toContain('You can’t change this branch’s settings.');
    expect(await db.query(`select from branch where name = 'Mine now'`)).toEqual([]);
  });
});

describe('/rapport people', () => {
  test('is only for admins of the workspace', async () => {
    expect((await priya.command('/rapport', 'people', rapport.channel)).text).toBe(
      'You can’t name program leads and compliance. A Slack workspace admin can.',
    );
  });

  test('names leads and compliance, even people without a branch, and takes it back', async () => {
    const noor = sandbox.addUser({ name: 'noor', realName: 'Noor Aziz' });
    await admin.closeView({ all: true });
    await admin.command('/rapport', 'people', rapport.channel);
    await admin.submit(admin.view()!, { lead: [rapport.sam.id], compliance: [noor.id], exports: 'managers' });
    await vi.waitFor(() => expect(last(admin)).toContain('✓ Saved.'));
    expect((await rapport.member(rapport.sam)).roles).toEqual(['member', 'lead']);
    expect(await rapport.member(noor)).toMatchObject({ roles: ['compliance'], state: 'active' });
    expect(await db.query('select exports from workspace')).toEqual([{ exports: 'managers' }]);
    await sandbox.as(noor).openHome();
    expect(readable(sandbox.as(noor).home()!)).toContain(
      'You can see the expense record, history, and exports',
    );
    await db.query(`update partner set phone = '555-0142' where id = $1`, [mine['Dana Lee']]);
    await sandbox.as(noor).command('/partner', 'dana lee');
    expect(view(sandbox.as(noor))).toMatch(
      /\*Dana Lee\*\nYou can see the expense record.*\n\[History\] \[Place a legal hold…\]\n\[Close\]$/,
    );
    await admin.command('/rapport', 'people', rapport.channel);
    await admin.submit(admin.view()!, { compliance: [] });
    // Never asked whether they work with partners, so that may still come.
    await vi.waitFor(async () => expect((await rapport.member(noor)).state).toBe('invited'));
  });

  test('gives no role to a guest', async () => {
    const guest = sandbox.addUser({ name: 'gus', guest: 'multi' });
    await admin.command('/rapport', 'people', rapport.channel);
    const ada = rapport.admin.id;
    const outcome = await admin.submit(admin.view()!, {
      lead: [rapport.sam.id, ada],
      compliance: [guest.id],
    });
    expect((outcome as { errors?: Record<string, string> }).errors?.compliance).toContain('not guests');
    expect((await rapport.member(rapport.admin)).roles, 'of a refused form nothing is saved').not.toContain(
      'lead',
    );
  });
});

describe('/rapport areas', () => {
  test('is for leads and admins', async () => {
    expect((await priya.command('/rapport', 'areas', rapport.channel)).text).toContain(
      'You can’t group branches',
    );
  });

  test('makes an area with its lead and branches, and edits it', async () => {
    const branch = (await rapport.member(rapport.priya)).branch.id;
    const leadId = (await rapport.member(rapport.sam)).id;
    await sam.closeView({ all: true });
    await sam.command('/rapport', 'areas', rapport.channel);
    expect(last(sam)).toContain('No areas yet.');
    await sam.press({ message: sam.messages(rapport.channel).at(-1)!, actionId: areaActions.add });
    await sam.submit(sam.view()!, { name: 'Coast', lead: String(leadId), branches: [String(branch)] });
    await vi.waitFor(() => expect(last(sam)).toContain('*Coast* · led by Sam Cole\n1 branch: Tampa'));
    await priya.command('/rapport', 'branch', rapport.channel);
    expect(last(priya)).toContain('Area: Coast');
    await sam.press({ message: sam.messages(rapport.channel).at(-1)!, actionId: areaActions.add });
    const again = await sam.submit(sam.view()!, { name: 'coast' });
    expect((again as { errors?: Record<string, string> }).errors?.name).toContain(
      'already an area with that name',
    );
    await sam.closeView({ all: true });
    await sam.press({ message: sam.messages(rapport.channel).at(-1)!, actionId: areaActions.edit });
    await sam.submit(sam.view()!, { branches: [] });
    await vi.waitFor(() => expect(last(sam)).toContain('no branches yet'));
  });

  test('no longer shows a lead who lost the role', async () => {
    await admin.closeView({ all: true });
    await admin.command('/rapport', 'people', rapport.channel);
    await admin.submit(admin.view()!, { lead: [] });
    await vi.waitFor(async () => expect((await rapport.member(rapport.sam)).roles).toEqual(['member']));
    await admin.command('/rapport', 'areas', rapport.channel);
    expect(last(admin)).toContain('*Coast* · no lead yet');
    await admin.command('/rapport', 'people', rapport.channel);
    await admin.submit(admin.view()!, { lead: [rapport.sam.id] });
    await vi.waitFor(async () =>
      expect((await rapport.member(rapport.sam)).roles).toEqual(['member', 'lead']),
    );
  });
});

describe('/rapport', () => {
  test('alone shows help that fits one screen', async () => {
    const { message } = await priya.command('/rapport', '', rapport.channel);
    const lines = readable(message!).split('\n');
    expect(lines.length).toBeLessThanOrEqual(7);
    for (const line of lines.slice(0, 5)) expect(line, 'a verb comes first').toMatch(/^\*[A-Z][a-z]+\* /);
    for (const taught of ['promised the slides', 'lunch with Joan next Thursday', 'who today', 'undo'])
      expect(lines.join()).toContain(taught);
    expect(lines.at(-1)).toBe(
      `I never contact partners. ${whoReadsNotes} In rhythm: close partners met and talked to as often as their tier asks.`,
    );
    expect((await priya.command('/rapport', 'sing', rapport.channel)).text).toContain(
      '“sing” isn’t a command I know.',
    );
  });

  test('[Commands] shows every command, wherever the help is', async () => {
    await priya.command('/rapport', 'help', rapport.channel);
    await priya.dm('help');
    for (const message of [priya.messages(rapport.channel).at(-1)!, priya.messages().at(-1)!]) {
      await priya.press({ message, actionId: commandsAction });
      const shown = view(priya);
      expect(shown).toContain('== Commands ==');
      for (const word of ['digest', 'feedback', 'events', 'record', 'me', 'branch', 'areas', 'people'])
        expect(shown).toContain(`\`/rapport ${word}`);
      for (const word of ['dana', 'add', 'import', 'export']) expect(shown).toContain(`\`/partner ${word}`);
      expect(shown).toContain('`/touchpoint coffee with Dana Lee');
      await priya.closeView();
    }
  });
});
