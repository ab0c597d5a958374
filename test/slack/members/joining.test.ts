import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import { declineAction } from '../../../src/messages/members/welcome.ts';
import { joinAction } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;

const ana = sandbox.addUser({ name: 'ana', realName: 'Ana Silva', tz: 'America/Denver' });
const luis = sandbox.addUser({ name: 'luis', realName: 'Luis Moreno', tz: 'America/Denver' });
const guest = sandbox.addUser({ name: 'gus', guest: 'multi' });
const boise = sandbox.addChannel({
  name: 'boise-branch',
  members: [rapport.admin.id, ana.id, luis.id, rapport.priya.id, guest.id],
  botIn: true,
});
const admin = sandbox.as(rapport.admin);
const waitForMessage = (who: ReturnType<typeof sandbox.as>, text: string, channel?: string) =>
  sandbox.until(() => who.messages(channel).find((message) => readable(message).includes(text)));

describe('/rapport branch', () => {
  test('is for program leads and workspace admins, and tells others who could run it', async () => {
    const answer = await sandbox.as(ana).command('/rapport', 'branch', boise.id);
    expect(answer.text).toBe(
      'You can’t make this channel a branch. A program lead or a Slack workspace admin can.',
    );
  });

  test('asks to be invited first, and refuses a channel shared with another company', async () => {
    const lonely = sandbox.addChannel({ name: 'lonely', members: [rapport.admin.id], botIn: false });
    expect((await admin.command('/rapport', 'branch', lonely.id)).text).toContain('/invite @Rapport');
    const shared = sandbox.addChannel({
      name: 'shared',
      members: [rapport.admin.id],
      botIn: true,
      isExtShared: true,
    });
    expect((await admin.command('/rapport', 'branch', shared.id)).text).toContain(
      'shared with another company',
    );
  });

  test('shows how many people it would invite, without members, guests, or bots', async () => {
    await admin.command('/rapport', 'branch', boise.id);
    const view = await sandbox.until(() => {
      const top = admin.view();
      return top && readable(top).includes('I’ll send') && top;
    });
    expect(readable(view)).toContain('I’ll send 2 people here a direct message');
    expect(readable(view)).toContain('Boise');
  });

  test('makes the channel a branch and greets its people, once', async () => {
    const done = await admin.submit(admin.view()!, {
      zone: 'America/Denver',
      region: 'ID',
      manager: rapport.admin.id,
    });
    expect(done.outcome).toBe('closed');
    await waitForMessage(
      admin,
      'Boise is a branch now. I’ll ask 2 people at 9:00 AM on their next workday.\nNext: add partners.',
      boise.id,
    );
    await tick(context, context.now());
    for (const who of [ana, luis]) expect(sandbox.as(who).messages()).toHaveLength(0);
    // 9:00 AM in Boise.
    sandbox.clock.moveTo('2026-06-09T15:00:00Z');
    await tick(context, context.now());
    await tick(context, context.now());
    for (const who of [ana, luis]) {
      const messages = sandbox.as(who).messages();
      expect(messages).toHaveLength(1);
      expect(readable(messages[0]!)).toContain('I never contact them; you do');
      expect(readable(messages[0]!)).toContain('[I do] [I don’t]');
    }
    expect(sandbox.as(rapport.priya).messages()).toHaveLength(0);
    const [branch] = await db.query(
      `select b.name, b.zone, b.region, m.name as manager, m.state from branch b join member m on m.id = b.manager_id
        where b.channel_id = $1`,
      [boise.id],
    );
    expect(branch).toEqual({
      name: 'Boise',
      zone: 'America/Denver',
      region: 'ID',
      manager: 'Ada Ruiz',
      state: 'active',
    });
  });

  test('typed again, it edits the branch; who joined since is asked without it', async () => {
    const nia = sandbox.addUser({ name: 'nia', realName: 'Nia Reed', tz: 'America/Denver' });
    await sandbox.as(nia).join(boise.id);
    const asked = () =>
      db.query(`select 1 from member m join nudge n on n.key = 'welcome:' || m.id where m.name = $1`, [
        nia.realName,
      ]);
    await expect.poll(async () => (await asked()).length).toBe(1);
    await admin.command('/rapport', 'branch', boise.id);
    const view = await sandbox.until(() => {
      const top = admin.view();
      return top && readable(top).includes('No one new to invite') && top;
    });
    await admin.submit(view, { name: 'Boise West' });
    await waitForMessage(admin, '✓ Boise West is saved. No one new to invite.', boise.id);
    sandbox.clock.moveTo('2026-06-10T15:00:00Z');
    await tick(context, context.now());
    expect(sandbox.as(nia).messages()).toHaveLength(1);
    expect(sandbox.as(ana).messages()).toHaveLength(1);
  });
});

