import { channelPayload } from '../workspace/channels.ts';
import { LOCALE, type User, userPayload } from '../workspace/users.ts';
import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { conversationScopes } from './conversation.ts';
import { conversationsOfTypes } from './conversations.ts';
import { type Method, TIER } from './method.ts';
import { pageOf } from './paging.ts';
import { Refusal } from './refusal.ts';

/** A larger team can be listed only in pages. Slack publishes no number. */
const MAX_UNPAGED = 5000;

const info: Method = {
  scopes: ['users:read'],
  perMinute: TIER.four,
  run(world, args) {
    const user = world.users.get(args.required('user'));
    if (!user) throw new Refusal('user_not_found');
    return { user: shown(world, user, args) };
  },
};

const list: Method = {
  scopes: ['users:read'],
  perMinute: TIER.two,
  run(world, args) {
    const people = [...world.users.values()].filter((user) => user.teamId === undefined);
    if (people.length > MAX_UNPAGED && args.text('limit') === undefined) throw new Refusal('limit_required');
    const { items, response_metadata } = pageOf(people, args, { otherwise: MAX_UNPAGED, max: 1000 });
    return {
      members: items.map((user) => shown(world, user, args)),
      cache_ts: Math.floor(world.clock.now().getTime() / 1000),
      response_metadata,
    };
  },
};

const conversations: Method = {
  scopes: conversationScopes('read'),
  perMinute: TIER.three,
  run(world, args) {
    const user = args.text('user') ?? world.identity.botUserId;
    if (!world.users.has(user)) throw new Refusal('user_not_found');
    const theirs = conversationsOfTypes(world, args).filter((channel) => channel.members.has(user));
    const { items, response_metadata } = pageOf(theirs, args, { max: 999 });
    return { channels: items.map((channel) => channelPayload(world, channel)), response_metadata };
  },
};

function shown(world: World, user: User, args: Arguments): Record<string, unknown> {
  return { ...userPayload(world, user), ...(args.flag('include_locale') && { locale: LOCALE }) };
}

export const USERS: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.list': list,
  'users.conversations': conversations,
};
