import type { Button, ContextBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { fullDay, listOf, shortDay } from '../../domain/format.ts';
import { withoutSigns } from '../../domain/reading/mentions.ts';
import { type Answer, answerCode, askedAbout, type Question } from '../../domain/reading/question.ts';
import type { PartnerName, Reading } from '../../domain/reading/read.ts';
import { wordOf } from '../../domain/touchpoints/understand.ts';
import { inPersonKinds, type TouchpointKind } from '../../domain/words.ts';
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
  switch (question.ask) {
    case 'happened': {
      const sentences = happened(asked);
      const unsure = listOf(question.unsure.map((words) => `“${cut(words, 60)}”`));
      const more = unsure && `${sentences.length > 1 ? '\n' : ' '}I wasn’t sure about ${unsure}.`;
      return asking(doubtful, sentences.join(' '), more, yesOrNo(doubtful, ...labelsOf(asked)));
    }
    case 'there':
      return asking(doubtful, othersMet(asked), '', yesOrNo(doubtful, 'Yes, log it', 'No'));
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

const yesOrNo = (doubtful: Doubtful, yes: string, no: string): Button[] => [
  answerButton(doubtful, 1, yes, { yes: true }),
  change(doubtful),
  button(draftActions.no, no, String(doubtful.draftId)),
];

/** Below "It sounds like it didn’t happen", a bare "Yes" could mean that, too. */
function labelsOf({ reading, isPlan }: Asked): [yes: string, no: string] {
  if (!reading.doubts.includes('did not happen')) return ['Yes', 'No'];
  return isPlan ? ['Yes, it’s on', 'No, it’s off'] : ['Yes, it did', 'No, it didn’t'];
}

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
  verb: Verb;
  names: string[];
  isPlan: boolean;
  /** "yesterday", "Mon, Jun 1" */
  day: string;
  /** "yesterday", "on Mon, Jun 1" */
  onDay: string;
}

function askedOf({ said, reading, book }: Doubtful, today: Day): Asked {
  const partners = reading.partners.flatMap((id) => book.find((partner) => partner.id === id) ?? []);
  const what = reading.what === 'attempt' ? 'attempt' : 'touchpoint';
  const word = reading.kind && wordOf(reading.kind, said, reading.eventName);
  const on = reading.on ?? today;
  const day = shortDay(on, today);
  return {
    reading,
    noun: nounOf({ what, kind: reading.kind, word, partners }),
    verb: what === 'attempt' ? toTry : verbs[reading.kind ?? 'visit'](word),
    names: partners.map(({ name }) => name),
    isPlan: on > today,
    day,
    onDay: day === fullDay(on, today) ? `on ${day}` : day,
  };
}

/** What people do who have a touchpoint: "have", "having", and "had", then " lunch with" before a name. */
interface Verb {
  plain: string;
  ing: string;
  past: string;
  rest: string;
}

const toHave = { plain: 'have', ing: 'having', past: 'had' };
const toGo = { plain: 'go', ing: 'going', past: 'went' };
const toTry: Verb = { plain: 'try', ing: 'going to try', past: 'tried', rest: ' to reach' };

const verbs: Record<TouchpointKind, (word: string | null) => Verb> = {
  meal: (word) => ({ ...toHave, rest: ` ${word ?? 'coffee or a meal'} with` }),
  visit: () => ({ plain: 'meet', ing: 'meeting', past: 'met', rest: ' with' }),
  event: (word) => ({ ...toGo, rest: ` to ${withArticle(word ?? 'event')} with` }),
  committee: (word) => ({ ...toGo, rest: ` to ${withArticle(word ?? 'committee meeting')} with` }),
  video: (word) => ({ ...toHave, rest: ` ${withArticle(word ?? 'video call')} with` }),
  call: () => ({ plain: 'talk', ing: 'talking', past: 'talked', rest: ' with' }),
  message: () => ({
    plain: 'text or email',
    ing: 'texting or emailing',
    past: 'texted or emailed',
    rest: '',
  }),
};

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** Asks by the doubt that weighs most. The question comes first: "Yes" answers it, not the reason for it. */
function happened({ reading: { doubts }, noun, verb, names, isPlan, day, onDay }: Asked): string[] {
  const isOff = doubts.includes('did not happen');
  const what = `${verb.rest} ${listOf(names)} ${onDay}`;
  const ask = isPlan ? `Are you ${isOff ? 'still ' : ''}${verb.ing}${what}` : `Did you ${verb.plain}${what}`;
  if (isOff) return [`${ask}?`, isPlan ? 'It sounds like it’s off.' : 'It sounds like it didn’t happen.'];
  if (doubts.includes('somebody else')) return [`${ask}, not just someone at their office?`];
  return [doubts.includes('past or to come') ? `${ask}?` : `${capitalize(noun)}, ${day}?`];
}

/** "Sounds like Dana Lee had lunch with Marcus Webb. Were you there?" */
function othersMet({ reading, verb, names: [first = 'someone', ...others] }: Asked): string {
  const isThere = reading.what !== 'attempt' && inPersonKinds.has(reading.kind ?? 'visit');
  const whom = others.length > 0 ? listOf(others) : 'someone else';
  return `Sounds like ${first} ${verb.past}${verb.rest} ${whom}. ${isThere ? 'Were you there?' : 'Were you part of it?'}`;
}

/** By company, as people tell namesakes apart; by name, where companies don't; by both, where neither does. */
function labelOf(alike: readonly PartnerName[]): (partner: PartnerName) => string {
  const differ = (labels: (string | null)[]) =>
    labels.every(Boolean) && new Set(labels.map((label) => label?.toLowerCase())).size === labels.length;
  if (differ(alike.map(({ company }) => company))) return ({ company, name }) => company ?? name;
  if (differ(alike.map(({ name }) => name))) return ({ name }) => name;
  return ({ name, company }) => (company ? `${name}, ${company}` : name);
}

/** A press of an answer long after the question. */
export const askedLongAgo = (draftId: number, said: string): Message =>
  kept('I asked that more than a day ago, so I didn’t save it.', said, { draftId, label: 'Finish…' });

/** A press of an answer that no longer fits, because the member's book has changed since it was asked. */
export const askedOtherwise = (draftId: number, said: string): Message =>
  kept('Your partner list has changed since I asked, so I haven’t saved this yet.', said, {
    draftId,
    label: 'Finish…',
  });

/** What was said, small, so that a question is understood among others. */
const words = (said: string): ContextBlock => context(`“${quoted(withoutSigns(said), 150)}”`);

const kept = (
  text: string,
  said: string,
  { draftId, label }: { draftId: number; label: string },
): Message => ({
  text: asTyped(text),
  blocks: [section(asTyped(text)), words(said), actions([change({ draftId }, label)])],
});

/** After [No]. */
export const notLogged = (): Message => plainMessage('OK, not saved.');
