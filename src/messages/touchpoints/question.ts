import type { Button, ContextBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, shortDay } from '../../domain/format.ts';
import { withoutSigns } from '../../domain/reading/mentions.ts';
import { type Answer, answerCode, askedAbout, type Question } from '../../domain/reading/question.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import { wordOf } from '../../domain/touchpoints/understand.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  cut,
  labeled,
  type Message,
  plainMessage,
  quoted,
  section,
} from '../blocks.ts';
import { touchpointWords } from '../kinds.ts';
import { nounOf } from './confirmation.ts';
import { draftActions } from './sentence-answers.ts';

/** A sentence that left one doubt, and is kept as a draft. */
export interface Doubtful {
  draftId: number;
  said: string;
  reading: Reading;
  /** Where its names were looked up. */
  book: readonly PartnerName[];
}

/** The question that settles a doubt, with its answers as buttons. `text`, for a lock screen, has no word of the note. */
export function questionMessage(doubtful: Doubtful, question: Question, today: Day): Message {
  const asked = askedOf(doubtful, today);
  const no = button(draftActions.no, 'No', String(doubtful.draftId));
  switch (question.ask) {
    case 'happened': {
      const sentences = happened(asked);
      const unsure = listOf(question.unsure.map((words) => `“${cut(words, 60)}”`));
      const more = unsure && `${sentences.length > 1 ? '\n' : ' '}I wasn’t sure about ${unsure}.`;
      return asking(doubtful, sentences.join(' '), more, [
        answerButton(doubtful, 1, 'Yes', { yes: true }),
        change(doubtful),
        no,
      ]);
    }
    case 'there':
      return asking(doubtful, `${othersMet(asked)} Were you there?`, '', [
        answerButton(doubtful, 1, 'Yes, log it', { yes: true }),
        change(doubtful),
        no,
      ]);
    case 'who': {
      const alike = question.ids.flatMap((id) => doubtful.book.find((partner) => partner.id === id) ?? []);
      const label = labelOf(alike);
      const choices = alike
        .toSorted((a, b) => label(a).localeCompare(label(b), 'en'))
        .map((one, index) =>
          labeled(one.name, answerButton(doubtful, index + 1, label(one), { id: one.id })),
        );
      const text = `Which ${capitalize(cut(question.name, 60))}?`;
      return asking(doubtful, text, '', [...choices, change(doubtful, 'Someone new…')]);
    }
    case 'day': {
      const days = question.days.map((on, index) =>
        answerButton(doubtful, index + 1, fullDay(on, today), { on }),
      );
      return asking(doubtful, `${capitalize(asked.noun)}: which day?`, '', [...days, change(doubtful)]);
    }
  }
}

/** What the button of an answer carries: its draft, the answer, and what was asked. */
export const answerValue = (draftId: number, answer: Answer, reading: Reading): string =>
  [draftId, answerCode(answer), askedAbout(reading)].join('.');

/** The buttons of one row, told apart by a number. */
const answerButton = ({ draftId, reading }: Doubtful, at: number, label: string, answer: Answer): Button =>
  button(`${draftActions.answer}.${at}`, cut(label, labelMax), answerValue(draftId, answer, reading));

const change = ({ draftId }: Pick<Doubtful, 'draftId'>, label = 'Change…'): Button =>
  button(draftActions.finish, label, String(draftId));

/** Slack's limit for the label of a button. Characters. */
const labelMax = 75;

function asking({ draftId, said, reading }: Doubtful, text: string, more: string, row: Button[]): Message {
  // An erasure finds the message by its block's id, since it names partners in full whom the sentence does not.
  const named = [...reading.partners, ...reading.alike.flatMap(({ ids }) => ids)];
  return {
    text: asTyped(text),
    blocks: [
      { ...section(asTyped(text + more)), block_id: ['draft', draftId, ...named].join('.') },
      words(said),
      actions(row),
    ],
  };
}

/** What is asked about, in words. */
interface Asked {
  reading: Reading;
  /** "coffee with Dana Lee" */
  noun: string;
  /** "have coffee with Dana Lee" */
  verb: string;
  names: string;
  isPlan: boolean;
  /** "yesterday", "Mon, Jun 1" */
  day: string;
  /** "yesterday", "on Mon, Jun 1" */
  onDay: string;
}

