import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { type TextKind, textKinds } from '../../domain/privacy/redaction.ts';
import { cleanedNote } from '../../messages/redacted-words.ts';
import { redactedNotes } from '../../messages/touchpoints/history.ts';
import { cleanSentMessages } from '../../slack/privacy/sent-messages.ts';
import {
  findMention,
  keepMention,
  type Mention,
  redactMention,
} from '../../store/privacy/erasure-mentions.ts';
import { findDraftMessages } from '../../store/privacy/erasure-messages.ts';
import { findListeners } from '../../store/privacy/redaction.ts';
import { UsageError } from '../usage.ts';
import { replaceMessages } from './erase-messages.ts';
import { mentionLine } from './mention-lines.ts';

export interface RedactWanted {
  kind: string | undefined;
  id: string | undefined;
  yes: boolean;
  keep: boolean;
}

/**
 * Resolves a text that an erasure left to review. `--yes` destroys its words for good, while what happened stays.
 * `--keep` records that it means someone or something else. It takes no other text: managers and leads redact those
 * they may read in Slack.
 * @returns the exit code: 0 done, 1 not done, 2 usage error
 */
export async function redactText(
  context: Pick<Context, 'db' | 'slack' | 'now' | 'log'>,
  wanted: RedactWanted,
  out: Writable,
): Promise<number> {
  const { db, now } = context;
  const say = (line: string) => out.write(`${line}\n`);
  const { kind, id, yes, keep } = readWanted(wanted);
  const found = await findMention(db, kind, id);
  if (!found) {
    say(
      `No erasure left ${kind} ${id} to review. In Slack, managers and program leads can redact any text in a partner’s history.`,
    );
    return 1;
  }
  if (found.resolved) {
    say(`${kind} ${id} was already redacted or kept.`);
    return 0;
  }
  if (!yes && !keep) {
    say(`${mentionLine(found.mention!)}: contains an erased person’s full name.`);
    say(
      'Nothing changed: use --yes to redact it, which can’t be undone, or --keep if it means someone or something else.',
    );
    return 0;
  }
  if (keep) {
    await keepMention(db, kind, id, now());
    say(`Kept ${kind} ${id}. It won’t be listed anymore.`);
    return 0;
  }
  const done = await redactMention(db, kind, id, now());
  if (done.how !== 'done') {
    say(redactedNotes[done.how]);
    return 1;
  }
  say(`Redacted ${kind} ${id}. The entry and its date stay.`);
  // The answers to an unfinished sentence also show what was understood.
  if (kind === 'draft') {
    const { failed } = await replaceMessages(context, await findDraftMessages(db, id), true);
    for (const place of failed) say(`Could not replace the message: ${place}`);
  }
  const note = cleanedNote(
    await cleanSentMessages(context, done, await listenersOf(context, found.mention!)),
  );
  if (note) say(note.text);
  return 0;
}

async function listenersOf({ db }: Pick<Context, 'db'>, { partnerIds: [partnerId] }: Mention) {
  return partnerId === undefined ? [] : findListeners(db, partnerId);
}

function readWanted({ kind, id, yes, keep }: RedactWanted): {
  kind: TextKind;
  id: number;
  yes: boolean;
  keep: boolean;
} {
  const known = textKinds.find((one) => one === kind);
  if (!known || !id || !/^\d{1,9}$/.test(id))
    throw new UsageError(
      `redact takes: KIND ID, as an erasure lists them, KIND one of ${textKinds.join(', ')}`,
    );
  if (yes && keep) throw new UsageError('redact takes --yes or --keep, not both');
  return { kind: known, id: Number(id), yes, keep };
}
