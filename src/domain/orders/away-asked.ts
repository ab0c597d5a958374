import { plainLine } from './plain-line.ts';

/**
 * What is said or asked about time away that is already set: it is over or was never meant, who covers, or that someone
 * does. What follows is up to what is set.
 */
export type AwayAsked = { about: 'away'; cover: string | null };

const lineMax = 80;
const off =
  '(?:time (?:away|off)|days? (?:away|off)|vacation|pto|leave|absence|out[- ]of[- ]office|ooo|trip)';
const patterns = [
  new RegExp(
    `^(?:cancel|delete|remove|scrap|undo|clear|forget|change|edit|move|end|show(?: me)?)(?: about)? (?:my |the |all )*${off}(?: (?:next|this) week)?$`,
    'i',
  ),
  /^(?:actually,? )?(?:i'm|im|i am|i'll be|ill be|we're) (?:back(?: (?:now|early|today|in the office|at work|from .{1,20}))?|not (?:going to be |gonna be )?(?:out|off|away|on vacation|going away|gone|traveling|taking .{1,20} off)(?: (?:after all|anymore|now|this week|next week))*|(?:here|in|around|working|staying) after all)$/i,
  /^(?:not|no longer) (?:out|off|away|on vacation|going away)(?: after all| anymore)?$/i,
  /^(?:my )?(?:trip|vacation|pto|time off|leave) (?:is|was|got) (?:off|canceled|cancelled|called off)$/i,
  /^who(?:'s| is| will be| will| does)? (?:my cover|(?:cover(?:s|ing)?)(?: for)? (?:me|us)(?: .{1,20})?)$/i,
  /^(?:do i have a cover|is anyone covering(?: for)? me|when am i (?:away|out|off)|am i (?:away|out|off)(?: .{1,20})?|what days am i (?:away|out|off))$/i,
];
/** "Priya covers for me", "Luis covers", "have Sam cover for me" */
const covers = [
  /^(?<name>\p{L}[\p{L}.'-]*(?: \p{L}[\p{L}.'-]*){0,2}) (?:covers|will cover|is covering|can cover|is my cover|'ll cover)(?: (?:for me|me|for us))?(?: (?:then|those days|next week|this week|while i'm (?:out|away|gone)))?$/iu,
  /^(?:have |let |ask )?(?<name>\p{L}[\p{L}.'-]*(?: \p{L}[\p{L}.'-]*){0,2}) (?:cover|to cover) (?:for me|me)$/iu,
];
const noName = /^(?:who|what|i|we|you|he|she|they|it|someone|anyone|no one|nobody|this|that|insurance)\b/i;

/** Null for any other line. */
export function readAwayAsked(said: string): AwayAsked | null {
  if (said.length > lineMax) return null;
  const line = plainLine(said);
  if (patterns.some((pattern) => pattern.test(line))) return { about: 'away', cover: null };
  const name = covers.map((pattern) => pattern.exec(line)?.groups?.name).find((one) => one !== undefined);
  return name === undefined || noName.test(name) ? null : { about: 'away', cover: name };
}
