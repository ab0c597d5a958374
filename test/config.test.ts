import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a secret' };
const url = 'postgres://rapport:secret@db.example.com/rapport';

/** What is wrong with an environment, one problem each. */
function problemsOf(env: Record<string, string>, needs?: Parameters<typeof readConfig>[1]) {
  try {
    readConfig({ ...slack, ...env }, needs);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('DATABASE_URL', () => {
  test.each([
    '',
    '?schema=rapport',
    '?options=-c%20work_mem%3D64MB%20--lock-timeout%3D2s',
    '?options=-c%20application_name_suffix.x%3Da%5C%20b',
    '?sslmode=require',
    '?sslmode=verify-full&sslrootcert=package.json',
    '?sslmode=no-verify&application_name=bot',
    '?ssl=true',
    '?host=%2Fvar%2Frun%2Fpostgresql',
  ])('may have %s', (query) => {
    expect(problemsOf({ DATABASE_URL: url + query })).toEqual([]);
  });

  test.each([
    [
      '?pgbouncer=true',
      /^DATABASE_URL has \?pgbouncer=, which Rapport can’t honor: remove it \(it takes schema, /,
    ],
    ['?statement_timeout=0', /has \?statement_timeout=/],
    ['?channel_binding=require', /has \?channel_binding=/],
    ['?schema=My%20Own', /has schema=My Own, which Rapport can’t honor: use a-z, 0-9, and _/],
    ['?sslmode=prefer', /has sslmode=prefer, which Rapport can’t honor: use disable, no-verify, require, /],
    ['?sslmode=require&sslmode=disable', /has \?sslmode= twice/],
    ['?sslmode=disable&sslrootcert=ca.pem', /has sslmode=disable, but also sslrootcert/],
    ['?sslrootcert=no/such/ca.pem', /has sslrootcert=no\/such\/ca\.pem, which can’t be read: ENOENT/],
    ['?ssl=maybe', /has ssl=maybe, which Rapport can’t honor: use sslmode/],
    [
      '?options=-c%20TimeZone%3DEurope/Paris',
      /sets timezone in \?options=, which Rapport sets itself: remove it/,
    ],
    ['?options=--statement-timeout%3D5s', /sets statement_timeout in \?options=/],
    ['?options=-csearch_path%3Dother', /sets search_path in \?options=: use \?schema= instead/],
    ['?options=-d%205', /has \?options= with something other than -c name=value: -d 5/],
  ])('may not have %s, and one line says why', (query, problem) => {
    const problems = problemsOf({ DATABASE_URL: url + query });
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]).not.toContain('\n');
  });
});

describe('MIGRATE_DATABASE_URL', () => {
  const owner = { DATABASE_URL: url, MIGRATE_DATABASE_URL: 'nonsense' };

  test('a token that rotates is refused in one line that says what to do', () => {
    expect(() => readConfig({ ...slack, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-abc' })).toThrow(
      /SLACK_BOT_TOKEN is of an app with token rotation, which Rapport doesn’t support: .*reinstall/,
    );
  });

  test('is read by what works as the owner, and by nothing else', () => {
    expect(problemsOf(owner)).toEqual([]);
    expect(readConfig({ ...slack, DATABASE_URL: url, MIGRATE_DATABASE_URL: url }).ownerDatabaseUrl).toBe(
      undefined,
    );
    expect(problemsOf(owner, { slack: false, owner: true })).toEqual([
      'MIGRATE_DATABASE_URL must start with postgres:// or postgresql://',
      'MIGRATE_DATABASE_URL is not a URL',
    ]);
  });

  test.each([
    'postgres://owner@db.example.com/other',
    'postgres://owner@db.example.com/rapport?schema=other',
  ])('must name the same database and schema: %s', (other) => {
    expect(
      problemsOf({ DATABASE_URL: url, MIGRATE_DATABASE_URL: other }, { slack: false, owner: true }),
    ).toEqual(['MIGRATE_DATABASE_URL names another database or schema than DATABASE_URL']);
  });

  test('may reach the server by another name, such as past a pooler', () => {
    const direct = url.replace('db.example.com', 'direct.example.com:5433');
    expect(
      problemsOf({ DATABASE_URL: url, MIGRATE_DATABASE_URL: direct }, { slack: false, owner: true }),
    ).toEqual([]);
  });
});

describe('SUPPORT_ADDRESS', () => {
  const readSupport = (support: string) => readConfig({ ...slack, SUPPORT_ADDRESS: support }).supportAddress;

  test.each(['help@acme.com', 'https://acme.com/help?from=rapport', 'http://wiki/rapport'])(
    'may be %s',
    (support) => expect(readSupport(support)).toBe(support),
  );

  test('is unset where it is empty', () => expect(readSupport('')).toBeUndefined());

  test.each(['ask Kim', 'help@', 'javascript:alert(1)', 'https://a.example|click', '<!channel>'])(
    'may not be %s',
    (support) =>
      expect(problemsOf({ SUPPORT_ADDRESS: support })).toEqual([
        'SUPPORT_ADDRESS must be an email address or an http(s) URL',
      ]),
  );
});

describe('the tokens of `slack run`', () => {
  test('win over those in the environment, both or none', () => {
    const cli = { SLACK_CLI_XOXB: 'xoxb-2', SLACK_CLI_XAPP: 'xapp-2' };
    expect(readConfig(cli).slack).toMatchObject({ botToken: 'xoxb-2', appToken: 'xapp-2' });
    expect(readConfig({ ...slack, SLACK_APP_TOKEN: 'xapp-1', ...cli }).slack).toMatchObject({
      botToken: 'xoxb-2',
      appToken: 'xapp-2',
    });
    const { botToken, appToken } = readConfig({
      ...slack,
      SLACK_CLI_XOXB: 'xoxb-2',
      SLACK_CLI_XAPP: '',
    }).slack;
    expect({ botToken, appToken }).toEqual({ botToken: 'xoxb-1', appToken: undefined });
  });
});
