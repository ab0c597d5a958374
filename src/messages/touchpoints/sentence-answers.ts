import type { Day } from '../../domain/days/day.ts';
import { choiceOf, listOf, plural, shortDay, withTime } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Doubt, PartnerName, Reading } from '../../domain/reading/read.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import { actions, asTyped, button, cut, type Message, plainMessage, section } from '../blocks.ts';
import { touchpointWords } from '../kinds.ts';
import { captureLine, confirmation } from './confirmation.ts';

/** Buttons that finish, answer, drop, or repeat a kept sentence; each carries the id of its draft first. */
export const draftActions = {
  finish: 'draft.finish',
  /** Followed by the number of the answer. */
  answer: 'draft.answer',
  no: 'draft.no',
  another: 'draft.another',
  /** Followed by the kinds of what was left out. */
  saveWithout: 'draft.without',
} as const;

/** The button that enrolls at once; `slack/members/join.buttons.ts` answers it. */
export const joinAction = 'member.join';
export const iDo = 'I do';

/** `state` is null for someone in no branch. Someone who left, or is a guest now, is a stranger too. */
export function notMember(state: Member['state'] | null): Message {
  if (state === null || state === 'left') {
    return plainMessage(
      'You’re not in a branch’s channel yet, so nothing was saved. Join yours and write to me again, or ask a workspace admin to set one up with /rapport branch.',
    );
  }
  const text =
    state === 'declined'
      ? 'You told me you don’t work with partners, so nothing was saved. Has that changed?'
      : 'Nothing saved yet. First: do you work with partners?';
  return {
    text,
    blocks: [section(text), actions([button(joinAction, iDo, 'join', { style: 'primary' })])],
  };
}

export const readsOnlyText =
  'You can see the expense record but can’t log touchpoints, so nothing was saved. Try /rapport record for expenses, /partner NAME for a history, or /partner export for a file.';

/** For who has compliance and nothing else. */
export const readsOnly = (): Message => plainMessage(readsOnlyText);

export const noContact = (): Message =>
  plainMessage(
    'Not saved: newsletters and mass mailings don’t count as touchpoints. If someone replied, tell me who and how.',
  );

/** `draft` is the value of the button: the draft's id, and the answer to the question about it, if there was one. */
export function alreadySaved(capture: SavedCapture, draft: string, today: Day): Message {
  const message = confirmation(capture, today, { note: 'You already logged this:' });
  return {
    text: `Already saved: ${asTyped(captureLine(capture, today))}`,
    blocks: [...message.blocks, actions([button(draftActions.another, 'Log another one', draft)])],
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
    `Almost. ${doubtText(reading, book)}`,
    ...(understood ? [`I have: ${understood}`] : []),
    `“${cut(said.replaceAll('\n', ' '), 600)}”`,
  ];
  return {
    text: 'Almost. I need a bit more before I save this.',
    blocks: [
      section(lines.map(asTyped).join('\n')),
      actions([button(draftActions.finish, 'Finish…', String(draftId), { style: 'primary' })]),
    ],
  };
}

/** The words are only what partners said about us: "Dana says our processor never calls back". */
export function asFeedback(names: readonly string[], draftId: number, said: string): Message {
  const whose = asTyped(listOf(names.map((name) => cut(name, 80))));
  const text = `Save this as feedback from ${whose}?`;
  return {
    text,
    blocks: [
      section(`${text}\n“${asTyped(cut(said.replaceAll('\n', ' '), 600))}”`),
      actions([
        button(draftActions.finish, 'Yes…', String(draftId), { style: 'primary' }),
        button(draftActions.no, 'No', String(draftId)),
      ]),
    ],
  };
}

function understoodLine(reading: Reading, book: PartnerName[], today: Day): string {
  const names = namesOf(reading, book);
  const how =
    reading.what === 'attempt'
      ? 'an attempt'
      : reading.kind && touchpointWords[reading.kind].label.toLowerCase();
  // A day alone says nothing: it is today unless another was said.
  if (names.length === 0 && !how) return '';
  return [
    names.length > 0 && listOf(names),
    how,
    reading.on && withTime(shortDay(reading.on, today), reading.at),
  ]
    .filter(Boolean)
    .join(' · ');
}

