import type { Day } from '../days/day.ts';
import type { Book } from './book.ts';
import { type DayPhrase, findDays } from './days.ts';
import { readableEnd, type Token, tokenize } from './tokens.ts';

/** A text made ready to be read: its words, the days it speaks of, and the book of those it may speak of. */
export interface Sentence {
  text: string;
  tokens: Token[];
  book: Book;
  /** By the token at which they begin; `to` is the token after. */
  days: Map<number, { said: DayPhrase['said']; to: number }>;
  /** False where capitals tell nothing: all small, ALL LARGE, or Every Word. */
  capitalsTell: boolean;
}

export function prepare(text: string, book: Book, today: Day): Sentence {
  const tokens = tokenize(text);
  return { text, tokens, book, days: placeDays(text, tokens, today), capitalsTell: doCapitalsTell(tokens) };
}

function placeDays(text: string, tokens: Token[], today: Day): Sentence['days'] {
  const days: Sentence['days'] = new Map();
  let at = 0;
  for (const { start, end, said } of findDays(text.slice(0, readableEnd(text)), today)) {
    while (at < tokens.length && tokens[at]!.end <= start) at++;
    let to = at;
    while (to < tokens.length && tokens[to]!.start < end) to++;
    if (to === at) continue;
    // "Tuesday's workshop" speaks of the workshop; "sat down" of no Saturday.
    const possessive = /'s$/.test(tokens[to - 1]!.word);
    const verb =
      tokens[at]!.word === 'sat' && /^(?:down|with|w|in|next|through|on|at)$/.test(tokens[to]?.word ?? '');
    if (!possessive && !verb) days.set(at, { said, to });
    at = to;
  }
  return days;
}

function doCapitalsTell(tokens: Token[]): boolean {
  const words = tokens.filter((token) => !token.mark && /^\p{L}{2}/u.test(token.word));
  const capitals = words.filter((token) => token.capital).length;
  return capitals > 0 && capitals <= words.length * 0.7;
}
