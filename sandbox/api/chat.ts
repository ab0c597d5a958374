import { LIMITS } from '../blocks/limits.ts';
import { changeAndTell, removeAndTell, tellOfMessage } from '../delivery/message-events.ts';
import type { Channel } from '../workspace/channels.ts';
import { filePayload } from '../workspace/files.ts';
import {
  type Content,
  type Message,
  type MessageChange,
  messagePayload,
  parsed,
  postAsBot,
  showEphemeral,
} from '../workspace/messages.ts';
import type { World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { findConversation, findPostable } from './conversation.ts';
import { readBody, readContent, readMetadataChange } from './message-content.ts';
import { type Method, requireScope, TIER } from './method.ts';
import { Refusal } from './refusal.ts';

const scopes = ['chat:write'];

const postMessage: Method = {
  scopes,
  perMinute: TIER.special,
  run(world, args) {
    const channel = findPostable(world, args.required('channel'), args.text('thread_ts') !== undefined);
    const content = readContent(args, 'msg_blocks_too_long');
    const threadTs = findThread(channel, content.threadTs);
    const message = postAsBot(world, channel, { ...content, ...readLooks(world, args), threadTs });
    void tellOfMessage(world, channel, message);
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
    const channel = findPostable(world, args.required('channel'), args.text('thread_ts') !== undefined);
    const user = args.required('user');
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    if ((args.text('text')?.length ?? 0) > LIMITS.message.text) throw new Refusal('msg_too_long');
    const content = readContent(args, 'msg_too_long');
    const threadTs = findThread(channel, content.threadTs);
    const looks = readLooks(world, args);
    const message = showEphemeral(world, channel, user, { ...content, ...looks, threadTs });
    return { message_ts: message.ts };
  },
};

const update: Method = {
  scopes,
  perMinute: TIER.three,
  run(world, args) {
    const { channel, message } = findOwn(world, args, 'cant_update_message');
    if (channel.isArchived) throw new Refusal('is_inactive');
    if ((args.text('text')?.length ?? 0) > LIMITS.message.updatedText) throw new Refusal('msg_too_long');
    void changeAndTell(world, channel, message, readChange(world, args, message));
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messagePayload(message, true),
    };
  },
};

/**
 * New text without blocks removes the old blocks. Blocks or attachments alone leave the text. Slack marks a message as edited
 * only if its text is what shows.
 */
function readChange(world: World, args: Arguments, message: Message): MessageChange {
  const { text, blocks, attachments } = readBody(args, 'msg_too_long');
  const files = readFileIds(world, args);
  const broadcast = args.flag('reply_broadcast') && message.subtype !== 'thread_broadcast';
  const isNew = text !== undefined || blocks !== undefined || attachments !== undefined;
  if (!isNew && !files && !broadcast) throw new Refusal('no_text');
  if (broadcast && isNew) throw new Refusal('no_dual_broadcast_content_update');
  if (broadcast && (message.thread_ts === undefined || message.thread_ts === message.ts))
    throw new Refusal('cant_broadcast_message');
  return {
    ...(text !== undefined && {
      text: parsed(world, text, args.text('parse')),
      blocks: null,
      attachments: null,
    }),
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
    metadata: readMetadataChange(args),
    ...(files && { files }),
    ...(broadcast && { subtype: 'thread_broadcast' }),
    ...(isNew && !blocks && { edited: { user: world.identity.botUserId, ts: world.clock.nextTs() } }),
  };
}

function readFileIds(world: World, args: Arguments): Record<string, unknown>[] | undefined {
  const raw = args.raw.file_ids;
  const isJson = typeof raw === 'string' && raw.startsWith('[');
  const ids = isJson
    ? (args.json('file_ids', 'invalid_arguments') as unknown[]).map(String)
    : args.list('file_ids');
  if (ids.length === 0) return undefined;
  return ids.map((id) => {
    const file = world.files.get(id);
    if (!file?.completed) throw new Refusal('file_not_found');
    return filePayload(world, file);
  });
}

const remove: Method = {
  scopes,
  perMinute: TIER.three,
  run(world, args) {
    const { channel, message } = findOwn(world, args, 'cant_delete_message');
    void removeAndTell(world, channel, message);
    return { channel: channel.id, ts: message.ts };
  },
};

const getPermalink: Method = {
  perMinute: TIER.special,
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

/** Finds a message that the bot wrote. The Web API cannot reach ephemeral ones. */
function findOwn(world: World, args: Arguments, notOwn: string): { channel: Channel; message: Message } {
  const channel = findConversation(world, args.required('channel'));
  const message = channel.byTs.get(args.required('ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== world.identity.botUserId) throw new Refusal(notOwn);
  return { channel, message };
}

/**
 * Returns the thread that a message goes to. As in Slack, naming a reply means its parent's thread.
 * @throws Refusal `cannot_reply_to_message` for an ephemeral message, `thread_not_found` if there is none
 */
function findThread(channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const named = channel.byTs.get(threadTs);
  if (named) return named.thread_ts ?? named.ts;
  const isEphemeral = channel.ephemerals.some((message) => message.ts === threadTs);
  throw new Refusal(isEphemeral ? 'cannot_reply_to_message' : 'thread_not_found');
}

/** A custom name or picture needs the scope `chat:write.customize`. */
function readLooks(world: World, args: Arguments): Pick<Content, 'username' | 'icons' | 'mrkdwn' | 'parse'> {
  const [username, emoji, url] = [args.text('username'), args.text('icon_emoji'), args.text('icon_url')];
  if (username !== undefined || emoji !== undefined || url !== undefined)
    requireScope(world, 'chat:write.customize');
  return {
    username,
    icons: emoji !== undefined ? { emoji } : url !== undefined ? { image_48: url } : undefined,
    mrkdwn: args.flag('mrkdwn', true),
    parse: args.text('parse'),
  };
}
