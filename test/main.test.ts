import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startSandbox } from 'slack-sandbox';
import { afterAll, expect, test } from 'vitest';
import { createDatabase } from './support/database.ts';

const sandbox = await startSandbox({ manifest: 'manifest.yml' });
afterAll(() => sandbox.close());

/** On SIGUSR2, a timer throws, and a promise that no one awaits fails. */
const misbehave = `process.on('SIGUSR2', () => {
  setTimeout(() => { throw new Error('thrown by a timer'); }, 0);
  Promise.reject(new Error('nobody waited'));
  Promise.reject(undefined);
});`;

/** The bot as `npm start` runs it, with the lines of its log. */
async function startBot() {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(misbehave)}`, 'src/main.ts'],
    {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: await createDatabase({ migrated: true }),
        SLACK_BOT_TOKEN: sandbox.botToken,
        SLACK_SIGNING_SECRET: sandbox.signingSecret,
        SLACK_API_URL: sandbox.slackApiUrl,
        PORT: '0',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const lines: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stderr!).on('line', (line) => {
    lines.push(line.startsWith('{') ? JSON.parse(line) : { msg: line });
    for (const look of waiting) look();
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  afterAll(() => void child.kill('SIGKILL'));
  return {
    child,
    ended,
    /** The first log line that contains this text, once it is there. */
    logged: (text: string) =>
      Promise.race([
        new Promise<Record<string, unknown>>((resolve) => {
          const look = () => {
            const found = lines.find((line) => JSON.stringify(line).includes(text));
            if (found) resolve(found);
          };
          waiting.add(look);
          look();
        }),
        ended.then((how) => Promise.reject(new Error(`ended (${how}): ${JSON.stringify(lines.slice(-3))}`))),
      ]),
  };
}

test('neither an error in a timer nor a failed promise ends the process; SIGTERM does, cleanly', async () => {
  const bot = await startBot();
  const { port } = await bot.logged('Rapport is up');
  const url = `http://127.0.0.1:${port}`;

  bot.child.kill('SIGUSR2');
  expect(await bot.logged('thrown by a timer')).toMatchObject({ level: 50 });
  expect(await bot.logged('nobody waited')).toMatchObject({ level: 50 });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
});
