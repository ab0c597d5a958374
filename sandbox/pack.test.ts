import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Does what a new user does: installs the tarball in an empty folder and runs the README's examples. */
const run = promisify(execFile);
const require = createRequire(import.meta.url);
const running = new Set<ChildProcess>();
let folder: string;
let port: number;
/** Paths in the tarball. */
let packed: string[];

const inFolder = (command: string, ...args: string[]) => run(command, args, { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slack-sandbox-'));
  port = await findPort();
  const { stdout } = await run(
    'npm',
    ['pack', '--ignore-scripts=false', '--json', '--pack-destination', folder],
    {
      cwd: import.meta.dirname,
    },
  );
  // The package's scripts print to the same stream, before the JSON.
  const [tarball] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [
    { filename: string; files: { path: string }[] },
  ];
  packed = tarball.files.map((file) => file.path);
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'];
  await inFolder('npm', 'install', ...flags, `./${tarball.filename}`);
  // The app's own dependencies. Links to ours, which bring their dependencies.
  for (const name of ['@slack/bolt', '@types/node']) {
    await mkdir(path.join(folder, 'node_modules', path.dirname(name)), { recursive: true });
    await symlink(packageFolder(name), path.join(folder, 'node_modules', name));
  }
  for (const [name, text] of await readExamples()) await writeFile(path.join(folder, name), text);
}, 120_000);
afterAll(async () => {
  await Promise.all([...running].map(stop));
  await rm(folder, { recursive: true, force: true });
});

/** The README's code blocks that name a file, with a free port. */
async function readExamples(): Promise<[name: string, text: string][]> {
  const readme = await readFile(path.join(import.meta.dirname, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)];
  return blocks.map(([, name, text]) => [name!, text!.replaceAll('3000', String(port))]);
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return free;
}

const packageFolder = (name: string): string =>
  require.resolve
    .paths(name)!
    .map((each) => path.join(each, name))
    .find((each) => existsSync(each))!;

function start(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill();
  await once(child, 'close');
}

async function firstLine(child: ChildProcess): Promise<Record<string, string>> {
  for await (const line of createInterface(child.stdout!)) return JSON.parse(line) as Record<string, string>;
  throw new Error('nothing was printed');
}

describe('the tarball', () => {
  it('contains compiled JavaScript, its types and the page, but neither sources nor tests', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/cli.js',
        'dist/index.d.ts',
        'dist/index.js',
        'dist/page/built/index.html',
        'package.json',
      ]),
    );
    expect(packed.filter((file) => /test|client|(?<!\.d)\.tsx?$/.test(file))).toEqual([]);
  });

  it('does not need the packages that build the page', () => {
    const [react, vite] = ['react', 'vite'].map((name) => path.join(folder, 'node_modules', name));
    expect([existsSync(react!), existsSync(vite!)]).toEqual([false, false]);
  });

  it('runs a Slack in which an app answers a command and handles a form, and serves the page', async () => {
    const args = ['--manifest', 'manifest.yml', '--app', `http://127.0.0.1:${port}`];
    const slack = start(path.join(folder, 'node_modules/.bin/slack-sandbox'), args);
    const { url, user, channel: _channel, ...env } = await firstLine(slack);
    const app = start(process.execPath, ['app.mjs'], env);
    const play = async (deed: string, body?: object) => {
      const json = { 'content-type': 'application/json' };
      const sent = body && { method: 'POST', headers: json, body: JSON.stringify(body) };
      return (await fetch(`${url}/sandbox/${deed}`, sent)).json() as Promise<Record<string, unknown>>;
    };
    const soon = { timeout: 15_000 };

    // Fails until the app listens.
    await expect
      .poll(() => play(`as/${user}/command`, { name: '/plant' }), soon)
      .toMatchObject({ status: 200 });
    await expect.poll(() => play(`as/${user}/view`), soon).toMatchObject({ id: expect.any(String) });
    const { id } = await play(`as/${user}/view`);
    expect(await play(`as/${user}/submit`, { view: id, values: { kind: 'Ivy' } })).toMatchObject({
      outcome: 'closed',
    });
    await expect
      .poll(() => play(`messages/${user}`), soon)
      .toMatchObject([{ text: 'Planted: Ivy', readable: 'Planted: Ivy' }]);

    const page = await (await fetch(url!)).text();
    const script = await fetch(url + /src="(.+?\.js)"/.exec(page)![1]!);
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    // The next test starts its own app on that port.
    await stop(app);
  });

  it('runs the README’s example test', async () => {
    const { stdout } = await inFolder(process.execPath, '--test', 'app.test.mjs');
    expect(stdout).toMatch(/^. pass 1$/m);
  });

  it('has types for each entry point that pass the strictest compiler settings', async () => {
    await writeFile(
      path.join(folder, 'typed.mts'),
      `import { type Actor, type Fault, startSandbox } from 'slack-sandbox';
      import { checkMessageBlocks } from 'slack-sandbox/blocks';
      import { buildPage } from 'slack-sandbox/page/build';
      import { readable } from 'slack-sandbox/readable';
      const sandbox = await startSandbox({ manifest: 'manifest.yml', page: await buildPage() });
      const ana: Actor = sandbox.as(sandbox.addUser({ name: 'ana' }));
      const fault: Fault = { method: 'views.open', kind: 'reset' };
      sandbox.faults.inject(fault);
      const { status }: { status?: number } = await ana.command('/plant');
      const problems: string[] = checkMessageBlocks([]);
      const shown: string[] = ana.messages().map((message) => readable(message));
      // @ts-expect-error What is not exported cannot be reached.
      await import('slack-sandbox/world');
      console.log(status, problems, shown);`,
    );
    const tsc = path.join(packageFolder('typescript'), 'bin/tsc');
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', 'typed.mts'];
    await expect(inFolder(process.execPath, tsc, ...flags)).resolves.toMatchObject({ stdout: '' });
  });
});
