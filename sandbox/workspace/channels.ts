import type { World } from '../world.ts';
import type { Message } from './messages.ts';
import { seconds } from './users.ts';

export interface NewChannel {
  /** Without the `#`. */
  name: string;
  /** User ids. */
  members: readonly string[];
  isPrivate?: boolean;
  isExtShared?: boolean;
  /** Whether it belongs to both workspaces of the organization. Default: true if there is one. */
  isOrgShared?: boolean;
  /** Whether the app's bot is a member at first. Default: true. */
  botIn?: boolean;
}

export interface Channel {
  id: string;
  kind: 'public' | 'private' | 'im';
  /** Empty for a direct message. */
  name: string;
  members: Set<string>;
  isExtShared: boolean;
  isOrgShared: boolean;
  /** Ids of the other workspaces in a shared channel. */
  connectedTeams: string[];
  isArchived: boolean;
  /** Who may not post, by the error that the app gets. Null: everyone may. */
  postingRefusal: PostingRefusal | null;
  /** Business time, in Unix seconds. */
  created: number;
  creator: string;
  /** Oldest first. Ephemeral messages are separate, because only one person sees each. */
  messages: Message[];
  byTs: Map<string, Message>;
  ephemerals: Message[];
}

/**
 * Slack's errors for channels that take no posts, or none of some kind: by a preference of the workspace or channel, read-only
 * channels, threads only, no threads, and threads that are locked.
 */
export const POSTING_REFUSALS = [
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
] as const;
export type PostingRefusal = (typeof POSTING_REFUSALS)[number];

/** Restricts who may post in a channel; null lifts the restriction. @throws Error for any other value */
export function restrictPosting(world: World, channel: Channel, refusal: PostingRefusal | null): void {
  if (refusal !== null && !POSTING_REFUSALS.includes(refusal))
    throw new Error(`unknown restriction ${String(refusal)}; choose from ${POSTING_REFUSALS.join(', ')}`);
  channel.postingRefusal = refusal;
  world.changes.announce({ kind: 'channel', channel: channel.id });
}

/** The error for a new message, or for a reply in a thread. Null if it may be posted. */
export function refusalToPost({ postingRefusal }: Channel, isReply: boolean): PostingRefusal | null {
  switch (postingRefusal) {
    case 'restricted_action_thread_only_channel':
      return isReply ? null : postingRefusal;
    case 'restricted_action_non_threadable_channel':
    case 'restricted_action_thread_locked':
      return isReply ? postingRefusal : null;
    default:
      return postingRefusal;
  }
}

export function addChannel(world: World, wanted: NewChannel): Channel {
  const name = wanted.name.replace(/^#/, '');
  if ([...world.channels.values()].some((channel) => channel.name === name)) {
    throw new Error(`a channel named ${name} already exists`);
  }
  for (const member of wanted.members) {
    if (!world.users.has(member)) throw new Error(`no user ${member} to add to #${name}`);
  }
  const members = new Set(wanted.members);
  if (wanted.botIn !== false) members.add(world.identity.botUserId);
  const channel = newChannel(world, wanted.isPrivate ? 'private' : 'public', name, members);
  channel.isOrgShared = wanted.isOrgShared ?? world.identity.organization !== undefined;
  if (wanted.isExtShared) connectTeam(channel, world.ids.next('T'));
  return channel;
}

/** Shares a channel with another workspace (Slack Connect). */
export function connectTeam(channel: Channel, teamId: string): void {
  channel.connectedTeams.push(teamId);
  channel.isExtShared = true;
}

/** Stops sharing a channel with one workspace. It stays shared while other workspaces are connected. */
export function disconnectTeam(channel: Channel, teamId: string): void {
  channel.connectedTeams = channel.connectedTeams.filter((each) => each !== teamId);
  channel.isExtShared = channel.connectedTeams.length > 0;
}

/** Returns the direct message channel between the app's bot and a user. Opens it if needed. */
export function dmWith(world: World, userId: string): Channel {
  const open = world.dms.get(userId);
  if (open) return open;
  const channel = newChannel(world, 'im', '', new Set([userId, world.identity.botUserId]));
  world.dms.set(userId, channel);
  return channel;
}

function newChannel(world: World, kind: Channel['kind'], name: string, members: Set<string>): Channel {
  const channel: Channel = {
    id: world.ids.next(kind === 'im' ? 'D' : 'C'),
    kind,
    name,
    members,
    isExtShared: false,
    isOrgShared: false,
    connectedTeams: [],
    isArchived: false,
    postingRefusal: null,
    created: seconds(world),
    creator: [...members][0] ?? world.identity.botUserId,
    messages: [],
    byTs: new Map(),
    ephemerals: [],
  };
  world.channels.set(channel.id, channel);
  world.changes.announce({ kind: 'channel', channel: channel.id });
  return channel;
}

/** The user in a direct message with the bot. */
function dmUser(world: World, channel: Channel): string {
  return [...channel.members].find((member) => member !== world.identity.botUserId) ?? '';
}

/** The channel as a Web API conversation object. */
export function channelPayload(world: World, channel: Channel): Record<string, unknown> {
  const { teamId, organization } = world.identity;
  const ownTeams = channel.isOrgShared && organization ? [teamId, organization.otherTeam.id] : [teamId];
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.isArchived,
    is_org_shared: channel.isOrgShared,
    is_shared: channel.isExtShared || channel.isOrgShared,
    is_ext_shared: channel.isExtShared,
    context_team_id: teamId,
    ...(organization && { enterprise_id: organization.id, context_enterprise_id: organization.id }),
    updated: channel.created * 1000,
  };
  if (channel.kind === 'im') {
    return { ...common, is_im: true, user: dmUser(world, channel), is_open: true, priority: 0 };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_member: channel.members.has(world.identity.botUserId),
    creator: channel.creator,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    shared_team_ids: [...ownTeams, ...channel.connectedTeams],
    ...(organization && { internal_team_ids: ownTeams }),
    ...(channel.isExtShared && { connected_team_ids: channel.connectedTeams }),
    pending_shared: [],
    num_members: channel.members.size,
  };
}
