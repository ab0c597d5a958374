import { type Clause, type Found, owner, type ReadClause, subject, typedOf } from './clause.ts';
import type { ReadLine } from './line.ts';

/** What a partner wants to grow: by a verb of growing, or by what businesses are made of. */

const textMax = 500;

/** "Joan... military relocation, that's her thing to grow" */
const named =
  /^§\d+(?:'s)?\W+(.{3,80}?),? (?:that's|is) (?:her|his|their) (?:thing to grow|growth (?:goal|thing)|big (?:goal|push)|goal|focus)\W*$/d;

export const readLineGrowing: ReadLine = (line) => {
  const match = named.exec(line.text);
  const value = match && typedOf(line, match, 1, 0);
  return value && line.marks.length === 1
    ? {
        refs: [line.marks[0]!],
        make: (partnerIds) => ({ is: 'field', partnerIds, field: 'growing', value }),
        from: 0,
        to: line.to,
        hasNote: false,
      }
    : null;
};

/** Verbs that tell of growing whatever follows. */
const strong =
  'grow|grow out|retire|expand|scale|scale up|hire|recruit|break into|diversify|double|triple|increase|attract|do more|sell more|list more|close more|get more|find more|land more|win more|meet more|reach more|branch out|specialize|build up|build out|get into|go after';
/** Verbs that do so with a word of business after them. */
const weak =
  'build|add|open|launch|start|land|win|get|find|move into|become|improve|market|do|bring on|develop|create|run|teach|host|sell|buy|reach|break in to|beef up|work with|get better at|get in front of|specialize in';
const gerunds =
  'growing|expanding|scaling|hiring|recruiting|breaking into|diversifying|doubling|increasing|attracting|getting more|doing more|branching out|building up|building out|getting into|going after';
const weakGerunds =
  'building|adding|opening|launching|starting|landing|winning|getting|finding|moving into|becoming|improving|marketing|bringing on|developing|creating|running|teaching|hosting';

/** What a partner's business is made of. */
const business =
  /\b(?:listings?|sellers?|buyers?|agents?|team|investors?|leads?|clients?|referrals?|referral partners?|luxury|commercial|relocations?|first[- ]time|new construction|farm\w*|social|instagram|youtube|videos?|tiktok|podcast|brand\w*|website|newsletter|marketing|markets?|business|practice|brokerage|office|branch|location|territory|subdivision|lots?|spec homes?|homes|units|volume|production|closings|deals|sales|price points?|assistants?|coordinator|site manager|project manager|foreman|crews?|staff|subs?|subcontractors?|superintendent|admin|reviews|presence|network|sphere|following|audience|workshops?|classes|seminars?|va|veterans|condos?|waterfront|rentals?|property management|divorce|probate|seniors?|downsizers?|millennials|builders?|attorneys?|planners?|cpas?|partners|accounts?|policies|niche|pipeline|database|book of business|neighborhoods?|communities|flips|duplexes|multifamily|vacation homes?|second homes?|jumbo)\b/;

/** What is wanted now and from us is nothing to grow. */
const wanted =
  /^(?:to (?:know|see|meet|talk|chat|get together|grab|have|come|go|wait|think|hear|refi\w*|buy (?:a|the|her|his) (?:house|home|condo))|info\w*|time|details|numbers|answers|help|a (?:quote|call|copy|favor|rate|letter|meeting|lender|pre-?approval))\b/;
/** A task with a day, a file, or a deal at hand. */
const atHand =
  /\b(?:today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|by (?:eod|noon|\d)|this week(?:end)?|next week|(?:the|her|his|their) (?:last|final|remaining) \w+|(?:the|her|his|their|our|this|that) (?:\w+ )?(?:file|deal|loan|closing|contract|offer|listing|appraisal|buyer|seller|borrower|client|house|home))\b|\b(?:search|offer|price range|criteria|pre[- ]?approval|loan amount|family|kitchen)\b/;

const really = '(?: really| now| also| still| just| only| currently| actively| mainly)*';
const be = "(?:'s|'re| is| are)";

