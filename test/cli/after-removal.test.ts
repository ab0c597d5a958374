import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';

/** What operators still do after the app was removed: Slack refuses its token, and no bot runs. */
const databaseUrl = await createDatabase({ migrated: true });
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: 'xoxb-revoked',
      LOG_LEVEL: 'error',
    },
  });

test.each([
  ['retention goes on', ['retention', '--run'], /^notes +60 months +nothing older$/m],
  ['the expense record can be taken along', ['export', 'record'], /^id,entry,/m],
])(
  '%s',
  async (_, args, says) => {
    expect((await run(...args)).stdout).toMatch(says);
  },
  30_000,
);
