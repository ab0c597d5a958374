import { about, around, borrowers, type FactFinder, oneOf, possessive, theEnd } from './borrower-facts.ts';
import type { Span } from './check-digits.ts';

/** FICO and VantageScore both run from 300 to 850. */
const scoreMin = 300;
const scoreMax = 850;

/** Three digits, also one by one: "6 1 2", "500s", "760+". Not a price, a house number, or a part of more. */
const likeScores =
  /(?<![\w$€£,#.]|\d-|(?<!\d)\d{1,2}\/)(?:[3-8]\d{2}|[3-8] \d \d|[3-8] \d0)(?:'?s\b|ish\b|\+)?(?![\w$%]|[.,]\d|-\d|\/\d{1,2}(?!\d)| \d{1,2}\b)/g;

/** Talk of scores, and no one's score: "credit score class". */
const notTalk = String.raw`(?!\s*-?\s*${oneOf(`
  class|course|talk|webinar|seminar|workshop|luncheon|event|flyer|guide|sheet|repair|union|tiers?|card debt|requirement|
  pricing|price|program|10t\b`)})`;

const score = 'sc(?:or|ro)e';
/** These go with nothing but credit. */
const namedWords = oneOf(String.raw`
  fico ?(?:[24589]|10)?(?: score)?|ficos|ficco|rescored?|credit[ -]?${score}s?|credit rating|credit karma|credit report|
  credit pull|(?:pulled|ran) (?:\w+ )?credit|(?:fair|good|great|bad|poor|rough|decent|excellent) credit|
  (?:mid|middle|median)[ -]?(?:credit )?${score}s?|mid(?= is)|beacon(?: score)?|vantage ?(?:score)?(?: ?[34]\.0)?(?: score)?|
  equifax|experian|trans ?union|tri[- ]?merge`);
const named = String.raw`\b${namedWords}\b${notTalk}`;

/** What stands between the word and the number: "came back at a", "is still like", "701 and". */
const small = oneOf(`
  is|are|was|were|has|had|at|of|a|an|the|${about}|came|come|comes|coming|back|in|up|down|to|from|now|hit|hits|got|went|
  gone|going|dropped|drops|fell|jumped|rose|improved|sitting|sits|running|pulled|pulls|shows?|showing|says?|reads?|low|
  mid|high|upper|lower|and|then|or|still|currently|s|points?|it|its|him|her|them|us|wife|husband|which|who`);
const between = String.raw`(?:[\s:;=~#"'’,\-–—/&+<>.(]|\d{1,3}s?\b|\b${small}\b){0,26}$`;
const before = (words: string): RegExp => new RegExp(words + between, 'i');

const anyWords = String.raw`[^\n\d.;!?]{0,40}`;
const afterNamed = before(named);
/** With other words between: "FICO on the co-borrower is", "middle score for the wife". */
const afterNamedAfar = new RegExp(
  String.raw`${named}(?:${anyWords}(?:\b(?:is|was|are|were|at|of|to|hit|shows?|got|back|in)|[:=])\s*(?:(?:${about}|an?|the|low|mid|high) )*|[^\n\d.;!?]{0,12} (?:for|on) (?:the |her |his )?\w+(?:['’]s)?,?\s*)$`,
  'i',
);

const otherScores = oneOf(`
  walk|transit|bike|zillow|golf|game|school|survey|nps|promoter|test|exam|quiz|energy|hers|bowling|box|final|lead|sat|act|
  lsat|gmat|review|trust|safety|best|top`);
const afterScore = before(String.raw`(?<!\b${otherScores}\s)\b${score}s?${notTalk}`);

/** "Credit" alone may be money. "Her credit", "credit is", or at the head of a clause, it is a score. */
const afterCredit = new RegExp(
  String.raw`(?:\b(?:his|her|their|the|${borrowers})${possessive}(?: \w+['’]?s?)? |^\W*|[,.;:] *)credit\b(?: (?:is|was|at|${score})|['’]?s)?${between}|\bcredit (?:is|was|['’]s)${between}|\bcredit for (?:the |her |his )?${borrowers}${anyWords}\b(?:is|was|at)\s*$`,
  'i',
);
const money = new RegExp(
  String.raw`\bcredits? (?:back )?of\W*$|\b${oneOf(`
    seller|lender|builder|tax|closing|carpet|repair|roof|college|ce`)}(?:['’]?s)?(?: closing)?(?: cost)? credits?\b`,
  'i',
);

const creditOf = String.raw`credit\b(?!\s*${oneOf(`
  on|toward|towards|at|for|from|to|cards?|unions?|limit|line|hours?|class|repair|works?`)}\b)|credit on the ${borrowers}\b`;
const street = String.raw`(?!\s+(?:lane|ln|street|st|ave|rd|ct)\b)`;
/** "612 FICO", "640 to 702 on her credit", "702 is his middle score". */
const isBefore = new RegExp(
  String.raw`^(?:\s*(?:,|to|and|or|/)\s*\d{3}\b)*(?:(?:\s*(?:is|was)\s+(?:his|her|their|the)(?:\s+\w+['’]s)?)?\s*(?:(?:mid(?:dle)?|fico|credit|beacon|vantage)[ -]*)*(?:fico|${score}|beacon|mid(?=\W*$|[.,;!?)]| (?:and|but|so)))\b${notTalk}${street}|\s*(?:${creditOf})|\s+(?:on|in)\s+(?:(?:her|his|their|the)\s+)?(?:credit|fico)\b)`,
  'i',
);
const isBeforeScores = /^\s*(?:credit |fico )?scores\b/i;
const someoneHas = /\b(?:they|have|has)\b/i;

/** "The buyer is a", "her client came in at a", "the client with the". */
const afterPerson = new RegExp(
  String.raw`\b${borrowers}(?:['’]?s['’]?)?(?: ${oneOf(`
    who|is|are|was|were|has|had|only|just|like|still|now|about|at|with|sitting|came|comes|coming|in|back`)})* (?:a|the)\s+$`,
  'i',
);

/** A lender's rule, or a price for a score, and no one's own. */
const ruleBefore = new RegExp(
  String.raw`\b(?:${oneOf(`
    min(?:imum)?|floor|cut-?off|need(?:s|ed)?|requir(?:es?|ed|ement)|at least|down to|as low as|overlay|tiers?|pricing|
    sheet|priced|grant|bond|guidelines?|program|assistance|starts? at|buyers (?:above|over|with)|if|our`)}|${oneOf(`
    fha|va|usda|dscr|conventional|jumbo|heloc|bank statement`)}(?: loans?)?(?: (?:at|to|from|with|is|needs|goes|for))*)\b[^.;!?]{0,25}$`,
  'i',
);
const ruleAfter = new RegExp(
  String.raw`^(?:[^.,;!?]{0,12}\b(?:fha|usda|dpa|llpa)\b|[^.;!?]{0,25}\btiers?\b|[^.,;!?]{0,25}\b${oneOf(`
    works? (?:for|with)|qualif|gets? the|and up|or (?:better|higher|above)|overlay|program|minimum|min|floor|sheet|pricing|
    best price|flyer|handout|unicorn|for (?:fha|va|usda|conventional|jumbo)`)})`,
  'i',
);
const owned = new RegExp(
  String.raw`\b(?:his|her|their|thier|${borrowers})${possessive} (?:\w+ )?(?:fico|credit|score|mid)`,
  'i',
);

/** "Her buyer has a 612 FICO", "credit came back at 588", "the client is a 705". */
export const creditScores: FactFinder = {
  words: new RegExp(
    `fico|ficco|${score}|credit|beacon|vantage|equifax|experian|trans ?union|merge|${borrowers}`,
    'i',
  ),
  *find(text) {
    for (const { 0: said, index: start } of text.matchAll(likeScores)) {
      const value = Number(said.replace(/\D/g, ''));
      const span = { start, end: start + said.length };
      if (value >= scoreMin && value <= scoreMax && isScore(text, span)) yield span;
    }
  },
};

function isScore(text: string, span: Span): boolean {
  const { left, right } = around(text, span);
  const isTold =
    afterNamed.test(left) ||
    isBefore.test(right) ||
    (afterNamedAfar.test(left) && theEnd.test(right)) ||
    (someoneHas.test(left) && isBeforeScores.test(right)) ||
    afterScore.test(left) ||
    (afterCredit.test(left) && !money.test(left)) ||
    (afterPerson.test(left) && theEnd.test(right));
  return isTold && (owned.test(left) || !(ruleBefore.test(left) || ruleAfter.test(right)));
}
