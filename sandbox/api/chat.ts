import { LIMITS } from '../blocks/limits.ts';
import { tellOfMessage } from '../delivery/message-events.ts';
import type { Channel } from '../workspace/channels.ts';
import {
  changeMessage,
  type Message,
  messagePayload,
  postAsBot,
  removeMessage,
  showEphemeral,
} from '../workspace/messages.ts';
import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { findConversation, findPostable } from './conversation.ts';
import { readContent } from './message-content.ts';
import { type Method, TIER } from './method.ts';
import { Refusal } from './refusal.ts';

const scopes = ['chat:write'];

const postMessage: Method = {
  scopes,
  run(world, args) {
    const channel = findPostable(world, args.required('channel'));
    const content = readContent(args, 'msg_blocks_too_long');
    refuseUnknownThread(channel, content.threadTs);
    const message = postAsBot(world, channel, content);
    tellOfMessage(world, channel, message);
    const truncated = (args.text('text')?.length ?? 0) > LIMITS.message.text;
    return {
      channel: channel.id,
      ts: message.ts,
      message: messagePayload(message, true),
      ...(truncated && {
        warning: 'message_truncated',
        response_metadata: { warnings: ['message_truncated'] },
      }),
    };
  },
};

const postEphemeral: Method = {
  scopes,
  perMinute: TIER.four,
  run(world, args) {
    const channel = findPostable(world, args.required('channel'));
    const user = args.required('user');
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    if ((args.text('text')?.length ?? 0) > LIMITS.message.text) throw new Refusal('msg_too_long');
    const message = showEphemeral(world, channel, user, readContent(args, 'msg_too_long'));
    return { message_ts: message.ts };
  },
};

const update: Method = {
  scopes,
  perMinute: TIER.three,
  run(world, args) {
    const { channel, message } = findOwn(world, args, 'cant_update_message');
    const text = args.text('text');
    if ((text?.length ?? 0) > LIMITS.message.updatedText) throw new Refusal('msg_too_long');
    const content = readContent(args, 'msg_too_long');
    changeMessage(world, channel, message, { ...content, text: text ?? message.text });
    // Slack marks a message as edited only when it is its text that shows.
    if (!content.blocks) message.edited = { user: world.identity.botUserId, ts: world.clock.nextTs() };
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messagePayload(message, true),
    };
  },
};

const remove: Method = {
  scopes,
  perMinute: TIER.three,
  run(world, args) {
    const { channel, message } = findOwn(world, args, 'cant_delete_message');
    removeMessage(world, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const getPermalink: Method = {
  run(world, args) {
    const channel = findConversation(world, args.required('channel'));
    const ts = args.required('message_ts');
    if (!channel.byTs.has(ts)) throw new Refusal('message_not_found');
    const permalink = `https://${world.identity.teamDomain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
    return { channel: channel.id, permalink };
  },
};

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};

/** A message that the bot itself wrote; ephemeral ones are out of reach of the Web API. */
function findOwn(world: World, args: Arguments, notOwn: string): { channel: Channel; message: Message } {
  const channel = findConversation(world, args.required('channel'));
  const message = channel.byTs.get(args.required('ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== world.identity.botUserId) throw new Refusal(notOwn);
  return { channel, message };
}

function refuseUnknownThread(channel: Channel, threadTs: string | undefined): void {
  if (threadTs !== undefined && !channel.byTs.has(threadTs)) throw new Refusal('thread_not_found');
}
