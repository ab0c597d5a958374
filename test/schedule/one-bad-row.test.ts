import { Writable } from 'node:stream';
import type { Sandbox, User } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import { isFederalHoliday } from '../../src/domain/days/holidays.ts';
import { isTimeZone } from '../../src/domain/members/time-zones-and-regions.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { resyncMembers } from '../../src/schedule/resync-members.ts';
import { publishHome } from '../../src/slack/home/home.ts';
import { loadPeople } from '../../src/slack/members/people.ts';
import { joinMember, saveBranch } from '../../src/store/members/branches.ts';
import { setLead } from '../../src/store/members/member-settings.ts';
import { greet } from '../../src/store/members/welcomes.ts';
import { startRapport } from '../support/rapport.ts';

/**
 * One bad row never stops the others: whatever stands in one person's, one branch's, or one partner's row, everyone else
 * gets what they are owed. `doctor` names what is set aside.
 */

const rapport = await startRapport({
  now: new Date('2026-05-29T13:00:00Z'),
  env: { SLACK_MESSAGES_PER_MINUTE: '6000' },
});
const { sandbox, context } = rapport;
const { db } = context;
const { priya, sam } = rapport;
/** A member of Priya's and Sam's branch, and a branch with two people that nothing is wrong with. */
const nia = sandbox.addUser({ name: 'nia', realName: 'Nia Park' });
const rio = sandbox.addUser({ name: 'rio', realName: 'Rio Vega' });
const lea = sandbox.addUser({ name: 'lea', realName: 'Lea Lind' });
const reno = sandbox.addChannel({ name: 'reno', members: [rio.id, lea.id], botIn: true });
const west = 'America/Los_Angeles';

let dana = 0;
const idOf = async (user: User) => (await rapport.member(user)).id;
const branchOf = async (user: User) => (await rapport.member(user)).branch.id;

