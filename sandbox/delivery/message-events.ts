import type { Channel } from '../workspace/channels.ts';
import { type Message, messagePayload } from '../workspace/messages.ts';
import type { World } from '../world.ts';
import type { Answer } from './deliver.ts';
import { type EventOutcome, sendEvent } from './events.ts';

const KIND = {
  im: { subscription: 'message.im', type: 'im' },
  public: { subscription: 'message.channels', type: 'channel' },
  private: { subscription: 'message.groups', type: 'group' },
} as const;

/**
 * Tells the app about a message in a conversation that its bot is in. Like Slack, includes the bot's own messages, so that an
 * app that answers every message shows the mistake.
 */
export async function tellOfMessage(
  world: World,
  channel: Channel,
  message: Message,
  onAttempt?: (answer: Answer) => void,
): Promise<EventOutcome> {
  if (!channel.members.has(world.identity.botUserId))
    return { sent: false, acknowledged: false, attempts: [] };
  const { subscription, type } = KIND[channel.kind];
  const event = { ...messagePayload(message), channel: channel.id, channel_type: type, event_ts: message.ts };
  return sendEvent(world, subscription, event, onAttempt);
}
