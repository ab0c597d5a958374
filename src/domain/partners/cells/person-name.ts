/** Behind a comma these belong to the name: "Dana Lee, CPA" has no other first name. */
const suffixes =
  /^(?:jr|sr|ii|iii|iv|esq|phd|cpa|md|cfp|crs|gri|abr|sres|cdlp|jd|mba|llc|inc|pa|pllc|realtor|broker)\.?$/i;

/** Of these only what is after a comma: "Dana Lee, ABR, CRS" is Dana Lee wherever else she stands. Jr. and III stay. */
const credential =
  /^(?:esq|ph\.?d|cpa|m\.?d|cfp|chfc|cdfa|crs|gri|abr[mr]?|sres|srs|psa|rene|mrp|c2ex|e-?pro|clhms|cdlp|j\.?d|mba|pa|pllc|realtors?|broker|lo)\.?[®™]?$/i;

/** "Dana Lee, ABR, CRS®" is Dana Lee. */
function withoutCredentials(text: string): string {
  const parts = text.split(/\s*,\s*/);
  while (parts.length > 1 && credential.test(parts.at(-1)!)) parts.pop();
  return parts.join(', ');
}

/** "LEE, DANA" is Dana Lee. */
export function readPersonName(written: string): string {
  const text = withoutCredentials(written);
  const [last = '', first = '', ...more] = text.split(/\s*,\s*/);
  const isTurned = first !== '' && more.length === 0 && !suffixes.test(first) && last.split(' ').length <= 3;
  return inMixedCase(isTurned ? `${first} ${last}` : text);
}

export const joinName = (
  first: string | undefined,
  middle: string | undefined,
  last: string | undefined,
): string => inMixedCase(withoutCredentials([first, middle, last].filter(Boolean).join(' ')));

/** A name in capitals, or in small letters alone, as it would be written: "SIOBHÁN O’BRIEN" is Siobhán O’Brien. */
export function inMixedCase(text: string): string {
  const isShouted = text === text.toUpperCase() && text !== text.toLowerCase();
  const isMurmured = text === text.toLowerCase() && text !== text.toUpperCase();
  return isShouted || isMurmured ? text.split(' ').map(inCapitals).join(' ') : text;
}

const keptSmall = new Set(['de', 'la', 'del', 'van', 'von', 'der', 'and', 'of', 'the', '&']);
/** Initials of a company, which stay as they are. */
const keptLarge = /^(?:llc|llp|kw|re\/max|remax|usa|ii|iii|iv|cpa|pa|pc|pllc|exp|bhhs)$/i;

function inCapitals(word: string, at: number): string {
  const lower = word.toLowerCase();
  if (at > 0 && keptSmall.has(lower)) return lower;
  if (keptLarge.test(lower)) return word.toUpperCase();
  return lower
    .replace(/(^|[-'’(/])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/(['’])S$/u, '$1s');
}
