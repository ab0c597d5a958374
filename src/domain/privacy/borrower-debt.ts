import { about, around, borrower, type FactFinder, oneOf, possessive } from './borrower-facts.ts';

/** In percent; below and above, it is another number. */
const ratios = /(?<![\w$#.,/-])(?:[2-7]\d(?:\.\d{1,2})?)(?:\s?(?:%|percent\b))?(?![\w$]|[.,/-]\d)/gi;

const dti = String.raw`\b(?:dti|d\.t\.i\.?|debt[ -]?(?:to|2|/)[ -]?income|(?:front|back)[ -]end(?: ratio| dti))(?:['’]?s)?(?: ratio)?`;
const small = oneOf(`
  is|was|are|at|of|a|an|the|${about}|came|comes|in|back|out|sits|sitting|now|still|has|had|got|with|her|his|their|hit`);
const afterDti = new RegExp(String.raw`${dti}(?:[\s:;=~#(–—-]|\b${small}\b){0,10}$`, 'i');
const isBeforeDti = new RegExp(String.raw`^\s*(?:on (?:the |her |his )?)?${dti}`, 'i');

/** A lender's rule, and no one's own ratio. */
const rule = new RegExp(
  String.raw`\b${oneOf(`
    max(?:imum)?|min(?:imum)?|cap(?:s|ped)?|limits?|up to|goes to|go to|tops?(?: out)?|allow(?:s|ed)?|guidelines?|overlays?|
    programs?|if|under|over|above|below|exceed(?:s|ing)?|need(?:s)?|requires?|fha|va|usda|conventional|jumbo|aus|du|lp|class|
    down at`)}\b[^.;!?]{0,30}$`,
  'i',
);
const ruleAfter =
  /^[^.;!?]{0,25}\b(?:max|maximum|cap|limit|with aus|guideline|overlay|rule|or (?:less|lower|under))\b/i;

/** "DTI 52%", "debt to income of 48", "45% DTI" */
export const debtRatios: FactFinder = {
  words: /dti|d\.t\.i|debt|[ -]end/i,
  *find(text) {
    for (const { 0: said, index: start } of text.matchAll(ratios)) {
      const span = { start, end: start + said.length };
      const { left, right } = around(text, span);
      const isRatio = afterDti.test(left) || isBeforeDti.test(right);
      if (isRatio && !rule.test(left) && !ruleAfter.test(right)) yield span;
    }
  },
};

const reasons = oneOf(`
  (?:(?:bad|poor|low|thin|no|her|his|their) )?credit(?! unions?)|(?:her|his|their|low|not enough|no) income|dti|debts?|
  collections?|charge[ -]?offs?|late payments?|lates|liens?|judg(?:e)?ments?|employment|job (?:loss|history|gap)|
  bankruptc(?:y|ies)|foreclosure|student loans?|child support`);
const someone = String.raw`\b(?:${borrower}|applicant)${possessive}`;
/** What a borrower was turned down for, and what is in their past. */
const histories = [
  new RegExp(
    String.raw`${someone}\b[^.;!?\n]{0,30}?\b((?:was|got|were|been|is being|gets?) (?:denied|declined|turned down)\b[^.;!?\n]{0,20}?\b(?:for|because of|due to|over|on|cuz of)\b[^.;,!?\n]{0,15}?\b${reasons})`,
    'dgi',
  ),
  new RegExp(String.raw`\b(credit denial for (?:the |her |his |our )?${someone})`, 'dgi'),
  new RegExp(
    String.raw`${someone}\b[^.;!?\n]{0,25}?\b(?:has|had|have|with|filed(?: for)?|files|went|going through|is in|in|declared|just|out of|discharged from)\b[^.;!?\n]{0,12}?\b((?:an? |the )?(?:(?:chapter (?:7|11|13)\d?|ch\.? ?(?:7|13))(?: bankruptcy| bk)?|bankruptc(?:y|ies)|bk|foreclosure|divorce))\b(?! (?:attorneys?|lawyers?|court|class|seminar|talk|practice|clients?|rules?|guidelines?|waiting|decree class|planners?))`,
    'dgi',
  ),
];

/** "Her buyer was denied for collections", "the client filed chapter 7" */
export const creditHistories: FactFinder = {
  words: /denied|denial|declined|turned down|chapter|\bch\.?\s?\d|bankrupt|\bbk\b|foreclos|divorce/i,
  *find(text) {
    for (const pattern of histories)
      for (const match of text.matchAll(pattern)) {
        const [start, end] = match.indices![1]!;
        yield { start, end };
      }
  },
};
