import type { EventOutcome } from '../delivery/events.ts';
import { changeAndTell } from '../delivery/message-events.ts';
import type { Channel } from '../workspace/channels.ts';
import { addClip, filePayload } from '../workspace/files.ts';
import { composed, type Message, postAsUser } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { typedText } from './payload.ts';

/** A message, or its channel and timestamp. */
export type MessageRef = Pick<Message, 'channel' | 'ts'>;

/** What a person sends. At least one of `text`, `files`, `clip` and `forward` is needed. */
export interface Said {
  text?: string;
  /** Ids of files that the person uploaded. */
  files?: readonly string[];
  /** Records a clip and sends it. */
  clip?: 'audio' | 'video';
  /** Forwards a message that the person sees. */
  forward?: MessageRef;
  /** Replies in the thread of this message. */
  thread?: MessageRef;
  /** Sends the reply to the channel as well. */
  broadcast?: boolean;
}

/** Finds a message that the person sees. @throws if they do not */
export type Seen = (ref: MessageRef) => { channel: Channel; message: Message };

/** Posts what a person sends. @throws if Slack's own client would not let them send it */
export function postSaid(
  world: World,
  user: User,
  channel: Channel,
  said: string | Said,
  seen: Seen,
): Message {
  const {
    text = '',
    files = [],
    clip,
    forward,
    thread,
    broadcast = false,
  } = typeof said === 'string' ? { text: said } : said;
  if (broadcast && !thread) throw new Error('only a reply in a thread can be sent to the channel as well');
  const attached = [
    ...files.map((id) => ownFile(world, user, id)),
    ...(clip ? [addClip(world, user.id, clip)] : []),
  ].map((file) => filePayload(world, file));
  const forwarded = forward && forwardOf(world, seen(forward));
  if (text === '' && attached.length === 0 && !forwarded) throw new Error('there is nothing to send');
  return postAsUser(world, channel, user.id, {
    text: typedText(world, text),
    ...(attached.length > 0 && { files: attached }),
    ...(forwarded && { attachments: [forwarded] }),
    ...(thread && { threadTs: threadOf(channel, seen(thread).message) }),
    replyBroadcast: broadcast,
  });
}

/** Changes the text of a person's own message and tells the app. */
export function editSaid(
  world: World,
  user: User,
  at: ReturnType<Seen>,
  text: string,
): Promise<EventOutcome> {
  const { channel, message } = at;
  refuseOthers(user, message, 'edit');
  return changeAndTell(world, channel, message, {
    ...composed(world, typedText(world, text)),
    edited: { user: user.id, ts: world.clock.nextTs() },
  });
}

/** @throws unless the message is the person's own */
export function refuseOthers(user: User, message: Message, deed: string): void {
  if (message.user !== user.id) throw new Error(`${user.name} can ${deed} only their own messages`);
}

function ownFile(world: World, user: User, id: string) {
  const file = world.files.get(id);
  if (file?.user !== user.id) throw new Error(`${user.name} has not uploaded a file ${id}`);
  return file;
}

function threadOf(channel: Channel, message: Message): string {
  if (message.channel !== channel.id) throw new Error('a reply goes to the channel of its thread');
  if (message.ephemeral) throw new Error('no one can reply to a message that only they see');
  return message.thread_ts ?? message.ts;
}

/** A forwarded message is an attachment. The text of the message around it is only what the person adds. */
function forwardOf(world: World, { channel, message }: ReturnType<Seen>): Record<string, unknown> {
  if (message.ephemeral) throw new Error('a message that only one person sees cannot be forwarded');
  const { teamId, teamDomain, botUserId } = world.identity;
  const author = world.users.get(message.user)?.realName ?? message.user;
  const address = `https://${teamDomain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return {
    id: 1,
    ts: message.ts,
    channel_id: channel.id,
    channel_team: teamId,
    channel_name: channel.kind === 'im' ? 'Direct Message' : channel.name,
    is_msg_unfurl: true,
    is_share: true,
    ...(message.user === botUserId ? { author_id: message.bot_id } : { author_id: message.user }),
    author_name: author,
    author_subname: author,
    author_link: `https://${teamDomain}.slack.com/team/${message.user}`,
    from_url: address,
    original_url: address,
    fallback: `${author}: ${message.text}`,
    text: message.text,
    mrkdwn_in: ['text'],
    footer: 'Slack Conversation',
    message_blocks: [
      { team: teamId, channel: channel.id, ts: message.ts, message: { blocks: message.blocks ?? [] } },
    ],
    ...(message.files && { files: message.files }),
  };
}
