import { channelPayload } from '../workspace/channels.ts';
import { userPayload } from '../workspace/users.ts';
import { conversationScopes } from './conversation.ts';
import { conversationsOfTypes } from './conversations.ts';
import { type Method, TIER } from './method.ts';
import { pageOf } from './paging.ts';
import { Refusal } from './refusal.ts';

const info: Method = {
  scopes: ['users:read'],
  perMinute: TIER.four,
  run(world, args) {
    const user = world.users.get(args.required('user'));
    if (!user) throw new Refusal('user_not_found');
    const locale = args.flag('include_locale') ? { locale: 'en-US' } : {};
    return { user: { ...userPayload(world, user), ...locale } };
  },
};

const list: Method = {
  scopes: ['users:read'],
  perMinute: TIER.two,
  run(world, args) {
    const { items, response_metadata } = pageOf([...world.users.values()], args, {
      otherwise: 1000,
      max: 1000,
    });
    return {
      members: items.map((user) => userPayload(world, user)),
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

export const USERS: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.list': list,
  'users.conversations': conversations,
};
