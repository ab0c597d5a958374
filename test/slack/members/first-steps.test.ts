import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { emptyDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;

const zoe = sandbox.as(sandbox.addUser({ name: 'zoe', realName: 'Zoe Hart', isAdmin: true }));
const kim = sandbox.as(sandbox.addUser({ name: 'kim', realName: 'Kim Park' }));
const steps =
  '1. `/invite @Rapport` in a branch’s channel.\n2. `/rapport branch` there. I’ll show you who gets asked before anyone is.';
const lobby = sandbox.addChannel({ name: 'lobby', members: [zoe.user.id, kim.user.id], botIn: false });
const lastTo = (who: typeof zoe, channel?: string) => readable(who.messages(channel).at(-1)!);

/** What someone is told in each place where they may look first. */
const places: [string, (who: typeof zoe) => Promise<string>][] = [
  ['Home', async (who) => readable((await who.openHome())!)],
  [
    'a direct message',
    async (who) => {
      await who.dm('hello');
      return lastTo(who);
    },
  ],
  ...(
    [
      '/rapport',
      '/rapport me',
      '/rapport digest',
      '/rapport record',
      '/touchpoint coffee',
      '/partner add',
    ] as const
  ).map((typed): [string, (who: typeof zoe) => Promise<string>] => [
    typed,
    async (who) => {
      const [command = '', ...words] = typed.split(' ');
      return readable((await who.command(command, words.join(' '), lobby.id)).message!);
    },
  ]),
];

describe('an admin in no branch', () => {
  test.each(places)('where branches exist, reads in %s how to set up another', async (_, ask) => {
    const said = await ask(zoe);
    expect(said).toContain('You’re not in a branch yet. Join your branch’s channel, or set up another:');
    expect(said).toContain(steps);
    expect(said).toContain('`/rapport people` names program leads');
  });

  test.each(places)('is the only one who reads that in %s', async (_, ask) => {
    expect(await ask(kim)).not.toContain('/invite');
  });

  test('is told to ask an admin if Slack doesn’t say that they are one', async () => {
    // Asked twice: who writes, and whether they are one.
    sandbox.faults.inject({ method: 'users.info', kind: 'error500' });
    sandbox.faults.inject({ method: 'users.info', kind: 'error500' });
    await zoe.dm('hello');
    expect(lastTo(zoe)).toContain('ask a workspace admin');
  });

  test('reads about the first branch while there is none', async () => {
    await emptyDatabase(db);
    for (const [, ask] of places) {
      const said = await ask(zoe);
      expect(said).toContain(`There’s no branch yet. To set one up:\n${steps}`);
      expect(said).not.toContain('/rapport people');
    }
    const people = await zoe.command('/rapport', 'people', lobby.id);
    expect(readable(people.message!)).toContain(steps);
  });
});

describe('the road of the first admin', () => {
  const gus = sandbox.addUser({ name: 'gus', realName: 'Gus Hill', guest: 'multi' });
  const polly = sandbox.addUser({ name: 'polly', realName: 'Polly', isBot: true });
  const far = sandbox.addUser({ name: 'far', realName: 'Far Away', teamId: 'T0FAR' });
  const branchText = () => (zoe.view() ? readable(zoe.view()!) : '');

  test('tells in the channel what to do first, and that a shared one won’t do, before anyone is invited', async () => {
    expect((await zoe.command('/rapport', 'branch', lobby.id)).text).toContain('/invite @Rapport');
    const shared = sandbox.addChannel({ name: 'joint', members: [zoe.user.id], isExtShared: true });
    expect((await zoe.command('/rapport', 'branch', shared.id)).text).toContain(
      'shared with another company',
    );
    const hidden = sandbox.addChannel({
      name: 'hidden',
      members: [zoe.user.id],
      isPrivate: true,
      botIn: false,
    });
    expect((await zoe.command('/rapport', 'branch', hidden.id)).text).toContain('I can’t see this channel');
    expect(zoe.view()).toBeUndefined();
  });

  test('shows by name who would be asked, and who not and why, before anyone is', async () => {
    const boise = sandbox.addChannel({
      name: 'boise',
      members: [zoe.user.id, kim.user.id, gus.id, polly.id, far.id],
      botIn: true,
    });
    await zoe.command('/rapport', 'branch', boise.id);
    await vi.waitFor(() => expect(branchText()).toContain('I’ll send 1 person here a direct message'));
    // Zoe, who is to manage it, is told what that means instead.
    expect(branchText()).toContain('*I’ll ask:* Kim Park');
    expect(branchText()).not.toContain('Zoe Hart');
    expect(branchText()).toContain(
      'I won’t ask: Gus Hill (a guest), Polly (an app), and 1 person from outside',
    );
    expect(branchText()).toContain('While people from outside are in this channel');
    expect(branchText()).toContain('[Save and invite 1]');
    expect(await db.query('select from nudge')).toEqual([]);
    await zoe.submit(zoe.view()!, { zone: 'America/Denver', manager: kim.user.id });
    // With Kim as its manager, it is Zoe who is asked.
    await vi.waitFor(() =>
      expect(lastTo(zoe, boise.id)).toContain('✓ Boise is a branch now. I’ll ask 1 person at 9:00 AM'),
    );
    expect(lastTo(zoe, boise.id)).toContain(
      'Next: add partners. Kim Park, its manager, types /partner import here',
    );
    await zoe.command('/rapport', 'branch', boise.id);
    await vi.waitFor(() => expect(branchText()).toContain('2 people I already know'));
    await zoe.closeView({ all: true });
  });

  test('says so, and asks no one, if Slack doesn’t tell who is in the channel', async () => {
    const reno = sandbox.addChannel({ name: 'reno', members: [zoe.user.id, rapport.sam.id], botIn: true });
    sandbox.faults.inject({ method: 'conversations.members', kind: 'error500' });
    await zoe.command('/rapport', 'branch', reno.id);
    await vi.waitFor(() => expect(branchText()).toContain('I couldn’t check who’s in this channel'));
    await zoe.submit(zoe.view()!, { zone: 'America/Denver', manager: zoe.user.id });
    await vi.waitFor(() => expect(lastTo(zoe, reno.id)).toContain('I haven’t invited anyone yet'));
    expect(lastTo(zoe, reno.id)).toContain('Type /partner import here');
  });
});
