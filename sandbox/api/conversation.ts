import type { Channel } from '../workspace/channels.ts';
import { dmWith, refusalToPost } from '../workspace/channels.ts';
import type { World } from '../world.ts';
import { requireScope } from './method.ts';
import { Refusal } from './refusal.ts';

const SCOPE_PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Every scope with that ending. Any one of them allows calling a conversations method. */
export function conversationScopes(ending: 'read' | 'history'): string[] {
  return ['channels', 'groups', 'im', 'mpim'].map((prefix) => `${prefix}:${ending}`);
}

/**
 * Finds a conversation by id, if the bot may see it. For the bot, private conversations that it is not in do not exist.
 * @throws Refusal `channel_not_found`, or `missing_scope` for that kind of conversation
 */
export function findConversation(world: World, id: string, needed?: 'read' | 'history'): Channel {
  const channel = world.channels.get(id);
  if (!channel || (channel.kind !== 'public' && !isBotIn(world, channel)))
    throw new Refusal('channel_not_found');
  if (needed) requireScope(world, `${SCOPE_PREFIX[channel.kind]}:${needed}`);
  return channel;
}

export function isBotIn(world: World, channel: Channel): boolean {
  return channel.members.has(world.identity.botUserId);
}

/**
 * Finds where a message may go, by conversation id, user id (their direct message with the bot) or channel name.
 * @throws Refusal `channel_not_found`, `is_archived`, `not_in_channel`, `messages_tab_disabled` or `restricted_action…`
 */
export function findPostable(world: World, to: string, isReply = false): Channel {
  const channel = resolve(world, to);
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isBotIn(world, channel) && !world.manifest.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel');
  if (channel.kind === 'im' && world.manifest.messagesTab === 'off')
    throw new Refusal('messages_tab_disabled');
  const refusal = refusalToPost(channel, isReply);
  if (refusal) throw new Refusal(refusal);
  return channel;
}

function resolve(world: World, to: string): Channel {
  const user = world.users.get(to);
  if (user) {
    if (user.isBot || user.deleted) throw new Refusal('channel_not_found');
    return dmWith(world, user.id);
  }
  return findConversation(world, world.channels.has(to) ? to : (idOfName(world, to) ?? to));
}

function idOfName(world: World, to: string): string | undefined {
  const name = to.replace(/^#/, '');
  for (const channel of world.channels.values())
    if (channel.kind !== 'im' && channel.name === name) return channel.id;
  return undefined;
}
