import type { PartnerColumn } from './partner-columns.ts';
import type { PartnerRow } from './partner-row.ts';
import { decodePlaces } from './places-code.ts';
import { cellsOfRow } from './refused-row.ts';

/** Which people in a file to import: people with one of these labels, or those who were ticked. */
export type Choice =
  | { labels: readonly string[] }
  /** Their places among the file's rows with a name, in code. */
  | { ticked: string };

/** Someone in a file, to choose from. */
export interface Contact {
  /** Among the file's rows with a name. */
  place: number;
  name: string;
  company: string | null;
  labels: readonly string[];
}

/** Tells of a row's place and labels whether it was chosen. Without a choice, everyone is. */
export function chosenBy(choice: Choice | undefined): (row: Pick<Contact, 'place' | 'labels'>) => boolean {
  if (!choice) return () => true;
  if ('labels' in choice) {
    const labels = new Set(choice.labels);
    return (row) => row.labels.some((label) => labels.has(label));
  }
  const ticked = new Set(decodePlaces(choice.ticked));
  return ({ place }) => ticked.has(place);
}

/** Someone may have to choose from them; a book with more is not sorted by labels. */
const labelsMax = 1_000;

/** The labels in a file with how many people have each, the largest first: of those that come first, if there are too many. */
export function labelsOf(contacts: readonly Contact[]): { label: string; people: number }[] {
  const people = new Map<string, number>();
  for (const { labels } of contacts)
    for (const label of labels)
      if (people.has(label) || people.size < labelsMax) people.set(label, (people.get(label) ?? 0) + 1);
  return [...people]
    .map(([label, count]) => ({ label, people: count }))
    .sort((a, b) => b.people - a.people || byName(a.label, b.label));
}

/** Those whose name, company, or label begins a word with each word of `search`; everyone where it is empty. By name. */
export function findContacts(contacts: readonly Contact[], search: string): Contact[] {
  const words = folded(search).split(' ').filter(Boolean);
  const isFound = ({ name, company, labels }: Contact) => {
    const text = ` ${folded([name, company ?? '', ...labels].join(' '))}`;
    return words.every((word) => text.includes(` ${word}`));
  };
  return contacts.filter((one) => words.length === 0 || isFound(one)).sort((a, b) => byName(a.name, b.name));
}

/** What a row has of a partner. A kind and a tier that no one said are none. */
export function columnsOf(row: PartnerRow): PartnerColumn[] {
  const columns = Object.keys(cellsOfRow(row)) as PartnerColumn[];
  return columns.filter(
    (column) => (column !== 'kind' || row.kind !== 'other') && (column !== 'tier' || row.tier !== 'resting'),
  );
}

const byName = (a: string, b: string): number => a.localeCompare(b, 'en');

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
