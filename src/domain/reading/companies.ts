import { type Company, stemOf } from './book.ts';
import { isSlip } from './match-name.ts';
import type { Sentence } from './sentence.ts';

export interface SaidCompany {
  from: number;
  ids: Set<number>;
  to: number;
  /** Said so that it can only be a company: in full and in several words, or with its "& Co". */
  full: boolean;
}

const endings = new Set('and inc llc llp co corp company ltd'.split(' '));

/** The company that the words at `at` name: in full or by its beginning ("Keller" for Keller Williams), or its initials. */
export function readCompany(sentence: Sentence, at: number): SaidCompany | null {
  let company = sentence.companies.get(at);
  if (company === undefined) {
    company = findCompany(sentence, at);
    sentence.companies.set(at, company);
  }
  return company;
}

function findCompany({ tokens, book }: Sentence, at: number): SaidCompany | null {
  let best: (SaidCompany & { words: number }) | null = null;
  let from = at;
  while (tokens[from]?.word === 'the') from++;
  for (const company of book.companies()) {
    const { words, ids } = company;
    const said = countWords(company);
    if (said === 0 || (best && said < best.words)) continue;
    if (best && said === best.words) {
      for (const id of ids) best.ids.add(id);
      continue;
    }
    let to: number = from + said + (tokens[from + 1]?.word === 'and' && said > 1 ? 1 : 0);
    const core = to;
    while (
      endings.has(tokens[to]?.plain ?? '') &&
      (tokens[to]!.word !== 'and' || endings.has(tokens[to + 1]?.plain ?? ''))
    )
      to++;
    best = {
      ids: new Set(ids),
      from,
      to,
      full: to > core || (said > 1 && said === words.length),
      words: said,
    };
  }
  return best;

  function countWords({ words, stems, initials }: Company): number {
    if (words.length > 1 && tokens[from]?.plain === initials) return 1;
    let said = 0;
    for (let i = from; said < words.length; i++) {
      const token = tokens[i];
      if (said > 0 && token?.word === 'and') continue;
      const typed = token && stemOf(token.plain);
      if (!typed || (typed !== stems[said] && !isSlip(token.plain, words[said]!))) break;
      said++;
    }
    return said;
  }
}
