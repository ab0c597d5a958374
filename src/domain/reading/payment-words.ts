import type { Payer } from '../words.ts';
import { wordSet } from './grammar.ts';

/**
 * How people say who paid for a meal. A clause is matched as words with single blanks between them; in it `#` stands for an
 * amount of money, `%` for a bare number, `@` for someone at the table, `@s` for what is theirs, and `^` for a day.
 */
export interface PaymentRule {
  payer: Payer | null;
  pattern: RegExp;
  /** Only as a clause of its own: after other words it may mean something else. */
  alone: boolean;
}

export const meals =
  'coffees?|cofee|coffe|bfast|lunch|lunches|dinner|breakfast|brunch|drinks?|beers?|cocktails|tacos|sushi|pizza|bbq|happy hour|happy hr|meal|supper|tea|wine|ice cream|smoothies?|lattes?|food|appetizers|apps|bite|sandwiches|bagels|burgers|wings';

const meal = `(?:(?:a|the|some|our|my|her|his|their) ){0,3}(?:${meals})`;
const tab =
  '(?:(?:the|our|whole|entire|lunch|dinner|breakfast|coffee|bar|#) ){0,3}(?:tab|bill|check|cheque|tip)';
const it = '(?:it all|it|this one|that one|all of it|everything)';
const whom = '(?:both of us|everyone|everybody|all of us|the table|us|me|him|her|them|@)';
const more = '(?: (?:total|even|all in|plus tip|with tip|w tip|and change|or so)){0,3}';
const amount = `(?:(?:about|around|roughly|like|approx|only|just|a|the|my|total) ){0,3}#${more}`;
const number = `(?:${amount}|%)`;
const paidFor = `(?:(?: for)? (?:${tab}|${meal}|${it}|${whom})){0,3}(?: ${number})?(?: (?:for|on) (?:${meal}|${tab}|${it}|${whom}|both)){0,3}`;
const we = '(?:i|we|ive|weve|i actually|i just|we actually)';
const they = '(?:(?:he|she|they|@(?: and @){0,3})(?: just| actually| kindly| graciously| even){0,3})';
const tookTab = `(?:picked up|got|grabbed|covered|footed|took|took care of|handled|snagged|picked) ${tab}(?: up)?(?: ${number})?`;
const tookIt =
  '(?:got|grabbed|covered|took care of|handled|picked up) (?:it|this one|that one|lunch|dinner|breakfast|coffee|drinks|brunch)';
const insisted = `insisted(?: (?:on|to) (?:paying|pay|treating|treat|picking up|covering|getting)(?: (?:${tab}|${it}))?)?`;
const card =
  '(?:(?:my|the|our|a) )?(?:company|corporate|work|branch|office|team|business) (?:card|amex|visa|dime|account)';

