import { pronouns, stops, wordSet } from './grammar.ts';
import { ordinaryWords, smallWords } from './known-words.ts';
import {
  clauseEnd,
  contactStart,
  type Finding,
  finding,
  type Label,
  type Ledger,
  range,
  sentenceStart,
} from './ledger.ts';
import { isDenial, isNegation } from './misses.ts';
import type { Sentence } from './sentence.ts';
import { isIrregularPast, isPastVerb, tenseOf } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** The words before and inside the contact's clauses that nothing explains, and that may change all. */
export const findUnexplained = (ledger: Ledger): Finding[] => [
  ...findBefore(ledger),
  ...findBoth(ledger),
  ...findUndatedFeast(ledger),
  ...findInside(ledger),
  ...findTail(ledger),
];

/** Words in front of the contact's clause: openers, a sentence of their own, or unexplained. */
function findBefore(ledger: Ledger): Finding[] {
  const { words, labels } = ledger;
  const start = contactStart(ledger);
  const rest = range(sentenceStart(ledger, start), start).filter(
    (i) => !explainedBefore.has(labels[i]!) && !openers.has(words[i]!),
  );
  return rest.length > 0 ? [finding('unexplained', rest[0]!, rest.at(-1)! + 1)] : [];
}

const explainedBefore: ReadonlySet<Label> = new Set(['mark', 'promise', 'filler']);
/** Lead to a report and add nothing to it. */
const openers = wordSet(
  'fyi update note recap btw ok so well yes yep hey hi also and then plus log logged today',
);

/** "Lunch with both Danas": which two? "Both Dana and Marcus" says it. */
function findBoth({ contact, words }: Ledger): Finding[] {
  const both = contact.mentions.find(
    ({ from, to }) => /^(?:both|two)$/.test(words[from - 1] ?? '') && words[to] !== 'and',
  );
  return both ? [finding('unexplained', both.from - 1, both.to)] : [];
}

/** "Juneteenth happy hour with Drew": which day was it? */
function findUndatedFeast({ contact, words }: Ledger): Finding[] {
  const isFestive = contact.clauses.some(({ from, to }) =>
    range(from, to).some((i) => feasts.has(words[i]!)),
  );
  return isFestive && contact.days.length === 0 ? [{ doubt: 'day unreadable', span: null }] : [];
}

/** Feasts that no day was read from. */
const feasts = wordSet(
  "juneteenth thanksgiving christmas xmas easter halloween valentines valentine's hanukkah passover",
);

const findInside = (ledger: Ledger): Finding[] =>
  ledger.contact.unexplained
    .filter(({ from, to }) => {
      const denied = range(from, to).some((i) => isNegation(ledger.words[i]!));
      if (!denied && isObject(ledger, from)) return false;
      return !range(from, to).every((i) => isHarmless(ledger, i, to));
    })
    .map(({ from, to }) => finding('unexplained', from, to));

/** "Coffee with Joan yesterday tc": one or two words at the end that nobody knows, and that no opener leads to. */
function findTail(ledger: Ledger): Finding[] {
  const { contact, sentence, words, labels } = ledger;
  const last = contact.clauses.at(-1);
  if (
    !last ||
    contact.signals.has('beside') ||
    stops.has(words[last.to] ?? '.') ||
    contact.unexplained.some(({ to }) => to === last.to)
  )
    return [];
  const end = clauseEnd(ledger, last.to);
  if (end > last.to + 2) return [];
  // "Coffee with Amina 6.5": a day, or a rate.
  if (contact.days.length === 0 && /^\d{1,2}\.\d{1,2}$/.test(words[last.to]!) && end === last.to + 1)
    return [{ doubt: 'day unreadable', span: null }];
  const isStrange = range(last.to, end).every(
    (i) => labels[i] === 'note' && isUnknown(sentence, i) && !harmless.has(words[i]!),
  );
  return isStrange ? [finding('unexplained', last.to, end)] : [];
}

function isUnknown({ tokens, capitalsTell }: Sentence, at: number): boolean {
  const { word, capital } = tokens[at]!;
  if (!/^\p{L}+$/u.test(word) || (capital && capitalsTell)) return false;
  return (
    !ordinaryWords.has(word) &&
    !smallWords.has(word) &&
    vocabulary.find(tokens, at) === null &&
    tenseOf(word) === null
  );
}

/** "Dropped a gift basket off with Liz", "on the porch": what was done, or where. */
function isObject(ledger: Ledger, from: number): boolean {
  const { contact, words, labels } = ledger;
  for (let i = from - 1; i >= contactStart(ledger); i--) {
    const word = words[i]!;
    if (isPastVerb(word) || prepositions.has(word)) return true;
    // "Wings and a pitcher", "fishing charter"
    if (labels[i] === 'kind')
      return words[i + 1] === 'and' || contact.kinds.some(({ kind, to }) => kind === 'event' && to === i + 1);
    // "With the receptionist" is whom they met, unless somebody is named before.
    if (word === 'with' || word === 'w') return contact.mentions.some((mention) => mention.to <= i);
    if (!passable.has(labels[i]!) && !determiners.has(word)) return false;
  }
  return false;
}

/** May stand between a verb and its object. */
const passable: ReadonlySet<Label> = new Set(['filler', 'place', 'past', 'unknown', 'mark']);
const determiners = wordSet('a an the our my his her their some another this that');
/** All but "with" and "to", which lead to a person. */
const prepositions = wordSet(
  'at in on near after before b4 during for about from off over by via around re of',
);

/**
 * A word that changes nothing: something done, a number, an emoji, or, before how they met, what describes it ("a rushed
 * coffee").
 */
function isHarmless({ contact, words, labels }: Ledger, at: number, to: number): boolean {
  const word = words[at]!;
  if (isDenial(word)) return false;
  if (tenseOf(word) === 'past') return true;
  // "Dreamed I was at a closing", "uninvited Dana": only what has a thing for its object is a deed.
  if (isIrregularPast(word)) return true;
  if (isPastVerb(word)) return labels[at + 1] !== 'person' && !pronouns.has(words[at + 1] ?? '');
  if (emojiOrTag.test(word)) return true;
  if (harmless.has(word) || harmless.has(word.replaceAll("'", ''))) return true;
  if (amount.test(word)) return !/[-/]/.test(word);
  const kind = contact.kinds.find((phrase) => phrase.from === to);
  // "My husband golfed" describes no golf.
  const isDeed = kind !== undefined && tenseOf(words[kind.from]!) === 'past';
  const describes = kind !== undefined && !kind.person && !isDeed && to - at <= 3;
  const isOfCommittee = kind?.kind === 'committee' && committees.has(word);
  return describes && (isOfCommittee || !/(?:'s|s'|ing|ed)$/.test(word)) && !unsettled.has(word);
}

const emojiOrTag = /^(?:\p{Extended_Pictographic}|<[@#!])/u;
/** "$450k", "9:30am", "2hrs" */
const amount = /^\$?[\d.,:]+(?:k|am|pm|a|p|th|st|nd|rd|hrs?|mins?|h)?$/;
/** Numbers, stretches of time, people in general, and small talk. */
const harmless = wordSet(
  'set one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty oclock ish popby popbys lol haha thing chat convo conversation office offices folks guys crew staff gang hour half min mins minute minutes hr hrs pm am all ea recap f u fu',
);
/** What committees are for. */
const committees = wordSet(
  'housing zoning planning marketing fundraising nominating steering networking advertising programming training',
);
/** Before a lunch they say that it was none yet. */
const unsettled = wordSet(
  'possible potential future next upcoming proposed prospective maybe pending no not never skip missed reschedule resched',
);
