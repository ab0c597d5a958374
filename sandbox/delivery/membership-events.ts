import type { Channel } from '../workspace/channels.ts';
import type { World } from '../world.ts';
import { type EventOutcome, sendEvent } from './events.ts';

/** Adds a person to a channel and tells the app if its bot is in the channel. */
export function joinChannel(
  world: World,
  channel: Channel,
  user: string,
  inviter?: string,
): Promise<EventOutcome> {
  channel.members.add(user);
  world.changes.announce({ kind: 'channel', channel: channel.id });
  return tell(world, channel, 'member_joined_channel', user, true, inviter);
}

/** Removes a person from a channel and tells the app. When the bot itself leaves, the event is a different one. */
export async function leaveChannel(
  world: World,
  channel: Channel,
  user: string,
  actor = user,
): Promise<EventOutcome> {
  const botWasIn = channel.members.has(world.identity.botUserId);
  channel.members.delete(user);
  world.changes.announce({ kind: 'channel', channel: channel.id });
  if (user !== world.identity.botUserId) return tell(world, channel, 'member_left_channel', user, botWasIn);
  const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
  return sendEvent(world, type, { type, channel: channel.id, actor_id: actor });
}

async function tell(
  world: World,
  channel: Channel,
  type: string,
  user: string,
  botWasIn: boolean,
  inviter?: string,
): Promise<EventOutcome> {
  if (!botWasIn || (type === 'member_joined_channel' && !channel.members.has(world.identity.botUserId))) {
    return { sent: false, acknowledged: false, attempts: [] };
  }
  return sendEvent(world, type, {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: world.identity.teamId,
    ...(inviter && { inviter }),
  });
}
