import type { Day } from '../../domain/days/day.ts';
import { choiceOf, listOf, shortDay } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SensitiveKind } from '../../domain/privacy/sensitive-words.ts';
import type { Doubt, PartnerName, Reading } from '../../domain/reading/read.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, cut, type Message, section } from '../blocks.ts';
import { touchpointWords } from '../kinds.ts';
import { confirmation } from './confirmation.ts';

/** Buttons that finish or repeat a kept sentence; each carries the id of its draft. */
export const draftActions = { finish: 'draft.finish', another: 'draft.another' } as const;

/** The button that starts joining; `slack/members/join.form.ts` opens. */
export const joinAction = 'member.join';

const say = (text: string): Message => ({ text: asTyped(text), blocks: [section(asTyped(text))] });

/** `state` is null for somebody in no branch. */
export function notMember(state: Member['state'] | null): Message {
  if (state === null) {
    return say(
      'You are in no branch yet, so nothing was saved. Ask a workspace admin to type /rapport branch in your branch’s channel.',
    );
  }
  const text =
    state === 'declined'
      ? 'You said that you don’t work with partners, so nothing was saved. Should that have changed:'
      : 'You have not said yet whether you work with partners. Nothing was saved.';
  return {
    text,
    blocks: [
      section(text),
      actions([button(joinAction, 'I work with partners', 'join', { style: 'primary' })]),
    ],
  };
}

export const readsOnlyText =
  'You read the record; you don’t log contacts, so nothing was saved. /rapport record shows what was spent, /partner NAME a history, /partner export sends a file.';

/** For who has compliance and nothing else. */
export const readsOnly = (): Message => say(readsOnlyText);

const sensitiveWords: Record<SensitiveKind, string> = {
  ssn: 'a Social Security number',
  card: 'a card number',
  account: 'an account number',
  'loan number': 'a loan number',
};

/** Why the text of a field is refused; the field keeps it. */
export const refusedField = (kind: SensitiveKind): string =>
  `This looks like ${sensitiveWords[kind]}. Borrower data has no place here: please take it out.`;

/** The same for a typed line: answered with the words, so that they can be corrected and sent again. */
export function refusedNumber(kind: SensitiveKind, said: string): Message {
  const text = `Not saved: this looks like it has ${sensitiveWords[kind]} in it. Please take it out and send the rest again.`;
  return {
    text: asTyped(text),
    blocks: [section(asTyped(text)), section(`>${asTyped(cut(said, 2800)).replaceAll('\n', '\n>')}`)],
  };
}

export const noContact = (): Message =>
  say(
    'Not saved: a newsletter or a mailing to many is no contact with one partner. If somebody answered, tell me who and how.',
  );

export function alreadySaved(capture: SavedCapture, draftId: number, today: Day): Message {
  const message = confirmation(capture, today, 'Already saved, a few minutes ago:');
  return {
    text: `Already saved: ${message.text}`,
    blocks: [...message.blocks, actions([button(draftActions.another, 'Log another one', String(draftId))])],
  };
}

/** A direct message that left a doubt: what was understood, and the button that finishes it. */
export function inDoubt(
  reading: Reading,
  book: PartnerName[],
  draftId: number,
  said: string,
  today: Day,
): Message {
  const understood = understoodLine(reading, book, today);
  const lines = [
    `Not saved yet. ${doubtText(reading, book)}`,
    ...(understood ? [`So far: ${understood}`] : []),
    `“${cut(said.replaceAll('\n', ' '), 600)}”`,
  ];
  return {
    text: asTyped(lines.join('\n')),
    blocks: [
      section(lines.map(asTyped).join('\n')),
      actions([button(draftActions.finish, 'Finish', String(draftId), { style: 'primary' })]),
    ],
  };
}

function understoodLine(reading: Reading, book: PartnerName[], today: Day): string {
  const names = reading.partners.flatMap((id) => book.find((partner) => partner.id === id)?.name ?? []);
  const how =
    reading.what === 'attempt' ? 'a try' : reading.kind && touchpointWords[reading.kind].label.toLowerCase();
  // A day alone says nothing: it is today unless another was said.
  if (names.length === 0 && !how) return '';
  return [names.length > 0 && listOf(names), how, reading.on && shortDay(reading.on, today)]
    .filter(Boolean)
    .join(' · ');
}

/** What is open, as one or two sentences: all doubts together. */
export function doubtText(reading: Reading, book: PartnerName[]): string {
  const sentences = reading.doubts.map((doubt) => doubtSentence(doubt, reading, book));
  return [...new Set(sentences)].join(' ');
}

function doubtSentence(doubt: Doubt, reading: Reading, book: PartnerName[]): string {
  switch (doubt) {
    case 'no partner':
      return 'Who was it?';
    case 'unknown name':
      return `I don’t know ${listOf(reading.unknown.map((name) => `“${cut(name, 60)}”`))}.`;
    case 'two alike':
      return reading.alike
        .map(({ name, ids }) => {
          const partners = book.filter((partner) => ids.includes(partner.id));
          return `“${cut(name, 60)}” could be ${choiceOf(partners.map(nameAndCompany))}.`;
        })
        .join(' ');
    case 'somebody else':
      return 'That sounds like somebody at their office, not the partner.';
    case 'no kind':
      return 'How was it: a meal, a visit, a call?';
    case 'kinds conflict':
      return 'I read two kinds of contact in this.';
    case 'did not happen':
      return 'It sounds as if it did not happen.';
    case 'past or to come':
      return 'Did it happen, or is it planned?';
    case 'no day':
      return 'Which day is it planned for?';
    case 'two days':
      return 'I read two days in this.';
    case 'day unreadable':
      return 'I could not make out the day.';
    case 'day too far back':
      return 'That day is a long way back.';
    case 'day too far ahead':
      return 'That day is a long way ahead.';
    case 'promise day unreadable':
      return 'By when was it promised?';
  }
}

const nameAndCompany = (partner: PartnerName): string =>
  partner.company ? `${partner.name} (${partner.company})` : partner.name;

/** A button whose subject is somebody else's, or gone: the same answer for both, so that it tells nothing. */
export const notYours = (): Message =>
  say('I found nothing of yours behind that button, so nothing changed.');

export const alreadyFinished = (): Message => say('That one is finished already. Nothing was saved twice.');

/** For a message that holds no touchpoint at all, like "hello": what to write instead. */
export const howToTell = (): Message =>
  say(
    'Tell me in one line, like “coffee with Dana Lee yesterday, promised the slides by Friday”. I saved nothing.',
  );

export const tooManyLines = (max: number): Message =>
  say(
    `Nothing was saved: that is more than ${max} lines. Please send up to ${max} at a time, one line for one touchpoint.`,
  );

/** Only on Slack's last delivery of a direct message: before that it may still be saved. */
export function notSavedDm(said: string): Message {
  const text = `I can’t reach my records right now, so this was not saved. Please send it again later.`;
  return {
    text: asTyped(text),
    blocks: [section(asTyped(text)), section(`>${asTyped(cut(said, 2800)).replaceAll('\n', '\n>')}`)],
  };
}