function askedOf({ said, reading, book }: Doubtful, today: Day): Asked {
  const partners = reading.partners.flatMap((id) => book.find((partner) => partner.id === id) ?? []);
  const what = reading.what === 'attempt' ? 'attempt' : 'touchpoint';
  const word = reading.kind && wordOf(reading.kind, said);
  const names = listOf(partners.map(({ name }) => name));
  const on = reading.on ?? today;
  const day = shortDay(on, today);
  return {
    reading,
    noun: nounOf({ what, kind: reading.kind, word, partners }),
    verb: `${what === 'attempt' ? 'try to reach' : verbs[reading.kind ?? 'visit'](word)} ${names}`,
    names,
    isPlan: on > today,
    day,
    onDay: day === fullDay(on, today) ? `on ${day}` : day,
  };
}

/** What two do who have a touchpoint of this kind, before a name. */
const verbs: Record<TouchpointKind, (word: string | null) => string> = {
  meal: (word) => `have ${word ?? 'coffee or a meal'} with`,
  visit: () => 'meet',
  event: (word) => `go to ${withArticle(word ?? 'event')} with`,
  committee: (word) => `go to ${withArticle(word ?? 'committee meeting')} with`,
  video: (word) => `have ${withArticle(word ?? 'video call')} with`,
  call: () => 'talk with',
  message: () => 'trade messages with',
};

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** Asks by the doubt that weighs most. */
function happened({ reading: { doubts }, noun, verb, isPlan, day, onDay }: Asked): string[] {
  const ask = isPlan ? `Do you plan to ${verb} ${onDay}?` : `Did you ${verb} ${onDay}?`;
  if (doubts.includes('did not happen'))
    return [isPlan ? 'It sounds like this is off.' : 'It sounds like this didn’t happen.', ask];
  if (doubts.includes('somebody else')) return ['That sounds like someone else in their office.', ask];
  return [doubts.includes('past or to come') ? ask : `${capitalize(noun)}, ${day}?`];
}

function othersMet({ reading: { kind, partners }, names }: Asked): string {
  const did = touchpointWords[kind ?? 'visit'].past;
  return partners.length > 1 ? `It reads as if ${names} ${did}.` : 'It reads as if someone else did this.';
}

/** By company, as people tell namesakes apart; by name, where companies don't; by both, where neither does. */
function labelOf(alike: readonly PartnerName[]): (partner: PartnerName) => string {
  const differ = (labels: (string | null)[]) =>
    labels.every(Boolean) && new Set(labels.map((label) => label?.toLowerCase())).size === labels.length;
  if (differ(alike.map(({ company }) => company))) return ({ company, name }) => company ?? name;
  if (differ(alike.map(({ name }) => name))) return ({ name }) => name;
  return ({ name, company }) => (company ? `${name}, ${company}` : name);
}

/** A question or an order: "prep me for lunch with Dana". The words are kept in case it was a touchpoint after all. */
export const notTold = (draftId: number, said: string): Message =>
  kept('I didn’t get that as a touchpoint, and saved nothing.', said, {
    draftId,
    label: 'Log a touchpoint…',
  });

/** A press of an answer long after the question. */
export const askedLongAgo = (draftId: number, said: string): Message =>
  kept('I asked that more than a day ago, so I saved nothing.', said, { draftId });

/** A press of an answer that no longer fits, because the member's book has changed since it was asked. */
export const askedOtherwise = (draftId: number, said: string): Message =>
  kept('I read this differently now, so I saved nothing yet.', said, { draftId });

/** What was said, small, so that a question is understood among others. */
const words = (said: string): ContextBlock => context(`“${quoted(withoutSigns(said), 150)}”`);

const kept = (
  text: string,
  said: string,
  { draftId, label }: { draftId: number; label?: string },
): Message => ({
  text: asTyped(text),
  blocks: [section(asTyped(text)), words(said), actions([change({ draftId }, label)])],
});

/** After [No]. */
export const notLogged = (): Message => plainMessage('OK, not saved.');
