import { count, plural } from '../../domain/format.ts';
import { actions, asTyped, button, context, type Message, section } from '../blocks.ts';
import { joinAction } from '../touchpoints/sentence-answers.ts';
import { whoReadsNotes } from '../who-reads-notes.ts';

export const declineAction = 'member.decline';

const whatIDo = 'I’ll remind you which referral partners to see, and why. I never contact them myself.';

const exampleLine = '“coffee with Dana Lee, promised the slides by Friday.”';

const firstName = (name: string): string => name.split(' ')[0] || name;

/** The first message a person gets. No one is enrolled without saying yes. */
export function welcome(name: string): Message {
  return {
    text: 'Do you work with referral partners? I’ll remind you who to see, and why.',
    blocks: [
      section(
        asTyped(
          `Welcome, ${firstName(name)}. ${whatIDo}\nAfter a coffee, type or dictate one line. That’s it.`,
        ),
      ),
      context(whoReadsNotes),
      section('Do you work with partners?'),
      actions([
        button(joinAction, 'I work with partners…', 'join', { style: 'primary' }),
        button(declineAction, 'I don’t', 'decline'),
      ]),
    ],
  };
}

/** After saying yes: the first thing to do, while they are here. */
export function joined(name: string, hasBook: boolean): Message {
  const next = hasBook
    ? `Your partners are already in your book. After you see one, send me a line like ${exampleLine}`
    : 'Send me the names of five partners you’d like to have lunch with this month, one per line (company optional):\nDana Lee, Lee & Co';
  return {
    text: hasBook
      ? 'You’re in. After you see a partner, send me one line.'
      : 'You’re in. Send me the names of five partners you’d like to have lunch with this month.',
    blocks: [section(asTyped(`You’re in, ${firstName(name)}. ${next}`)), context(whoReadsNotes)],
  };
}

export function declined(): Message {
  const text = 'Got it, you won’t hear from me. Changed your mind?';
  return {
    text,
    blocks: [section(text), actions([button(joinAction, 'I work with partners…', 'join')])],
  };
}

/** To a member whom an import brought in: what Rapport is, and what it has of theirs. */
export function broughtIn(name: string, partners: number): Message {
  const book = `${count(partners, 'partner')} ${plural(partners, 'is', 'are')} already in your book`;
  const lines = [
    `Welcome, ${firstName(name)}. ${whatIDo}`,
    `Your branch added you: ${book}. On mornings when someone is due, I’ll send you a short list.`,
    `After a coffee, send me one line: ${exampleLine}`,
  ];
  return {
    text: `Your branch added you to Rapport: ${book}.`,
    blocks: [section(asTyped(lines.join('\n'))), context(whoReadsNotes)],
  };
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
