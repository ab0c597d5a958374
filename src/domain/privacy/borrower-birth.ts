import { around, borrower, borrowers, type FactFinder, oneOf, possessive } from './borrower-facts.ts';

const month = String.raw`${oneOf(`
  jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|
  dec(?:ember)?`)}\b\.?`;
const day = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const ofYear = String.raw`(?:,?\s*(?:of |in )?['’]?(\d{4}|\d\d))?`;

/** Days in any spelling, and years alone. What a group of a pattern matched is the year. */
const days = new RegExp(
  [
    String.raw`\d{1,2}\s?[/.\-]\s?\d{1,2}(?:\s?[/.\-]\s?(\d{4}|\d\d))?`,
    String.raw`\d{1,2} \d{1,2} (\d{4}|\d\d)`,
    String.raw`(\d{4})[/.\-]\d{1,2}[/.\-]\d{1,2}`,
    String.raw`\b${month}\s*(?:the )?${day}${ofYear}`,
    String.raw`${day}\s*(?:of )?${month}${ofYear}`,
    String.raw`\b${month}\s*(?:of )?(\d{4})`,
    // "March fourteen eighty two", as dictated.
    String.raw`\b${month}\s*\d{5,6}`,
    String.raw`['’](\d\d)`,
    String.raw`(\d{4})`,
    String.raw`\d{5,8}`,
  ]
    .map((pattern) => String.raw`(?<![\w/$#.,]|\d-)(?:${pattern})(?![\w/%]|-\d|,\d{3}|\.\d)`)
    .join('|'),
  'gi',
);

const small = String.raw`(?:['’]s)?(?:[\s:=#(\-–—,]|\b(?:is|was|on|in|of|the|as)\b){0,8}$`;
const anyWords = String.raw`[^\n\d.;]{0,30}`;

/** No one says "DOB" of a baby or a company. */
const afterDob = new RegExp(
  String.raw`\b${oneOf(String.raw`
    dob|d\.o\.b\.?|date of (?:birth|brith)|birth ?dates?|year of birth|birth year`)}(?!\w)(?:${small}|${anyWords}(?:\b(?:is|was|of)|:)\s*$)`,
  'i',
);
const birthday = String.raw`(?:birth ?day|b-?day)s?(?!\w)`;
const afterBirthday = new RegExp(String.raw`\b${birthday}${anyWords}$`, 'i');
const afterBorn = new RegExp(
  String.raw`\bborn(?:${small}|\b[^\n\d.;,]{0,25}\b(?:in|on)\s*(?:the )?$)|\(b\. ?$`,
  'i',
);
const isBefore =
  /^\)?\s+is when (?:he|she|they) w(?:as|ere) born|^\)?\s*(?:(?:is|was|as)\s+)?(?:(?:his|her|their|the)\s+)?(?:\w+['’]s\s+)?(?:dob|d\.o\.b|date of (?:birth|brith)|birth ?date|birth ?day)\b/i;
const ofBorrower = new RegExp(
  String.raw`\b${borrower}${possessive}\s+(?:${birthday}|dob|date of birth|birth ?date)${small}`,
  'i',
);
const ofCompany =
  /\b(?:company|firm|business|team|brokerage|idea|brand|office|shop|agency)\b[^.;,]*\bborn\b/i;

/** Borrowers are adults. Someone born later is a baby in the note, and the day is when to bring a gift. */
const isAdultYear = (text: string): boolean => {
  const year = Number(text);
  return text.length === 4 ? year >= 1900 && year <= 2010 : year <= 10 || year >= 36;
};

/**
 * A birthday with its year, no matter whose; a borrower's even without. Of a birthday that may be a partner's, only the year is
 * too much: month and day are for their card.
 */
export const birthDates: FactFinder = {
  words: /dob|d\.o\.b|b(?:irt|rit)h|b-?day|\bborn\b|\(b\./i,
  *find(text) {
    for (const match of text.matchAll(days)) {
      const [said, ...years] = match;
      const span = { start: match.index, end: match.index + said.length };
      const year = years.find(Boolean);
      const told = toldBy(said, year, around(text, span));
      if (told === 'birthday') yield { ...span, start: span.start + beforeYear(said, year!) };
      else if (told) yield span;
    }
  },
};

/** Where the year begins, with the sign before it. A year that comes first takes the day along. */
const beforeYear = (said: string, year: string): number =>
  said.startsWith(year)
    ? 0
    : said.slice(0, -year.length).replace(/(?:[\s,/.\-'’]|\b(?:of|in) )+$/, '').length;

/** Which words tell that a day is one of birth; null if none do, or it is a day that may be told. */
function toldBy(
  said: string,
  year: string | undefined,
  { left, right }: { left: string; right: string },
): 'birth' | 'birthday' | null {
  if (ofBorrower.test(left)) return 'birth';
  if (afterDob.test(left)) return year !== undefined || /\d{4,}$/.test(said) ? 'birth' : null;
  if (!year || !isAdultYear(year)) return null;
  if (afterBorn.test(left)) return ofCompany.test(left) ? null : 'birth';
  if (/^['’]?\d+$/.test(said)) return null;
  if (isBefore.test(right)) return 'birth';
  return afterBirthday.test(left) ? 'birthday' : null;
}

/**
 * "Dana's birthday is June 19, 1984", and nothing else: it is said for the partner's card, which takes the day and leaves the
 * year. Nothing that keeps the words may have it.
 */
export function isBirthdayAlone(text: string): boolean {
  const [told, ...others] = birthDates.find(text);
  return (
    told !== undefined &&
    others.length === 0 &&
    birthdayOfSomeone.test(text.slice(0, told.start)) &&
    /^\W*$/.test(text.slice(told.end)) &&
    !notForACard.test(text)
  );
}
const birthdayOfSomeone = /^\s*(?:[\p{L}.'’-]{1,30} ){1,3}(?:birth ?day|b-?day)\b[^\n]{0,40}$/iu;
const notForACard = new RegExp(String.raw`\b(?:me|i|to|remind|promised?|owe|${borrowers})(?!\w)`, 'i');
