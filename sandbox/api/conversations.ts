import { joinChannel } from '../delivery/membership-events.ts';
import { type Channel, channelPayload, dmWith } from '../workspace/channels.ts';
import { messagePayload } from '../workspace/messages.ts';
import { isOfThread, isOnlyInThread } from '../workspace/threads.ts';
import { LOCALE, type User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { conversationScopes, findConversation, isBotIn } from './conversation.ts';
import { type Method, requireScope, TIER } from './method.ts';
import { encode, pageOf, readLimit } from './paging.ts';
import { Refusal } from './refusal.ts';

/** Slack's limit for one group direct message. */
const MAX_OPENED_WITH = 8;

const open: Method = {
  scopes: ['channels:manage', 'groups:write', 'im:write', 'mpim:write'],
  perMinute: TIER.three,
  run(world, args) {
    const id = args.text('channel');
    const user = id === undefined ? findUserToOpen(world, args) : undefined;
    const existing = id === undefined ? world.dms.get(user!.id) : findConversation(world, id);
    if (!existing && args.flag('prevent_creation')) throw new Refusal('channel_not_found');
    if (existing && existing.kind !== 'im') throw new Refusal('method_not_supported_for_channel_type');
    const channel = existing ?? dmWith(world, user!.id);
    return {
      ...(existing && { no_op: true, already_open: true }),
      channel: args.flag('return_im') ? channelPayload(world, channel) : { id: channel.id },
    };
  },
};

function findUserToOpen(world: World, args: Arguments): User {
  const ids = args.list('users');
  if (ids.length === 0) throw new Refusal('users_list_not_supplied');
  if (ids.length > MAX_OPENED_WITH) throw new Refusal('too_many_users');
  const users = ids.map((id) => {
    const user = world.users.get(id);
    if (!user) throw new Refusal('user_not_found');
    if (user.isBot) throw new Refusal('cannot_dm_bot');
    if (user.deleted) throw new Refusal('user_disabled');
    return user;
  });
  // The sandbox has no group direct messages.
  if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
  requireScope(world, 'im:write');
  return users[0]!;
}

const info: Method = {
  scopes: conversationScopes('read'),
  perMinute: TIER.three,
  run(world, args) {
    const channel = findConversation(world, args.required('channel'), 'read');
    const { num_members, ...payload } = channelPayload(world, channel);
    return {
      channel: {
        ...payload,
        ...(args.flag('include_num_members') && { num_members }),
        ...(args.flag('include_locale') && { locale: LOCALE }),
      },
    };
  },
};

const history: Method = {
  scopes: conversationScopes('history'),
  perMinute: TIER.three,
  run(world, args) {
    const channel = findConversation(world, args.required('channel'), 'history');
    if (!isBotIn(world, channel)) throw new Refusal('not_in_channel');
    const limit = readLimit(args, 100, 999);
    const before = readCursor(args.text('cursor'), 'before', Number.POSITIVE_INFINITY);
    const oldest = readTs(args, 'oldest', 0);
    const latest = readTs(args, 'latest', Number.POSITIVE_INFINITY);
    const inclusive = args.flag('inclusive');
    const within = channel.messages.filter((message) => {
      const ts = Number(message.ts);
      if (ts >= before) return false;
      // Replies belong to their thread, not to the channel, unless they were broadcast.
      if (isOnlyInThread(message)) return false;
      return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
    });
    const page = within.slice(-limit).reverse();
    const hasMore = within.length > page.length;
    const withMetadata = args.flag('include_all_metadata');
    return {
      messages: page.map((message) => messagePayload(message, withMetadata)),
      has_more: hasMore,
      pin_count: 0,
      ...(hasMore && { response_metadata: { next_cursor: encode(`before:${page.at(-1)?.ts}`) } }),
    };
  },
};

const replies: Method = {
  scopes: conversationScopes('history'),
  perMinute: TIER.three,
  run(world, args) {
    const channel = findConversation(world, args.required('channel'), 'history');
    if (!isBotIn(world, channel)) throw new Refusal('not_in_channel');
    const thread = args.required('ts');
    const limit = readLimit(args, 100, 999);
    const after = readCursor(args.text('cursor'), 'after', 0);
    const all = channel.messages.filter((message) => isOfThread(message, thread));
    if (all.length === 0) throw new Refusal('thread_not_found');
    const left = all.filter(({ ts }) => Number(ts) > after);
    const page = left.slice(0, limit);
    const hasMore = left.length > page.length;
    const withMetadata = args.flag('include_all_metadata');
    return {
      messages: page.map((message) => messagePayload(message, withMetadata)),
      has_more: hasMore,
      ...(hasMore && { response_metadata: { next_cursor: encode(`after:${page.at(-1)?.ts}`) } }),
    };
  },
};

function readTs(args: Arguments, name: 'oldest' | 'latest', otherwise: number): number {
  const given = args.text(name);
  if (given === undefined) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(given)) throw new Refusal(`invalid_ts_${name}`);
  return Number(given);
}

function readCursor(cursor: string | undefined, side: 'before' | 'after', otherwise: number): number {
  if (cursor === undefined) return otherwise;
  const match = /^(before|after):(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match?.[1] !== side) throw new Refusal('invalid_cursor');
  return Number(match[2]);
}

const members: Method = {
  scopes: conversationScopes('read'),
  perMinute: TIER.four,
  run(world, args) {
    const channel = findConversation(world, args.required('channel'), 'read');
    const { items, response_metadata } = pageOf([...channel.members], args);
    return { members: items, response_metadata };
  },
};

const KIND_OF_TYPE: Readonly<Record<string, Channel['kind']>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};
const SCOPE_OF_TYPE: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

/** The conversations of the requested types that the bot may see, in the order they were created. */
export function conversationsOfTypes(world: World, args: Arguments): Channel[] {
  const given = args.list('types');
  const types = given.length > 0 ? given : ['public_channel'];
  for (const type of types) {
    const scope = SCOPE_OF_TYPE[type];
    if (scope === undefined) throw new Refusal('invalid_types');
    requireScope(world, scope);
  }
  const kinds = new Set(types.map((type) => KIND_OF_TYPE[type]));
  const withArchived = !args.flag('exclude_archived');
  return [...world.channels.values()].filter(
    (channel) =>
      kinds.has(channel.kind) &&
      (channel.kind === 'public' || isBotIn(world, channel)) &&
      (withArchived || !channel.isArchived),
  );
}

const list: Method = {
  scopes: conversationScopes('read'),
  perMinute: TIER.two,
  run(world, args) {
    const { items, response_metadata } = pageOf(conversationsOfTypes(world, args), args, { max: 999 });
    return { channels: items.map((channel) => channelPayload(world, channel)), response_metadata };
  },
};

const join: Method = {
  scopes: ['channels:join'],
  perMinute: TIER.three,
  run(world, args) {
    const channel = findConversation(world, args.required('channel'));
    if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new Refusal('is_archived');
    const already = isBotIn(world, channel);
    if (!already) void joinChannel(world, channel, world.identity.botUserId);
    return {
      channel: channelPayload(world, channel),
      ...(already && {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      }),
    };
  },
};

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.members': members,
  'conversations.list': list,
  'conversations.join': join,
};
