import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { count } from '../../messages/names.ts';
import { findBranch } from '../../store/members/branches.ts';
import { type Erased, erase, findChannelPosts, findConversations } from '../../store/privacy/erasure.ts';
import { letGoOfLeft } from '../../store/privacy/erasure-left.ts';
import {
  findMemberToErase,
  findNamesakes,
  findPartnerToErase,
  type ToErase,
} from '../../store/privacy/erasure-subject.ts';
import { findHoldsOnWords } from '../../store/privacy/held.ts';
import { UsageError } from '../usage.ts';
import { cleanMessages } from './erase-messages.ts';

export interface EraseWanted {
  kind: string | undefined;
  /** A partner's id, or a member's Slack id. */
  who: string | undefined;
  name: string | undefined;
  branch: string | undefined;
  yes: boolean;
}

type EraseContext = Pick<Context, 'db' | 'slack' | 'now' | 'log'>;

/**
 * Erases a partner or a member: from the database, from the app's own messages, and lists what people wrote themselves, which no app
 * can change. Without `--yes` it changes nothing and says what it would do. The database is done first, so that nothing new is posted
 * about them; what was cut off there is finished by the same command.
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
      say(`Nothing was erased: ${await whyHeld(context, subject)} Compliance lifts holds in the Home tab.`);
      return 1;
    case 'has partners':
      say(
        `Nothing was erased: they look after ${count(done.partners, 'partner')}. Hand ${done.partners === 1 ? 'that one' : 'those'} over first (Reassign on a card, or the manager's question).`,
      );
      return 1;
    case 'erased already':
      if (subject.tellings.length === 0) {
        say('They are erased already, and their messages were looked through.');
        return 0;
      }
      say(
        'They are erased from the database already; their messages are not done, and are looked through again.',
      );
      break;
    case 'done':
      tellRows(done.erased, wanted.yes, say);
  }
  const messages = await cleanMessages(context, subject, { conversations, posts }, wanted.yes);
  const isDone = messages.failed.length === 0;
  say(
    `${wanted.yes ? 'Changed' : 'Would change'} ${messages.ours} of the app’s own messages${isDone ? '.' : `; ${messages.failed.length} places are not done:`}`,
  );
  for (const place of messages.failed) say(`  ${place}`);
  if (messages.theirs.length > 0) {
    say(
      'No app can change what people wrote, files they were sent, and what Slack locks. Ask them, or an admin of the workspace:',
    );
    for (const place of messages.theirs) say(`  ${place}`);
  }
  if (!wanted.yes) say('Nothing was changed. Again with --yes does it, and cannot be undone.');
  else if (isDone) await letGoOfLeft(context.db, subject);
  else
    say(
      'The database is done. The same command finishes the messages; until then it keeps what to look for in them.',
    );
  return isDone ? 0 : 1;
}

/** Which holds there are: on them, or on words about them, which stay as they are. */
async function whyHeld({ db }: EraseContext, { kind, ids }: ToErase): Promise<string> {
  const holds = kind === 'partner' ? await findHoldsOnWords(db, ids) : [];
  const others = holds.filter(({ theirs }) => !theirs).map(({ name }) => name);
  const onWords = `a hold is on ${others.join(', ')}, who wrote of them, or was told of with them.`;
  if (others.length === 0) return 'a hold is on them.';
  return others.length < holds.length ? `a hold is on them, and ${onWords}` : onWords;
}

async function findSubject(
  { db }: EraseContext,
  { kind, who, name, branch }: EraseWanted,
  say: (line: string) => void,
): Promise<ToErase | number> {
  if (kind === 'member' && who) {
    const member = await findMemberToErase(db, who);
    if (member) return member;
    say(`${who} is no member, or was erased before.`);
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
