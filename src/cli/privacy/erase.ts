import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { count, listOf, plural } from '../../domain/format.ts';
import { redactable } from '../../domain/privacy/redaction.ts';
import { findBranch } from '../../store/members/branches.ts';
import { type Erasure, erase, forgetSlackId } from '../../store/privacy/erasure.ts';
import type { Mention } from '../../store/privacy/erasure-mentions.ts';
import { findMessages } from '../../store/privacy/erasure-messages.ts';
import {
  findMemberToErase,
  findNamesakes,
  findPartnerToErase,
  type ToErase,
} from '../../store/privacy/erasure-subject.ts';
import { findLegalHoldsOnWords } from '../../store/privacy/legal-hold-tables.ts';
import { UsageError } from '../usage.ts';
import { replaceMessages } from './erase-messages.ts';
import { mentionLine, mentionsLeft } from './mention-lines.ts';

export interface EraseWanted {
  kind: string | undefined;
  /** A partner's id, or a member's Slack id. */
  who: string | undefined;
  name: string | undefined;
  branch: string | undefined;
  yes: boolean;
}

type EraseContext = Pick<Context, 'db' | 'slack' | 'now' | 'log'>;
type Say = (line: string) => void;

/**
 * Erases a partner or a member: blanks what is about them, replaces the app's own messages about them, and lists every
 * other text that contains the name, for a person to redact or keep. Without `--yes` it changes nothing and says what
 * it would do. Running the same command again finishes an interrupted run, and says what is left.
 * @returns the exit code: 0 done, 1 not done, or mentions or messages are left, 2 usage error
 */
export async function erasePerson(
  context: EraseContext,
  wanted: EraseWanted,
  out: Writable,
): Promise<number> {
  const { db, now } = context;
  const say = (line: string) => out.write(`${line}\n`);
  const subject = await findSubject(context, wanted, say);
  if (subject === null) return 1;
  // First, because an erased row no longer says who was concerned.
  const found = await findMessages(db, subject);
  const done = await erase(db, subject, { dry: !wanted.yes }, now());
  if (done.how !== 'done') {
    say(`Nothing was erased: ${await erasureRefusal(context, subject, done)}`);
    return 1;
  }
  const messages = await replaceMessages(context, found, wanted.yes);
  if (!subject.isErased || done.blanked > 0 || messages.replaced > 0)
    say(
      `${wanted.yes ? 'Erased' : 'Would erase'} ${count(done.blanked, 'text')} about them and ${wanted.yes ? 'replaced' : 'replace'} ${count(messages.replaced, 'message')} of Rapport’s own.`,
    );
  if (messages.locked.length > 0) {
    say('Slack won’t let an app change these; ask a workspace admin:');
    for (const place of messages.locked) say(`  ${place}`);
  }
  if (!wanted.yes) {
    if (done.left.length > 0)
      tellMentions(`Would leave ${count(done.left.length, 'mention')} to review.`, done.left, say);
    say('Nothing changed: run it again with --yes to erase. That can’t be undone.');
    return 0;
  }
  const again = `rapport erase ${subject.kind} ${subject.kind === 'partner' ? subject.id : wanted.who} --yes`;
  if (messages.failed.length > 0) {
    say(
      `Not finished: ${count(messages.failed.length, 'message or conversation', 'messages or conversations')} could not be changed or read. Try again later: ${again}`,
    );
    for (const place of messages.failed) say(`  ${place}`);
  }
  if (done.left.length > 0) {
    tellMentions(`Erased. ${mentionsLeft(done.left)}.`, done.left, say);
    say(`To see what is left: ${again}`);
  }
  if (messages.failed.length > 0 || done.left.length > 0) return 1;
  if (subject.kind === 'member') await forgetSlackId(db, subject.id);
  say('Erased.');
  return 0;
}

function tellMentions(headline: string, left: readonly Mention[], say: Say): void {
  say(headline);
  say(
    'Searched for the full name as whole words, ignoring case: for a couple, each person’s name; for a one-word name, that word. A first or last name alone was not searched for.',
  );
  for (const mention of left) {
    say(`  ${mentionLine(mention)}`);
    say(`    rapport redact ${mention.kind} ${mention.id} --yes`);
  }
  say('If one means someone or something else, use --keep instead of --yes.');
  if (left.some(({ kind }) => redactable.some((known) => known === kind)))
    say(
      'Managers and program leads can also read and redact texts about a partner in Slack, in the partner’s history.',
    );
}

async function erasureRefusal(
  { db }: EraseContext,
  { kind, ids }: ToErase,
  done: Exclude<Erasure, { how: 'done' }>,
): Promise<string> {
  if (done.how === 'has partners')
    return `they still own ${count(done.partners, 'partner')}. Hand ${plural(done.partners, 'it', 'them')} over in Slack first: use Hand over on a partner’s card, or the message that asks their manager.`;
  const holds = kind === 'partner' ? await findLegalHoldsOnWords(db, ids) : [];
  const others = holds.filter(({ theirs }) => !theirs).map(({ name }) => name);
  const onWords = `${listOf(others)} ${plural(others.length, 'is', 'are')} on legal hold and wrote about them or ${plural(others.length, 'was', 'were')} mentioned along with them.`;
  const why =
    others.length === 0
      ? `${kind === 'member' || holds.length > 0 ? 'they are' : 'a copy of what was said about them is'} on legal hold.`
      : others.length < holds.length
        ? `they are on legal hold, and ${onWords}`
        : onWords;
  return `${why} Compliance can lift holds in the Home tab.`;
}

/** Returns null after printing the reason if there is no one to erase. */
async function findSubject(
  { db }: EraseContext,
  { kind, who, name, branch }: EraseWanted,
  say: Say,
): Promise<ToErase | null> {
  if (kind === 'member' && who) {
    const member = await findMemberToErase(db, who);
    if (!member) say(`${who} is not a member, or has already been erased.`);
    return member;
  }
  if (kind !== 'partner' || (!who && !(name && branch)))
    throw new UsageError(
      'erase takes: partner ID, partner --name NAME --branch CHANNEL_ID, or: member SLACK_USER_ID',
    );
  if (who) {
    if (!/^\d{1,9}$/.test(who))
      throw new UsageError(`${who} is not the id of a partner: it must be a number`);
    const partner = await findPartnerToErase(db, Number(who));
    if (!partner) say(`There is no partner ${who}.`);
    return partner;
  }
  const home = await findBranch(db, branch!);
  if (!home) throw new UsageError(`channel ${branch} is not a branch`);
  const found = await findNamesakes(db, name!, home.id);
  if (found.length === 1) return findPartnerToErase(db, found[0]!.id);
  say(
    found.length === 0
      ? 'No one in that branch has that name. If they’ve been erased before, use their id.'
      : 'Several partners have that name. Erase one by its id:',
  );
  for (const one of found) say(`  ${one.id}  ${one.company ?? 'no company'}`);
  return null;
}