const namesOf = (reading: Reading, book: PartnerName[]): string[] =>
  reading.partners.flatMap((id) => book.find((partner) => partner.id === id)?.name ?? []);

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
      return unknownNames(reading.unknown.map((name) => `“${cut(name, 60)}”`));
    case 'two alike':
      return [
        ...reading.alike.map(({ name, ids }) => {
          const partners = book.filter((partner) => ids.includes(partner.id));
          return `“${cut(name, 60)}” could be ${choiceOf(partners.map(nameAndCompany))}.`;
        }),
        plural(reading.alike.length, 'Which one?', 'Which ones?'),
      ].join(' ');
    case 'somebody else':
      return `Was it ${listOf(namesOf(reading, book)) || 'the partner'}, or someone else at their office?`;
    case 'no kind':
      return 'How did you connect: meal, visit, event, phone or video call, text, or email?';
    case 'kinds conflict':
      return 'I see two kinds of contact here. Which one should I log?';
    case 'did not happen':
      return 'Did it happen? It sounds like it didn’t.';
    case 'unexplained':
      return `I wasn’t sure about ${listOf(reading.unsure.map((words) => `“${cut(words, 60)}”`))}.`;
    case 'done by others':
      return 'Sounds like someone else did this. Who was there?';
    case 'not told':
      return 'That doesn’t look like a touchpoint.';
    case 'past or to come':
      return 'Did it happen, or is it planned?';
    case 'no day':
      return 'Which day?';
    case 'two days':
      return 'I see two dates here. Which one?';
    case 'day unreadable':
      return 'Which day? I couldn’t tell which date you meant.';
    case 'day too far back':
      return 'That’s a long time ago. Is the date right?';
    case 'day too far ahead':
      return 'That’s a long way off. Is the date right?';
    case 'promise day unreadable':
      return 'When is the promise due?';
  }
}

const unknownNames = (names: readonly string[]): string =>
  `Who ${plural(names.length, 'is', 'are')} ${listOf(names)}? I don’t know ${plural(names.length, 'that name', 'those names')}.`;

const nameAndCompany = (partner: PartnerName): string =>
  partner.company ? `${partner.name} (${partner.company})` : partner.name;

/** A button whose subject is someone else's, or gone: the same answer for both, so that it tells nothing. */
export const notYours = (): Message => plainMessage('Nothing changed: you can’t use that button anymore.');

const finishedText = 'You’ve already finished that one.';

/** A button under a kept sentence that is finished, and what came of it; null if nothing was logged. */
export const alreadyFinished = (capture: SavedCapture | null, today: Day): Message =>
  capture ? confirmation(capture, today, { note: finishedText }) : plainMessage(finishedText);

/** For a message that holds no touchpoint at all, like "hello": what to write instead. */
export const howToTell = (): Message =>
  plainMessage(
    'I didn’t catch a touchpoint in that. Try “coffee with Dana Lee yesterday, promised the slides by Friday,” or type help.',
  );

/** A clip, a photo, or a forwarded message. */
export const onlyWords = (): Message =>
  plainMessage('I can’t listen to clips or read photos. Use your keyboard’s microphone and send the words.');

/** After a message was edited in Slack. */
export const editNotRead = (): Message =>
  plainMessage(
    'I only read a message when you send it, so your edit didn’t change anything. Tap Edit… or Undo under my answer, or send the corrected message.',
  );

/** To someone who mentions the app in a channel; only they see it. */
export const askedInChannel = (): Message =>
  plainMessage(
    'To keep partner details private, I don’t read or answer messages in channels. Send me a direct message, or type /touchpoint.',
  );

export const tooManyLines = (max: number): Message =>
  plainMessage(
    `Nothing was saved: that’s more than ${max} lines. Send up to ${max} at a time, one touchpoint per line.`,
  );

/** Only on Slack's last delivery of a direct message: before that it may still be saved. */
export function notSavedDm(said: string): Message {
  const text = 'I can’t reach my records right now, so this wasn’t saved. Please send it again later.';
  return {
    text: asTyped(text),
    blocks: [section(asTyped(text)), section(`>${asTyped(cut(said, 2800)).replaceAll('\n', '\n>')}`)],
  };
}
