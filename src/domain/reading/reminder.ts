import type { Day } from '../days/day.ts';
import { wordSet } from './grammar.ts';
import { readName } from './names.ts';
import { dayAhead } from './said-day.ts';
import type { Sentence } from './sentence.ts';

/**
 * "Remind me", its day if one stands there, and the token after "to": "remind me Friday to…", "Friday remind me to…". Null for
 * other words, and for a day that has gone by.
 */
export function readReminder(
  { tokens, days }: Sentence,
  at: number,
  today: Day,
): { to: number; due: Day | null } | null {
  const before = days.get(at);
  let next = before ? before.to : at;
  if (tokens[next]?.word === ',') next++;
  if (tokens[next]?.word !== 'remind' || tokens[next + 1]?.word !== 'me') return null;
  next += 2;
  const behind = days.get(next);
  if (before && behind) return null;
  if (behind) next = behind.to;
  if (tokens[next]?.word !== 'to') return null;
  const said = (before ?? behind)?.said;
  const due = said ? dayAhead(said, today) : null;
  if (said && (said.is === 'hour' || due === null || due < today)) return null;
  return { to: next + 1, due };
}

/** What one asks to be reminded of, that is no contact by itself: those are plans, or still to be agreed. */
const chores = wordSet(
  'check follow ask confirm look order schedule review find thank congratulate invite update circle research introduce intro share get fix finish pay return wish mention',
);
/** "Check in with Dana" alone is a contact to come. */
const onlyContact =
  /^(?!.*'s )(?:check|follow|circle|get) (?:in|up|back|on)(?: (?:in|with|to|on))* \S+(?: \S+)?$|^(?:check|look) (?:in|up)$/;

/** The one partner of their own that a chore is about: "check on Joan's appraisal". Null for a contact, and in any doubt. */
export function partnerOfChore(sentence: Sentence, at: number): { id: number; to: number } | null {
  const { tokens, days, book } = sentence;
  if (!chores.has(tokens[at]?.word ?? '')) return null;
  let id: number | null = null;
  let to = at;
  for (let i = at + 1; i < tokens.length && tokens[i]!.word !== '.'; ) {
    const day = days.get(i);
    if (day) {
      i = day.to;
      continue;
    }
    const name = readName(sentence, i, false);
    if (name) {
      const [one, ...others] = name.ids.filter((each) => book.byId.get(each)?.own);
      if (one === undefined || others.length > 0 || name.slip || name.half || id !== null) return null;
      id = one;
    }
    i = name?.to ?? i + 1;
    to = i;
  }
  const words = tokens
    .slice(at, to)
    .map(({ word }) => word)
    .join(' ');
  return id === null || onlyContact.test(words) ? null : { id, to };
}
