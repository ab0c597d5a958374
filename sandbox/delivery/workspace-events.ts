import type { Channel } from '../workspace/channels.ts';
import { seconds, type User, userPayload } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { type EventOutcome, sendEvent } from './events.ts';

/** What may change about a person after they joined. */
export type UserChanges = Partial<
  Pick<User, 'name' | 'realName' | 'email' | 'tz' | 'isAdmin' | 'guest' | 'deleted'>
>;

/** Tells the app of somebody new in the workspace. */
export function welcomeUser(world: World, user: User): Promise<EventOutcome> {
  return sendEvent(world, 'team_join', { type: 'team_join', user: userPayload(world, user) });
}

/** Changes a person's profile, or deactivates them, and tells the app. */
export function changeUser(world: World, user: User, changes: UserChanges): Promise<EventOutcome> {
  Object.assign(user, changes, { updated: seconds(world) });
  world.changes.announce({ kind: 'user', user: user.id });
  return sendEvent(world, 'user_change', {
    type: 'user_change',
    user: userPayload(world, user),
    cache_ts: user.updated,
  });
}

export function renameChannel(world: World, channel: Channel, name: string): Promise<EventOutcome> {
  channel.name = name;
  world.changes.announce({ kind: 'channel', channel: channel.id });
  const { id, created } = channel;
  const isPublic = channel.kind === 'public';
  return tellOfChannel(world, channel, isPublic ? 'channel_rename' : 'group_rename', {
    channel: { id, name, name_normalized: name, created, is_channel: isPublic, is_mpim: false },
  });
}

/** Archives a channel: nobody can write there any more. */
export function archiveChannel(world: World, channel: Channel, by: User): Promise<EventOutcome> {
  channel.isArchived = true;
  world.changes.announce({ kind: 'channel', channel: channel.id });
  const type = channel.kind === 'public' ? 'channel_archive' : 'group_archive';
  return tellOfChannel(world, channel, type, { channel: channel.id, user: by.id });
}

/** A private channel is known only to apps that are in it. */
async function tellOfChannel(
  world: World,
  channel: Channel,
  type: string,
  fields: Record<string, unknown>,
): Promise<EventOutcome> {
  if (channel.kind === 'private' && !channel.members.has(world.identity.botUserId)) {
    return { sent: false, acknowledged: false, attempts: [] };
  }
  return sendEvent(world, type, { type, ...fields });
}
