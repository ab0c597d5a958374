import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * The contents of the image. The first steps of its stages run in folders with exactly the files copied so far. `npm
 * ci` has just filled npm's cache with everything they need.
 */

interface Stage {
  /** Sources of the COPY lines before npm runs, and of all of them. From this repository, not from other stages. */
  copiedBeforeInstall: string[];
  copied: string[];
  install: string;
}

/** Package names with versions. */
type Installed = readonly string[];

const dockerfile = await readFile('Dockerfile', 'utf8');
const stages = dockerfile
  .split(/^FROM .*$/m)
  .slice(1)
  .map(readStage);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-image-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function readStage(text: string): Stage {
  const [before = '', install = ''] = text.split(/^RUN (?=npm ci)/m);
  return {
    copiedBeforeInstall: sourcesIn(before),
    copied: sourcesIn(text),
    install: install.split('\n')[0]!,
  };
}

function sourcesIn(text: string): string[] {
  const lines = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)];
  return lines.flatMap(([, names]) => names!.split(' ').slice(0, -1));
}

/** Runs the stage's first steps in a folder of its own, and returns the folder and the output. */
async function install(stage: Stage, ...flags: string[]): Promise<{ place: string; said: string }> {
  const place = await mkdtemp(path.join(folder, 'stage-'));
  for (const name of stage.copiedBeforeInstall) await cp(name, path.join(place, name));
  const [npm, ...args] = stage.install.split(' ');
  const { stdout } = await promisify(execFile)(npm!, [...args, ...flags], { cwd: place });
  return { place, said: stdout };
}

/** npm's own list of installed packages. */
async function readInstalled(place: string): Promise<Installed> {
  return listed(JSON.parse(await readFile(path.join(place, 'node_modules/.package-lock.json'), 'utf8')));
}

const listed = ({ packages }: Lock, places = Object.keys(packages)): Installed =>
  places.map((at) => `${at.split('node_modules/').at(-1)} ${packages[at]!.version}`).sort();

interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      integrity?: string;
      resolved?: string;
      /** A folder of this repository. */
      link?: boolean;
      dependencies?: object;
      peerDependencies?: object;
      peerDependenciesMeta?: Record<string, { optional?: boolean }>;
    }
  >;
}

/** What the bot's own dependencies lead to in the lockfile, resolved the way Node does it. */
async function findBotsOwn(): Promise<Installed> {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
  const { packages } = lock;
  const found = new Set<string>();
  const walk = (from: string, needs: object = {}): void => {
    for (const name of Object.keys(needs)) {
      let place = from;
      while (place !== '' && !packages[`${place}/node_modules/${name}`])
        place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')));
      const at = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
      const one = packages[at]!;
      if (found.has(at)) continue;
      found.add(at);
      walk(at, one.dependencies);
      const isNeeded = (peer: string) => !one.peerDependenciesMeta?.[peer]?.optional;
      walk(
        at,
        Object.fromEntries(
          Object.keys(one.peerDependencies ?? {})
            .filter(isNeeded)
            .map((peer) => [peer, '']),
        ),
      );
    }
  };
  walk('', packages['']!.dependencies);
  return listed(lock, [...found]);
}

describe('the image', () => {
  test('has two stages that install, both without the workspace', () => {
    expect(stages.map(({ install }) => install)).toEqual([
      'npm ci --workspaces=false',
      'npm ci --workspaces=false --omit=dev --omit=optional',
      '',
    ]);
  });

  test('has everything the build needs', async () => {
    const { said } = await install(stages[0]!, '--dry-run');
    for (const name of ['@types/node', '@types/pg', 'prisma', 'typescript'])
      expect(said).toMatch(new RegExp(`^add ${name} `, 'm'));
  });

  test('contains what the bot depends on, and nothing that the sandbox brings', async () => {
    const { place } = await install(stages[1]!, '--prefer-offline');
    const installed = await readInstalled(place);
    expect(installed).toEqual(await findBotsOwn());
    const script = path.resolve('bin/license-notices.js');
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: place });
    for (const one of installed) expect(stdout).toContain(`\n${one}: `);
    expect(stdout).toContain('CC BY-SA 3.0 Attributions');
    expect(stdout).toContain('https://en.wikipedia.org/wiki/Public_holidays_in_the_United_States');
    const { dependencies, devDependencies } = JSON.parse(await readFile('sandbox/package.json', 'utf8')) as {
      dependencies: object;
      devDependencies: object;
    };
    const names = new Set(installed.map((each) => each.split(' ')[0]!));
    // Migrations are applied without an engine; the one that writes them is for developers.
    expect([...names].filter((name) => /^prisma$|schema-engine|^@prisma\/engines/.test(name))).toEqual([]);
    // These are there for the bot, and would be without a sandbox.
    expect(Object.keys({ ...dependencies, ...devDependencies }).filter((name) => names.has(name))).toEqual([
      'temporal-polyfill',
      '@slack/bolt',
      '@slack/web-api',
      '@types/node',
    ]);
  }, 120_000);

  test('gets everything it copies, and nothing of the sandbox', async () => {
    const allowed = (await readFile('.dockerignore', 'utf8')).match(/(?<=^!).+$/gm)!;
    const copied = stages.flatMap((stage) => stage.copied);
    expect(
      copied.filter((name) => !allowed.some((one) => name === one || name.startsWith(`${one}/`))),
    ).toEqual([]);
    expect(copied.filter((name) => name.startsWith('sandbox'))).toEqual([]);
  });
});

describe('the lockfile', () => {
  test('states a checksum for each package from the registry, and no host or path to fetch it from', async () => {
    const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;
    const fromRegistry = Object.entries(packages).filter(
      ([at, { link }]) => at.includes('node_modules/') && !link,
    );
    expect(fromRegistry.length).toBeGreaterThan(500);
    expect(
      fromRegistry.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([at]) => at),
    ).toEqual([]);
    expect(fromRegistry.filter(([, { resolved }]) => resolved !== undefined).map(([at]) => at)).toEqual([]);
  });
});
