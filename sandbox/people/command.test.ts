import { describe, expect, it } from 'vitest';
import { withPeople } from '../testing/people.ts';

describe('a slash command', () => {
  it('shows Slack’s own error if the app does not acknowledge in time', async () => {
    const never = async () => undefined;
    const { ana } = await withPeople((app) => app.command('/water', never), { ackTimeoutMs: 100 });
    expect(await ana.command('/water')).toMatchObject({
      error: 'operation_timeout',
      text: '/water failed with the error "operation_timeout"',
    });
  });

  it('refuses an answer with broken blocks', async () => {
    const { ana } = await withPeople((app) => {
      app.command('/water', ({ ack }) => ack({ blocks: [{ type: 'section' }] } as never));
    });
    expect(await ana.command('/water')).toMatchObject({ error: 'invalid_command_response' });
    expect(ana.messages()).toEqual([]);
  });

  it('/invite adds people and apps to a channel, and tells the app', async () => {
    const joined: string[] = [];
    const { ana, bo, sandbox } = await withPeople((app) => {
      app.event('member_joined_channel', async ({ event }) => void joined.push(event.user));
    });
    const club = sandbox.addChannel({ name: 'club', members: [ana.user.id], botIn: false });
    const bot = sandbox.world.users.get(sandbox.world.identity.botUserId)!;
    const handle = `@${bot.name.toUpperCase()}`;
    expect(await ana.command('/invite', `${handle} @bo`, club.id)).toMatchObject({
      text: expect.stringContaining('joined club'),
    });
    expect([...club.members].sort()).toEqual([ana.user.id, bo.user.id, bot.id].sort());
    expect(joined).toContain(bo.user.id);
    for (const text of ['', '@nobody', '@bo @nobody'])
      expect(await ana.command('/invite', text, club.id)).toMatchObject({ error: 'user_not_found' });
  });

  it('is refused by Slack if not declared, and fails if no app listens', async () => {
    const { ana, sandbox } = await withPeople(() => undefined);
    expect(await ana.command('/nope')).toMatchObject({ error: 'not_a_command' });
    sandbox.setAppUrl('http://127.0.0.1:9');
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed' });
    expect(sandbox.exchanges.filter((exchange) => exchange.kind === 'command')).toMatchObject([
      { failure: 'unreachable' },
    ]);
  });

  it('escapes the text, and turns names into mentions if the manifest asks for it', async () => {
    const heard: string[] = [];
    const { ana, bo } = await withPeople((app) => {
      app.command(/.*/, async ({ ack, command }) => {
        heard.push(command.text);
        await ack();
      });
    });
    await ana.command('/water', 'A&B <3 @bo');
    await ana.command('/plant', 'A&B <3 @bo');
    expect(heard).toEqual(['A&amp;B &lt;3 @bo', `A&amp;B &lt;3 <@${bo.user.id}|bo>`]);
  });

  it('fails with a 401 and dispatch_failed if the signing secret differs', async () => {
    const { ana, sandbox } = await withPeople(() => undefined);
    (sandbox.world.identity as { signingSecret: string }).signingSecret = 'another';
    expect(await ana.command('/water')).toMatchObject({ error: 'dispatch_failed', status: 401 });
  });
});
