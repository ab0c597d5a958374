import { about, around, borrowers, type FactFinder, oneOf, theEnd } from './borrower-facts.ts';

const amounts =
  /(?<![\w.,/#-])\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?(?:\s?k\b)?(?![\w%]|[.,/]\d|-\d|\s?%|\s?(?:m|mm|million)\b)/gi;

/** The forms of the tax office, which are no amounts. */
const taxForms = /^(?:1040|1065|1098|1099|1003|1120)$/;
const calendarYear = /^(?:19|20)\d\d$/;

/** Dollars, a year or a month; less is a count of something, unless it is by the hour. */
const leastAmount = 1000;
/** Dollars, without a word of the year: "makes 58k". */
const leastYearly = 20_000;
/** Dollars. */
const mostHourly = 500;
/** Thousands, which some leave out: "salary is 120". */
const thousands: [least: number, most: number] = [30, 400];

/** Talk of income, and no one's income: "income limit", "income property". */
const notTalk = String.raw`(?!['’]?s?\s*-?\s*${oneOf(String.raw`
  limits?|caps?|propert|docs?\b|documentation|class|tax\b|streams?|goals?|guidelines?|rules?|talk|restrict|range|
  verification|require`)})`;
/** Not "low income", "median household income", "VA residual income". */
const someones = String.raw`(?<!\b${oneOf(`
  low|passive|residual|median|average|avg|mean|area|max|maximum|min|minimum`)}(?: household| family| area)?[ -])`;
const nouns = oneOf(`
  incomes?|salar(?:y|ied|ies)|wages?|earnings|agi|w-?2s?|take[- ]?home(?: pay)?|pay ?stubs?|pay ?checks?|
  (?:base|yearly|annual|monthly|hourly|weekly|gross|net) pay|pay(?= is| was)|base(?= (?:and|plus))|
  (?:his|her|their|['’]s) (?:monthly|yearly|annual|gross)|(?:adjusted )?gross(?= of|:| is|,)|raise to|alimony|child support`);
const noun = String.raw`${someones}\b${nouns}${notTalk}`;

const small = oneOf(`
  is|are|was|were|be|of|at|to|${about}|says?|shows?|showing|came|comes|come|in|out|up|for|last|this|per|on|the|it|a|an|year|
  month|now|then|s|total|gross|net|his|her|their|paper|and|or|plus|combined|annual|monthly`);
const afterNoun = new RegExp(
  String.raw`${noun}(?:[\s:;=~"'’,\-–—<>.(+/]|\b(?:19|20)\d\d\b|\b${small}\b|\$?\d[\d,.]*k?\b){0,22}$`,
  'i',
);
/** With other words between: "the salary of the borrower is". */
const afterNounAfar = new RegExp(String.raw`${noun}[^\n\d.;,!?]{0,25} (?:is|was) (?:${about} )*\$?$`, 'i');
const rightAfterNoun = new RegExp(
  String.raw`\b(?:incomes?|salary|household income)\b\W*(?:(?:is|was|of)\b)?\W*(?:${about} )*$`,
  'i',
);

const dollars = String.raw`\s*(?:(?:dollars|bucks)\s*)?`;
const benefits = oneOf(String.raw`
  social security|ssi|ssdi|ssa|va\b|(?:va )?disability|pension|retirement|(?:his|her|their) (?:job|pension)`);
/** "92k income", "7,200 gross", "1,650 a month from Social Security". */
const isBeforeNoun = new RegExp(
  String.raw`^(?:${dollars}(?:an?|per|every|/)?\s*(?:years?|yr|months?|mo|annual(?:ly)?|monthly|yearly))?\s*(?:in |of )?(?:(?:gross|net|annual|household|yearly|monthly|base|combined|joint|total) )*(?:income|salary|wages|take[- ]home|alimony|child support|base)\b${notTalk}|^\s*(?:gross|net)\s*(?:$|[.,;)]|a\b|per\b|monthly|pay)|^[^.,;\d]{0,12} (?:from|in) ${benefits}`,
  'i',
);

const verbs = oneOf(`
  makes?|making|made|earns?|earning|earned|(?:brings?|bringing|brought|takes?|taking|took) (?:home|in)|
  pulls?(?: (?:in|down))?|pulling (?:in|down)|clears?|(?:gets?|getting|is|was|being|are) paid|paid|gross(?:es|ed|ing)?|
  nets|netted|netting`);
const afterVerb = new RegExp(
  String.raw`\b${verbs}(?:[\s:~"'’,\-–—.($+]|\b(?:${about}|a|good|somewhere|between|and|to|or|six figures|6 figures)\b|\$?\d[\d,.]*k?\b){0,16}$`,
  'i',
);
/** These say what is left of a deal as often as of a month. */
const looseVerb = /\b(?:pulls?|clears?)\b(?! (?:in|down))[^.,;]*$/i;
/** So does "paid" of what was bought. */
const wasPaid = /\bpaid\W*$/i;
const getsPaid = /\b(?:gets?|getting|is|was|being|are) paid\W/i;
const job = /\b(?:nurse|teacher|works (?:at|for|as)|job)\b[^.;!?\d]{0,25}$/i;

const period = new RegExp(
  String.raw`^${dollars}(?:gross\s*|net\s*)?(?:(?:an?|per|every|each|/)\s*(?:year|yr|month|mo|week|wk|hour|hr|annum|paycheck|two weeks|2 weeks|other week)\b|annually|yearly|monthly|weekly|bi-?weekly|hourly|last year|this year)`,
  'i',
);
const hour = new RegExp(String.raw`^${dollars}(?:(?:an|per|/)\s*(?:hour|hr)\b|hourly\b)`, 'i');
/** Pay of a kind that bills and rents do not have. */
const payday = new RegExp(`^${dollars}(?:every (?:two|2|other) weeks?|bi-?weekly|hourly|an hour|/hr)`, 'i');

/** Nothing of a borrower's: a wish, a rule for anyone, what we or an agent earn. */
const otherBefore = new RegExp(
  String.raw`\b${oneOf(`
    goals?|wants?|hop(?:es?|ing)|plans?|would like|grow|double|assistant|admin|caps?|limits?|program|grant|anyone|anybody|
    people|those|families|folks|teachers|nurses|agents|households|median|average|area|sellers?|our|team`)}\b[^.;,!?]*$|\bhir(?:ing|es?)\b|(?<!\bthe )\b(?!${borrowers}\b)[a-z]+s (?:make|earn)\b[^.;,!?]*$|\b(?:we|i)(?:['’](?:ve|d|ll))? (?:\w+ )?(?:ma(?:ke|de)|earn(?:ed)?|net(?:ted)?|gross(?:ed)?|paid)\b[^.;,!?]*$`,
  'i',
);
const otherAfter = new RegExp(
  String.raw`^[^.;!?]{0,30}\b${oneOf(`
    commissions?|gci|flip|sales|volume|production|deals?|closings?|listings?|referrals?|from the sale|caps?|limit|grant`)}\b`,
  'i',
);

/** Nothing follows that says what it was made on, as "12k on that deal" does. */
const bare = new RegExp(
  String.raw`^\s*${oneOf(String.raw`
    dollars|w-?2|together|combined|between (?:them|the two)|plus|base|full|at\b(?! closing)|as an?\b|on paper|working|
    after (?:tax|write|deduct)|on (?:his|her|their|the) (?:schedule|sch|1040|tax|w-?2|return)|in (?:19|20)\d\d`)}`,
  'i',
);
const ofBorrower = new RegExp(String.raw`\b${borrowers}(?!\w)`, 'i');
const atWork = /^\s+(?:in|at|doing|driving)\b(?! commission)/i;
const isBare = (left: string, right: string): boolean =>
  theEnd.test(right) || bare.test(right) || (ofBorrower.test(left) && atWork.test(right));

/** "Makes 85k a year", "income is 92,000", "W-2 shows 66,300", "paid $1,900 biweekly". */
export const incomes: FactFinder = {
  words: new RegExp(
    oneOf(String.raw`
      income|salar|wage|earn|agi|w-?2|\bpay|paid|take[- ]?home|raise|alimony|support|social sec|ssi|pension|disability|
      retirement|job|nurse|teacher|works|monthly|annual|yearly|\bma(?:k|de)|(?:br|t|p)\w+ (?:home|in|down)|pulls|clears|gross|
      nets|netted|netting|\bbase\b`),
    'i',
  ),
  *find(text) {
    for (const { 0: said, index: start } of text.matchAll(amounts)) {
      const span = { start, end: start + said.length };
      if (isIncome(said, around(text, span))) yield span;
    }
  },
};

function isIncome(said: string, { left, right }: { left: string; right: string }): boolean {
  if (taxForms.test(said) || (calendarYear.test(said) && !period.test(right))) return false;
  if (otherBefore.test(left) || otherAfter.test(right)) return false;
  const number = Number(said.replace(/[$,\sk]/gi, ''));
  const isThousands = /k$/i.test(said);
  const value = isThousands ? number * 1000 : number;
  if (value < leastAmount && !(hour.test(right) && value < mostHourly)) {
    const [least, most] = thousands;
    if (said !== String(value) || value < least || value > most || !(theEnd.test(right) || bare.test(right)))
      return false;
    return (
      rightAfterNoun.test(left) || (ofBorrower.test(left) && /\b(?:mak(?:es?|ing)|earns?)\s+$/i.test(left))
    );
  }
  if (afterNoun.test(left) || afterNounAfar.test(left) || isBeforeNoun.test(right)) return true;
  if (job.test(left) && period.test(right)) return true;
  if (!afterVerb.test(left)) return false;
  if (wasPaid.test(left) && !getsPaid.test(left)) return payday.test(right);
  return period.test(right) || (value >= leastYearly && !looseVerb.test(left) && isBare(left, right));
}
