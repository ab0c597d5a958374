import type { Day } from '../days/day.ts';
import type { Book } from './book.ts';
import type { SaidCompany } from './companies.ts';
import { findDays } from './days.ts';
import type { SaidHour } from './hours.ts';
import type { DayPhrase } from './library-days.ts';
import type { Mention } from './names.ts';
import type { TimeLimit } from './time-limit.ts';
import { type Token, tokenize } from './tokens.ts';

/** A text made ready to be read: its words, the days it speaks of, and the book of those it may speak of. */
export interface Sentence {
  text: string;
  today: Day;
  tokens: Token[];
  book: Book;
  /** By the token at which they begin; `to` is the token after. */
  days: Map<number, { said: DayPhrase['said']; hour: SaidHour | undefined; to: number }>;
  /** What was read so far, by token: a clause that turns out to be a note is read again from its next word. */
  names: Map<string, Mention | null>;
  companies: Map<number, SaidCompany | null>;
  /** Where reading ends. What follows is kept as a note. */
  readTo: number;
  /** False where capitals tell nothing: all small, ALL LARGE, or Every Word. */
  capitalsTell: boolean;
}

export function prepare(text: string, book: Book, today: Day, limit: TimeLimit): Sentence {
  const { tokens, readTo } = tokenize(text);
  return {
    text,
    today,
    tokens,
    book,
    days: placeDays(text.slice(0, readTo), tokens, today, limit),
    names: new Map(),
    companies: new Map(),
    readTo,
    capitalsTell: doCapitalsTell(tokens),
  };
}

function placeDays(text: string, tokens: Token[], today: Day, limit: TimeLimit): Sentence['days'] {
  const days: Sentence['days'] = new Map();
  let at = 0;
  for (const { start, end, said, hour } of findDays(text, today, limit)) {
    while (at < tokens.length && tokens[at]!.end <= start) at++;
    let to = at;
    while (to < tokens.length && tokens[to]!.start < end) to++;
    if (to === at) continue;
    // "Tuesday's workshop" speaks of the workshop; "sat down" of no Saturday.
    const possessive = /'s$/.test(tokens[to - 1]!.word);
    const verb =
      tokens[at]!.word === 'sat' &&
      (/^(?:down|with|w|in|next|through|on|at|together|beside|by|across|alongside)$/.test(
        tokens[to]?.word ?? '',
      ) ||
        /^(?:i|we)$/.test(tokens[at - 1]?.word ?? ''));
    if (!possessive && !verb) days.set(at, { said, hour, to });
    at = to;
  }
  return days;
}

function doCapitalsTell(tokens: Token[]): boolean {
  const words = tokens.filter((token) => !token.mark && /^\p{L}{2}/u.test(token.word));
  const capitals = words.filter((token) => token.capital).length;
  return capitals > 0 && capitals <= words.length * 0.7;
}
