/** What tells a company from a person in a line of someone's own. */

const list = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Companies that are known by these words alone, as they are typed. Those that read like a person are the point. */
const brands: ReadonlySet<string> = new Set(
  list(`
    kw
    keller williams
    keller williams realty
    remax
    re/max
    c21
    century 21
    exp
    exp realty
    coldwell banker
    compass
    bhhs
    berkshire hathaway
    sothebys
    corcoran
    weichert
    redfin
    zillow
    opendoor
    howard hanna
    allen tate
    john l scott
    john l. scott
    john scott
    long & foster
    douglas elliman
    william raveis
    michael saunders
    baird & warner
    edina
    windermere
    era
    homesmart
    fathom
    real broker
    taylor morrison
    lennar
    kb home
    pulte
    dr horton
    d.r. horton
    toll brothers
    ryan homes
    david weekley
    state farm
    allstate
    farmers
    nationwide
    geico
    edward jones
    charles schwab
    merrill lynch
    morgan stanley
    raymond james
    wells fargo
    chase bank
    ameriprise
    fidelity
    first american
    stewart title
    old republic
    h&r block
    loan depot
    loandepot
  `),
);
const brandWordsMax = 3;

const companyWords: ReadonlySet<string> = new Set(
  `realty realtors properties property homes home title escrow builders building construction development developers group team partners
   associates advisors advisers advisory wealth financial finance insurance agency law legal attorneys lawyers llp llc inc pllc pa pc corp
   company co brokerage brokers real-estate estate mortgage lending bank banking capital investments holdings ventures enterprises
   solutions services consulting design designs studio studios roofing plumbing electric inspections inspection appraisals appraisal
   accounting tax cpa cpas sons brothers bros international residential commercial land living communities custom`
    .split(/\s+/)
    .filter(Boolean),
);

const keyOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[.,]+$/, '');

const isBrand = (words: readonly string[]): boolean => brands.has(words.map(keyOf).join(' '));

/** Whether words can only be a company: "KW", "Lee & Co", "Webb Builders", "Jo's Diner". */
export function isCompany(text: string): boolean {
  const words = text.split(/\s+/);
  if (isBrand(words) || words.some((word) => companyWords.has(keyOf(word)))) return true;
  return (
    words.length > 1 &&
    (/\s(?:&|and)\s/i.test(text) || /(?<!\b(?:s?he|it|that|who|there))['’]s\b/i.test(text) || /\d/.test(text))
  );
}

/**
 * Where a company begins that stands behind a name with nothing between: "tom baxter kw", "maria gomez gomez realty". The
 * number of words before it; null where no company ends the words.
 */
export function companyFrom(words: readonly string[]): number | null {
  const last = keyOf(words.at(-1) ?? '');
  const generic = companyWords.has(last);
  for (
    let from = Math.max(0, words.length - brandWordsMax - (generic ? 1 : 0));
    from < words.length;
    from++
  ) {
    const rest = words.slice(from);
    if (isBrand(rest) || (generic && isBrand(rest.slice(0, -1)))) return from;
  }
  // Of "maria gomez gomez realty", the name is what a name has: two words.
  return generic ? Math.min(nameWords, words.length - 1) : null;
}
const nameWords = 2;
