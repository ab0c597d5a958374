import { type Channel, connectTeam, disconnectTeam } from '../workspace/channels.ts';
import { LOCALE, seconds, type User, userPayload } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { type EventOutcome, sendEvent } from './events.ts';

/** What can change about a person after they join. Null removes the email, or makes a guest a member. */
export type UserChanges = Partial<Pick<User, 'name' | 'realName' | 'tz' | 'isAdmin' | 'deleted'>> & {
  email?: string | null | undefined;
  guest?: User['guest'] | null;
};

/** Tells the app about a new person in the workspace. */
export function welcomeUser(world: World, user: User): Promise<EventOutcome> {
  return sendEvent(world, 'team_join', { type: 'team_join', user: withLocale(world, user) });
}

/** Changes a person's profile or deactivates them, and tells the app unless they are of another workspace. */
export async function changeUser(world: World, user: User, changes: UserChanges): Promise<EventOutcome> {
  const values = Object.entries(changes).map(([key, value]) => [key, value ?? undefined]);
  Object.assign(user, Object.fromEntries(values), { updated: seconds(world) });
  world.changes.announce({ kind: 'user', user: user.id });
  if (user.teamId !== undefined) return { sent: false, acknowledged: false, attempts: [] };
  return sendEvent(world, 'user_change', {
    type: 'user_change',
    user: withLocale(world, user),
    cache_ts: user.updated,
  });
}

/** Events always include the locale. The Web API includes it only on request. */
function withLocale(world: World, user: User): Record<string, unknown> {
  return { ...userPayload(world, user), locale: LOCALE };
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

/** Archives a channel, so that no one can write there anymore, and tells the app. */
export function archiveChannel(world: World, channel: Channel, by: User): Promise<EventOutcome> {
  channel.isArchived = true;
  world.changes.announce({ kind: 'channel', channel: channel.id });
  const type = channel.kind === 'public' ? 'channel_archive' : 'group_archive';
  return tellOfChannel(world, channel, type, { channel: channel.id, user: by.id, is_moved: 0 });
}

/** Shares a channel with another workspace (Slack Connect) and tells the app. */
export function shareChannel(
  world: World,
  channel: Channel,
  teamId = world.ids.next('T'),
): Promise<EventOutcome> {
  if (channel.kind === 'im') throw new Error('a direct message cannot be shared');
  if (channel.connectedTeams.includes(teamId))
    throw new Error(`#${channel.name} is already shared with ${teamId}`);
  connectTeam(channel, teamId);
  world.changes.announce({ kind: 'channel', channel: channel.id });
  return tellOfChannel(world, channel, 'channel_shared', {
    connected_team_id: teamId,
    channel: channel.id,
  });
}

/** Stops sharing a channel with a workspace, by default the one added last, and tells the app. */
export function unshareChannel(
  world: World,
  channel: Channel,
  teamId = channel.connectedTeams.at(-1),
): Promise<EventOutcome> {
  if (teamId === undefined || !channel.connectedTeams.includes(teamId))
    throw new Error(`#${channel.name} is not shared${teamId === undefined ? '' : ` with ${teamId}`}`);
  disconnectTeam(channel, teamId);
  world.changes.announce({ kind: 'channel', channel: channel.id });
  return tellOfChannel(world, channel, 'channel_unshared', {
    previously_connected_team_id: teamId,
    channel: channel.id,
    is_ext_shared: channel.isExtShared,
  });
}

/**
 * Removes the app from the workspace. Its bot's token stops working, and the two events about that are the last it gets. Both
 * go out at the same time, because Slack promises no order.
 */
export function uninstallApp(world: World): Promise<EventOutcome[]> {
  if (!world.installed) throw new Error('the app has already been removed');
  world.installed = false;
  world.changes.announce({ kind: 'connection' });
  const tokens = { oauth: [], bot: [world.identity.botUserId] };
  return Promise.all([
    sendEvent(world, 'tokens_revoked', { type: 'tokens_revoked', tokens }),
    sendEvent(world, 'app_uninstalled', { type: 'app_uninstalled' }),
  ]);
}

/** Only an app that is in a private channel is told about it. */
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
