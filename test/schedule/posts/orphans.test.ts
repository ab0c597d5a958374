import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { orphanActions } from '../../../src/messages/members/orphans.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { joinMember } from '../../../src/store/members/branches.ts';
import { stopWorking } from '../../../src/store/members/member-settings.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const ada = sandbox.as(rapport.admin);
const sam = sandbox.as(rapport.sam);
const kim = sandbox.addUser({ name: 'kim', realName: 'Kim Roe' });
await db.query(`update member set state = 'active', joined_at = now() where slack_user_id = $1`, [
  rapport.admin.id,
]);
await db.query(
  `insert into member (slack_user_id, branch_id, name, zone, state, meetings_per_week)
   select $1, id, 'Kim Roe', zone, 'active', 20 from branch`,
  [kim.id],
);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz']);
await sam.command('/touchpoint', 'lunch with Dana Lee', rapport.channel);
await sandbox
  .as(rapport.priya)
  .command('/touchpoint', 'breakfast with Joan Ortiz yesterday, wants forty chairs', rapport.channel);

const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const questions = () => ada.messages().filter((message) => readable(message).includes('need an owner'));
const owners = async () =>
  Object.fromEntries(
    (
      await db.query<{ partner: string; owner: string }>(
        `select p.name as partner, m.name as owner from relationship r join partner p on p.id = r.partner_id
           join member m on m.id = r.owner_id where r.archived_on is null and p.name in ('Dana Lee', 'Marcus Webb', 'Joan Ortiz')`,
      )
    ).map((row) => [row.partner, row.owner]),
  );

describe('the partners of a member who stopped', () => {
  test('are not asked about outside office hours, nor if the member is back by then', async () => {
    sandbox.clock.moveTo('2026-06-12T23:00:00Z');
    await stopWorking(db, await rapport.member(rapport.priya), { now: context.now() });
    await ticking();
    expect(questions()).toEqual([]);
    await joinMember(
      db,
      rapport.priya.id,
      { kind: 'originator', meetingsPerWeek: 4, timeZone: null },
      context.now(),
    );
    sandbox.clock.moveTo('2026-06-15T14:00:00Z');
    await ticking();
    expect(questions()).toEqual([]);
  });

  test('are asked about the same day, once, with a proposal: the member who met them last, else one with room', async () => {
    await stopWorking(db, await rapport.member(rapport.priya), { now: context.now() });
    await ticking();
    await ticking();
    expect(questions()).toHaveLength(1);
    const text = readable(questions()[0]!);
    expect(text).toContain(
      '*Priya Patel* no longer works with partners. 3 partners need an owner. I suggest:',
    );
    expect(text).toContain('• *Sam Cole*: Dana Lee (Sam met them last)');
    expect(text).toContain('• *Kim Roe*: Joan Ortiz, Marcus Webb (Kim has room)');
    expect(text).toContain('[Hand over as suggested] [Hand all over to one person…]');
  });

  test('cannot be handed over by a member, not even with a forged button', async () => {
    const priya = await rapport.member(rapport.priya);
    await sam.openHome();
    for (const value of [String(priya.id), '999', 'x'])
      expect((await forge(rapport, rapport.sam, sam.home()!, orphanActions.accept, value)).status).toBe(200);
    await vi.waitFor(() => expect(sam.messages().length).toBeGreaterThan(0));
    expect(await owners()).toEqual({
      'Dana Lee': 'Priya Patel',
      'Marcus Webb': 'Priya Patel',
      'Joan Ortiz': 'Priya Patel',
    });
    expect(
      sam
        .messages()
        .map((message) => readable(message))
        .join('\n'),
    ).not.toMatch(/Marcus|Joan/);
  });

  test('go to the proposed members with one press, and each new owner is told once', async () => {
    const message = questions()[0]!;
    await ada.press({ message, actionId: orphanActions.accept });
    await vi.waitFor(() =>
      expect(
        ada
          .messages()
          .map((one) => readable(one))
          .join('\n'),
      ).toContain('✓ Handed over 3 of Priya Patel’s partners.'),
    );
    expect(await owners()).toEqual({
      'Dana Lee': 'Sam Cole',
      'Marcus Webb': 'Kim Roe',
      'Joan Ortiz': 'Kim Roe',
    });
    sandbox.clock.advance(120_000);
    await ticking();
    const told = sandbox
      .as(kim)
      .messages()
      .map((one) => readable(one));
    const [mine, ...more] = told.filter((text) =>
      text.includes('handed 2 of Priya Patel’s partners over to you'),
    );
    expect(more).toEqual([]);
    expect(mine).toContain('*Joan Ortiz* · Last (Priya Patel): breakfast, Jun 8.');
    expect(mine).toContain('*Marcus Webb* · No contact logged yet.');
    expect(mine, 'a note belongs to who heard it').not.toContain('chairs');
  });

  test('are not offered to anyone while no one else in the branch uses Rapport', async () => {
    const { id } = await rapport.member(kim);
    await db.query(
      `insert into branch (channel_id, name, zone) values ('C0AKRON', 'Akron', 'America/New_York')`,
    );
    await db.query(`update member set state = 'left' where slack_user_id <> $1`, [rapport.admin.id]);
    await db.query(
      `update member set roles = '{member,lead}', branch_id = (select id from branch where name = 'Akron')
        where slack_user_id = $1`,
      [rapport.admin.id],
    );
    await ada.openHome();
    await forge(rapport, rapport.admin, ada.home()!, orphanActions.choose, String(id));
    await vi.waitFor(() =>
      expect(readable(ada.messages().at(-1)!)).toContain('No one else in the branch uses Rapport yet.'),
    );
    expect(ada.view()).toBeUndefined();
  });
});
