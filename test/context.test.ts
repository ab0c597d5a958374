import { createServer } from 'node:http';
import { pino } from 'pino';
import { startSandbox } from 'slack-sandbox';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { CannotStart, openContext } from '../src/context.ts';
import { createDatabase } from './support/database.ts';

const sandbox = await startSandbox({ manifest: 'manifest.yml' });
const another = await startSandbox({ manifest: 'manifest.yml' });
afterAll(() => Promise.all([sandbox.close(), another.close()]));
const databaseUrl = await createDatabase({ migrated: true });
const log = pino({ level: 'silent' });

const open = (env: Record<string, string> = {}) =>
  openContext(
    readConfig({
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      SLACK_API_URL: sandbox.slackApiUrl,
      ...env,
    }),
    { log },
  );

/** A Slack that gives one fixed answer about who the token belongs to. */
async function slackThatSays(me: object): Promise<string> {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(me)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/api/`;
}

describe('at start', () => {
  test('the first workspace owns the database, and may come back', async () => {
    for (const _ of [1, 2]) {
      const context = await open();
      expect(context.team.id).toBe(sandbox.teamId);
      await context.close();
    }
  });

  test('a token of another workspace is refused, naming both', async () => {
    const SLACK_API_URL = await slackThatSays({ ok: true, team_id: 'T0OTHER', user_id: 'U1' });
    const refused = open({ SLACK_API_URL });
    await expect(refused).rejects.toThrow(CannotStart);
    await expect(refused).rejects.toThrow(new RegExp(`${sandbox.teamId}.*T0OTHER`));
    await (await open()).close();
  });

  test('an install for a whole organization is refused, and does not claim the database', async () => {
    const me = { ok: true, team_id: 'E0ORG', user_id: 'U1', is_enterprise_install: true };
    const DATABASE_URL = await createDatabase({ migrated: true });
    await expect(open({ DATABASE_URL, SLACK_API_URL: await slackThatSays(me) })).rejects.toThrow(
      /whole organization: install it into one workspace/,
    );
    await (await open({ DATABASE_URL })).close();
  });

  test('a token that Slack does not know, or cannot match to a workspace, is refused', async () => {
    const refused = open({ SLACK_BOT_TOKEN: another.botToken });
    await expect(refused).rejects.toThrow(CannotStart);
    await expect(refused).rejects.toThrow(/invalid_auth.*SLACK_BOT_TOKEN/);
    await expect(open({ SLACK_API_URL: await slackThatSays({ ok: true }) })).rejects.toThrow(CannotStart);
  });

  test('an unreachable Slack is reported after one try', async () => {
    sandbox.faults.inject({ method: 'auth.test', kind: 'reset' });
    await expect(open()).rejects.toThrow(/SLACK_API_URL/);
    expect(sandbox.exchanges.filter((one) => one.failure === 'reset')).toHaveLength(1);
  });
});
