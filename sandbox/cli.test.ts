import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { plantManifest } from './testing/second-app.ts';

let folder: string;
let manifest: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  manifest = join(folder, 'manifest.yml');
  writeFileSync(manifest, stringify(plantManifest()));
});
afterAll(async () => {
  for (const child of children) child.kill();
  await rm(folder, { recursive: true });
});

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'cli.ts'), ...args]);
  children.push(child);
  return child;
}

type Printed = Record<'url' | 'SLACK_API_URL' | 'SLACK_BOT_TOKEN' | 'channel' | 'user', string>;

async function firstLine(child: ChildProcess): Promise<Printed> {
  for await (const line of createInterface(child.stdout!)) return JSON.parse(line) as Printed;
  throw new Error('nothing was printed');
}

async function ending(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

describe('slack-sandbox', () => {
  it('prints what an app needs, and lets other processes control people and time', async () => {
    const child = start('--manifest', manifest);
    const printed = await firstLine(child);
    expect(Object.keys(printed)).toEqual([
      'url',
      'SLACK_API_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_APP_TOKEN',
      'channel',
      'user',
    ]);
    const api = async (method: string, args: Record<string, string>) =>
      (await fetch(printed.SLACK_API_URL + method, {
        method: 'POST',
        headers: { authorization: `Bearer ${printed.SLACK_BOT_TOKEN}` },
        body: new URLSearchParams(args),
      }).then((response) => response.json())) as Record<string, unknown>;
    const control = async (path: string, body?: object) => {
      const init = body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
      return (await (await fetch(`${printed.url}/sandbox/${path}`, init)).json()) as Record<string, unknown>;
    };

    expect(await api('chat.postMessage', { channel: printed.channel, text: 'Hi <@U404>' })).toMatchObject({
      ok: true,
    });
    expect(await control(`messages/${printed.channel}`)).toMatchObject([
      { text: 'Hi <@U404>', readable: 'Hi @U404' },
    ]);
    expect(await api('users.info', { user: printed.user })).toMatchObject({ user: { is_admin: true } });

    const { ms } = (await control('clock')) as { ms: number };
    expect((await control('clock', { advanceMs: 3_600_000 })).ms).toBeGreaterThanOrEqual(ms + 3_600_000);
    expect(await control('clock', {})).toMatchObject({ error: expect.stringContaining('advanceMs') });

    expect(await control(`as/${printed.user}/command`, { name: '/nope' })).toMatchObject({
      error: 'not_a_command',
    });
    expect(await control(`as/${printed.user}/command`, { name: '/water' })).toMatchObject({
      error: 'dispatch_failed',
    });
    expect(await control(`as/${printed.user}/dm`, { text: 'hi' })).toMatchObject({
      sent: true,
      attempt: { failure: 'unreachable' },
    });
    expect(await control(`as/${printed.user}/fly`, {})).toMatchObject({
      error: expect.stringContaining('unknown deed fly'),
    });
    expect(await control(`as/${printed.user}/view`)).toBeNull();
    expect(await control('faults', { method: 'auth.test', kind: 'ratelimit' })).toHaveLength(1);
    expect(await api('auth.test', {})).toMatchObject({ error: 'ratelimited' });
    expect(await control('workspace')).toMatchObject({
      appName: 'Plants',
      commands: [{ command: '/water' }, {}],
    });

    expect(await control(`channels/${printed.channel}/rename`, { name: 'all' })).toMatchObject({
      sent: false,
    });
    expect(await control(`channels/${printed.channel}/share`, {})).toMatchObject({ sent: false });
    expect(await control(`users/${printed.user}`, { realName: 'Alex Roe' })).toMatchObject({ sent: false });
    expect(await control(`channels/${printed.channel}/paint`, {})).toMatchObject({
      error: expect.stringContaining('unknown change paint'),
    });
    expect(await api('conversations.info', { channel: printed.channel })).toMatchObject({
      channel: { name: 'all', is_ext_shared: true },
    });
    expect(await api('users.info', { user: printed.user })).toMatchObject({
      user: { real_name: 'Alex Roe' },
    });
    expect(await control('uninstall', {})).toHaveLength(2);
    expect(await api('auth.test', {})).toMatchObject({ error: 'account_inactive' });

    const taken = new URL(printed.url).port;
    const second = await firstLine(start('--manifest', manifest, '--port', taken));
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(taken));

    child.kill('SIGTERM');
    expect(await ending(child)).toMatchObject({ code: 0 });
  });

  it('prints its usage', async () => {
    const child = start('--help');
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
    expect(line).toBe('usage: slack-sandbox [--port N] [--manifest FILE] [--app URL] [--grid]');
    expect(await ending(child)).toEqual({ code: 0, said: '' });
  });

  it('says what is wrong in one line, with exit code 2 for a usage error', async () => {
    const broken = join(folder, 'broken.yml');
    writeFileSync(broken, 'display_information: {}\n');
    const endings = await Promise.all([
      ending(start('--manifest', join(folder, 'none.yml'))),
      ending(start('--manifest', broken)),
      ending(start('--port', 'http')),
      ending(start('--color', 'red')),
    ]);
    const said = endings.map((each) => each.said);
    expect(endings.map((each) => each.code)).toEqual([2, 2, 2, 2]);
    for (const line of said) expect(line.trim().split('\n')).toHaveLength(1);
    expect(said[0]).toMatch(/none\.yml: cannot be read/);
    expect(said[1]).toMatch(/display_information\.name: expected text/);
    expect(said[2]).toMatch(/--port http is not a port/);
  });
});
