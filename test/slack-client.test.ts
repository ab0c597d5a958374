import { readdirSync, readFileSync } from 'node:fs';
import { pino } from 'pino';
import { startSandbox } from 'slack-sandbox';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { SlackClient, webClientOptions } from '../src/slack-client.ts';

const sandbox = await startSandbox({ manifest: 'manifest.yml', pacing: false });
afterAll(() => sandbox.close());
const config = readConfig({
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_SIGNING_SECRET: sandbox.signingSecret,
  SLACK_API_URL: sandbox.slackApiUrl,
});
const slack = new SlackClient(sandbox.botToken, webClientOptions(config, pino({ level: 'silent' })));
const priya = sandbox.as(sandbox.addUser({ name: 'priya', realName: 'Priya Patel' }));
const { id: channel } = sandbox.addChannel({ name: 'general', members: [priya.user.id], botIn: true });

describe('what is posted', () => {
  const text = 'evil.example/login *b* #general @here 813-555-0142 <tel:8135550199|call> &lt;x&gt;';

  test('stays as written, without links, mentions, and previews that Slack would make of words', async () => {
    const { ts = '' } = await slack.chat.postMessage({ channel, text });
    await slack.chat.postEphemeral({ channel, user: priya.user.id, text });
    expect(priya.messages(channel).map((message) => message.text)).toEqual([text, text]);
    await slack.chat.update({ channel, ts, text: 'x' });
    await slack.chat.update({ channel, ts, text });
    expect(sandbox.readMessages(channel)[0]?.text).toBe(text);
    const posted = sandbox.exchanges.find(({ name }) => name === 'chat.postMessage');
    expect(posted?.payload).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  test('goes through this client: none of Bolt’s own ways to send is used', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.includes('generated'),
    );
    const boltsOwn = /new WebClient\(|async \(\{[^}]*\b(?:say|respond|client)\b/;
    expect(files.filter((name) => boltsOwn.test(readFileSync(`src/${name}`, 'utf8')))).toEqual([]);
  });
});
