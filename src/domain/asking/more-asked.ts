import type { Tier } from '../words.ts';

/** Which days a question is about. */
export type Span = 'tomorrow' | 'this week' | 'next week' | 'coming';

/** What is asked or wished in whole lines of its own. `name` is as typed. */
export type MoreAsked =
  /** They want to see or talk to someone, on no day yet. */
  | { about: 'wish'; name: string }
  /** Feedback to answer, and who told them the truth. */
  | { about: 'feedback' }
  | { about: 'tier'; tier: Tier }
  | { about: 'days'; span: Span }
  | { about: 'at company'; name: string }
  /** The phone and email of someone. */
  | { about: 'reach'; name: string }
  /** How someone is doing: a partner, or a colleague. */
  | { about: 'whoever'; name: string }
  /** A greeting, too, asks what Rapport can do. */
  | { about: 'help' | 'thanks' | 'how am i' };

/** Longer than this is no question. Characters. */
const lineMax = 120;

/** The question or wish that a whole line puts; null for any other. A day makes a wish a plan, which is told. */
export function readMoreAsked(said: string): MoreAsked | null {
  if (said.length > lineMax) return null;
  const line = said
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:hey|hi|ok|so|please|rapport)\b[,!.]? ?)+/i, '')
    .replace(/^(?:(?:can|could) you )?(?:show|give|tell|list)(?: me)? /i, '')
    .replace(/[\s?!.,]+$/, '')
    .replace(/,? (?:please|thanks)$/i, '');
  const own = ofRapport.find(([words]) => words.test(line === '' ? said.trim() : line))?.[1];
  if (own) return { about: own };
  if (feedback.test(line)) return { about: 'feedback' };
  const tier = tiers.find(([words]) => words.test(line))?.[1];
  if (tier) return { about: 'tier', tier };
  if (coming.test(line)) return { about: 'days', span: 'coming' };
  const ahead = daysAhead.exec(line)?.groups?.span?.toLowerCase();
  if (ahead) return { about: 'days', span: ahead === 'tomorrow' ? ahead : 'next week' };
  const reached = reach.exec(line)?.groups?.name;
  if (reached !== undefined && isName(reached)) return { about: 'reach', name: reached };
  const whoever = does.exec(line)?.groups?.name;
  if (whoever !== undefined && isName(whoever)) return { about: 'whoever', name: whoever };
  const wished = wishes.flatMap((pattern) => pattern.exec(line)?.groups?.name ?? []).find(isName);
  if (wished !== undefined) return { about: 'wish', name: wished };
  const company = companies.flatMap((pattern) => pattern.exec(line)?.groups?.name ?? []).find(isName);
  return company === undefined ? null : { about: 'at company', name: company };
}

/** The days of a question about a week. */
export const spanOf = (said: string): Span =>
  /\btomorrows?\b/i.test(said) ? 'tomorrow' : /\bnext we+k\b/i.test(said) ? 'next week' : 'this week';

/** Whether a question about a partner is how to reach them. */
export const asksHowToReach = (said: string): boolean =>
  /\b(?:number|phone|cell|mobile|e-?mail|reach|contact info)\b|[📞☎📱]/iu.test(said);

/** A name alone, as far as its words go: whether someone bears it, a search tells. */
export function readNameAlone(said: string): string | null {
  const name = said
    .trim()
    .replace(/[‘’]/g, "'")
    .replace(inLists, ' ')
    .replace(/ - | – | \/ | \| /g, ', ')
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.,:;]+$/, '')
    .trim();
  return isName(name) ? name : null;
}

/** What stands around a name in a list: a bullet, a number, how to reach them, what they are. */
const inLists =
  /^(?:[•*·-]|\d{1,2}[.)])\s*|\(?\+?1?[\s.-]?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}|\S+@\S+\.\w+|\((?:builder|agent|realtor|cpa|attorney|planner|lender|broker|\w{2,12})\)/giu;