const rules: [Payer | null, 'alone' | 'anywhere', string[]][] = [
  [
    'each own',
    'anywhere',
    [
      `(?:we )?(?:just )?split (?:${it}|${tab}|the cost|(?:the )?(?:${meals}))(?: (?:50 50|evenly|in half|down the middle|in two|(?:two|three|four|%) ways))?`,
      '(?:we )?(?:all )?(?:went|going|paid) dutch',
      '(?:we )?(?:all |just )?(?:went|did) (?:50/50|50 50|fifty fifty|half and half|halves)',
      'we (?:all |just |each )?split(?: it)?',
      'split (?:50 50|50/50|evenly|in half|down the middle|(?:two|three|four|%) ways)',
      '(?:dutch treat|going dutch|went halves|went halfsies|halfsies)',
      `(?:we )?(?:each|both|all|everyone|everybody) (?:paid|got|covered|bought) (?:for )?(?:our|their|his|her|my) own(?: way| ${tab}| ${meal}| ${number}){0,3}`,
      `(?:we )?(?:each|both) paid(?: (?:our|the|own|half|share|separately)){0,3}(?: ${number})?`,
      `(?:i |we )?paid (?:for )?(?:my|our) own(?: way| ${meal}){0,3}(?: ${number})?`,
      `${they} paid (?:for )?(?:his|her|their) own(?: way| ${meal}){0,3}`,
      `(?:i |we )?(?:paid|covered|got) (?:for )?(?:mine|myself|my (?:half|share|part))(?: ${number})?`,
      '(?:we )?(?:had |got |did |paid )?separate(?:ly| checks| tabs| bills)',
      `(?:at |about |around ){0,3}# (?:each|apiece|a piece|a person|per person|a head|a pop|pp)`,
      `my (?:half|share|part) (?:was|came to|is)(?: about)? ${number}`,
    ],
  ],
  [
    'each own',
    'alone',
    [
      '(?:we )?(?:all )?(?:split|dutch)',
      '(?:we )?(?:split )?(?:50 50|50/50)',
      '(?:we )?split (?:50 50|evenly|down the middle|(?:two|three|four|%) ways)',
    ],
  ],
  [
    'we did',
    'anywhere',
    [
      `${we} paid${paidFor}`,
      `(?:${we} )?${tookTab}`,
      `${we} (?:${tookIt}|picked (?:it|this one) up)(?: ${number})?`,
      `${we} (?:treated|bought)(?: (?:${whom}|${it}|${meal})){0,3}(?: to ${meal})?(?: ${number})?`,
      `(?:i |we )?(?:treated|bought) (?:@(?: and @){0,3}|him|her|them|everyone|everybody)(?: (?:to )?${meal})?(?: ${number})?`,
      `(?:i |we )?(?:bought|paid for|covered|expensed) ${meal} (?:for|with|w) @(?: and @){0,3}(?: ${number})?`,
      `(?:% )?(?:it was |this was |this one was )?(?:my|our) treat(?: ${number})?`,
      `(?:% )?(?:it was |its |was |this one was )?on (?:me|us|my card|our card|my dime|our dime|my tab|${card}|the (?:company|branch|firm))(?: ${amount})?`,
      'all on (?:me|us)',
      `(?:it was )?charged to (?:me|us|${card}|(?:my|our|the) (?:card|amex|visa))`,
      'out of (?:my|our) (?:own )?pocket',
      `(?:${we} )?(?:put|charged|threw) (?:${it}|${tab}|${meal}|${number}) (?:on|to) (?:${card}|(?:my|our|the) (?:card|amex|visa|company|branch))(?: ${number})?`,
      `(?:% )?(?:with |used |on )?${card}(?: ${number})?`,
      `(?:${we} )?expensed (?:${it}|${tab}|${meal}|${amount})(?: ${amount})?`,
      `(?:${we} )?spent ${number}(?: on (?:${meal}|${tab}|${it}|${whom})){0,3}`,
      `cost (?:me|us|the branch|the company) ${number}`,
      `(?:ran|set) (?:me|us) (?:back )?${number}`,
      `(?:the |our )?(?:company|branch|office) (?:paid|covered it|picked up ${tab})(?: ${amount})?`,
      `paid ${number}(?: (?:for|on) (?:${meal}|${tab}|${it}|${whom}|both)){0,3}`,
      `(?:paid|paid for) ${tab}(?: ${number})?`,
      `paid for (?:${meal}|${it}|both|${whom})(?: ${number})?`,
      `(?:${we} )?paid ${number} (?:on|with) (?:${card}|(?:my|the|our) (?:card|amex|visa))`,
      'paid by (?:the )?(?:company|branch|office|us|me)',
      `(?:i |we )?picked up (?:her|his|their|@s) (?:${meals})(?: ${number})?`,
    ],
  ],
  ['we did', 'alone', ['paid', `${we} ${insisted}`, `covered ${it}(?: ${number})?`, `${we} covered`]],
  [
    'they did',
    'anywhere',
    [
      `${they} paid${paidFor}`,
      `${they} ${tookTab}`,
      `${they} (?:${tookIt}|picked (?:it|this one) up|(?:picked up|covered) ${meal})(?: ${number})?`,
      `${they} (?:got|covered|took care of) (?:us|me)`,
      `${they} (?:treated|bought)(?: (?:us|me|both of us|the table|${it}))?(?: (?:to )?${meal})?(?: ${number})?`,
      `${they} sprang for (?:${it}|${meal}|${tab})`,
      `${they} ${insisted}`,
      `${they} (?:wouldnt|would not|didnt|refused to) let (?:me|us) (?:pay|get it|treat|cover it|touch ${tab})(?: for (?:it|a thing|anything))?`,
      `(?:% )?(?:it was |this one was )?(?:his|her|their|@s) treat(?: ${number})?`,
      `(?:it was |its |was )?on (?:him|her|them|@)(?: ${amount})?`,
      '(?:courtesy of|paid by) (?:him|her|them|@)',
    ],
  ],
  [
    null,
    'anywhere',
    [
      '(?:plus )?# (?:for |in |on )?(?:the )?(?:tip|gratuity|tax)',
      `(?:(?:for|at|was|it was|came to|came out to|total|total was|cost) )?${amount}`,
      `(?:${tab}|total|damage|cost|${meal})(?: (?:was|came to|came out to|ran|total|totaled)){0,2} ${number}`,
    ],
  ],
];

