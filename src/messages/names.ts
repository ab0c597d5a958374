import { count, number } from '../domain/format.ts';
import { quoted } from './blocks.ts';

/** Longer names than this are cut; several stand in one line. */
const nameLength = 40;

/** "Dana Lee, Marcus Webb, Joan Ortiz +3": as many names as fit in a glance. For mrkdwn. */
export function fewNames(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map((name) => quoted(name, nameLength));
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` +${more}` : ''}`;
}

/** "Dana Lee, Lee & Co": one partner among others. */
export const nameAndCompany = ({ name, company }: { name: string; company: string | null }): string =>
  company ? `${name}, ${company}` : name;

/** Colleagues call each other by first name; where two share one, both are called in full. */
export function firstNames(names: readonly string[]): Map<string, string> {
  const first = (name: string) => name.split(' ')[0] || name;
  const shared = new Map<string, number>();
  for (const name of new Set(names)) shared.set(first(name), (shared.get(first(name)) ?? 0) + 1);
  return new Map(names.map((name) => [name, shared.get(first(name)) === 1 ? first(name) : name]));
}

/** "Dana", of "Dana Lee"; the whole of a name that is built otherwise: "Dr. Webb", "The Riveras", "Ann & Bo Hart". */
export const firstName = (name: string): string =>
  /^(?!(?:the|mr|mrs|ms|dr|team) )(?<first>[\p{L}'’-]{2,}) [\p{L}'’-]+$/iu.exec(name.trim())?.groups?.first ??
  name;

/** "3 of your 12 close partners", "all 12 of your close partners", "both of your close partners", "your one close partner" */
export function someOf(some: number, all: number): string {
  if (some < all) return `${number(some)} of your ${count(all, 'close partner')}`;
  if (all === 1) return 'your one close partner';
  return `${all === 2 ? 'both' : `all ${number(all)}`} of your close partners`;
}

/** Whose decision a partner is, for others than the owner: "Priya’s call". For mrkdwn. */
export const callOf = (owner: string): string => `${quoted(firstName(owner), nameLength)}’s call`;
