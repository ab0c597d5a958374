import type { Day } from '../days/day.ts';
import { type PartnerName, type Reading, readingMs, readSentence } from './read.ts';
import { type TimeLimit, timeLimit } from './time-limit.ts';

/** Characters that nobody types: a word joiner tells a mention from "@Starbucks", no-break spaces hold it together. */
const sign = '@\u2060';
const joint = '\u00a0';
const maxMentions = 10;

/** "@Sam Cole" in one piece, for the text of a message in which Slack wrote a colleague's id. */
export const mentionOf = (name: string): string => `${sign}${name.trim().replace(/\s+/g, joint)}`;

const mention = /@\u2060([^\s@,;:!?()]{1,80}(?:\u00a0[^\s@,;:!?()]{1,80}){0,5})/gu;

/** The names that stand as mentions in a text, as `mentionOf` wrote them. */
export function mentionedNames(text: string): string[] {
  const names = [...text.matchAll(mention)].map(([, name = '']) => nameIn(name));
  return [...new Set(names)].filter(Boolean).slice(0, maxMentions);
}

const nameIn = (found: string): string => found.replaceAll(joint, ' ').replace(/[.'’]+$/, '');

/** Mentions as people read them: "with Sam Cole". */
export const withoutSigns = (text: string): string =>
  text.replace(mention, (_, name: string) => name.replaceAll(joint, ' '));

/** A sentence, and the colleagues it names who were there. */
export interface ReadWithColleagues {
  reading: Reading;
  /** Names of colleagues, from `colleagues`, who are named among those who met. */
  along: string[];
}

/**
 * Reads a sentence in which colleagues are mentioned: `colleagues` are the names of those who are. They came along where
 * the sentence names them among the people who met; elsewhere they stay in the note, by name. A sentence whose doer is
 * the colleague ("@Sam had coffee with Dana") is nobody else's contact, and left in doubt.
 */
export function readWithColleagues(
  said: string,
  colleagues: readonly string[],
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit = timeLimit(readingMs),
): ReadWithColleagues {
  const aliases = colleagues.map((name, index) => ({ name, id: -1 - index, alias: aliasAt(index, said) }));
  const byName = new Map(aliases.map((one) => [one.name.toLowerCase(), one]));
  const masked = said.replace(mention, (all, name: string, at: number) => {
    const known = byName.get(nameIn(name).toLowerCase());
    if (!known) return all;
    return isInCompany(said.slice(0, at), said.slice(at + all.length))
      ? known.alias
      : known.alias.toLowerCase();
  });
  const people = aliases
    .filter(({ alias }) => masked.includes(alias))
    .map(({ id, alias }) => ({ id, name: alias, company: null, own: false }));
  const read = readSentence(masked, people.length > 0 ? [...book, ...people] : book, today, limit);
  const partners = read.partners.filter((id) => id > 0);
  const along = aliases.filter(({ id }) => read.partners.includes(id)).map(({ name }) => name);
  const named = namesIn(aliases);
  const clean = {
    ...read,
    partners,
    unknown: read.unknown.map(named),
    unsure: read.unsure.map(named),
    alike: read.alike.map((one) => ({ ...one, name: named(one.name) })),
    slips: read.slips.map((one) => ({ ...one, said: named(one.said) })),
    note: named(read.note),
    promises: read.promises.map((promise) => ({ ...promise, text: named(promise.text) })),
  };
  const doubts = [
    ...(partners.length + read.alike.length + read.unknown.length === 0 ? (['no partner'] as const) : []),
    ...(isDoneByColleague(masked, aliases) ? (['somebody else'] as const) : []),
  ];
  if (doubts.length === 0 || read.what === 'no contact') return { reading: clean, along };
  return {
    reading: { ...clean, certain: false, doubts: [...new Set([...read.doubts, ...doubts])] } as Reading,
    along,
  };
}

const aliasStems = ['Zqar', 'Zqeb', 'Zqid', 'Zqof', 'Zqug', 'Zqyh', 'Zqaj', 'Zqek', 'Zqil', 'Zqom'];

/** A word that is no one's name and not in the text, in the place of a colleague's. */
function aliasAt(index: number, text: string): string {
  let alias = aliasStems[index % aliasStems.length]!;
  while (text.toLowerCase().includes(alias.toLowerCase())) alias += 'q';
  return alias;
}

const namesIn =
  (aliases: readonly { name: string; alias: string }[]) =>
  (text: string): string =>
    aliases.reduce(
      (told, { name, alias }) => told.replaceAll(alias, name).replaceAll(alias.toLowerCase(), name),
      text,
    );

/** "with @Sam", "Dana and @Sam", "@Sam and I": among those who met. "Wants to meet @Sam" is said of somebody. */
const isInCompany = (before: string, after: string): boolean =>
  /(?:\b(?:with|and|w|plus)|[&+,/])\s*$/i.test(before) ||
  (before.trim() === '' && /^\s*(?:and\b|[&+,])/i.test(after));

/** "@Sam had coffee with Dana": no "I" or "we", and the colleague before everything else. */
function isDoneByColleague(masked: string, aliases: readonly { alias: string }[]): boolean {
  const [, first, next = ''] = /^\s*(\p{L}+)\s*(\S*)/u.exec(masked) ?? [];
  return (
    aliases.some(({ alias }) => alias.toLowerCase() === first?.toLowerCase()) &&
    !/^(?:and\b|&|\+|,)/i.test(next)
  );
}
