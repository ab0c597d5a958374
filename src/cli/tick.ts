import type { OpenContext } from '../context.ts';
import { tick } from '../schedule/engine/tick.ts';
import { postNames } from '../schedule/posts/posts.ts';
import { countLeft } from '../store/nudges/nudges-doubt.ts';
import { UsageError } from './usage.ts';

/**
 * Plans and delivers once at a business time. A time in the future would send real people tomorrow's messages, so it is
 * accepted only if Slack is a sandbox on this machine.
 * @returns the exit code: 1 if Slack refused a message, or one is still owed or in doubt
 */
export async function runTick(context: OpenContext, at: string | undefined): Promise<number> {
  const instant = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(instant.getTime()))
    throw new UsageError(`--at ${at} is not a time like 2026-06-09T12:00:00Z`);
  if (instant > new Date() && !isLocal(context.config.slack.apiUrl)) {
    throw new UsageError(
      '--at is in the future, which is allowed only with a sandbox (SLACK_API_URL on this machine)',
    );
  }
  const done = await tick(context, instant);
  console.log(JSON.stringify(done));
  const failed = done.delivered.failed ?? 0;
  if (failed === 0 && !done.left) return 0;
  const { owed, inDoubt } = await countLeft(context.db, postNames, instant);
  console.error(
    `Not everything went out: ${owed} still owed, ${inDoubt} in doubt, ${failed} refused by Slack. The log says why. Run this again to send what is owed.`,
  );
  return 1;
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
