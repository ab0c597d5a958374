import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { plantManifest } from '../testing/second-app.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

describe('a channel with restricted posting', () => {
  it('refuses new messages, replies, or both, until the restriction is lifted', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    const { ts } = await call('chat.postMessage', { channel, text: 'first' });
    const tried = async () => {
      const post = await call('chat.postMessage', { channel, text: 'new' });
      const reply = await call('chat.postMessage', { channel, text: 'reply', thread_ts: ts });
      return [post.error, reply.error];
    };
    const restrict = (refusal: Parameters<typeof sandbox.restrictPosting>[1]) => {
      sandbox.restrictPosting(channel, refusal);
      return refusal;
    };
    for (const both of ['restricted_action', 'restricted_action_read_only_channel'] as const) {
      restrict(both);
      expect(await tried()).toEqual([both, both]);
    }
    const threads = restrict('restricted_action_thread_only_channel');
    expect(await tried()).toEqual([threads, undefined]);
    for (const replies of [
      'restricted_action_non_threadable_channel',
      'restricted_action_thread_locked',
    ] as const) {
      restrict(replies);
      expect(await tried()).toEqual([undefined, replies]);
    }
    restrict(null);
    expect(await tried()).toEqual([undefined, undefined]);
    expect(() => restrict('archived' as never)).toThrow(/unknown restriction archived/);
  });

  it('can be set over HTTP', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    const restrict = (body: object) =>
      fetch(`${sandbox.url}/sandbox/channels/${channel}/restrict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await restrict({ refusal: 'restricted_action' })).status).toBe(200);
    expect(await call('chat.postMessage', { channel, text: 'x' })).toMatchObject({
      error: 'restricted_action',
    });
    await restrict({});
    expect(await call('chat.postMessage', { channel, text: 'x' })).toMatchObject({ ok: true });
  });
});

describe('the text of a message', () => {
  const text = 'ana@a.example, evil.example/login, #general, @here, <https://a.example|here> *b*';
  const linked =
    '<mailto:ana@a.example|ana@a.example>, <http://evil.example/login|evil.example/login>, <#ID|general>, <!here>, <https://a.example|here> *b*';

  it('gets links and mentions, unless the app turns that off', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [ana.user.id] });
    const expected = linked.replace('ID', channel);
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }];
    for (const [parse, kept] of [[{}, expected] as const, [{ parse: 'none' }, text] as const]) {
      const posted = await call('chat.postMessage', { channel, text, blocks, ...parse });
      const { ts } = posted;
      expect(posted.message).toMatchObject({ text: kept, blocks });
      await call('chat.update', { channel, ts, text: 'x' });
      expect(await call('chat.update', { channel, ts, text, ...parse })).toMatchObject({ text: kept });
      expect((await call('conversations.history', { channel })).messages).toMatchObject([{ text: kept }]);
      await call('chat.postEphemeral', { channel, user: ana.user.id, text, ...parse });
      expect(ana.messages(channel).map((message) => message.text)).toEqual([kept, kept]);
      await call('chat.delete', { channel, ts });
      sandbox.world.channels.get(channel)!.ephemerals.splice(0);
    }
  });
});

describe('optional scopes', () => {
  const manifest = () => {
    const { oauth_config, ...rest } = plantManifest();
    const scopes = { ...oauth_config.scopes, bot_optional: ['channels:history'] };
    return { ...rest, oauth_config: { ...oauth_config, scopes } };
  };
  const read = async (optionalScopes?: boolean) => {
    bare = await bareSandbox({
      manifest: manifest(),
      ...(optionalScopes === undefined ? {} : { optionalScopes }),
    });
    const { id: channel } = bare.sandbox.addChannel({ name: 'general', members: [] });
    return bare.call('conversations.history', { channel });
  };

  it('are granted unless the app was installed without them', async () => {
    expect(await read()).toMatchObject({ ok: true });
    await bare.sandbox.close();
    expect(await read(false)).toMatchObject({ error: 'missing_scope', needed: 'channels:history' });
  });

  it('are checked like the others', async () => {
    const bad = { ...manifest(), oauth_config: { scopes: { bot: [], bot_optional: ['Channels History'] } } };
    await expect(bareSandbox({ manifest: bad })).rejects.toThrow(
      /bot_optional\[0\]: "Channels History" is not a scope/,
    );
  });
});
