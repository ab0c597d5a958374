import type { Sandbox, SandboxOptions } from 'slack-sandbox';
import { startEmbeddedPostgres } from '../src/store/db/embedded.ts';
import { CannotStart } from './cannot-start.ts';
import { ensureClient } from './client.ts';
import { stopping, takeLease } from './database/lease.ts';
import { guideFor } from './guide.ts';
import { startsAt } from './history/days.ts';
import type { Opened } from './opened.ts';
import type { DemoOptions } from './options.ts';
import { buildPageApart } from './page.ts';
import { chat, chatterBegins } from './slack/chatter.ts';

/**
 * Starts the whole demo. `opened` closes what it opens. Returns the address of its page.
 * @throws CannotStart
 */
export async function startDemo(
  { port, seed, dataFolder }: DemoOptions & { dataFolder: string },
  opened: Opened,
): Promise<string> {
  // Child processes first: they work while this process still loads its sources.
  const page = buildPageApart();
  opened.add(page.stop);
  const postgres = startEmbeddedPostgres(dataFolder, { durable: false });
  opened.add(async () => (await postgres).stop());
  const leased = postgres.then(({ url }) => takeLease(url), refuse);
  opened.add(async () => (await leased).release());
  leased.catch(() => {}); // handled below

  const [{ populate, rehearse }] = await Promise.all([
    import('./slack/populate.ts'),
    ensureClient(),
    // The bot's slow imports, loaded while the client is generated. The rest of the bot needs the client.
    import('@slack/bolt'),
    import('../src/domain/touchpoints/understand.ts'),
    import('../src/domain/days/holidays.ts'),
  ]);
  const [{ prepareDatabase }, { startBot }] = await Promise.all([
    import('./database/prepare.ts'),
    import('./bot.ts'),
  ]);
  const slack = await rehearse();
  const lease = await leased;
  const databaseUrl = await prepareDatabase(lease.client, (await postgres).url, slack, seed);

  const sandbox = await startOnFreePort({
    manifest: 'manifest.yml',
    now: chatterBegins,
    port,
    page: await page.folder,
  });
  opened.add(sandbox.close);
  const ids = populate(sandbox);
  await chat(sandbox, ids);
  sandbox.clock.moveTo(startsAt);
  sandbox.setGuide(guideFor(ids));
  const bot = await startBot(sandbox, databaseUrl);
  opened.add(bot.stop);
  await lease.announce(sandbox.url);
  opened.add(() => lease.announce(stopping));
  return sandbox.url;
}

/** Replaces the bot's advice to set DATABASE_URL: the demo does not read it. */
function refuse(error: Error): never {
  const [line = ''] = error.message.split('\n');
  const what = line.replace(/(:|, or) set DATABASE_URL\.$/, '.');
  const advice = what === line ? '' : ' The demo runs only on the Postgres from npm.';
  throw new CannotStart(what + advice);
}

/** The number of ports to try after a taken one. */
const portsTried = 50;

async function startOnFreePort(options: SandboxOptions & { port: number }): Promise<Sandbox> {
  const { startSandbox } = await import('slack-sandbox');
  for (let { port } = options; ; port++) {
    try {
      return await startSandbox({ ...options, port });
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken) throw error;
      if (port >= options.port + portsTried || port >= 65_535) {
        throw new CannotStart(
          `Ports ${options.port} to ${port} are all taken. Choose another with --port N.`,
        );
      }
    }
  }
}
