import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, type Sandbox, startSandbox } from '../index.ts';
import { plantManifest } from '../testing/second-app.ts';
import type { Page, Scene, Told } from './scene.ts';

let sandbox: Sandbox;
let ana: Actor;
let bo: Actor;
let garden: string;
let secrets: string;
let streams: AbortController;

beforeEach(async () => {
  sandbox = await startSandbox({ manifest: plantManifest(), now: new Date('2026-06-09T19:40:00Z') });
  ana = sandbox.as(sandbox.addUser({ name: 'ana', realName: 'Ana Silva' }));
  bo = sandbox.as(sandbox.addUser({ name: 'bo', tz: 'America/Phoenix' }));
  garden = sandbox.addChannel({ name: 'garden', members: [ana.user.id, bo.user.id] }).id;
  secrets = sandbox.addChannel({ name: 'secrets', members: [bo.user.id], isPrivate: true }).id;
  streams = new AbortController();
});
afterEach(async () => {
  streams.abort();
  await sandbox.close();
});

/** Reads the stream of a person's page. `next` waits for a matching event of a kind. */
async function watch(user: string) {
  const response = await fetch(`${sandbox.url}/sandbox/as/${user}/stream`, { signal: streams.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const seen: Told[] = [];
  let rest = '';
  return {
    async next<K extends Told['kind']>(
      kind: K,
      fits: (told: Extract<Told, { kind: K }>) => boolean = () => true,
    ): Promise<Extract<Told, { kind: K }>> {
      for (;;) {
        const at = seen.findIndex((told) => told.kind === kind && fits(told as never));
        if (at >= 0) return seen.splice(0, at + 1).at(-1) as never;
        const { value, done } = await reader.read();
        if (done) throw new Error('the stream ended');
        rest += value;
        const events = rest.split('\n\n');
        rest = events.pop()!;
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data) seen.push(JSON.parse(data) as Told);
        }
      }
    },
  };
}