beforeAll(async () => {
  const now = sandbox.clock.now();
  await saveBranch(
    db,
    { channelId: reno.id, name: 'Reno', timeZone: west, region: 'NV' },
    { slackUserId: rio.id, name: rio.realName, email: null, timeZone: west },
    now,
  );
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone)
     select v.id, b.id, v.name, b.zone from branch b
       join (values ('Reno', $1, 'Lea Lind'), ('Tampa', $2, 'Nia Park')) as v(branch, id, name) on v.branch = b.name`,
    [lea.id, nia.id],
  );
  const answers = { kind: 'originator' as const, meetingsPerWeek: 4, timeZone: null };
  for (const user of [rio, lea, nia]) await joinMember(db, user.id, answers, now);
  for (const user of [lea, priya]) await setLead(db, await idOf(user), true, null, now);
  dana = (await rapport.book(priya, ['Dana Lee', 'Marcus Webb']))['Dana Lee']!;
  for (const user of [sam, nia, rio, lea]) await rapport.book(user, [`Partner of ${user.name}`]);
  const tell = (text: string) => sandbox.as(priya).dm(text);
  await tell('lunch with Dana Lee, promised the slides by tomorrow');
  await tell('lunch with Dana Lee next Wednesday');
});

afterEach(() => {
  rapport.errors.splice(0);
});

const places = {
  ...{ priya: priya.id, sam: sam.id, nia: nia.id, rio: rio.id, lea: lea.id },
  ...{ tampa: rapport.channel, reno: reno.id },
};
type Sent = Record<keyof typeof places, string[]>;
let monday: Day = '2026-06-01';
/** What could not be finished is left soon. */
const timing = { ...defaultTiming, channelGapMs: 0, leaseMs: 2_000, resolveAfterMs: 0 };

/**
 * A Monday at eight in New York, at eight in Los Angeles, and when weeks are closed there, in a week of its own. Returns what
 * came where.
 */
async function liveMonday(): Promise<Sent> {
  do monday = addDays(monday, 14);
  while (isFederalHoliday(monday));
  const before = new Map(Object.entries(places).map(([who, at]) => [who, sandbox.readMessages(at).length]));
  for (const time of ['13:05', '16:05', '20:05']) {
    sandbox.clock.moveTo(`${monday}T${time}:00Z`);
    // Hours have passed for what waits a minute, too.
    await db.query(
      `update nudge set not_before = not_before - interval '1 hour' where not_before is not null`,
    );
    await tick(context, sandbox.clock.now(), timing);
  }
  return Object.fromEntries(
    Object.entries(places).map(([who, at]) => {
      const fresh = sandbox.readMessages(at).slice(before.get(who));
      return [who, fresh.map((message) => readable(message))];
    }),
  ) as Sent;
}

/** Who got a digest, and which branch a plan. */
const served = (sent: Sent): string[] =>
  Object.entries(sent)
    .filter(([, texts]) => texts.some((text) => /^Good morning|partners? to reach/m.test(text)))
    .map(([who]) => who)
    .sort();
const others = ['lea', 'reno', 'rio', 'sam'];
const everyone = [...others, 'nia', 'priya', 'tampa'].sort();

/** Branches whose last week is still open. */
const unclosed = () =>
  db.query<{ name: string }>(`select name from branch where closed_through < $1::date - 7`, [monday]);

async function examine(): Promise<string> {
  let said = '';
  const out = new Writable({
    write(chunk, _, done) {
      said += chunk;
      done();
    },
  });
  await runDoctor({ db, slack: context.slack }, sandbox.clock.now(), out);
  return said.replaceAll(/\s+/g, ' ');
}

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

/** Puts a value into the first of these rows until the end of the test. */
async function plant(table: string, column: string, where: string, value: string, type = 'text') {
  const [row] = await db.query<{ id: number; was: string | null }>(
    `select id, ${column}::text as was from ${table} where ${where} order by id limit 1`,
  );
  if (!row) throw new Error(`no ${table} where ${where}`);
  const set = (to: string | null) =>
    db.query(`update ${table} set ${column} = $2::text::${type} where id = $1`, [row.id, to]);
  await set(value);
  undo.push(() => set(row.was));
}

/** Its posts were never scheduled, as after a release that adds one. */
const forgetReminder = async () =>
  db.query(`delete from schedule where post = 'reminder' and branch_id = $1`, [await branchOf(sam)]);

describe('a time zone', () => {
  test.each([
    'Mars/Olympus',
    '',
    'America/Nope',
    'GMT+3', // Postgres takes it, for three hours west
    '+03:00',
    'Factory', // Postgres has it, Node does not
    'SystemV/EST5EDT', // the other way around
    'EST5EDT',
  ])(
    '“%s” of one member, one schedule, or one branch stops no one else, and doctor names it',
    async (zone) => {
      const isKnown = isTimeZone(zone);
      const [absent] = await db.query<{ id: number }>(
        `insert into absence (member_id, from_day, to_day) values ($1, '2026-05-28', '2026-05-29') returning id`,
        [await idOf(sam)],
      );
      undo.push(() => db.query('delete from absence where id = $1', [absent!.id]));
      await forgetReminder();
      await plant('member', 'zone', `id = ${await idOf(priya)}`, zone);
      await plant('schedule', 'zone', `member_id = ${await idOf(nia)}`, zone);
      await plant('branch', 'zone', `name = 'Tampa'`, zone);

      const sent = await liveMonday();
      expect(served(sent)).toEqual(isKnown ? everyone : everyone.filter((who) => who !== 'nia'));
      expect(await unclosed()).toEqual([]);
      expect(
        await db.query('select 1 from absence where id = $1 and returned_on is not null', [absent!.id]),
      ).toHaveLength(1);

      const report = await examine();
      expect(report.includes(`“${zone}”`)).toBe(!isKnown);
      if (!isKnown) expect(report).toContain(`Nia Park Priya Patel Tampa`);
      expect(report).not.toContain('planning failed');

      const member = await rapport.member(priya);
      expect(member.timeZone).toBe(isKnown ? zone : 'America/New_York');
      await publishHome(context, member);
      await publishHome(context, await rapport.member(lea), { screen: { at: 'branches' } });
      expect(readable(sandbox.as(lea).home()!)).toMatch(/Reno[\s\S]*Tampa/);
    },
  );

  test('that is set aside keeps its digest due, and a Node that knows it sends it', async () => {
    await plant('schedule', 'zone', `member_id = ${await idOf(nia)}`, 'Mars/Olympus');
    expect(served(await liveMonday())).not.toContain('nia');
    await undo.pop()!();
    const before = sandbox.readMessages(nia.id).length;
    sandbox.clock.moveTo(`${addDays(monday, 1)}T13:05:00Z`);
    await tick(context, sandbox.clock.now(), timing);
    expect(sandbox.readMessages(nia.id)).toHaveLength(before + 1);
  });

  test('of more schedules than are planned at once leaves room for those behind them', async () => {
    await db.query(
      `with m as (insert into member (slack_user_id, branch_id, name, zone, state)
                  select 'UX' || n, b.id, 'Extra ' || n, b.zone, 'declined' from branch b, generate_series(1, 1100) n
                   where b.name = 'Tampa' returning id)
       insert into schedule (post, member_id, local_time, weekdays, zone, next_at)
       select 'digest', id, '08:00', '{1,2,3,4,5}', 'Mars/Olympus', '2026-06-01' from m`,
    );
    undo.push(() => db.query(`delete from member where name like 'Extra %'`));
    undo.push(() => db.query(`delete from schedule where zone = 'Mars/Olympus'`));
    expect(served(await liveMonday())).toEqual(everyone);
    expect(await examine()).toContain('1100');
  });
});

test('a schedule that was due in the year 1 is planned like one that was due today', async () => {
  await plant('schedule', 'next_at', `member_id = ${await idOf(priya)}`, '0001-01-01 00:00Z', 'timestamptz');
  expect(served(await liveMonday())).toEqual(everyone);
});

const ofDana = `relationship_id in (select r.id from relationship r join partner p on p.id = r.partner_id where p.name = 'Dana Lee')`;
/** Columns of one partner whose days come from what people tell. */
const columns: [table: string, column: string, where: () => string][] = [
  ['relationship_fact', 'until_day', () => `kind = 'first due' and ${ofDana}`],
  ['relationship_fact', 'on_day', () => `kind = 'entered' and ${ofDana}`],
  ['relationship', 'touch_due', () => `partner_id = ${dana}`],
  ['relationship', 'last_touch_on', () => `partner_id = ${dana}`],
  ['plan', 'planned_on', () => `partner_id = ${dana}`],
  ['promise', 'due_on', () => `partner_id = ${dana}`],
  ['partner', 'growing_on', () => `id = ${dana}`],
  [
    'touchpoint',
    'occurred_on',
    () => `id in (select touchpoint_id from touchpoint_partner where partner_id = ${dana})`,
  ],
];
const days = ['infinity', '-infinity', '9999-12-31', '20000-06-01', '0001-01-01', '0044-03-15 BC'];

describe('a day out of all range', () => {
  test.each([
    ...days.map((day) => [day, 'all of these', columns] as const),
    ...columns.map((one, n) => [days[n % days.length]!, `${one[0]}.${one[1]}`, [one]] as const),
  ])('(%s) in one partner’s %s stops no line, plan, week, or screen of others', async (day, _, planted) => {
    for (const [table, column, where] of planted) await plant(table, column, where(), day, 'date');
    const sent = await liveMonday();
    expect(served(sent)).toEqual(everyone);
    expect(sent.priya.join()).toContain('Marcus Webb');
    expect(sent.tampa.join()).toContain('Marcus Webb');
    expect(await unclosed()).toEqual([]);
    for (const screen of [
      { at: 'today' },
      { at: 'partners' },
      { at: 'promises' },
      { at: 'branches' },
    ] as const)
      await publishHome(context, await rapport.member(priya), { screen });
    expect(rapport.errors).toEqual([]);
  });

  test.each(days)('(%s) of an event, a closure, or the end of an absence stops no one else', async (day) => {
    const [event] = await db.query<{ id: number }>(
      `insert into branch_event (branch_id, name, on_day, at_time, kind, host, repeats)
       values ($1, 'Mixer', $2::text::date, '17:00', 'event', 'theirs', 'monthly') returning id`,
      [await branchOf(sam), day],
    );
    undo.push(() => db.query('delete from branch_event where id = $1', [event!.id]));
    undo.push(() => db.query('delete from branch_event where series_id = $1', [event!.id]));
    const absences = await db.query<{ id: number }>(
      `insert into absence (member_id, from_day, to_day)
       values ($1, '-infinity', $2::text::date), ($3, '2026-05-28', '2026-05-29') returning id`,
      [await idOf(priya), day, await idOf(sam)],
    );
    undo.push(() => db.query('delete from absence where id = any($1)', [absences.map(({ id }) => id)]));
    await plant('branch', 'days_off', `name = 'Tampa'`, `{"${day}"}`, 'date[]');
    expect(served(await liveMonday())).toEqual(expect.arrayContaining([...others, 'tampa']));
    const back = 'select 1 from absence where id = $1 and returned_on is not null';
    expect(await db.query(back, [absences[1]!.id])).toHaveLength(1);
  });
});

/** Lets Postgres refuse whatever is written to such rows, until the end of the test. */
async function poison(table: string, when: string): Promise<void> {
  await db.query(
    `create or replace function poisoned() returns trigger language plpgsql as $$ begin raise exception 'poisoned'; end $$`,
  );
  await db.query(
    `create trigger poisoned before insert or update on ${table} for each row when (${when}) execute function poisoned()`,
  );
  undo.push(() => db.query(`drop trigger poisoned on ${table}`));
}

describe('a row that cannot be written', () => {
  test.each<[what: string, table: string, when: () => Promise<string>]>([
    ['what a digest showed', 'showing', async () => `new.member_id = ${await idOf(priya)}`],
    [
      'that a digest was sent',
      'nudge',
      async () => `new.state = 'sent' and new.member_id = ${await idOf(priya)}`,
    ],
    ['the week of a member', 'member_week', async () => `new.member_id = ${await idOf(priya)}`],
    [
      'the return from an absence',
      'absence',
      async () => `new.member_id = ${await idOf(priya)} and new.returned_on is not null`,
    ],
    [
      'a post’s schedule',
      'schedule',
      async () => `new.post = 'reminder' and new.branch_id = ${await branchOf(sam)}`,
    ],
  ])('(%s) stops no one else', async (_, table, when) => {
    await forgetReminder();
    const absences = await db.query<{ id: number }>(
      `insert into absence (member_id, from_day, to_day)
       select m, '2026-05-28', '2026-05-29' from unnest($1::int[]) m returning id`,
      [[await idOf(priya), await idOf(sam)]],
    );
    undo.push(() => db.query('delete from absence where id = any($1)', [absences.map(({ id }) => id)]));
    await poison(table, await when());
    expect(served(await liveMonday())).toEqual(expect.arrayContaining(others));
    const back = 'select 1 from absence where id = $1 and returned_on is not null';
    expect(await db.query(back, [absences[1]!.id])).toHaveLength(1);
    expect((await unclosed()).filter(({ name }) => name !== 'Tampa')).toEqual([]);
  });
});

describe('people as Slack has them', () => {
  const odd: Record<string, (of: Sandbox) => User> = {
    'without a zone': (of) => of.addUser({ name: 'nozone', tz: null }),
    'with an empty zone': (of) => of.addUser({ name: 'emptyzone', unknownTz: '' }),
    'with an unknown zone': (of) => of.addUser({ name: 'farzone', unknownTz: 'Mars/Olympus' }),
  };

  test.each(Object.keys(odd))('%s join in their branch’s', async (what) => {
    const user = odd[what]!(sandbox);
    await sandbox.as(user).join(reno.id);
    await greet(db, await branchOf(rio), await loadPeople(context, reno.id), sandbox.clock.now());
    const zone = () => db.query(`select zone from member where slack_user_id = $1`, [user.id]);
    expect(await zone()).toEqual([{ zone: west }]);
    // Whatever was stored before.
    await db.query(`update member set zone = 'America/Nope' where slack_user_id = $1`, [user.id]);
    const answers = { kind: 'originator' as const, meetingsPerWeek: 4, timeZone: null };
    await joinMember(db, user.id, answers, sandbox.clock.now());
    expect(await zone()).toEqual([{ zone: west }]);
    const schedules = await db.query('select distinct zone from schedule where member_id = $1', [
      await idOf(user),
    ]);
    expect(schedules).toEqual([{ zone: west }]);
  });

  const resync = async () => {
    await db.query(`delete from pace`);
    return resyncMembers(context, sandbox.clock.now());
  };

  test.each([
    ['NUL', 'Lea \u0000 Lind'],
    ['half a character', 'Lea \ud83d Lind'],
    ['nothing visible', '\u0007'],
    ['20,000 letters', 'L'.repeat(20_000)],
    ['long ligatures', 'ﷺ'.repeat(500)],
    ['marks and mentions', '*Lea* <!channel>'],
  ])('are resynced with all others when one’s name has %s', async (_, name) => {
    await db.query(`update member set name = 'old' where slack_user_id = any($1)`, [[sam.id, lea.id]]);
    await sandbox.changeUser(lea.id, { realName: name });
    expect(await resync()).not.toBeNull();
    expect((await rapport.member(sam)).name).toBe('Sam Cole');
    expect((await rapport.member(lea)).name).not.toBe('old');
    expect(served(await liveMonday())).toEqual(expect.arrayContaining(['rio', 'reno', 'sam']));
    await sandbox.changeUser(lea.id, { realName: 'Lea Lind' });
  });

  test('that are gone are noted, even if one of them cannot be', async () => {
    await poison('member', `new.id = ${await idOf(priya)} and new.state = 'left'`);
    for (const user of [priya, sam]) await sandbox.changeUser(user.id, { deleted: true });
    await resync();
    expect((await rapport.member(priya)).state).toBe('active');
    expect((await rapport.member(sam)).state).toBe('left');
  });
});
