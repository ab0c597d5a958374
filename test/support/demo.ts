import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { type RunningScript, runScript } from './run-script.ts';

/** A folder for the data of one demo alone. */
export async function makeDemoFolder(): Promise<string> {
  await mkdir('.data', { recursive: true });
  return mkdtemp(path.join('.data', 'demo-test-'));
}

export async function removeDemoFolder(folder: string): Promise<void> {
  // Root's server may lie elsewhere, and `postgres` be a link to there.
  await rm(await realpath(path.join(folder, 'postgres')), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

/** The demo in a process of its own. */
export const runDemo = (folder: string, args: readonly string[] = []): RunningScript =>
  runScript(`
    import { runDemo } from './demo/run.ts';
    await runDemo(${JSON.stringify(args)}, ${JSON.stringify(folder)});
  `);

/** Waits until the demo says that it is ready: what it printed, and the address of its page. */
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

/** A demo on data of its own, ready to be visited. */
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

/** Moves the business time of a running demo to that instant. */
export async function moveClock(url: string, to: string): Promise<void> {
  await fetch(`${url}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
}
