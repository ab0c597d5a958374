import { actions, asTyped, button, type Message, section } from '../blocks.ts';
import { joinAction } from '../touchpoints/sentence-answers.ts';
import { whoReadsNotes } from '../who-reads-notes.ts';

export const declineAction = 'member.decline';

/** The first message a person gets. Nobody is enrolled without saying yes. */
export function welcome(name: string): Message {
  const first = name.split(' ')[0] || name;
  const text = `Welcome, ${first}. I remind you whom of your referral partners to see, and why; I never contact partners.`;
  return {
    text: asTyped(`${text} Do you work with partners?`),
    blocks: [
      section(asTyped(text)),
      section(
        asTyped(
          `${whoReadsNotes} You write or dictate one line after a coffee, that is all.\nDo you work with partners?`,
        ),
      ),
      actions([
        button(joinAction, 'I work with partners', 'join', { style: 'primary' }),
        button(declineAction, 'I don’t', 'decline'),
      ]),
    ],
  };
}

/** After saying yes: the first thing to do, while they are here. */
export function joined(name: string, hasBook: boolean): Message {
  const first = name.split(' ')[0] || name;
  const next = hasBook
    ? 'Your partners are in. After you meet one, send me a line like “coffee with NAME, promised the slides by Friday”.'
    : 'Send five people you’d have lunch with this month, one per line:\nDana Lee, Lee & Co';
  const text = `You’re in, ${first}. ${whoReadsNotes}\n${next}`;
  return { text: asTyped(text), blocks: [section(asTyped(text))] };
}

export function declined(): Message {
  const text = 'All right, you will not hear from me. Should that change:';
  return {
    text,
    blocks: [section(text), actions([button(joinAction, 'I work with partners', 'join')])],
  };
}

/** To a member whom an import brought in: what Rapport is, and what it has of theirs. */
export function broughtIn(name: string, partners: number): Message {
  const first = name.split(' ')[0] || name;
  const book = partners === 1 ? 'one of your partners is' : `${partners} of your partners are`;
  const lines = [
    `Welcome, ${first}. I remind you whom of your referral partners to see, and why; I never contact partners.`,
    `Your branch has brought you in: ${book} in your book. Each morning that somebody is due I send you a short list.`,
    `${whoReadsNotes} After a coffee, send me one line: “coffee with NAME, promised the slides by Friday”.`,
  ];
  return { text: asTyped(lines.join('\n')), blocks: [section(asTyped(lines.join('\n')))] };
}

/** To a member who presses "I don't" on an old message: partners may hang on them, so a button is not enough. */
export function stillIn(hasBook: boolean): Message {
  const text = hasBook
    ? 'You have partners in your book, so you stay a member. Ask your manager to hand them over first.'
    : 'You said before that you work with partners, so you stay a member. With nobody in your book I rarely write to you.';
  return { text, blocks: [section(text)] };
}
