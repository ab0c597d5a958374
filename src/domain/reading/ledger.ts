import type { Clauses } from './clauses.ts';
import { pronouns, sentenceEnds, stops, wordSet } from './grammar.ts';
import { readName } from './names.ts';
import type { Doubt } from './reading.ts';
import type { Sentence } from './sentence.ts';
import type { Span, SpokenContact } from './spoken-contact.ts';
import { type Meaning, vocabulary } from './vocabulary.ts';

/**
 * What a word is known to be once the facts are read. `note` is what no clause of the contact claims; `unknown` stands in
 * such a clause, and nothing explains it.
 */
export type Label =
  | 'person'
  | 'company'
  | 'kind'
  | 'day'
  | 'place'
  | 'promise'
  | 'mark'
  | 'note'
  | 'unknown'
  | Exclude<Meaning['is'], 'kind' | 'note' | 'place'>;

/** Every word of a sentence with its label: what is left to doubt once the facts are read. */
export interface Ledger {
  sentence: Sentence;
  contact: SpokenContact;
  words: readonly string[];
  /** By token, as `words`. */
  labels: readonly Label[];
}

/** A reason to doubt the reading, and the words that give it; null where it takes the whole sentence. */
export interface Finding {
  doubt: Doubt;
  span: Span | null;
}

export const finding = (doubt: Doubt, from: number, to: number): Finding => ({ doubt, span: { from, to } });

export function openLedger(sentence: Sentence, clauses: Clauses): Ledger {
  return {
    sentence,
    contact: clauses.contact,
    words: sentence.tokens.map((token) => token.word),
    labels: labelWords(sentence, clauses),
  };
}

/** From the loosest label to the firmest: the later one stands. */
function labelWords({ tokens, days }: Sentence, { contact, promised }: Clauses): Label[] {
  const labels: Label[] = tokens.map((token) => (token.mark ? 'mark' : 'note'));
  const set = ({ from, to }: Span, label: Label) => labels.fill(label, from, to);
  for (const clause of contact.clauses) {
    for (let i = clause.from; i < clause.to; i++) {
      if (tokens[i]!.mark) continue;
      const phrase = vocabulary.find(tokens, i);
      if (!phrase) continue;
      const { is } = phrase.means;
      // Those that count are among the contact's own spans below.
      const isLoose = is === 'kind' || is === 'note' || is === 'place';
      set({ from: i, to: Math.min(phrase.end, clause.to) }, isLoose ? 'filler' : is);
      i = phrase.end - 1;
    }
  }
  for (const span of contact.rest) set(span, 'place');
  for (const span of contact.unexplained) set(span, 'unknown');
  for (const [from, { to }] of days) set({ from, to }, 'day');
  for (const span of contact.kinds) set(span, 'kind');
  for (const span of contact.companies) set(span, 'company');
  for (const span of contact.mentions) set(span, 'person');
  for (const span of promised) set(span, 'promise');
  return labels;
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);

/** Where the first clause of the contact begins. */
export const contactStart = ({ contact }: Ledger): number => contact.clauses[0]?.from ?? 0;

export function sentenceStart({ words }: Ledger, at: number): number {
  let i = at;
  while (i > 0 && !sentenceEnds.has(words[i - 1]!)) i--;
  return i;
}

export const isClauseStart = ({ words }: Ledger, at: number): boolean =>
  at === 0 || stops.has(words[at - 1]!);

export function clauseEnd({ words }: Ledger, from: number): number {
  let i = from;
  while (i < words.length && !stops.has(words[i]!)) i++;
  return i;
}

const conjunctions = wordSet('and but so because cause since then plus though');

/** A phrase begins after a mark or a conjunction. */
export function phraseStart({ words }: Ledger, at: number): number {
  let i = at;
  while (i > 0 && !stops.has(words[i - 1]!) && !conjunctions.has(words[i - 1]!)) i--;
  return i;
}

/** The subject before a word in its phrase: us or the partner ('own'), nobody, or somebody or something else. */
export function subjectOf(ledger: Ledger, at: number): 'own' | 'none' | 'other' {
  const { words, labels } = ledger;
  let found: 'own' | 'none' = 'none';
  for (let i = phraseStart(ledger, at); i < at; i++) {
    const word = words[i]!;
    const label = labels[i]!;
    if (label === 'kind' || label === 'person' || label === 'company' || pronouns.has(word)) found = 'own';
    else if (label === 'note' && isNoun(word)) return 'other';
  }
  return found;
}

const isNoun = (word: string): boolean =>
  /^\p{L}{3,}/u.test(word) && !notNouns.has(word) && !/(?:ly|n't)$/.test(word);

/** Words of three letters and more that stand before a verb and are no subject. */
const notNouns = wordSet(
  'but and so then was is were are has have had just still also already really very too even got get did do does been being will would could should can may might the his her their our my out away back off because since though with from about for into over only apparently unfortunately sadly turns said says maybe today yesterday left again all there here who',
);

/** What somebody said or wants, or what they talked about, is no report. */
export const isQuoted = (ledger: Ledger, at: number): boolean =>
  range(phraseStart(ledger, at), at).some(
    (i) => ledger.labels[i] === 'note' && notReports.has(ledger.words[i]!),
  );

/** Verbs of saying and wishing, and what leads to a topic. */
const notReports = wordSet(
  'about re regarding says said say want wants wanted thinks thought told asked asks mentioned hopes needs worried complained claims',
);

export const isPerson = ({ sentence, labels }: Ledger, at: number): boolean =>
  labels[at] === 'person' || (readName(sentence, at, true)?.ids.length ?? 0) > 0;
