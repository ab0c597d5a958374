import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, open } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import manifest from '../package.json' with { type: 'json' };

export const built = '.data/bench/built';
const startTimeoutMs = 20_000;
/** What `npm start` tells Node. */
const startFlags = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Compiles both sides, as in production: running TypeScript directly makes closures more expensive. */
export async function build(): Promise<{ rapport: string; byHand: string }> {
  await promisify(execFile)('node_modules/.bin/tsc', ['-p', 'bench/tsconfig.json']);
  await cp('prisma/migrations', `${built}/prisma/migrations`, { recursive: true });
  return { rapport: `${built}/src/main.js`, byHand: `${built}/bench/touchpoint-by-hand.js` };
}

export interface RunningApp {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts an app in its own process and waits until it listens. Its log goes to a file beside the build.
 * BENCH_PROFILE=FOLDER writes a CPU profile to that folder when the app stops.
 */
export async function startApp(
  name: string,
  entry: string,
  env: Record<string, string>,
): Promise<RunningApp> {
  const port = await freePort();
  const log = await open(`${built}/${name.replaceAll(' ', '-')}.log`, 'w');
  const profile = process.env.BENCH_PROFILE;
  const flags = [
    ...startFlags,
    ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`] : []),
  ];
  const child = spawn(process.execPath, [...flags, entry], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const app = {
    url: `http://127.0.0.1:${port}/slack/events`,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
  try {
    await listening(port, child);
    return app;
  } catch (error) {
    await app.stop();
    throw new Error(`${name} did not start; see ${built}/${name}.log`, { cause: error });
  }
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (const endsAt = Date.now() + startTimeoutMs; !(await answers(port)); await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`it exited with code ${child.exitCode}`);
    if (Date.now() > endsAt) throw new Error('it is not listening');
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
