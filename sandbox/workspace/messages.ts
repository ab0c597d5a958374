import { rememberEarlier } from '../blocks/earlier.ts';
import { unescaped, withLinks } from '../blocks/mrkdwn.ts';
import type { Block } from '../blocks/shapes.ts';
import { withIds } from '../blocks/walk.ts';
import type { World } from '../world.ts';
import type { Channel } from './channels.ts';

export interface Message {
  type: 'message';
  channel: string;
  ts: string;
  user: string;
  text: string;
  bot_id?: string;
  app_id?: string;
  team?: string;
  blocks?: Block[];
  attachments?: unknown[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  files?: Record<string, unknown>[];
  thread_ts?: string;
  /** On a reply: the writer of the message that the thread began with. */
  parent_user_id?: string;
  /** On the message that a thread began with, once it has replies. */
  reply_count?: number;
  reply_users?: string[];
  reply_users_count?: number;
  latest_reply?: string;
  subtype?: string;
  /** On messages with files. */
  upload?: boolean;
  display_as_bot?: boolean;
  /** On what is left of a deleted message that had replies. */
  hidden?: boolean;
  edited?: { user: string; ts: string };
  client_msg_id?: string;
  /** The name and picture that the app chose for this message instead of its own. */
  username?: string;
  icons?: { emoji: string } | { image_48: string };
  /** False if the text is shown without markup. */
  mrkdwn?: false;
  /** Set on messages that only one person sees. */
  ephemeral?: true;
  /** The one person who sees an ephemeral message. */
  to?: string;
}

export interface Content {
  text: string;
  blocks?: readonly Block[] | undefined;
  attachments?: unknown[] | undefined;
  metadata?: Message['metadata'] | undefined;
  files?: Record<string, unknown>[] | undefined;
  threadTs?: string | undefined;
  replyBroadcast?: boolean | undefined;
  username?: string | undefined;
  icons?: Message['icons'] | undefined;
  /** False if the text is shown without markup. */
  mrkdwn?: boolean | undefined;
  /** `none` if addresses and names of channels in the text stay text. */
  parse?: string | undefined;
}

/** Changes to a message. Missing fields stay; null removes. */
export interface MessageChange {
  text?: string;
  blocks?: readonly Block[] | null;
  attachments?: unknown[] | null;
  metadata?: Message['metadata'] | null;
  files?: Record<string, unknown>[];
  subtype?: string;
  edited?: { user: string; ts: string };
  user?: string;
  hidden?: boolean;
}

/**
 * Messages that a channel keeps. Older ones are dropped, so that hours of load do not fill the memory. A thousand are dropped
 * at a time, because each time moves the rest.
 */
const KEPT_A_CHANNEL = 10_000;
const FORGOTTEN_AT_ONCE = 1000;

/** Posts a message of the app's bot to a channel. */
export function postAsBot(world: World, channel: Channel, content: Content): Message {
  const message: Message = { ...botMessage(world, channel, content) };
  keep(world, channel, message);
  return message;
}

/** Shows a message to one person. It never appears in the history. */
export function showEphemeral(world: World, channel: Channel, to: string, content: Content): Message {
  const message: Message = { ...botMessage(world, channel, content), ephemeral: true, to };
  channel.ephemerals.push(message);
  world.changes.announce({ kind: 'ephemeral', channel: channel.id, user: to, ts: message.ts });
  return message;
}

/** Posts a person's message. In its text, `&`, `<` and `>` are already escaped. */
export function postAsUser(world: World, channel: Channel, user: string, content: Content): Message {
  const { text, files, attachments, threadTs, replyBroadcast } = content;
  const message: Message = {
    type: 'message',
    channel: channel.id,
    ts: world.clock.nextTs(),
    user,
    client_msg_id: crypto.randomUUID(),
    ...composed(world, text),
    // Slack leaves out the team of a message with files.
    ...(files
      ? { subtype: 'file_share', files, upload: false, display_as_bot: false }
      : { team: world.users.get(user)?.teamId ?? world.identity.teamId }),
    ...(attachments && { attachments }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(threadTs && replyBroadcast && { subtype: 'thread_broadcast' }),
  };
  keep(world, channel, message);
  return message;
}

/** What Slack's composer makes of escaped text: the text, and rich text with the same words unless there are none. */
export function composed(world: World, text: string): { text: string; blocks?: Block[] } {
  if (text === '') return { text };
  const elements = text.split(/(<@\w+>)/).flatMap((part) => {
    if (part === '') return [];
    const user = /^<@(\w+)>$/.exec(part)?.[1];
    return [user ? { type: 'user', user_id: user } : { type: 'text', text: unescaped(part) }];
  });
  const section = { type: 'rich_text_section', elements };
  return {
    text,
    blocks: [{ type: 'rich_text', block_id: world.ids.next('b'), elements: [section as never] }],
  };
}

/** Changes a message in place, ephemeral ones too. */
export function changeMessage(world: World, channel: Channel, message: Message, change: MessageChange): void {
  if (change.blocks !== undefined) rememberEarlier(message, message.blocks);
  const blocks = change.blocks && withIds(change.blocks, () => world.ids.next('b'));
  for (const [key, value] of Object.entries({ ...change, blocks })) {
    if (value === null) delete message[key as keyof Message];
    else if (value !== undefined) Object.assign(message, { [key]: value });
  }
  announce(world, channel, message);
}

/** Slack's own user, who signs what is left of a deleted message. */
const SLACKBOT = 'USLACKBOT';

/** What is left of a deleted message that has replies. */
export const TOMBSTONE = {
  text: 'This message was deleted.',
  user: SLACKBOT,
  subtype: 'tombstone',
  hidden: true,
  blocks: null,
  attachments: null,
} satisfies MessageChange;

export function removeMessage(world: World, channel: Channel, message: Message): void {
  const from = message.ephemeral ? channel.ephemerals : channel.messages;
  const index = from.indexOf(message);
  if (index >= 0) from.splice(index, 1);
  if (!message.ephemeral) channel.byTs.delete(message.ts);
  const parent = parentOf(channel, message);
  if (parent) countReplies(world, channel, parent);
  announce(world, channel, message);
}

/** The message object of the Web API and of payloads, without the sandbox's own fields. */
export function messagePayload(message: Message, withMetadata = false): Record<string, unknown> {
  const { channel: _channel, ephemeral: _ephemeral, to: _to, metadata, ...shown } = message;
  return withMetadata && metadata ? { ...shown, metadata } : shown;
}

/** An app's text as Slack keeps it: with links of addresses and channels, unless the app says `parse: 'none'`. */
export function parsed(world: World, text: string, parse: string | undefined): string {
  if (parse === 'none') return text;
  const channels = [...world.channels.values()].filter(({ kind }) => kind === 'public');
  return withLinks(text, new Map(channels.map(({ name, id }) => [name, id])));
}

function botMessage(world: World, channel: Channel, content: Content): Message {
  return {
    type: 'message',
    channel: channel.id,
    ts: world.clock.nextTs(),
    user: world.identity.botUserId,
    text: content.mrkdwn === false ? content.text : parsed(world, content.text, content.parse),
    bot_id: world.identity.botId,
    app_id: world.identity.appId,
    team: world.identity.teamId,
    ...(content.blocks && { blocks: withIds(content.blocks, () => world.ids.next('b')) }),
    ...(content.attachments && { attachments: content.attachments }),
    ...(content.files && { files: content.files }),
    ...(content.metadata && { metadata: content.metadata }),
    ...(content.threadTs && { thread_ts: content.threadTs }),
    ...(content.threadTs && content.replyBroadcast && { subtype: 'thread_broadcast' }),
    ...(content.username && { username: content.username }),
    ...(content.icons && { icons: content.icons }),
    ...(content.mrkdwn === false && { mrkdwn: false as const }),
  };
}

function keep(world: World, channel: Channel, message: Message): void {
  channel.messages.push(message);
  if (channel.messages.length > KEPT_A_CHANNEL + FORGOTTEN_AT_ONCE) {
    for (const old of channel.messages.splice(0, FORGOTTEN_AT_ONCE)) channel.byTs.delete(old.ts);
  }
  channel.byTs.set(message.ts, message);
  const parent = parentOf(channel, message);
  if (parent) {
    parent.thread_ts = parent.ts;
    message.parent_user_id = parent.user;
    countReplies(world, channel, parent);
  }
  announce(world, channel, message);
}

/** The message that a reply's thread began with. */
function parentOf(channel: Channel, { ts, thread_ts }: Message): Message | undefined {
  return thread_ts === undefined || thread_ts === ts ? undefined : channel.byTs.get(thread_ts);
}

function countReplies(world: World, channel: Channel, parent: Message): void {
  const replies = channel.messages.filter(({ ts, thread_ts }) => thread_ts === parent.ts && ts !== thread_ts);
  const users = [...new Set(replies.map((reply) => reply.user))];
  Object.assign(parent, {
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  });
  announce(world, channel, parent);
}

function announce(world: World, channel: Channel, message: Message): void {
  world.changes.announce(
    message.ephemeral
      ? { kind: 'ephemeral', channel: channel.id, user: message.to ?? '', ts: message.ts }
      : { kind: 'message', channel: channel.id, ts: message.ts },
  );
}
