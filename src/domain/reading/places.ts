import { readCompany } from './companies.ts';
import { findPromise } from './find-promise.ts';
import { articles, stops, wordSet } from './grammar.ts';
import { readName } from './names.ts';
import type { Sentence } from './sentence.ts';
import { addSpan, type SpokenContact } from './spoken-contact.ts';
import { vocabulary } from './vocabulary.ts';

/** The token after "4210 W San Jose St", if one begins here. */
export function addressEnd(tokens: Sentence['tokens'], at: number): number | null {
  if (!/^\d{1,5}$/.test(tokens[at]!.word)) return null;
  for (let i = at + 2; i <= at + 5 && tokens[i] && !tokens[i - 1]!.mark; i++) {
    if (streets.has(tokens[i]!.word)) return i + 1;
  }
  return null;
}

const streets = wordSet(
  'st street ave avenue rd road dr drive ln lane blvd ct court cir circle way pl place ter terrace pkwy hwy trl trail',
);

/**
 * Reads a place whose preposition ends before `end`, and returns the token after it. "At Buddy Brew" is kept for the note;
 * of "at the mixer" and "at Dana's office" only the first words are read, as they tell how and whom.
 */
export function readPlace(sentence: Sentence, contact: SpokenContact, at: number, end: number): number {
  const { tokens, days } = sentence;
  let start = end;
  while (determiners.has(tokens[start]?.word ?? '')) start++;
  const isTime = times.has(tokens[at]!.word);
  const first = tokens[start];
  const day = days.get(start);
  const isDayOfNoun =
    isTime && start > end && day?.said.is === 'weekday' && isNounAfter(tokens, day.to) ? day : null;
  const means = first && vocabulary.find(tokens, start)?.means.is;
  if (!first || first.mark || (day && !isDayOfNoun) || means === 'with') {
    if (end > at + 1) addSpan(contact.rest, at, start);
    return start;
  }
  const isProperName = sentence.capitalsTell && first.capital && tokens[start + 1]?.capital;
  // "At Cafe Quiche"
  const isCafe = first.word === 'cafe' && tokens[start + 1] !== undefined && !tokens[start + 1]!.mark;
  if (means === 'kind' && !isProperName && !isTime && !isCafe) return start;
  const owner = contact.mentions.length === 0 ? readName(sentence, start, false) : null;
  if (owner?.possessive) return start;
  const company = readCompany(sentence, start);
  if (company) contact.companies.push(company);
  // "After the Friday caravan": Friday may be the day.
  if (isDayOfNoun && tokens[at]!.word === 'after') contact.signals.add('stray day');
  const to = placeEnd(sentence, contact, company?.to ?? isDayOfNoun?.to ?? start + 1, isTime);
  addSpan(contact.rest, at, to);
  return to;
}

/** How far a place goes on from `from`: to a day, a promise, or words that tell of something else. */
function placeEnd(sentence: Sentence, contact: SpokenContact, from: number, isTime: boolean): number {
  const { tokens, days } = sentence;
  let to = from;
  while (to < tokens.length && !stops.has(tokens[to]!.word)) {
    const { word } = tokens[to]!;
    const before = tokens[to - 1]!.word;
    const day = days.get(to);
    if (day) {
      // "Before her Friday closing"
      const isOfNoun = isTime && day.said.is === 'weekday' && word !== 'on' && isNounAfter(tokens, day.to);
      if (!isOfNoun) break;
      to = day.to;
      continue;
    }
    const means = vocabulary.find(tokens, to)?.means.is;
    const isDeterminer = innerDeterminers.has(word) && vocabulary.find(tokens, to - 1)?.means.is === 'place';
    const isNoun =
      means === 'kind' &&
      (isTime || contact.kinds.some(({ strength }) => strength === 'said')) &&
      !beforeKinds.has(before);
    const goesOn = !means || means === 'place' || isDeterminer || isNoun;
    if (!goesOn || findPromise(sentence, to, true, false) !== null) break;
    to++;
  }
  return to;
}

/** A weekday and its noun ("Friday closing"), not a weekday and what goes on from it. */
const isNounAfter = (tokens: Sentence['tokens'], at: number): boolean =>
  tokens[at] !== undefined && !tokens[at]!.mark && !afterDays.has(tokens[at]!.word);

/** Prepositions of place that tell a time as well. */
const times = wordSet('after before b4 during following between');
const determiners: ReadonlySet<string> = new Set([...articles, ...wordSet('her his their our my')]);
/** Those that go on with a place after a second preposition: "at the office near her house". */
const innerDeterminers: ReadonlySet<string> = new Set([...articles, ...wordSet('her his our')]);
/** After these, a kind tells how they met. */
const beforeKinds = wordSet('at for over and');
/** What follows a weekday without being its noun. */
const afterDays = wordSet('and at with w in on for about she he they we i it who both then great good');
