import type { Day } from '../days/day.ts';
import type { Sentence } from '../reading/sentence.ts';
import type { News, OpenNews } from './news.ts';
import type { Template } from './template.ts';

/** A clause to be read, and what stands around it. Places are those in the template. */
export interface Clause {
  sentence: Sentence;
  template: Template;
  /** Where it begins, without "and", "I", "just". */
  from: number;
  to: number;
  /** Its words in the template. */
  text: string;
  /** Who said it, by the mark of the name: the one whom its pronouns mean. */
  speaker: string | undefined;
  /** The same with the clause that follows, for what a comma parts: "June 19, 1984". */
  more: { text: string; to: number } | null;
  /** All that follows it. */
  after: string;
  /** The day on which a deed of this clause was done. */
  on: Day;
}

/** What a clause tells. `refs` are those it is about: marks of names, or pronouns. */
export interface Found {
  refs: string[];
  make(partnerIds: number[]): News | OpenNews;
  /** Where it ends. */
  to: number;
  /** It keeps its words in a note, so that comments may stand beside it. */
  hasNote: boolean;
  /** "Introduced Joan to Rita over lunch": the contact, in words that read alone. */
  contact?: string;
}

export type ReadClause = (clause: Clause) => Found | null;

/** The subject, the object, and the owner, each a name or a pronoun. */
export const subject = '(§\\d+|she|he|they)';
export const object = '(§\\d+(?: (?:and|&) §\\d+)*|her|him|them)';
export const owner = "(§\\d+(?:'s)?|her|his|their)";

/** What was typed for a part of a pattern that matched at `from`; the expression has the flag d. */
export function typedOf({ template }: Clause, match: RegExpExecArray, group: number, from: number): string {
  const span = match.indices?.[group];
  return span ? template.said(from + span[0], from + span[1]).trim() : '';
}