const toDo = [
  `^${subject}(?:(?:${be})?${really} (?:trying|looking|hoping|aiming|planning|working|wanting|excited|eager|ready|pushing|determined)|${really} (?:wants?|would like|plans?|hopes?|needs?|aims?)|'d${really} (?:like|love)| would love) to (.+)$`,
  // "Coffee with Dana, wants to grow her team"
  '^()(?:(?:really|also|now|still) )*(?:wants|plans|hopes|needs|aims|trying|looking|hoping|aiming|planning|working) to (.+)$',
].map((pattern) => new RegExp(pattern, 'd'));
const wants = [
  `^${subject}(?:${really} (?:wants?|needs?|would like|would love)|'d (?:like|love)|${be}${really} (?:after|chasing|going after|looking for|hungry for|hunting for|pushing for)) (.+)$`,
  '^()(?:(?:really|also|now|still) )*(?:wants|needs|looking for|chasing) (.+)$',
].map((pattern) => new RegExp(pattern, 'd'));
const worksOn = [
  `^${subject}(?:${be}${really} (?:working on|focused on|focusing on|concentrating on|thinking about|planning on|set on|all about|big on|excited about)|${really} (?:works? on|focuses on)) (.+)$`,
  '^()(?:(?:really|also|now|still) )*(?:working on|focused on|focusing on) (.+)$',
].map((pattern) => new RegExp(pattern, 'd'));
const isDoing = [new RegExp(`^${subject}${be}${really} ((?:${gerunds}|${weakGerunds})\\b.+)$`, 'd')];
const goal = [
  new RegExp(
    `^${owner} (?:(?:big|main|biggest|top|#1|number one|only) )*(?:goal|growth goal|focus|plan|priority)(?: (?:for )?(?:this year|next year|the year|20\\d\\d))? (?:is|:)(?: to)? (.+)$`,
    'd',
  ),
];

/** What they want to grow, said the other way around, or under a heading. */
const turned = [
  `^what ${subject} wants to grow(?: is|:| =)* (.+)$`,
  `^${subject}(?: (?:told (?:me|us)|says|said|thinks|mentioned))? (?:that )?(.+?) is where (?:she|he|they) wants? to (?:go|grow|be|get)$`,
  `^(?:the |a |big |main |biggest |growth )*(?:focus|goal|priority) for ${subject}(?: now| right now| this year| next year)*(?: is|:)(?: to)? (.+)$`,
].map((pattern) => new RegExp(pattern, 'd'));

const strongVerb = new RegExp(`^(?:${strong})\\b`);
const weakVerb = new RegExp(`^(?:${weak})\\b`);
const strongGerund = new RegExp(`^(?:${gerunds})\\b`);
/** One of these is hired, not had. */
const hire =
  /^(?:an? )?(?:new |second |another |full[- ]time |part[- ]time |good |great )*(?:assistant|coordinator|transaction coordinator|site manager|project manager|foreman|superintendent|admin|team lead|showing agent|buyer's agent|isa|paralegal|bookkeeper|crew)\b/;

export const readGrowing: ReadClause = (clause) =>
  take(clause, goal, () => true) ??
  take(goesOn(clause), turned, () => true) ??
  take(clause, toDo, (what) => strongVerb.test(what) || (weakVerb.test(what) && business.test(what))) ??
  take(clause, worksOn, (what) => strongGerund.test(what) || business.test(what)) ??
  take(
    clause,
    isDoing,
    // "Growing tomatoes"
    (what) => /^(?:hiring|recruiting|expanding)\b/.test(what) || business.test(what),
  ) ??
  take(clause, wants, (what) => hire.test(what) || (more.test(what) && business.test(what)));

/** "Focus for Ann now is Pasco, she'd like to double her lots there" */
const goesOn = (clause: Clause): Clause =>
  clause.more && /^,? (?:she|he|they)\b/.test(clause.more.text.slice(clause.text.length))
    ? { ...clause, ...clause.more }
    : clause;

const more = /^(?:more|a bigger|bigger|better|to be)\b/;

function take(clause: Clause, patterns: readonly RegExp[], tells: (what: string) => boolean): Found | null {
  const match = patterns.map((pattern) => pattern.exec(clause.text)).find(Boolean);
  const what = match?.[2];
  if (!match || !what || wanted.test(what) || atHand.test(what) || !tells(what)) return null;
  const value = typedOf(clause, match, 2, clause.from);
  if (value.length > textMax) return null;
  return {
    refs: [match[1] || 'she'],
    make: (partnerIds) => ({ is: 'field', partnerIds, field: 'growing', value }),
    to: clause.to,
    hasNote: false,
  };
}
