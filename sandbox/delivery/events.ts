import { setTimeout as sleep } from 'node:timers/promises';
import { hears } from '../workspace/manifest.ts';
import { seconds } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { type Answer, deliver } from './deliver.ts';

/** The outcome of sending an event to the app. */
export interface EventOutcome {
  /** False if the app does not subscribe to the event or lacks the scope. Then nothing was sent. */
  sent: boolean;
  acknowledged: boolean;
  eventId?: string;
  /** The first attempt, then the retries. */
  attempts: Answer[];
}

/** Slack's reasons for a retry (`x-slack-retry-reason`). */
const RETRY_REASON = { timeout: 'http_timeout', unreachable: 'connection_failed', status: 'http_error' };

/** The last events that an app gets. */
const FAREWELLS = new Set(['tokens_revoked', 'app_uninstalled']);

/**
 * Sends an event, and again after each retry delay until the app acknowledges it, always with the same event_id.
 * @param subscription the name in `bot_events`, which for messages includes the kind of channel (`message.im`)
 */
export async function sendEvent(
  world: World,
  subscription: string,
  event: Record<string, unknown>,
  onAttempt?: (answer: Answer) => void,
): Promise<EventOutcome> {
  const mayHear = world.installed || FAREWELLS.has(subscription);
  if (!mayHear || !hears(world.manifest, subscription))
    return { sent: false, acknowledged: false, attempts: [] };
  const eventId = world.ids.next('Ev');
  const payload = eventPayload(world, eventId, event);
  const name = String(event.type);
  const twice = world.faults.takeForEvent(name) !== undefined;
  const attempts: Answer[] = [];
  const attempt = async (retry?: { num: number; reason: string }) => {
    const path = world.manifest.eventsPath;
    const answer = await deliver(world, { kind: 'event', name, payload, path, ...(retry && { retry }) });
    attempts.push(answer);
    onAttempt?.(answer);
    return answer;
  };

  let answer = await attempt();
  for (const [index, delayMs] of world.settings.retryDelaysMs.entries()) {
    if (!answer.failure || world.closing.signal.aborted) break;
    await sleep(delayMs, undefined, { signal: world.closing.signal }).catch(() => undefined);
    if (world.closing.signal.aborted) break;
    answer = await attempt({ num: index + 1, reason: RETRY_REASON[answer.failure] });
  }
  const acknowledged = !answer.failure;
  if (twice && acknowledged) await attempt({ num: 1, reason: RETRY_REASON.timeout });
  return { sent: true, acknowledged, eventId, attempts };
}

function eventPayload(
  world: World,
  eventId: string,
  event: Record<string, unknown>,
): Record<string, unknown> {
  const { teamId, appId, botUserId, verificationToken } = world.identity;
  const channel = typeof event.channel === 'string' ? world.channels.get(event.channel) : undefined;
  return {
    token: verificationToken,
    team_id: teamId,
    api_app_id: appId,
    event: { ...event, event_ts: event.event_ts ?? event.ts ?? world.clock.nextTs() },
    type: 'event_callback',
    event_id: eventId,
    event_time: seconds(world),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.isExtShared ?? false,
    event_context: `4-${eventId}`,
  };
}
