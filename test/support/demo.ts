import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { type RunningScript, runScript } from './run-script.ts';

/** Creates a data folder for one demo. Returns its path. */
export async function makeDemoFolder(): Promise<string> {
  await mkdir('.data', { recursive: true });
  return mkdtemp(path.join('.data', 'demo-test-'));
}

export async function removeDemoFolder(folder: string): Promise<void> {
  // When run as root, the server's data may be elsewhere, with `postgres` as a link to it.
  await rm(await realpath(path.join(folder, 'postgres')), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

/** Runs the demo in its own process. */
export const runDemo = (folder: string, args: readonly string[] = []): RunningScript =>
  runScript(`
    import { runDemo } from './demo/run.ts';
    await runDemo(${JSON.stringify(args)}, ${JSON.stringify(folder)});
  `);

/** Waits until the demo is ready. Returns what it printed, and the address of its page. */
export async function untilReady(demo: RunningScript): Promise<{ banner: string; url: string }> {
  let banner = '';
  while (!banner.includes('Ctrl-C')) banner += `${await demo.nextLine()}\n`;
  return { banner, url: /http:\/\/[\d.:]+/.exec(banner)![0] };
}

export interface OpenDemo {
  /** Address of its page. */
  url: string;
  stop(): Promise<void>;
}

/** Starts a demo on its own data and waits until it is ready. */
export async function openDemo(port: number): Promise<OpenDemo> {
  const folder = await makeDemoFolder();
  const demo = runDemo(folder, ['--port', String(port)]);
  const { url } = await untilReady(demo);
  return {
    url,
    async stop() {
      demo.process.kill('SIGTERM');
      await demo.ended;
      await removeDemoFolder(folder);
    },
  };
}

/** Moves the business time of a running demo to the instant `to`. */
export async function moveClock(url: string, to: string): Promise<void> {
  await fetch(`${url}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
}