describe('joining', () => {
  test('requires a yes from each person', async () => {
    const [row] = await db.query(`select state from member where slack_user_id = $1`, [ana.id]);
    expect(row).toEqual({ state: 'invited' });
    const answer = await sandbox.as(ana).command('/touchpoint', 'coffee with Dana Lee', boise.id);
    expect(readable(answer.message!)).toContain('[I do]');
    expect(await db.query('select 1 from capture')).toEqual([]);
  });

  test('a person who says yes is a member with Slack’s time zone and is asked for five partners', async () => {
    const who = sandbox.as(ana);
    const yes = { message: who.messages()[0]!, actionId: joinAction };
    await Promise.all([who.press(yes), who.press(yes)]);
    await waitForMessage(
      who,
      'Who would you like to have lunch with this month?\nUp to five names, one per line. Company if you know it; sloppy is fine.\nHave contacts or a spreadsheet? Drop the file here anytime.',
    );
    expect(who.view()).toBeUndefined();
    expect(who.messages()).toHaveLength(1);
    const [row] = await db.query(
      `select state, kind, meetings_per_week as meetings, zone,
              (select count(*)::int from schedule s where s.member_id = member.id and post = 'digest') as digests
         from member where slack_user_id = $1`,
      [ana.id],
    );
    expect(row).toEqual({
      state: 'active',
      kind: 'originator',
      meetings: 4,
      zone: 'America/Denver',
      digests: 1,
    });
  });

  test('an older button changes nothing, and says so', async () => {
    const who = sandbox.as(ana);
    await db.query(
      `update member set kind = 'relationship manager', meetings_per_week = 12 where slack_user_id = $1`,
      [ana.id],
    );
    await who.press({ message: who.messages(boise.id).at(-1)!, actionId: joinAction });
    await waitForMessage(who, 'You’re already in.', boise.id);
    const [row] = await db.query(
      `select kind, meetings_per_week as meetings,
              (select count(*)::int from trace t where t.subject_id = member.id and t.action = 'joined') as joins
         from member where slack_user_id = $1`,
      [ana.id],
    );
    expect(row).toEqual({ kind: 'relationship manager', meetings: 12, joins: 1 });
    expect(who.messages()).toHaveLength(1);
  });

  test('the five names become partners, each with a first day', async () => {
    const who = sandbox.as(ana);
    await who.dm(
      'Dana Lee, Lee & Co\nMarcus Webb, Webb Builders\nJosé Núñez\nO’Brien Smith-Jones, Smith Law',
    );
    await waitForMessage(
      who,
      'Added 4: Dana Lee (Lee & Co), Marcus Webb (Webb Builders), José Núñez, O’Brien Smith-Jones (Smith Law).',
    );
    const due = `select 1 from relationship r join member m on m.id = r.owner_id
                  where m.slack_user_id = $1 and r.tier = 'core' and r.face_due is not null`;
    expect(await db.query(due, [ana.id])).toHaveLength(4);
    expect((await db.query('select name from partner order by name')).length).toBe(4);
    await who.dm('coffee with Dana this morning');
    await waitForMessage(who, '✓ Coffee with Dana Lee · today');
  });

  test('a person who says no hears nothing more, and may change their mind', async () => {
    const who = sandbox.as(luis);
    await who.press({ message: who.messages()[0]!, actionId: declineAction });
    await waitForMessage(who, 'you won’t hear from me');
    await who.press({ message: who.messages()[0]!, actionId: joinAction });
    await waitForMessage(who, 'You’re in, Luis.');
    const [row] = await db.query(
      'select state, kind, meetings_per_week as meetings from member where slack_user_id = $1',
      [luis.id],
    );
    expect(row).toEqual({ state: 'active', kind: 'originator', meetings: 4 });
  });
});

describe('/rapport', () => {
  test('shows help on one screen, whatever is typed', async () => {
    expect(readable((await admin.command('/rapport', '', boise.id)).message!)).toContain('*Log* a meeting');
    expect((await admin.command('/rapport', 'frobnicate', boise.id)).text).toContain(
      '“frobnicate” isn’t a command I know.',
    );
  });

  test('digest shows today’s list, or what to do when it is empty', async () => {
    const answer = await sandbox.as(ana).command('/rapport', 'digest', boise.id);
    expect(answer.error).toBeUndefined();
    expect(answer.text).toBeTruthy();
  });
});
