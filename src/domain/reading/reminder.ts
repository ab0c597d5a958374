import type { Day } from '../days/day.ts';
import { wordSet } from './grammar.ts';
import { matchExactly } from './match-name.ts';
import { type Mention, readName } from './names.ts';
import { dayAhead } from './said-day.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';

/**
 * "Remind me", its day if one stands there, and the token after "to": "remind me Friday to…", "Friday remind me to…". Null for
 * other words, and for a day that has gone by.
 */
export function readReminder(
  { tokens, days }: Sentence,
  at: number,
  today: Day,
): { to: number; due: { day: Day; said: Span } | null; isAbout: boolean } | null {
  const before = days.get(at);
  let next = before ? before.to : at;
  if (tokens[next]?.word === ',') next++;
  if (tokens[next]?.word !== 'remind' || tokens[next + 1]?.word !== 'me') return null;
  next += 2;
  const behindAt = next;
  const behind = days.get(next);
  if (before && behind) return null;
  if (behind) next = behind.to;
  // Without a day, "remind me about Joan" asks.
  const isAbout = tokens[next]?.word === 'about' && Boolean(behind);
  if (tokens[next]?.word !== 'to' && !isAbout) return null;
  const day = before ?? behind;
  if (!day) return { to: next + 1, due: null, isAbout };
  const due = dayAhead(day.said, today);
  if (day.said.is === 'hour' || due === null || due < today) return null;
  const from = before ? at : behindAt;
  return { to: next + 1, due: { day: due, said: { from, to: day.to } }, isAbout };
}

/** What one asks to be reminded of, that is no contact by itself: those are plans, or still to be agreed. */
const chores = wordSet(
  'check follow ask confirm look order schedule review find thank congratulate invite update circle research introduce intro share get fix finish pay return wish mention',
);
/** "Check in with Dana" alone is a contact to come. */
const onlyContact =
  /^(?:check|follow|circle|get) (?:in|up|back|on)(?: (?:in|with|to|on))* \S+(?: \S+)?$|^(?:check|look) (?:in|up)$/;

/** The one partner of their own that a chore is about: "check on Joan's appraisal". Null for a contact, and in any doubt. */
export function partnerOfChore(
  sentence: Sentence,
  at: number,
  isAbout: boolean,
): { id: number; to: number } | null {
  const { tokens, days, book } = sentence;
  if (!isAbout && !chores.has(tokens[at]?.word ?? '')) return null;
  let id: number | null = null;
  let isTheirs = false;
  let to = at;
  for (let i = isAbout ? at : at + 1; i < tokens.length && tokens[i]!.word !== '.'; ) {
    const day = days.get(i);
    if (day) {
      i = day.to;
      continue;
    }
    const name = readName(sentence, i, false) ?? readOwner(sentence, i);
    if (name) {
      const [one, ...others] = name.ids.filter((each) => book.byId.get(each)?.own);
      if (one === undefined || others.length > 0 || name.slip || name.half || id !== null) return null;
      id = one;
      isTheirs = name.possessive;
    }
    i = name?.to ?? i + 1;
    to = i;
  }
  const words = tokens
    .slice(at, to)
    .map(({ word }) => word)
    .join(' ');
  return id === null || (!isTheirs && onlyContact.test(words)) ? null : { id, to };
}

/** "Joans appraisal", as it is dictated. */
function readOwner({ tokens, book }: Sentence, at: number): Mention | null {
  const name = tokens[at]!.word.replace(/s$/, '');
  if (name === tokens[at]!.word || !book.givenNames.has(name) || !tokens[at + 1] || tokens[at + 1]!.mark)
    return null;
  const ids = matchExactly(book, [name]).map((match) => match.id);
  return ids.length > 0 ? { ids, from: at, to: at + 1, possessive: true } : null;
}
