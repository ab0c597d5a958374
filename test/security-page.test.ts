import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { retentionMonths } from '../src/domain/policy.ts';

/** docs/security.md, which a company reads before it installs Rapport, against what it tells of. */
const page = readFileSync('docs/security.md', 'utf8');
const section = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const { oauth_config } = JSON.parse(readFileSync('manifest.json', 'utf8')) as {
  oauth_config: { scopes: Record<string, string[]> };
};

test('lists each scope of the manifest with a reason, and no other', () => {
  const rows = [...section('Scopes').matchAll(/^\| `([\w:.]+)` \| (.+) \|$/gm)];
  const { bot = [], bot_optional: optional = [] } = oauth_config.scopes;
  expect(rows.map(([, scope]) => scope)).toEqual([
    ...bot.filter((scope) => !optional.includes(scope)),
    ...optional,
  ]);
  expect(Object.keys(oauth_config.scopes).sort(), 'no user scopes').toEqual(['bot', 'bot_optional']);
  for (const [, scope, why] of rows) expect(why!.length, scope).toBeGreaterThan(20);
});

test('names the retention there is', () => {
  const { nudges, ...texts } = retentionMonths;
  const [months] = new Set(Object.values(texts));
  expect(new Set(Object.values(texts)).size).toBe(1);
  expect(section('Keeping and deleting')).toContain(`${months} months. Sent messages: ${nudges}.`);
});

test('names every way out of the process: no other file opens a connection', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.includes('generated'),
  );
  const holding = (pattern: RegExp) =>
    files.filter((name) => pattern.test(readFileSync(`src/${name}`, 'utf8'))).toSorted();
  const toSlack =
    /\bfetch\(|new (?:Web|Slack)Client\(|new SocketModeReceiver\(|new App\(|from '(?:undici|axios)'/;
  expect(holding(toSlack)).toEqual([
    'cli.ts',
    'context.ts',
    'slack/app.ts',
    'slack/bolt/answers.ts',
    'slack/bolt/files.ts',
    'slack/bolt/socket-mode.ts',
  ]);
  const toElsewhere = /new (?:pg\.)?(?:Pool|Client)\(|from 'node:(?:https|net|tls|http2|dgram)'/;
  expect(
    holding(toElsewhere).filter((name) => !name.startsWith('store/')),
    'only the store, to Postgres',
  ).toEqual([]);
});
