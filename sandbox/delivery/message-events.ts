import type { Channel } from '../workspace/channels.ts';
import {
  changeMessage,
  type Message,
  type MessageChange,
  messagePayload,
  removeMessage,
  TOMBSTONE,
} from '../workspace/messages.ts';
import type { World } from '../world.ts';
import type { Answer } from './deliver.ts';
import { type EventOutcome, sendEvent } from './events.ts';

const KIND = {
  im: { subscription: 'message.im', type: 'im' },
  public: { subscription: 'message.channels', type: 'channel' },
  private: { subscription: 'message.groups', type: 'group' },
} as const;

const NOT_SENT: EventOutcome = { sent: false, acknowledged: false, attempts: [] };

/**
 * Tells the app about a message in a conversation that its bot is in, and about a mention in it. Like Slack, includes the bot's
 * own messages, so that an app that answers every message shows the mistake.
 */
export async function tellOfMessage(
  world: World,
  channel: Channel,
  message: Message,
  onAttempt?: (answer: Answer) => void,
): Promise<EventOutcome> {
  const root = message.subtype === 'thread_broadcast' && channel.byTs.get(message.thread_ts ?? '');
  const event = {
    ...messagePayload(message),
    ...(root && { root: messagePayload(root) }),
    event_ts: message.ts,
  };
  const [told, mentioned] = await Promise.all([
    tell(world, channel, event, onAttempt),
    tellOfMention(world, channel, message, onAttempt),
  ]);
  return mentioned.sent && !told.sent ? mentioned : told;
}

/** Changes a message, and tells the app unless only one person sees it. */
export async function changeAndTell(
  world: World,
  channel: Channel,
  message: Message,
  change: MessageChange,
): Promise<EventOutcome> {
  const before = snapshot(message);
  changeMessage(world, channel, message, change);
  if (message.ephemeral) return NOT_SENT;
  return tellOfChange(world, channel, {
    subtype: 'message_changed',
    message: snapshot(message),
    previous_message: before,
  });
}

/** Removes a message, and tells the app unless only one person sees it. A message with replies leaves a trace for them. */
export async function removeAndTell(world: World, channel: Channel, message: Message): Promise<EventOutcome> {
  if (message.reply_count) return changeAndTell(world, channel, message, TOMBSTONE);
  const before = snapshot(message);
  removeMessage(world, channel, message);
  if (message.ephemeral) return NOT_SENT;
  return tellOfChange(world, channel, {
    subtype: 'message_deleted',
    deleted_ts: message.ts,
    previous_message: before,
  });
}

/** The message as it is now: it may change again before the event is sent. */
function snapshot(message: Message): Record<string, unknown> {
  return structuredClone(messagePayload(message));
}

function tellOfChange(
  world: World,
  channel: Channel,
  fields: Record<string, unknown>,
): Promise<EventOutcome> {
  const ts = world.clock.nextTs();
  return tell(world, channel, { type: 'message', ...fields, hidden: true, ts, event_ts: ts });
}

async function tell(
  world: World,
  channel: Channel,
  event: Record<string, unknown>,
  onAttempt?: (answer: Answer) => void,
): Promise<EventOutcome> {
  if (!channel.members.has(world.identity.botUserId)) return NOT_SENT;
  const { subscription, type } = KIND[channel.kind];
  return sendEvent(world, subscription, { ...event, channel: channel.id, channel_type: type }, onAttempt);
}

/** A direct message is no mention. The event has no `channel_type`. */
async function tellOfMention(
  world: World,
  channel: Channel,
  message: Message,
  onAttempt?: (answer: Answer) => void,
): Promise<EventOutcome> {
  const { botUserId } = world.identity;
  const isMention = message.user !== botUserId && message.text.includes(`<@${botUserId}>`);
  if (!isMention || channel.kind === 'im' || !channel.members.has(botUserId)) return NOT_SENT;
  const event = {
    ...messagePayload(message),
    type: 'app_mention',
    channel: channel.id,
    event_ts: message.ts,
  };
  return sendEvent(world, 'app_mention', event, onAttempt);
}
