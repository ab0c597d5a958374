import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { findBranch } from '../store/branches.ts';
import {
  type Erased,
  erase,
  findChannelPosts,
  findConversations,
  findMemberToErase,
  findNamesakes,
  findPartnerToErase,
  patternOf,
  type ToErase,
} from '../store/erasure.ts';
import { UsageError } from './usage.ts';

export interface EraseWanted {
  kind: string | undefined;
  /** A partner's id, or a member's Slack id. */
  who: string | undefined;
  name: string | undefined;
  branch: string | undefined;
  yes: boolean;
}

type EraseContext = Pick<Context, 'db' | 'slack' | 'now' | 'log'>;

const mark = '[erased]';
/** In the place of a channel post, whose text an app may not read again. */
const postGone = 'What stood here named somebody whose data was erased.';
const historyPage = 200;

/**
 * Erases a partner or a member: from the database, from the app's own messages, and lists what people wrote themselves, which no app
 * can change. Without `--yes` it changes nothing and says what it would do.
 * @returns the exit code: 0 done, 1 not, or with messages that could not be changed, 2 wrong use
 */
export async function eraseSomebody(
  context: EraseContext,
  wanted: EraseWanted,
  out: Writable,
): Promise<number> {
  const say = (line: string) => out.write(`${line}\n`);
  const subject = await findSubject(context, wanted, say);
  if (typeof subject === 'number') return subject;
  // Before the row forgets who was concerned.
  const conversations = await findConversations(context.db, subject);
  const posts = await findChannelPosts(context.db, subject.branchId);
  const done = await erase(context.db, subject, { dry: !wanted.yes }, context.now());
  switch (done.how) {
    case 'held':
      say('Nothing was erased: a hold is on them. Compliance lifts it in the Home tab.');
      return 1;
    case 'has partners':
      say(
        `Nothing was erased: they look after ${done.partners} partners. Hand those over first (Reassign on a card, or the manager's question).`,
      );
      return 1;
    case 'erased already':
    case 'gone':
      say('They are erased already; their messages are looked through again.');
      break;
    case 'done':
      tellRows(done.erased, wanted.yes, say);
  }
  const messages = await cleanMessages(context, subject, conversations, posts, wanted.yes);
  say(
    `${wanted.yes ? 'Changed' : 'Would change'} ${messages.ours} of the app’s own messages${messages.failed.length > 0 ? `; ${messages.failed.length} could not be changed:` : '.'}`,
  );
  for (const place of messages.failed) say(`  ${place}`);
  if (messages.theirs.length > 0) {
    say('What people wrote or were sent as files no app can change. Ask them, or an admin of the workspace:');
    for (const place of messages.theirs) say(`  ${place}`);
  }
  if (!wanted.yes) say('Nothing was changed. Again with --yes does it, and cannot be undone.');
  return messages.failed.length > 0 ? 1 : 0;
}

async function findSubject(
  { db }: EraseContext,
  { kind, who, name, branch }: EraseWanted,
  say: (line: string) => void,
): Promise<ToErase | number> {
  if (kind === 'member' && who) {
    const member = await findMemberToErase(db, who);
    if (member) return member;
    say(`${who} is no member.`);
    return 1;
  }
  if (kind !== 'partner' || (!who && !(name && branch)))
    throw new UsageError(
      'erase takes: partner ID, partner --name NAME --branch CHANNEL_ID, or: member SLACK_USER_ID',
    );
  if (who) {
    if (!/^\d{1,9}$/.test(who)) throw new UsageError(`${who} is no id of a partner: write its number`);
    const partner = await findPartnerToErase(db, Number(who));
    if (partner) return partner;
    say(`There is no partner ${who}.`);
    return 1;
  }
  const home = await findBranch(db, branch!);
  if (!home) throw new UsageError(`channel ${branch} is no branch`);
  const found = await findNamesakes(db, name!, home.id);
  if (found.length === 1) return (await findPartnerToErase(db, found[0]!.id))!;
  say(
    found.length === 0
      ? 'Nobody of that branch is called so.'
      : 'Several are called so; erase one by its id:',
  );
  for (const one of found) say(`  ${one.id}  ${one.company ?? 'no company'}`);
  return 1;
}

function tellRows(erased: Erased, yes: boolean, say: (line: string) => void): void {
  const rows = new Map<string, number>();
  for (const { where, rows: count } of erased) rows.set(where, (rows.get(where) ?? 0) + count);
  say(
    `${yes ? 'Taken out of' : 'Would be taken out of'} ${[...rows.values()].reduce((sum, one) => sum + one, 0)} rows:`,
  );
  for (const [where, count] of rows) say(`  ${where}: ${count}`);
}

/** The app's own messages that hold one of the words; what is not its own is listed by place, without a word of it. */
async function cleanMessages(
  context: EraseContext,
  subject: ToErase,
  conversations: readonly { channel: string; slackUserId: string }[],
  posts: readonly { channel: string; ts: string }[],
  yes: boolean,
): Promise<{ ours: number; failed: string[]; theirs: string[] }> {
  const found = new RegExp(patternOf(subject.words), 'gi');
  const has = (text: string) => text.search(found) >= 0;
  const clean = (text: string) => text.replace(found, mark);
  const result = { ours: 0, failed: [] as string[], theirs: [] as string[] };
  const { bot_id: botId, user_id: botUser } = (await context.slack.auth.test()) as {
    bot_id?: string;
    user_id?: string;
  };
  const change = async (channel: string, ts: string, text: string, blocks: unknown[]) => {
    result.ours++;
    if (!yes) return;
    await politely(() => context.slack.chat.update({ channel, ts, text, blocks: blocks as never[] })).catch(
      (error) => {
        context.log.warn(
          { code: (error as { data?: { error?: string } }).data?.error },
          'a message could not be changed',
        );
        result.ours--;
        result.failed.push(`${channel} ${ts}`);
      },
    );
  };
  for (const { channel, slackUserId } of conversations) {
    let cursor: string | undefined;
    do {
      const page = await politely(() =>
        context.slack.conversations.history({ channel, limit: historyPage, ...(cursor ? { cursor } : {}) }),
      ).catch(() => null);
      if (!page) {
        result.failed.push(`${channel} (could not be read)`);
        break;
      }
      for (const message of page.messages ?? []) {
        const said = JSON.stringify([message.text, message.blocks, message.attachments]);
        const files = JSON.stringify(message.files ?? []);
        if (!message.ts || (!has(said) && !has(files) && !(message.files?.length && isExport(message.files))))
          continue;
        const isOurs = message.bot_id === botId || message.user === botUser;
        if (isOurs && has(said))
          await change(
            channel,
            message.ts,
            clean(message.text ?? ''),
            JSON.parse(clean(JSON.stringify(message.blocks ?? []))),
          );
        else if (!isOurs || message.files?.length)
          result.theirs.push(`${channel} ${message.ts} (${isOurs ? 'a file for ' : 'by '}${slackUserId})`);
      }
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
  }
  for (const { channel, ts } of posts)
    await change(channel, ts, postGone, [{ type: 'section', text: { type: 'mrkdwn', text: postGone } }]);
  return result;
}

/** Files of ours that hold names: they are listed, whoever is in them. */
const isExport = (files: readonly { name?: string | null }[]): boolean =>
  files.some(({ name }) => /^(?:partners|touchpoints|record)-.*\.csv$|\.ics$/.test(name ?? ''));

/** Does it, and waits as long as Slack asks. */
async function politely<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const seconds = (error as { retryAfter?: number }).retryAfter;
      if (seconds === undefined) throw error;
      await wait(seconds * 1000);
    }
  }
}
