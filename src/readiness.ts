import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Context } from './context.ts';
import { isReadOnly } from './store/db/database.ts';
import { checkWritable } from './store/workspace.ts';

/** Whoever asks waits no longer, whatever Slack or the database do. Milliseconds. */
const patienceMs = 1_500;
/** One answer of Slack's is good for so long, so that frequent probes don't use up its rate limit. Milliseconds. */
const slackKeptMs = 5_000;

/**
 * Returns what looks for the reasons why this process can't do its work now, as sentences. However many ask at once, the
 * database and Slack are asked once.
 */
export function readiness(context: Context): () => Promise<string[]> {
  const database = shared(() =>
    checkWritable(context.db.within(patienceMs)).then(
      () => null,
      (error) => (isReadOnly(error) ? 'the database is read-only' : 'the database is not responding'),
    ),
  );
  const slack = shared(
    () =>
      context.slack.auth.test().then(
        () => null,
        // It asks to be asked less often, so it is there.
        (error) => (error instanceof WebAPIRateLimitedError ? null : 'Slack is not responding'),
      ),
    slackKeptMs,
  );
  return async () => {
    const problems: (string | null)[] = await Promise.all([
      inTime(database(), 'the database is not responding'),
      inTime(slack(), 'Slack is not responding'),
    ]);
    if (!context.meters.canHear()) problems.push('no connection to Slack is open (Socket Mode)');
    return problems.filter((problem) => problem !== null);
  };
}

/** Shares one run, which never fails, among all who ask while it lasts, and its result for `keptMs` after that. */
function shared<T>(run: () => Promise<T>, keptMs = 0): () => Promise<T> {
  let latest: { result: Promise<T>; until: number } | null = null;
  return () => {
    if (latest && performance.now() < latest.until) return latest.result;
    const one = { result: run(), until: Number.POSITIVE_INFINITY };
    void one.result.then(() => {
      one.until = performance.now() + keptMs;
    });
    latest = one;
    return one.result;
  };
}

/** The result, or `otherwise` if it takes too long. */
async function inTime<T>(result: Promise<T>, otherwise: T): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const giveUp = new Promise<T>((resolve) => {
    late = setTimeout(() => resolve(otherwise), patienceMs);
  });
  return Promise.race([result, giveUp]).finally(() => clearTimeout(late));
}
