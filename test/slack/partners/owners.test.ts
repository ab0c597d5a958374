import { WebClient } from '@slack/web-api';
import { startSandbox } from 'slack-sandbox';
import { afterAll, expect, it } from 'vitest';
import { loadOwnersOnce, SlackUnavailable } from '../../../src/slack/partners/owners.ts';

const sandbox = await startSandbox({ manifest: 'manifest.yml', pacing: false });
afterAll(() => sandbox.close());

const slackWith = (token: string) =>
  new WebClient(token, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } });

it('finds people in the workspace by e-mail, but not bots or guests', async () => {
  const priya = sandbox.addUser({ name: 'priya', realName: 'Priya Patel', email: 'Priya@Example.com' });
  sandbox.addUser({ name: 'gus', email: 'gus@example.com', guest: 'multi' });
  sandbox.addUser({ name: 'robot', isBot: true });
  const find = loadOwnersOnce(slackWith(sandbox.botToken));
  const found = await find(['priya@example.com', 'gus@example.com', 'nobody@example.com']);
  expect([...found]).toEqual([
    [
      'priya@example.com',
      { slackUserId: priya.id, name: 'Priya Patel', email: 'priya@example.com', timeZone: priya.tz },
    ],
  ]);
});

it('does not ask Slack when no owner is named', async () => {
  expect(await loadOwnersOnce(slackWith('xoxb-wrong'))([])).toEqual(new Map());
});

it('says why Slack did not answer', async () => {
  const asking = loadOwnersOnce(slackWith('xoxb-wrong'))(['priya@example.com']);
  await expect(asking).rejects.toThrow(SlackUnavailable);
  await expect(asking).rejects.toThrow('invalid_auth');
});
