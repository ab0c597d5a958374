import { count, plural } from '../../domain/format.ts';
import { actions, asTyped, button, context, type Message, section } from '../blocks.ts';
import { iDo, joinAction } from '../touchpoints/sentence-answers.ts';
import { whoReadsNotes } from '../who-reads-notes.ts';
import { type BranchToJoin, branchChoices, mustChoose } from './join-choices.ts';

export const declineAction = 'member.decline';

const whatIDo =
  'On mornings when a referral partner is due, I’ll send you who, and why. I never contact them; you do.';

const asLunch =
  'Who would you like to have lunch with this month?\nUp to five names, one per line. Company if you know it; sloppy is fine.';
const dropFile = 'Have contacts or a spreadsheet? Drop the file here anytime.';

const likeAText = 'Tell me like a text: “coffee with Dana Lee, promised the slides by Friday.”';

const firstName = (name: string): string => name.split(' ')[0] || name;

/**
 * The first message a person gets. No one is enrolled without saying yes. Who is in the channels of several branches says
 * with it which is theirs.
 */
export function welcome(name: string, branches: readonly BranchToJoin[] = []): Message {
  return {
    text: 'Do you work with referral partners? On mornings when one is due, I’ll send you who, and why.',
    blocks: [
      section(asTyped(`Hi ${firstName(name)}. ${whatIDo}`)),
      context(whoReadsNotes),
      section(
        mustChoose(branches)
          ? 'Do you work with partners? If so, which branch is yours?'
          : 'Do you work with partners?',
      ),
      actions([
        ...(mustChoose(branches)
          ? branchChoices(branches)
          : [button(joinAction, iDo, 'join', { style: 'primary' })]),
        button(declineAction, 'I don’t', 'decline'),
      ]),
    ],
  };
}

/** After saying yes, where names are heard: the first thing to do, while they are here. */
export function joined(name: string, hasBook: boolean): Message {
  const youAreIn = `You’re in, ${firstName(name)}.`;
  const next = hasBook ? `Your partners are already in your book. Seen one lately? ${likeAText}` : asLunch;
  return {
    text: hasBook
      ? 'You’re in. After you see a partner, send me one line.'
      : 'You’re in. Who would you like to have lunch with this month? Up to five names, one per line.',
    blocks: [
      section(asTyped(hasBook ? `${youAreIn} ${next}` : `${youAreIn}\n${next}`)),
      ...(hasBook ? [] : [context(dropFile)]),
    ],
  };
}

/** Under a button in a channel or in Home, where no one would hear names: what comes next is in the direct message. */
export function joinedElsewhere(isNew: boolean): Message {
  const text = isNew
    ? 'You’re in. I’ve sent you a direct message.'
    : 'You’re already in. Send me names and touchpoints in a direct message.';
  return { text, blocks: [section(text)] };
}

export function declined(): Message {
  const text = 'Got it, you won’t hear from me. Changed your mind?';
  return {
    text,
    blocks: [section(text), actions([button(joinAction, 'I do work with partners', 'join')])],
  };
}

/** To a member whom an import brought in: what it has of theirs, and what Rapport is, unless they were asked before. */
export function broughtIn(name: string, partners: number, { wasAsked }: { wasAsked: boolean }): Message {
  const book = `${count(partners, 'partner')} ${plural(partners, 'is', 'are')} already in your book`;
  const added = `Your branch added you: ${book}. Seen one lately? ${likeAText}`;
  return {
    text: `Your branch added you to Rapport: ${book}.`,
    blocks: wasAsked
      ? [section(added)]
      : [section(asTyped(`Hi ${firstName(name)}. ${whatIDo}\n${added}`)), context(whoReadsNotes)],
  };
}

/** To a manager, lead, or someone with compliance who presses "I don't": nothing is asked of them but that. */
export function needsNoPartners(): Message {
  const text = 'Got it. You keep your role, without partners of your own.';
  return { text, blocks: [section(text)] };
}

/** To a member who presses "I don't" on an old message: partners may hang on them, so a button is not enough. */
export function stillIn(hasBook: boolean): Message {
  const said = hasBook
    ? 'You still have partners in your book. Ask your manager to hand them over first, then try again.'
    : 'You told me earlier that you work with partners, so you’re still in. With an empty book, you’ll rarely hear from me.\nTo leave, go to Home › Settings.';
  return {
    text: hasBook ? said : 'You’re still in. To leave, go to Home › Settings.',
    blocks: [section(said)],
  };
}
