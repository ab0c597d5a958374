import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readManifest, startSandbox } from 'slack-sandbox';
import { readable } from 'slack-sandbox/readable';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from './support/database.ts';

/**
 * Slack's own command line, as it runs a project (github.com/slackapi/slack-cli, internal/hooks): each hook is a line for
 * the shell in the project's folder, with more arguments at its end. `get-hooks` names the rest, and what the project's
 * hooks.json names itself comes first.
 */
interface Hooks {
  hooks: Record<string, string>;
  config?: { 'protocol-version'?: string[]; 'sdk-managed-connection-enabled'?: boolean };
}

/** A copy of the repository, built. The command line is started in it as in a clone. */
const project = path.resolve('.data', 'test-builds', `slack-run-${process.pid}`);
const run = promisify(execFile);
const hook = async (line: string, env: Record<string, string> = {}): Promise<string> =>
  (await run('sh', ['-c', line], { cwd: project, env: { ...process.env, ...env } })).stdout;

beforeAll(async () => {
  await mkdir(project, { recursive: true });
  for (const name of ['.slack', 'bin', 'package.json', 'manifest.json', 'prisma/migrations'])
    await cp(name, path.join(project, name), { recursive: true });
  await symlink(path.resolve('node_modules'), path.join(project, 'node_modules'));
  const compiler = path.resolve('node_modules/typescript/bin/tsc');
  const out = path.join(project, 'dist');
  await run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', out]);
}, 240_000);
afterAll(() => rm(project, { recursive: true, force: true }));

/** The hooks as the command line resolves them. */
async function resolveHooks(): Promise<Required<Hooks>> {
  const own = JSON.parse(await readFile(path.join(project, '.slack/hooks.json'), 'utf8')) as Hooks;
  const found = JSON.parse(await hook(own.hooks['get-hooks']!)) as Required<Hooks>;
  return { hooks: { ...found.hooks, ...own.hooks }, config: { ...found.config, ...own.config } };
}

test('the manifest hook tells of an app in Socket Mode that needs no address, between the marks it is given', async () => {
  const { hooks, config } = await resolveHooks();
  expect(config['protocol-version']).toContain('message-boundaries');
  const mark = 'a1b2c3d4e5f6';
  const said = await hook(`${hooks['get-manifest']} --protocol=message-boundaries --boundary=${mark}`);
  const [, between = ''] = said.split(mark);
  const told = JSON.parse(between);
  const whole = JSON.parse(await readFile('manifest.json', 'utf8'));
  expect(told.settings.socket_mode_enabled).toBe(true);
  expect(between).not.toContain('rapport.example.com');
  expect(told.oauth_config).toEqual(whole.oauth_config);
  expect(told.settings.event_subscriptions.bot_events).toEqual(whole.settings.event_subscriptions.bot_events);
  expect(told.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(
    whole.features.slash_commands.map(({ command }: { command: string }) => command),
  );
  expect(readManifest(told).warnings).toEqual([]);
}, 60_000);

test('the start hook runs the bot over a socket with the tokens it is given, and a signal ends it', async () => {
  const { hooks, config } = await resolveHooks();
  expect(config['sdk-managed-connection-enabled']).toBe(true);
  const sandbox = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const env = {
    SLACK_CLI_XOXB: sandbox.botToken,
    SLACK_CLI_XAPP: sandbox.appToken,
    // A clone's own .env, which the command line passes along.
    SLACK_BOT_TOKEN: 'xoxb-',
    SLACK_API_URL: sandbox.slackApiUrl,
    DATABASE_URL: await createDatabase({ migrated: true }),
    PORT: '0',
  };
  const child = spawn('sh', ['-c', hooks.start!], {
    cwd: project,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await said(child, 'Rapport is up');
    const ana = sandbox.as(sandbox.addUser({ name: 'ana' }));
    const channel = sandbox.addChannel({ name: 'tampa', members: [ana.user.id], botIn: true });
    const answer = await ana.command('/rapport', 'help', channel.id);
    expect(readable(answer.message!)).toContain('*Log* a meeting');
  } finally {
    const ended = new Promise((resolve) => child.once('close', resolve));
    process.kill(-child.pid!, 'SIGINT');
    await ended;
    await sandbox.close();
  }
}, 120_000);

/** Resolves once the process has printed the words; rejects with all of its output if it ends first. */
function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk;
      if (output.includes(words)) resolve();
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.on('close', () => reject(new Error(output)));
  });
}
