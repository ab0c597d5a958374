import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { runScript } from './run-script.ts';

export interface RunningDemo {
  /** Address of its page. */
  url: string;
  /** Everything the demo printed until it was ready. */
  banner: string;
  /** Moves business time to that instant. */
  moveTo(instant: string): Promise<void>;
  kill(): Promise<void>;
}

/** Runs the demo in a process of its own, on data of its own, until it says that it is ready. */
export async function openDemo(port: number): Promise<RunningDemo> {
  await mkdir('.data', { recursive: true });
  const folder = await mkdtemp(path.join('.data', 'demo-test-'));
  const demo = runScript(`
    import { runDemo } from './demo/run.ts';
    await runDemo(['--port', '${port}'], ${JSON.stringify(folder)});
  `);
  let banner = '';
  while (!banner.includes('Ctrl-C')) banner += `${await demo.nextLine()}\n`;
  const url = /http:\/\/[\d.:]+/.exec(banner)![0];
  return {
    url,
    banner,
    async moveTo(to) {
      await fetch(`${url}/sandbox/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to }),
      });
    },
    async kill() {
      demo.process.kill('SIGTERM');
      await demo.ended;
      // Root's server may lie elsewhere, and `postgres` be a link to there.
      await rm(await realpath(path.join(folder, 'postgres')), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
