import type { OpenContext } from '../context.ts';
import { tick } from '../schedule/tick.ts';
import { UsageError } from './usage.ts';

/**
 * Plans and delivers once at a business time. One that is still to come would send real people tomorrow's messages, so it
 * is taken only where Slack is a sandbox on this machine.
 */
export async function runTick(context: OpenContext, at: string | undefined): Promise<number> {
  const instant = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(instant.getTime()))
    throw new UsageError(`--at ${at} is no instant, like 2026-06-09T12:00:00Z`);
  if (instant > new Date() && !isLocal(context.config.slack.apiUrl)) {
    throw new UsageError(
      '--at lies in the future, which is allowed only with a sandbox (SLACK_API_URL on this machine)',
    );
  }
  const done = await tick(context, instant);
  console.log(JSON.stringify(done));
  return 0;
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