const control = async (path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return { status: response.status, body: (await response.json()) as never };
};
const post = (channel: string, text: string) =>
  fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.botToken}` },
    body: new URLSearchParams({ channel, text }),
  });
const names = (scene: Scene) => scene.places.map((place) => place.name || 'direct message');

describe('a page’s stream', () => {
  it('begins with what the person can see, without others’ private channels', async () => {
    const hers = (await (await watch(ana.user.id)).next('scene')).scene;
    expect(names(hers)).toEqual(['direct message', 'garden']);
    expect(hers.app).toMatchObject({
      name: 'Plants',
      commands: [{ command: '/water' }, {}],
      reachable: false,
    });
    const his = (await (await watch(bo.user.id)).next('scene')).scene;
    expect(names(his)).toContain('secrets');
  });

  it('sends messages as they are posted and counts them as unread until read', async () => {
    const page = await watch(ana.user.id);
    await page.next('home');
    await post(garden, 'The fern is dry.');
    expect(await page.next('message')).toMatchObject({
      place: garden,
      message: { text: 'The fern is dry.' },
      unread: 1,
    });
    await control(`as/${ana.user.id}/read`, { channel: garden });
    expect(await page.next('read')).toEqual({ kind: 'read', place: garden });
    await post(garden, 'And the ivy.');
    expect(await page.next('message')).toMatchObject({ unread: 1 });
  });

  it('hides ephemeral messages and private channels from everyone else', async () => {
    const page = await watch(ana.user.id);
    await page.next('home');
    await fetch(`${sandbox.slackApiUrl}chat.postEphemeral`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body: new URLSearchParams({ channel: garden, user: bo.user.id, text: 'for Bo alone' }),
    });
    await post(secrets, 'not for Ana');
    await post(garden, 'for all');
    expect(await page.next('message')).toMatchObject({ message: { text: 'for all' } });
    const { status } = await control(`as/${ana.user.id}/messages/${secrets}`);
    expect(status).toBe(400);
  });

  it('sends deleted messages, clock moves and each exchange with the app', async () => {
    const page = await watch(ana.user.id);
    await post(garden, 'gone soon');
    const { ts } = await page.next('message');
    await fetch(`${sandbox.slackApiUrl}chat.delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}` },
      body: new URLSearchParams({ channel: garden, ts }),
    });
    expect(await page.next('message')).toMatchObject({ ts, message: null });
    expect(await page.next('exchange')).toMatchObject({ exchange: { name: 'chat.delete', kind: 'api' } });
    await control('clock', { advanceMs: 3_600_000 });
    const { now } = await page.next('clock', (told) => told.now >= Date.parse('2026-06-09T20:40:00Z'));
    expect(new Date(now).toISOString()).toMatch(/^2026-06-09T20:4/);
  });

  it('includes the newcomer’s guide, which names the person to play first', async () => {
    expect((await control('first')).body).toEqual({ user: ana.user.id });
    const page = await watch(bo.user.id);
    sandbox.setGuide({ user: bo.user.id, title: 'Try this', steps: [{ text: 'Water the fern.' }] });
    const { scene } = await page.next('scene', (told) => told.scene.guide !== undefined);
    expect(scene.guide?.title).toBe('Try this');
    expect((await control('first')).body).toEqual({ user: bo.user.id });
  });
});

describe('the clock', () => {
  it.each([
    ['hour', 'America/New_York', '2026-06-09T20:40'],
    ['morning', 'America/New_York', '2026-06-10T12:00'],
    ['morning', 'America/Phoenix', '2026-06-10T15:00'],
    ['monday', 'America/New_York', '2026-06-15T12:00'],
  ])('moves by a step: %s in %s is %s UTC', async (step, zone, expected) => {
    await control('clock', { step, zone });
    expect(sandbox.clock.now().toISOString()).toContain(expected);
  });

  it('moves from a Monday to the next Monday', async () => {
    sandbox.clock.moveTo('2026-06-15T12:00:00Z');
    await control('clock', { step: 'monday', zone: 'America/New_York' });
    expect(sandbox.clock.now().toISOString()).toContain('2026-06-22T12:00');
  });

  it('goes by way of the stops that were set, one step after the other', async () => {
    const visited: string[] = [];
    sandbox.setStops(async (from, to) => {
      visited.push(`${from.toISOString().slice(11, 16)} to ${to.toISOString().slice(11, 16)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      sandbox.clock.moveTo(new Date(from.getTime() + 60_000));
    });
    const step = { step: 'hour', zone: 'America/New_York' };
    await Promise.all([control('clock', step), control('clock', step)]);
    expect(visited).toEqual(['19:40 to 20:40', '20:40 to 21:40']);
    expect(sandbox.clock.now().toISOString()).toContain('2026-06-09T21:40');
  });

  it('does not move for an unknown zone', async () => {
    expect((await control('clock', { step: 'hour', zone: 'Mars/Olympus' })).status).toBe(400);
    expect(sandbox.clock.now().toISOString()).toContain('2026-06-09T19:4');
  });
});

describe('a conversation', () => {
  it('loads in pages, newest first, without gaps', async () => {
    for (let nr = 0; nr < 530; nr += 1) await ana.say(garden, `message ${nr}`);
    const texts: string[] = [];
    let before = '';
    for (let hasOlder = true; hasOlder; ) {
      const page = (await control(`as/${ana.user.id}/messages/${garden}${before}`)).body as Page;
      texts.unshift(...page.messages.map((message) => message.text));
      hasOlder = page.hasOlder;
      before = `?before=${page.messages[0]!.ts}`;
    }
    expect(texts).toEqual(Array.from({ length: 530 }, (_, nr) => `message ${nr}`));
  });
});

describe('another site', () => {
  it('has no access through its own host name that resolves to this machine', async () => {
    const { port } = new URL(sandbox.url);
    const status = await new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: '/sandbox/first', headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.statusCode),
      ).on('error', reject);
    });
    expect(status).toBe(403);
  });

  it('cannot upload files or mark messages as read for a person with a form', async () => {
    const form = new FormData();
    form.append('files', new File(['x'], 'x.txt'));
    const sent = await fetch(`${sandbox.url}/sandbox/as/${ana.user.id}/files`, {
      method: 'POST',
      body: form,
    });
    expect(sent.status).toBe(400);
    const read = await fetch(`${sandbox.url}/sandbox/as/${ana.user.id}/read`, {
      method: 'POST',
      body: new URLSearchParams({ channel: garden }),
    });
    expect(read.status).toBe(400);
  });
});
