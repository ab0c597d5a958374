/** In dollars. More than this for a meal or a gift is a slip of the decimal point. */
const unitsMax = 100_000;

/** Characters. Longer texts are no amounts, and the pattern for amounts would look at each of their blanks many times. */
const amountLength = 40;

export interface Amount {
  cents: number;
  /** USD. Another currency only if it was entered before amounts were limited to dollars. */
  currency: string;
}

export type AmountProblem = 'not above zero' | 'not dollars' | 'unreadable' | 'too much';

const dollars: ReadonlySet<string> = new Set(['', '$', 'us$', 'usd', 'dollar', 'dollars', 'bucks']);
const foreign =
  /(?!\$)\p{Sc}|(?<![a-z])(?:(?:ca?|mx|au?|nz)\$|(?:cad|eur|gbp|mxn|aud|nzd|chf|jpy|canadian|euros?|pounds?|pesos?|francs?|yen)(?![a-z]))/u;

/**
 * Parses an amount in US dollars as people write it, and returns cents: "18.50", "$1,200", "40 USD", "1 850". A comma
 * separates thousands; so does a space or an apostrophe before three digits. What could be read in two ways is
 * unreadable.
 */
export function parseDollars(typed: string): number | AmountProblem {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u2212/g, '-');
  if (foreign.test(text)) return 'not dollars';
  if (text.length > amountLength) return 'unreadable';
  const [, minus, before = '', inner, number = '', after = ''] =
    /^(?:\+|(-|\())?\s*([a-z]{0,3}\$?)\s*(-)?\s*([\d.,' ]*\d)\s*([a-z$]*)\)?$/.exec(text) ?? [];
  if (!dollars.has(before) || !dollars.has(after)) return 'unreadable';
  const cents = centsOf(number);
  if (cents === null) return 'unreadable';
  if (minus || inner || cents === 0) return 'not above zero';
  return cents > unitsMax * 100 ? 'too much' : cents;
}

/** An amount in another currency, entered earlier, as a form shows it: "CAD 1,234.50". Null if it is not one. */
export function parseForeign(shown: string): Amount | null {
  const [, currency, units = '', hundredths = ''] = /^([A-Z]{3}) ([\d,]+)\.(\d\d)$/.exec(shown) ?? [];
  return currency ? { cents: Number(units.replaceAll(',', '') + hundredths), currency } : null;
}

const byPoint = /^(\d{1,3}(?:([,' ])\d{3})(?:\2\d{3})*|\d*)(?:\.(\d{1,2}))?$/;

function centsOf(number: string): number | null {
  const [read, units = '', , hundredths = ''] = byPoint.exec(number) ?? [];
  if (!read) return null;
  return Number(units.replace(/\D/g, '')) * 100 + Number(hundredths.padEnd(2, '0'));
}
