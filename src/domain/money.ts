/** More than this for a meal is a slip of the decimal point. Dollars. */
const dollarsMax = 100_000;

/** Cents of an amount as typed ("18.50", "$1,200", "18,5" is none); null when it is not one, negative or absurd. */
export function parseDollars(text: string): number | null {
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*(?:dollars?|usd)?$/i.exec(text.trim());
  if (!match) return null;
  const dollars = Number(match[1]?.replaceAll(',', ''));
  const cents = dollars * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return dollars > dollarsMax ? null : cents;
}
