import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { METHODS } from './serve.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

describe('rate limits', () => {
  const statusOf = (method: string, args: Record<string, string>) =>
    fetch(bare.sandbox.slackApiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${bare.sandbox.botToken}` },
      body: new URLSearchParams(args),
    }).then((response) => ({ status: response.status, after: response.headers.get('retry-after') }));

  it('allow 20 calls a minute for a tier 2 method and say when to try again', async () => {
    let now = 0;
    bare = await bareSandbox({ pacing: true, realNow: () => now });
    for (let call = 0; call < 20; call += 1)
      expect(await statusOf('users.list', {})).toMatchObject({ status: 200 });
    now = 15_000;
    expect(await statusOf('users.list', {})).toEqual({ status: 429, after: '45' });
    expect(await statusOf('team.info', {})).toMatchObject({ status: 200 });
    now = 60_000;
    expect(await statusOf('users.list', {})).toMatchObject({ status: 200 });
  });

  it('allow a short burst in a channel, then one message a second', async () => {
    let now = 0;
    bare = await bareSandbox({ pacing: true, realNow: () => now });
    const one = bare.sandbox.addChannel({ name: 'one', members: [] }).id;
    const two = bare.sandbox.addChannel({ name: 'two', members: [] }).id;
    const post = (channel: string) => statusOf('chat.postMessage', { channel, text: 'x' });
    for (let call = 0; call < 5; call += 1) expect(await post(one)).toMatchObject({ status: 200 });
    expect(await post(one)).toEqual({ status: 429, after: '1' });
    expect(await post(two)).toMatchObject({ status: 200 });
    now = 1000;
    expect(await post(one)).toMatchObject({ status: 200 });
    expect(await post(one)).toMatchObject({ status: 429 });
  });

  it('allow the configured number of messages a minute in the workspace', async () => {
    let now = 0;
    bare = await bareSandbox({ pacing: true, realNow: () => now, postsPerMinute: 3 });
    const channels = ['one', 'two', 'three', 'four'].map(
      (name) => bare.sandbox.addChannel({ name, members: [] }).id,
    );
    const post = (at: number) => statusOf('chat.postMessage', { channel: channels[at]!, text: 'x' });
    for (const at of [0, 1, 2]) {
      expect(await post(at)).toMatchObject({ status: 200 });
      now += 1000;
    }
    expect(await post(3)).toEqual({ status: 429, after: '57' });
    now = 60_000;
    expect(await post(3)).toMatchObject({ status: 200 });
    expect(await post(0)).toMatchObject({ status: 429 });
  });

  it('count a direct message as one channel, by either id', async () => {
    bare = await bareSandbox({ pacing: true, realNow: () => 0 });
    const ana = bare.sandbox.as(bare.sandbox.addUser({ name: 'ana' }));
    const statuses: number[] = [];
    for (const channel of [
      ana.user.id,
      ana.dmChannel,
      ana.user.id,
      ana.dmChannel,
      ana.user.id,
      ana.dmChannel,
    ])
      statuses.push((await statusOf('chat.postMessage', { channel, text: 'x' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('give every method the tier from its page', () => {
    const tiers = Object.fromEntries(
      Object.entries(METHODS).map(([name, { perMinute }]) => [name, perMinute]),
    );
    expect(tiers).toEqual({
      'api.test': 100,
      'apps.connections.open': 50,
      'auth.revoke': 50,
      'auth.test': 600,
      'chat.delete': 50,
      'chat.getPermalink': 600,
      'chat.postEphemeral': 100,
      'chat.postMessage': 600,
      'chat.update': 50,
      'conversations.history': 50,
      'conversations.replies': 50,
      'conversations.info': 50,
      'conversations.join': 50,
      'conversations.list': 20,
      'conversations.members': 100,
      'conversations.open': 50,
      'files.completeUploadExternal': 100,
      'files.getUploadURLExternal': 100,
      'team.info': 50,
      'users.conversations': 50,
      'users.info': 100,
      'users.list': 20,
      'views.open': 100,
      'views.publish': 100,
      'views.push': 100,
      'views.update': 100,
    });
  });
});
