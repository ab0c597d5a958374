import type { Channel } from '../workspace/channels.ts';
import { dmWith } from '../workspace/channels.ts';
import type { World } from '../world.ts';
import { requireScope } from './method.ts';
import { Refusal } from './refusal.ts';

const SCOPE_PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** Every scope of that ending, any one of which opens a conversations method at all. */
export function conversationScopes(ending: 'read' | 'history'): string[] {
  return ['channels', 'groups', 'im', 'mpim'].map((prefix) => `${prefix}:${ending}`);
}

/**
 * The conversation with that id, if the bot may know of it: a private channel it is not in does not exist for it.
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
 * Where a message may go: a conversation id, a user id (their direct message with the bot) or a channel's name.
 * @throws Refusal `channel_not_found`, `is_archived`, `not_in_channel` or `messages_tab_disabled`
 */
export function findPostable(world: World, to: string): Channel {
  const channel = resolve(world, to);
  if (channel.isArchived) throw new Refusal('is_archived');
  if (!isBotIn(world, channel) && !world.manifest.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel');
  if (channel.kind === 'im' && world.manifest.messagesTab === 'off')
    throw new Refusal('messages_tab_disabled');
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
