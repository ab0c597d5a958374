import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { givenFields } from '../../domain/partners/given-columns.ts';
import { filePolicy } from '../../domain/policy.ts';
import { openDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { downloadFile } from '../bolt/files.ts';
import { typedText } from '../bolt/plain-text.ts';

/** A message in a member's direct messages with Rapport: a file of it, or its words, pasted from a sheet. */
export const sentMessage = z.object({
  ts: z.string(),
  /** Of the thread, for a reply. */
  thread: z.string().optional(),
  fileId: z.string().optional(),
});
export type SentMessage = z.output<typeof sentMessage>;

/** A file that someone put into Slack: into the form, where it has an address, or into a direct message. */
export const fileSource = z.object({
  name: z.string(),
  address: z.string().optional(),
  message: sentMessage.optional(),
});
export type FileSource = z.output<typeof fileSource>;

/** In a form's metadata. */
export const givenColumns = z.object({
  line: z.int(),
  isTitles: z.boolean(),
  places: z.partialRecord(z.enum(givenFields), z.int().min(0)),
});

/**
 * Reads the bytes from Slack, which alone keeps them. A message is looked for in the member's own conversation, so that no
 * one can name somebody else's.
 * @throws FileRefused
 */
export async function fetchFile(
  context: EdgeContext,
  member: Member,
  { address, message }: Pick<FileSource, 'address' | 'message'>,
): Promise<Uint8Array> {
  if (!message) return downloadFile(context, address ?? '');
  const sent = await findSent(context, member, message);
  if (message.fileId === undefined) return bytesOf(sent.text ?? '');
  const file = sent.files?.find(({ id }) => id === message.fileId);
  // What was deleted leaves its id, and nothing else.
  if (!file || file.mode === 'tombstone') throw new FileRefused({ why: 'gone' });
  if ((file.size ?? 0) > filePolicy.bytesMax) throw new FileRefused({ why: 'too many bytes' });
  return downloadFile(context, file.url_private_download ?? file.url_private ?? '');
}

/** @throws FileRefused */
async function findSent(context: EdgeContext, member: Member, { ts, thread }: SentMessage) {
  const channel = member.dmChannelId ?? (await openDm(context, member));
  const only = { channel, oldest: ts, latest: ts, inclusive: true };
  const { slack } = context;
  const { messages = [] } = await (thread
    ? slack.conversations.replies({ ...only, ts: thread })
    : slack.conversations.history({ ...only, limit: 1 })
  ).catch((error) => {
    throw new FileRefused({ why: 'unreachable' }, { cause: error });
  });
  const found = messages.find((message) => message.ts === ts && message.user === member.slackUserId);
  if (!found) throw new FileRefused({ why: 'gone' });
  return found as { text?: string; files?: SentFile[] };
}

/** What Slack says of a file in a message; of one from another workspace, almost nothing. */
export interface SentFile {
  id?: string;
  name?: string | null;
  mimetype?: string;
  mode?: string;
  size?: number;
  url_private?: string;
  url_private_download?: string;
}

/** Longer names leave a button or a form no room for what else it remembers. Characters. */
const nameMax = 100;

export const fileNameOf = ({ name }: Pick<SentFile, 'name'>): string =>
  [...(name ?? 'file')].slice(0, nameMax).join('');

/** The words as a file: what was typed, and not what Slack made of it. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(typedText(text));

/** Tells whether a file is the one that someone chose from: a message can be edited. */
export const markOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
