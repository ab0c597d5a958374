import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

describe('rates', () => {
  const statusOf = (method: string, args: Record<string, string>) =>
    fetch(bare.sandbox.slackApiUrl + method, {
      method: 'POST',
      headers: { authorization: `Bearer ${bare.sandbox.botToken}` },
      body: new URLSearchParams(args),
    }).then((response) => ({ status: response.status, after: response.headers.get('retry-after') }));

  it('lets a method of tier 2 be called 20 times a minute and says when to come back', async () => {
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

  it('lets a short burst into a channel pass, then one message a second', async () => {
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
});

describe('faults', () => {
  it('breaks the answer as told, as often as told, and mostly after the work was done', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    const post = (text: string) => call('chat.postMessage', { channel, text });
    const seen = () => sandbox.readMessages(channel).map((message) => message.text);

    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset' });
    await expect(post('lost answer')).rejects.toThrow();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'reset', takesEffect: false });
    await expect(post('lost question')).rejects.toThrow();
    sandbox.faults.inject({ method: '*', kind: 'error500' });
    await expect(post('broken')).rejects.toThrow();
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'ratelimit', retryAfter: 7, count: 2 });
    expect(await post('a')).toMatchObject({ ok: false, error: 'ratelimited' });
    expect(sandbox.faults.pending()).toMatchObject([{ count: 1 }]);
    expect(await post('b')).toMatchObject({ ok: false, error: 'ratelimited' });
    expect(await post('c')).toMatchObject({ ok: true });
    expect(seen()).toEqual(['lost answer', 'c']);
  });

  it('hangs without an answer until the caller gives up', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'hang' });
    const waiting = fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body: new URLSearchParams({ channel, text: 'x' }),
      signal: AbortSignal.timeout(80),
    });
    await expect(waiting).rejects.toThrow(/timeout/i);
    expect(sandbox.readMessages(channel)).toHaveLength(1);
  });

  it('refuses a fault it does not know', async () => {
    bare = await bareSandbox();
    const inject = (fault: object) => () => bare.sandbox.faults.inject(fault as never);
    expect(inject({ method: 'x', kind: 'explode' })).toThrow(/no fault explode/);
    expect(inject({ kind: 'reset' })).toThrow(/needs method/);
    expect(inject({ method: 'x', kind: 'deliverTwice' })).toThrow(/needs event/);
  });
});