/** One to five words that could name a partner or their company. */
const nameWords = /^\p{L}[\p{L}\p{M}'.-]*,?(?: [\p{L}&"“(][\p{L}\p{M}'.&"”)-]*,?){0,4}$/u;
const notInNames =
  /\b(?:i|me|my|you|him|he|she|her|it|we|us|our|they|them|this|that|who|what|when|where|some\w*|any\w*|every\w*|people|partners?|with|about|because|for|from|all|more|new|to|at|in|on|today|tonight|tomorrow|yesterday|next|last|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;
const isName = (text: string): boolean => nameWords.test(text) && !notInNames.test(text);

const feedback =
  /^(?:(?:is there |do i have |what |any )*(?:open |new )?(?:feedback|complaints?) (?:is |are )?(?:open|waiting|pending|to answer|for me)(?: for me)?|(?:any|my|open|what) (?:open )?(?:feedback|complaints?)(?: do i have(?: to answer)?)?|who (?:has )?(?:told|gave|given) (?:us|me) (?:the truth|(?:honest )?feedback))$/i;

const tiers: readonly [RegExp, Tier][] = [
  [/^(?:(?:who'?s|who is|who are) (?:in )?)?(?:my |the )?core(?: partners?| tier)?$/i, 'core'],
  [
    /^(?:(?:who'?s|who is|who are|who do i have) (?:in )?)?(?:my )?keep[ -]in[ -]touch(?: list| partners?| tier)?$/i,
    'keep',
  ],
  [/^(?:who'?s |who is |my )resting(?: partners?)?$/i, 'resting'],
];

const coming =
  /^(?:(?:what'?s|what is|anything) coming up|(?:what are )?my (?:upcoming )?plans|what do i have (?:planned|coming up|scheduled)|what'?s (?:planned|on (?:my|the) calendar)|upcoming(?: plans| meetings)?)$/i;

/** A greeting asks what Rapport can do, too. */
const ofRapport: readonly [RegExp, 'help' | 'thanks' | 'how am i'][] = [
  [
    /^(?:(?:hi|hello|hey|yo|good (?:morning|afternoon|evening))(?: (?:there|rapport))?\W*|\?+|how does (?:rapport|the app) work|what are my options|what you can do)$/i,
    'help',
  ],
  [
    /^(?:thanks a (?:million|ton)|good bot|nice work|well done|(?:ok|okay) (?:great|cool|perfect))$/i,
    'thanks',
  ],
  [
    /^(?:(?:what'?s |what is )?my streak|rate my (?:week|month)|how have i done(?: (?:this|last) (?:week|month|quarter|year))?|how many (?:in[ -]person )?(?:touch(?:points|es)|coffees|lunches|meetings|calls|visits)(?: (?:have|did|do) i (?:have|had|log|logged|make|made))?(?: (?:this|last) (?:week|month|quarter|year))?)$/i,
    'how am i',
  ],
];

const daysAhead =
  /^(?:who|what|how|anything|anyone)(?:'?s)?(?: (?:is|are|does|do|have|am|i|my|on|up|due|got|planned|scheduled|going|coming|see|seeing|meet|meeting|call|need|should|to|for|doing|the|in))* (?<span>tomorrow|next week)(?: (?:look|looks|like|for|me))*$/i;

const reach =
  /^(?:(?:what'?s|what is|do you have|need|i need) )?(?<name>.+?)'s (?:cell |phone |mobile |office )?(?:phone|number|cell|e-?mail|email address|contact info)$/i;

const does =
  /^how(?:'s| is) (?!(?:everyone|everything|business|today|things|that|it|branch|team|rapport)\b)(?<name>.+?) (?:doing|been doing|holding up|getting on|getting along)$/i;

const meal = '(?:coffee|breakfast|lunch|dinner|drinks|a meal)';
const toWant =
  "(?:(?:i|we) )?(?:really |just |still )?(?:need to|want to|wanna|should(?: (?:probably|really|just))?|ought to|have to|gotta|got to|must|would (?:like|love) to|'?d (?:like|love) to|hoping to|wish i could|wish (?:i|we) had|trying to|meaning to|(?:i'?m |i am )?thinking (?:about|of))(?: really)?";
const toSee = `(?:see(?:ing)?|meet(?:ing)?(?: up)?(?: with)?|talk(?:ing)? (?:to|with)|speak(?:ing)? (?:to|with)|call(?:ing)?|visit(?:ing)?|seen|met(?: with)?|talked (?:to|with)|called|catch(?:ing)? up with|connect(?:ing)? with|check(?:ing)? in with|follow(?:ing)? up with|hav(?:e|ing) ${meal} with|grab(?:bing)? ${meal} with|get (?:back )?(?:together|in front of|in touch)(?: with)?)`;
const soon = '(?: (?:soon|sometime|again|more(?: often)?|at some point|one of these days|asap|for me))*';
const wishes = [
  new RegExp(`^${toWant} ${toSee} (?<name>.+?)${soon}$`, 'i'),
  new RegExp(
    `^(?:schedule|set up|book|arrange|plan|line up)(?: (?:a|an|some))? (?:${meal}|meeting|call|visit|something|time) with (?<name>.+?)${soon}$`,
    'i',
  ),
  new RegExp(`^(?:let'?s )?get (?<name>.+?) on (?:the|my) (?:calendar|schedule)${soon}$`, 'i'),
];

const companies = [
  /^who(?:'?s| is| are)?(?: all)?(?: (?:do|did) (?:i|we) (?:know|have))?(?: over)? (?:at|from) (?<name>.+)$/i,
  /^(?:do (?:i|we) (?:know|have) )?(?:anyone|anybody|someone|everyone|everybody|people|contacts?|partners?)(?: (?:i|we) (?:know|have))? at (?<name>.+)$/i,
  /^who works (?:at|for) (?<name>.+)$/i,
];
