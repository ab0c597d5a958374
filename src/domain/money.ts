/** More than this for a meal or a gift is a slip of the decimal point. */
const unitsMax = 100_000;

/** Currencies with hundredths, as they are written; anything else is unreadable. */
export const currencies = ['USD', 'CAD', 'EUR', 'GBP', 'MXN', 'AUD', 'CHF'] as const;
export type Currency = (typeof currencies)[number];

export interface Amount {
  cents: number;
  currency: Currency;
}

export type AmountProblem = 'not above zero' | 'unreadable' | 'too much';

const signs: Record<string, Currency> = {
  $: 'USD',
  us$: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  mx$: 'MXN',
  a$: 'AUD',
  au$: 'AUD',
  '€': 'EUR',
  '£': 'GBP',
};
const names: Record<string, Currency> = {
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  pounds: 'GBP',
};
/** Where a comma parts the cents. */
const commaDecimals: ReadonlySet<Currency> = new Set<Currency>(['EUR']);

/**
 * An amount as people write it: "18.50", "$1,200", "CAD 40", "€12,50", "40 USD", "1 850". A comma parts thousands, except in a currency
 * that writes its cents with it; a blank or an apostrophe does where three digits follow it. What could be read in two ways is unreadable.
 */
export function parseAmount(typed: string): Amount | AmountProblem {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u2212/g, '-');
  const [, minus, before = '', inner, number = '', after = ''] =
    /^(?:\+|(-|\())?\s*([a-z]{0,3}[$€£]?)\s*(-)?\s*([\d.,' ]*\d)\s*([a-z$€£]*)\)?$/.exec(text) ?? [];
  if (number === '') return 'unreadable';
  const marks = [before, after].filter(Boolean);
  const known = marks.map((mark) => currencyOf(mark));
  if (known.some((one) => one === null) || new Set(known).size > 1) return 'unreadable';
  const currency = known[0] ?? 'USD';
  const cents = centsOf(number, commaDecimals.has(currency));
  if (cents === null) return 'unreadable';
  if (minus || inner || cents === 0) return 'not above zero';
  return cents > unitsMax * 100 ? 'too much' : { cents, currency };
}

function currencyOf(mark: string): Currency | null {
  const code = currencies.find((one) => one.toLowerCase() === mark);
  return code ?? signs[mark] ?? names[mark] ?? null;
}

const pointDecimals = /^(\d{1,3}(?:([,' ])\d{3})(?:\2\d{3})*|\d*)(?:\.(\d{1,2}))?$/;
const byComma = /^(\d{1,3}(?:([.' ])\d{3})(?:\2\d{3})*|\d*)(?:,(\d{1,2}))?$/;
/** With both marks, or two digits after the point, it is meant as written, in euros too. */
const surelyByPoint = /^(\d{1,3}(?:([,' ])\d{3})(?:\2\d{3})*|\d*)\.(\d{1,2})$/;

function centsOf(number: string, comma: boolean): number | null {
  const read = comma ? (byComma.exec(number) ?? surelyByPoint.exec(number)) : pointDecimals.exec(number);
  if (!read) return null;
  const [, units = '', , hundredths = ''] = read;
  return Number(units.replace(/\D/g, '')) * 100 + Number(hundredths.padEnd(2, '0'));
}
