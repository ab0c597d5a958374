import { setTimeout as delay } from 'node:timers/promises';
import type { Member } from '../../domain/members/member.ts';
import { isAboutFile, isPastedRows } from '../../domain/partners/pasted-rows.ts';
import type { Message } from '../../messages/blocks.ts';
import { filesBusy } from '../../messages/files.ts';
import { importNotChecked } from '../../messages/partners/import.ts';
import {
  type Arrived,
  fileArrived,
  oneFileAtATime,
  pastedName,
} from '../../messages/partners/import-arrival.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { typedText } from '../bolt/plain-text.ts';
import { TurnRefused } from '../bolt/turns.ts';
import { describeStop } from './import-file.ts';
import {
  bytesOf,
  type FileSource,
  fetchFile,
  fileNameOf,
  type SentFile,
  type SentMessage,
} from './import-source.ts';
import { bookFor, importRefusal, listContacts, unnamedIn } from './import-steps.ts';

/** A file of partners dropped or shared into a direct message, or rows pasted into it: one answer, with a button that goes on. */

/** A direct message as Slack sends it. */
interface Sent {
  ts: string;
  thread_ts?: string | undefined;
  text?: string | undefined;
  files?: readonly SentFile[] | undefined;
}

/** What in a message is to be imported. */
export interface Arrival {
  name: string;
  message: SentMessage;
  /** Where the bytes are for now. */
  source: Pick<FileSource, 'address'> | { text: string };
  /** Whether the message has words that say something else. */
  hasWords: boolean;
  isOneOfMany: boolean;
}

/** Null where the message has nothing to import. A file that no one can read is one, unless there are words besides. */
export function findArrival({ ts, thread_ts: thread, text = '', files = [] }: Sent): Arrival | null {
  const typed = typedText(text);
  const hasWords = typed.trim() !== '' && !isAboutFile(typed);
  const message = { ts, ...(thread && thread !== ts ? { thread } : {}) };
  const readable = files.filter((file) => (hasWords ? isTable(file) : !isMedia(file)));
  const [first] = readable;
  if (first?.id) {
    return {
      name: fileNameOf(first),
      message: { ...message, fileId: first.id },
      source: { address: first.url_private_download ?? first.url_private },
      hasWords,
      isOneOfMany: readable.length > 1,
    };
  }
  if (files.length > 0 || !isPastedRows(typed)) return null;
  return { name: pastedName, message, source: { text }, hasWords: false, isOneOfMany: false };
}

const isMedia = ({ mimetype }: SentFile): boolean => /^(?:audio|video|image)\//.test(mimetype ?? '');

const isTable = ({ name, mimetype }: SentFile): boolean =>
  /\.(?:csv|tsv|txt|vcf|vcard|xlsx)$/i.test(name ?? '') || /^text\//.test(mimetype ?? '');

/** Most files are read within this time, and answered once. Slack waits 3 s for the whole event. Milliseconds. */
const patienceMs = 1000;

/**
 * Reads what arrived and returns what to answer; where that takes longer, what to answer first, and what replaces it once
 * it is read. The button works from the first answer on.
 */
export async function answerArrival(
  context: EdgeContext,
  member: Member,
  arrival: Arrival,
): Promise<{ answers: Message[]; replacement?: Promise<Message> }> {
  const { name, message, isOneOfMany } = arrival;
  const say = (arrived: Arrived) => fileArrived(name, arrived, JSON.stringify({ name, message }));
  const read = lookAt(context, member, arrival).then(say);
  const early = await Promise.race([read, delay(patienceMs, null)]);
  const first = early ?? say({ what: 'reading' });
  const answers = isOneOfMany ? [oneFileAtATime(name), first] : [first];
  return early ? { answers } : { answers, replacement: read };
}

/** Never rejects: what goes wrong is what it came to. */
async function lookAt(context: EdgeContext, member: Member, { source }: Arrival): Promise<Arrived> {
  const book = bookFor(member);
  const why = importRefusal(member, book);
  if (why) return { what: 'refused', why };
  try {
    return await context.files.imports.run(member.id, async () => {
      const bytes = 'text' in source ? bytesOf(source.text) : await fetchFile(context, member, source);
      const { people, nameless, isOwn } = await listContacts(context, member.branch.timeZone, {}, bytes, {
        all: true,
      });
      return isOwn
        ? { what: 'rows', rows: people.length + nameless }
        : { what: 'contacts', people: people.length };
    });
  } catch (error) {
    if (error instanceof TurnRefused) return { what: 'busy', why: filesBusy(error.why) };
    if (unnamedIn(error)) return { what: 'unnamed' };
    context.log.warn({ error }, 'a file in a direct message could not be read');
    return { what: 'refused', why: describeStop(error) ?? importNotChecked };
  }
}
