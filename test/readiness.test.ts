import { WebAPIRateLimitedError } from '@slack/web-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Context } from '../src/context.ts';
import { readiness } from '../src/readiness.ts';
import { DatabaseAway } from '../src/store/db/database.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const never = () => new Promise<never>(() => {});
const fails = (error: unknown) => () => Promise.reject(error);
const fine = async () => [];

/** A process whose database and Slack behave like this, with how often each was asked. */
function check({ database = fine as () => Promise<unknown>, slack = fine as () => Promise<unknown> } = {}) {
  const asked = { database: 0, slack: 0 };
  const query = () => {
    asked.database++;
    return database();
  };
  const test = () => {
    asked.slack++;
    return slack();
  };
  const meters = { canHear: () => true };
  const context = { db: { within: () => ({ query }) }, slack: { auth: { test } }, meters };
  return { asked, findProblems: readiness(context as unknown as Context) };
}

/** The answer, which may take no longer than two seconds. */
async function within2s(findProblems: () => Promise<string[]>): Promise<string[]> {
  let answer: string[] | undefined;
  void findProblems().then((problems) => {
    answer = problems;
  });
  await vi.advanceTimersByTimeAsync(1_999);
  return answer ?? expect.fail('no answer within two seconds');
}

const noDatabase = 'the database is not responding';
const noSlack = 'Slack is not responding';
test.each([
  ['all is well', {}, []],
  ['the database hangs', { database: never }, [noDatabase]],
  ['Slack hangs', { slack: never }, [noSlack]],
  ['both hang', { database: never, slack: never }, [noDatabase, noSlack]],
  ['both fail', { database: fails(new Error('x')), slack: fails(new Error('x')) }, [noDatabase, noSlack]],
  ['Slack asks for fewer calls', { slack: fails(new WebAPIRateLimitedError(30)) }, []],
])('when %s, there is an answer within two seconds', async (_, world, problems) => {
  expect(await within2s(check(world).findProblems)).toEqual(problems);
});

test('a hundred probes at once ask once each', async () => {
  const { findProblems, asked } = check({ slack: never, database: never });
  await within2s(() => Promise.all(Array.from({ length: 100 }, findProblems)).then((all) => all.flat()));
  expect(asked).toEqual({ database: 1, slack: 1 });
});

test('a probe each second asks the database each time, and Slack every few seconds', async () => {
  const { findProblems, asked } = check();
  for (let n = 0; n < 60; n++) {
    await findProblems();
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(asked).toEqual({ database: 60, slack: 12 });
});

test('what was away is asked again', async () => {
  let isAway = true;
  const { findProblems } = check({ slack: () => (isAway ? Promise.reject(new DatabaseAway(null)) : fine()) });
  expect(await findProblems()).toEqual([noSlack]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await findProblems()).toEqual([]);
});
