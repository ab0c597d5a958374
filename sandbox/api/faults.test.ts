import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

describe('faults', () => {
  it('breaks the answer in the given way and number of times, usually after the work is done', async () => {
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
    sandbox.faults.inject({ method: 'chat.postMessage', kind: 'refuse', error: 'invalid_blocks' });
    expect(await post('d')).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(seen()).toEqual(['lost answer', 'c']);
  });

  it('answers with something that is not JSON, before or after the work is done', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const { id: channel } = sandbox.addChannel({ name: 'general', members: [] });
    const post = async (text: string) => {
      const response = await fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.botToken}` },
        body: new URLSearchParams({ channel, text }),
      });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: await response.text(),
      };
    };
    const fault = { method: 'chat.postMessage', kind: 'notJson' } as const;
    sandbox.faults.inject(fault);
    expect(await post('a')).toMatchObject({ status: 200, type: expect.stringContaining('html') });
    sandbox.faults.inject({ ...fault, status: 503, body: 'upstream' });
    expect(await post('b')).toMatchObject({ status: 503, body: 'upstream' });
    sandbox.faults.inject({ ...fault, body: '', takesEffect: true });
    expect(await post('c')).toMatchObject({ status: 200, body: '' });
    expect(sandbox.readMessages(channel).map(({ text }) => text)).toEqual(['c']);
  });

  it('sends any Retry-After, or none', async () => {
    bare = await bareSandbox();
    const { sandbox } = bare;
    const asked = async (retryAfterHeader: string) => {
      sandbox.faults.inject({ method: 'auth.test', kind: 'ratelimit', retryAfterHeader });
      const headers = { authorization: `Bearer ${sandbox.botToken}` };
      const response = await fetch(`${sandbox.slackApiUrl}auth.test`, { headers });
      return [response.status, response.headers.get('retry-after')];
    };
    expect(await asked('0')).toEqual([429, '0']);
    expect(await asked('-3')).toEqual([429, '-3']);
    expect(await asked('soon')).toEqual([429, 'soon']);
    expect(await asked('')).toEqual([429, null]);
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

  it('refuses an invalid fault', async () => {
    bare = await bareSandbox();
    const inject = (fault: object) => () => bare.sandbox.faults.inject(fault as never);
    expect(inject({ method: 'x', kind: 'explode' })).toThrow(/unknown fault explode/);
    expect(inject({ kind: 'reset' })).toThrow(/needs method/);
    expect(inject({ method: 'x', kind: 'refuse' })).toThrow(/needs error/);
    expect(inject({ method: 'x', kind: 'deliverTwice' })).toThrow(/needs event/);
    expect(inject({ method: 'x', kind: 'away' })).toThrow(/takes no method/);
    expect(inject({ kind: 'away', probability: 0.5 })).toThrow(/takes no probability/);
    expect(inject({ method: 'x', kind: 'reset', count: 0 })).toThrow(/count/);
    expect(inject({ method: 'x', kind: 'reset', forMs: -1 })).toThrow(/forMs/);
    expect(inject({ method: 'x', kind: 'reset', probability: 2 })).toThrow(/probability/);
    expect(inject({ method: 'x', kind: 'reset', seed: 0.5 })).toThrow(/seed/);
    expect(inject({ method: 'x', kind: 'ratelimit', retryAfter: 0 })).toThrow(/retryAfter/);
    expect(inject({ method: 'x', kind: 'notJson', status: 99 })).toThrow(/status/);
    expect(bare.sandbox.faults.pending()).toEqual([]);
  });

  it('rate limits every call for the given time and answers with the rest of the wait', async () => {
    let now = 0;
    bare = await bareSandbox({ realNow: () => now });
    const { sandbox } = bare;
    const ask = async () => {
      const response = await fetch(`${sandbox.slackApiUrl}auth.test`, {
        headers: { authorization: `Bearer ${sandbox.botToken}` },
      });
      return [response.status, response.headers.get('retry-after')];
    };
    sandbox.faults.inject({ method: 'auth.test', kind: 'ratelimit', forMs: 30_000 });
    expect(await ask()).toEqual([429, '30']);
    now = 12_500;
    expect(await ask()).toEqual([429, '18']);
    expect(sandbox.faults.pending()).toMatchObject([{ forMs: 17_500 }]);
    now = 30_000;
    expect(await ask()).toEqual([200, null]);
    expect(sandbox.faults.pending()).toEqual([]);
  });

  it('breaks a share of the calls, the same calls for the same seed', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    const broken = async (seed: number) => {
      sandbox.faults.inject({ method: 'auth.test', kind: 'ratelimit', probability: 0.3, seed });
      const hits: number[] = [];
      for (let nr = 0; nr < 60; nr += 1) if (!(await call('auth.test')).ok) hits.push(nr);
      sandbox.faults.clear();
      return hits;
    };
    const first = await broken(7);
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(30);
    expect(await broken(7)).toEqual(first);
    expect(await broken(8)).not.toEqual(first);
  });

  it('ends after the given number of hits, however many calls that takes', async () => {
    bare = await bareSandbox();
    const { sandbox, call } = bare;
    sandbox.faults.inject({ method: '*', kind: 'ratelimit', probability: 0.5, count: 3 });
    let hits = 0;
    for (let nr = 0; nr < 40; nr += 1) if (!(await call('auth.test')).ok) hits += 1;
    expect(hits).toBe(3);
    sandbox.faults.inject({ method: 'auth.test', kind: 'ratelimit', untilCleared: true });
    for (let nr = 0; nr < 5; nr += 1) expect(await call('auth.test')).toMatchObject({ ok: false });
    sandbox.faults.clear();
    expect(await call('auth.test')).toMatchObject({ ok: true });
  });
});
