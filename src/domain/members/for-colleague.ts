import { withoutSigns } from '../reading/mentions.ts';

/** "for Priya: coffee with Dana", "For @Priya Nair: …". A colon in "for lunch at 12:30" follows a number, and is none. */
const opening = /^\s*for\s+(@?\u2060?\p{L}[\p{L}\p{M}'’.\u00a0 -]{0,60}?)\s*:\s*(\S[\s\S]*)$/iu;
/** "Log a coffee with Joan for Priya yesterday" */
const behind =
  /^\s*(?:(?:please|can you|could you|hey|hi)\s+)*(?:log|record|enter|add|save|note|put\s+(?:down|in))\s+(\S.*?)\s+(?:for|on\s+behalf\s+of)\s+(@?\u2060?\p{L}[\p{L}\p{M}'’.\u00a0-]*(?:\s\p{L}[\p{L}\p{M}'’.-]*)??)(\s+(?:today|yesterday|this\s+morning|(?:on\s+|last\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on\s+)?\d{1,2}\/\d{1,2}))?\s*[.!]?\s*$/iu;
const behindMax = 160;
const wordsMax = 4;
/** "For the record: …" names no one. */
const articles =
  /^(?:a|an|the|my|our|your|his|her|their|this|that|now|me|us|today|tomorrow|example|instance)\b/i;

/**
 * Splits off the colleague for whom a sentence is said to be logged at its end. Whether it is a colleague's name is for the
 * caller to say: "log a coffee with Joan for Friday" names none.
 */
export function splitColleagueBehind(said: string): { name: string; rest: string } | null {
  const [, what = '', named = '', when = ''] = (said.length <= behindMax && behind.exec(said)) || [];
  const name = withoutSigns(named)
    .replace(/^@\u2060?/, '')
    .replaceAll('\u00a0', ' ')
    .trim();
  const isOther = /[,;:]|\b(?:ask|look|wait|work|cover|fill|stand|step)(?:s|ed|ing)?(?: in)?$/i.test(what);
  return name === '' || articles.test(name) || isOther ? null : { name, rest: `${what}${when}` };
}

/** Splits off the colleague for whom a sentence is told. Null if it is told for no one else. */
export function splitColleague(said: string): { name: string; rest: string } | null {
  const [, named = '', rest = ''] = opening.exec(said) ?? [];
  const name = withoutSigns(named)
    .replace(/^@\u2060?/, '')
    .replaceAll('\u00a0', ' ')
    .trim();
  if (name === '' || name.split(/\s+/).length > wordsMax || articles.test(name)) return null;
  return { name, rest };
}

/**
 * The people whom a name can mean: each of its words begins a word of theirs ("priya", "Priya N"). Whoever has the whole name
 * is meant alone.
 */
export function matchColleagues<Person extends { name: string }>(
  name: string,
  people: readonly Person[],
): Person[] {
  const wanted = wordsOf(name);
  const exact = people.filter((person) => wordsOf(person.name).join(' ') === wanted.join(' '));
  if (exact.length > 0) return exact;
  return people.filter((person) => {
    const words = wordsOf(person.name);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
}

/** Whether each word of what was typed is a word of the name: "priya", "Patel", "Priya Patel". */
export function namesWhole(typed: string, name: string): boolean {
  const words = wordsOf(typed);
  const names = wordsOf(name);
  return words.length > 0 && words.every((word) => names.includes(word));
}

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
