import type { OpenPromise } from '../asking/facts.ts';
import { nameKey } from '../partners/same-partner.ts';
import { wordSet } from '../reading/grammar.ts';
import { fold } from '../reading/tokens.ts';

/** What a promise can be told by: whose it is, and the words for what was promised. */
type Told = Pick<OpenPromise, 'partnerName' | 'text'>;

const fillers = wordSet(
  'the a an my our that those these this i we to for with of about on and her his their him them she he all anymore any after just thing stuff over up him one two three ones owed promised said',
);
/** "My promise to Dana" stands for what was promised. */
const anyPromise = wordSet('promise promises');
/** Behind these stands what it is for, not what it is. */
const prepositions = wordSet('for to with about of on by at in from before after over');

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}']+/u)
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter(Boolean);

/** "Dana's", "flyers", "danas" */
const stem = (word: string): string => word.replace(/'s?$/, '').replace(/(?<=.{2})s$/, '');
const stems = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(stem));
const namesOf = ({ partnerName }: Told): ReadonlySet<string> => stems(nameKey(partnerName).split(' '));
const isFiller = (word: string): boolean => fillers.has(word) || /^\d+$/.test(word);

/**
 * The open promises that a phrase speaks of: "the flyer for dana", "dana's flyer", "my promise to dana". Of one word that
 * no promise has, only the last counts: "the open house flyer" is the flyer, "the flyer printer" is none.
 */
export function promisesMeant<Promise extends Told>(phrase: string, open: readonly Promise[]): Promise[] {
  const words = wordsOf(phrase).filter((word) => !isFiller(word));
  const found = open.flatMap((promise) => {
    const names = namesOf(promise);
    const things = stems(wordsOf(promise.text).filter((word) => !isFiller(word)));
    const isName = (word: string) => names.has(stem(word)) && !things.has(stem(word));
    const rest = words.filter((word) => !isName(word) && !anyPromise.has(word));
    const isNamed = rest.length < words.filter((word) => !anyPromise.has(word)).length;
    const last = rest.at(-1);
    const isMeant =
      last === undefined ? isNamed && words.some((word) => anyPromise.has(word)) : things.has(stem(last));
    return isMeant ? [{ promise, isNamed }] : [];
  });
  const named = found.filter(({ isNamed }) => isNamed);
  return (named.length > 0 ? named : found.filter(() => isWithoutName(words, open))).map(
    ({ promise }) => promise,
  );
}

/** "The flyer" may be anyone's; "Marcus's flyer" is not Dana's. */
function isWithoutName(words: readonly string[], open: readonly Told[]): boolean {
  const names = new Set(open.flatMap((one) => [...namesOf(one)]));
  const isName = words.some((word) => /'s?$/.test(word) || names.has(stem(word)));
  return !isName && !words.some((word) => anyPromise.has(word));
}

/** The word that says what was promised: "quotes" of "send her 3 HELOC quotes for the workshop". */
export function headOf(text: string): string | null {
  const words = wordsOf(text);
  const end = words.findIndex((word, at) => at > 0 && prepositions.has(word));
  const head = (end === -1 ? words : words.slice(0, end)).filter((word) => !fillers.has(word)).at(-1);
  return head === undefined ? null : stem(head);
}

/** Whether the words name the partner, by any part of the name. */
export const isNamedIn = (said: string, promise: Told): boolean => {
  const names = namesOf(promise);
  return wordsOf(said).some((word) => word.length > 1 && names.has(stem(word)));
};

/** "The outline for Dana's kitchen": something of theirs, which is not what was promised. */
export function isForTheirOther(said: string, promise: Told): boolean {
  const names = namesOf(promise);
  const whole = new Set(nameKey(promise.partnerName).split(' '));
  const things = stems(wordsOf(promise.text));
  const words = wordsOf(said);
  return words.some((word, at) => {
    const isOwner = names.has(stem(word)) && !whole.has(word) && prepositions.has(words[at - 1] ?? '');
    const next = words[at + 1] ?? '';
    return isOwner && next !== '' && !things.has(stem(next)) && !saysWhat.has(next) && !isFiller(next);
  });
}
/** Go on to tell what becomes of it. */
const saysWhat = wordSet(
  'is are was were will can could needs moved pushed slipped bumped got has instead now until till til not late later',
);

/** Whether the words call it by its whole name: "rate sheet", not a sheet of another kind. */
export function hasAllWords(said: string, { text }: Pick<Told, 'text'>): boolean {
  const words = wordsOf(text);
  const end = words.findIndex((word, at) => at > 0 && prepositions.has(word));
  const name = (end === -1 ? words : words.slice(0, end)).filter((word) => !isFiller(word));
  return name.length > 0 && name.every((word) => hasWord(said, stem(word)));
}

/** Whether the words have this one, in any of its forms: "intro" is in "introduced". */
export const hasWord = (said: string, head: string): boolean =>
  wordsOf(said).some((word) => stem(word) === head || (head.length > 4 && word.startsWith(head)));
