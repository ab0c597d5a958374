import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

/** The whole bot in its own process, as `npm start` runs it, for requests of people. */
export interface BotProcess {
  url: string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves once it has logged this message. Rejects if it ends first. */
  logged(message: string): Promise<Record<string, unknown>>;
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

export async function startBot({ where, sandbox }: World): Promise<BotProcess> {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: where.databaseUrl,
      SLACK_API_URL: where.slackApiUrl,
      SLACK_BOT_TOKEN: where.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: Record<string, unknown>[] = [];
  const looking = new Set<() => void>();
  createInterface(child.stderr).on('line', (line) => {
    lines.push(line.startsWith('{') ? JSON.parse(line) : { msg: line });
    for (const look of looking) look();
  });
  const ended: BotProcess['ended'] = new Promise((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  const logged = (message: string) =>
    Promise.race([
      new Promise<Record<string, unknown>>((resolve) => {
        const look = () => {
          const found = lines.find(({ msg }) => msg === message);
          if (found) resolve(found);
        };
        looking.add(look);
        look();
      }),
      ended.then((how) => Promise.reject(new Error(`ended (${how}): ${JSON.stringify(lines.slice(-3))}`))),
    ]);
  const { port } = await logged('Rapport is up');
  const url = `http://127.0.0.1:${port}`;
  sandbox.setAppUrl(url);
  return { url, kill: (signal) => void child.kill(signal), logged, ended };
}