export const paymentRules: PaymentRule[] = rules.flatMap(([payer, where, patterns]) =>
  patterns.map((pattern) => ({
    payer,
    pattern: new RegExp(`(?:${pattern})(?= |$)`, 'y'),
    alone: where === 'alone',
  })),
);

/** What may come before the words of a payment in a clause of their own. */
export const paymentLead = new RegExp(
  `(?:(?:and|but|so|then|also|btw|fyi|of course|this time|luckily|thankfully|though|lol|since|where|who|which) |(?:he|she|they|i|we|@) (?:offered|tried|wanted|insisted|reached)(?: to (?:pay|treat|get it|split|split it|cover it)| for (?:it|${tab})){0,3} (?:but|so|and) ){0,3}`,
  'y',
);

/** What may come after them; a day is not taken with them. */
export const paymentTail =
  /((?: (?:this time|again|though|too|as well|of course|thankfully|btw|lol|haha|for once|today|tonight|thanks|thank you|so (?:sweet|nice|kind)(?: of (?:him|her|them))?|(?:very |so )?(?:sweet|nice|kind|generous) of (?:him|her|them)|by the way|fyi|for the record|\*)){0,3})(?: \^)?$/y;

/** Between two payments in one clause. */
export const paymentJoint = /(?: \^)?(?: (?:and|but|so|then))? /y;

/** After a payment at the beginning of a clause: the meal it was for, or with whom. */
export const paymentGoesOn = new RegExp(
  `(?: (?:at|for|over|during|after) (?:${meals})| (?:with|w) @)(?= |$)`,
  'y',
);

/** After a payment in a clause that goes on without a mark: "we paid $40 and he promised the list". */
export const paymentEnds =
  /(?: \^)?(?: (?:and|but|then))? (?:he|she|they|i|we|@|ill|im|promised|told|said|talked|owe|wants|wanted|needs|loves|loved)(?= )/y;

/** Right after the meal: "lunch on me with Hope". */
export const onUs = /^on (?:me|us)$/;

/** After these, an amount or a payment in the same clause is part of what was said. */
export const saysMore = wordSet(
  'about re regarding what how much that said says told tell because cause if whether why price than never not no didnt dont next should would could will gonna owe owes owed ask asked asking want wants wanted worried mentioned thinks discuss discussed talked talking talk over gift card cash house home loan listing listed list sold offer offered grant deposit credit fee fees rate rates budget raised raise gave give giving sent handed venmoed brought dropped donated donation fundraiser worth commission referral spilled leaned tomorrow ill well under above below last used always usually need needs ticket tickets sponsor sponsored sponsoring closing closed closes refi appraisal buying selling',
);
