import type { Alike, Doubt, Slip } from './reading.ts';
import type { Sentence } from './sentence.ts';
import type { SpokenContact } from './spoken-contact.ts';

export interface People {
  partners: number[];
  alike: Alike[];
  unknown: string[];
  slips: Slip[];
}

/** Whom the words mean: each mention is one partner, a choice for the person to make, or a stranger. */
export function identifyPeople(sentence: Sentence, contact: SpokenContact): People & { doubts: Doubt[] } {
  const partners = new Set<number>();
  const alike: Alike[] = [];
  const unknown: string[] = [];
  const said = (from: number, to: number) =>
    sentence.text.slice(sentence.tokens[from]!.start, sentence.tokens[to - 1]!.end);
  const identify = (name: string, ids: number[], half = false) => {
    if (half && ids.length > 0) alike.push({ name, ids });
    else if (ids.length === 1) partners.add(ids[0]!);
    else if (ids.length > 1) alike.push({ name, ids });
    else unknown.push(name);
  };
  for (const { ids, from, to, half } of contact.mentions) {
    identify(said(from, to), ownFirst(sentence, narrowByCompany(contact, ids)), half);
  }
  // A company stands for its one partner only where nobody is named.
  if (contact.mentions.length === 0) {
    for (const { ids, from, to } of contact.companies) identify(said(from, to), ownFirst(sentence, [...ids]));
  }
  const doubts: Doubt[] = [];
  if (partners.size + alike.length + unknown.length === 0) doubts.push('no partner');
  if (unknown.length > 0) doubts.push('unknown name');
  if (alike.length > 0) doubts.push('two alike');
  if (contact.signals.has('beside')) doubts.push('somebody else');
  const slips = contact.mentions.flatMap(({ slip, ids, from, to }) => {
    const [id] = ownFirst(sentence, narrowByCompany(contact, ids));
    return slip && id !== undefined && partners.has(id) ? [{ said: said(from, to), id }] : [];
  });
  return { partners: [...partners], alike, unknown, slips, doubts };
}

/** "Lunch at Lee & Co with Dana" settles which Dana. */
function narrowByCompany(contact: SpokenContact, ids: number[]): number[] {
  if (ids.length < 2) return ids;
  const there = ids.filter((id) => contact.companies.some((company) => company.ids.has(id)));
  return there.length === 1 ? there : ids;
}

/** Own partners before a colleague's, but only after a company had its say. */
function ownFirst({ book }: Sentence, ids: number[]): number[] {
  const own = ids.filter((id) => book.byId.get(id)?.own);
  return own.length > 0 ? own : ids;
}
