import { type Clause, object } from './clause.ts';

/** Whom we introduced to whom, by the marks of their names. The first is the one it was done for. */

const introduced =
  "(?:(?:(?:e|email|re)[- ])?introduced|introd|intro'd|connected|linked up|linked|hooked up|hooked|matched up|matched|paired up|paired|set up)";

/** Whom one recommends. A neighbor who wants to sell is business for them, not help with theirs. */
const trade =
  '(?:agents?|realtor|plumber|roofer|electrician|painter|stager|cpa|accountant|bookkeeper|attorney|lawyer|contractor|builder|inspector|appraiser|surveyor|engineer|architect|photographer|videographer|cleaner|movers?|handyman|landscaper|designer|developer|assistant|coach|vendor|planner|advisor|banker|broker|framer|crew|printer|caterer|installer|guy|specialist|consultant)';

/** "Introduced Joan to Rita", and only then "Rita to Joan". */
const ahead = [
  new RegExp(`^${introduced} ${object}(?: up)? (?:to|with|and|&|w/?) (.+)$`),
  new RegExp(`^(?:set|fixed) ${object} up with (.+)$`),
  new RegExp(
    `^(?:put|got) ${object} (?:in touch|in contact|connected|together|hooked up) (?:with|and) (.+)$`,
  ),
  new RegExp(
    `^(?:referred|recommended|sent) ${object}(?: over)? to ((?:an?|my|the) (?:[\\w-]+ ){0,3}?${trade}\\b.*)$`,
  ),
  /^(?:made|did|sent|emailed|wrote|texted) (?:an? |the )?(?:quick |warm |email )*(?:intro|introduction) (?:between|for|of) (§\d+|her|him|them) (?:and|to|with) (.+)$/,
  new RegExp(`^put ${object} (?:and|&) (.+) (?:in touch|in contact|together)\\b`),
];
const behind = [
  new RegExp(`^${introduced} (?!with\\b)(.+?) (?:to|with) (§\\d+)(?!'s)\\b`),
  new RegExp(
    `^(?:recommended|suggested|found) ((?:an?|my|our) (?:[\\w'-]+ ){0,3}?${trade}) (?:to|for) (§\\d+)(?!'s)\\b`,
  ),
];
const eachOther =
  /^introduced (them|the two|the two of them)(?: to each other| to one another)?(?: over .+| at .+)?$/;

const given =
  '(?:sent|gave|texted|emailed|passed|got|found|shared|slipped) (§\\d+|her|him|them) (?:the |an? |my |our |some |another )';
const numbersName = '(?!(?:new|loan|file|cell|own|policy|tracking|confirmation|direct|fax) )';
const gaveName = [
  new RegExp(
    `^${given}(?:name|contact|number|info|details)s?(?: and (?:number|name|contact))?(?: info)? (?:of|for) .+$`,
  ),
  new RegExp(
    `^${given}(?:${numbersName}[\\w'-]+ ){1,5}(?:names?|contacts?|number|info|business card)(?: and number| info)?(?: (?:for|to|who|in|if|so|and) .+)?$`,
  ),
  new RegExp(`^${given}(?:good |great |solid )*(?:contact|recommendation|rec|lead) (?:for|to|on) an? .+$`),
];

const eachOthers =
  /^(?:sent|gave|texted|emailed|passed|shared with) (§\d+) (?:and|&) (§\d+) (?:each other(?:'?s)?|one another(?:'?s)?) (?:numbers?|contacts?|info|cells?|emails?)\b/;

const passedOn = new RegExp(
  `^(?:sent|gave|passed(?: along| on)?|shared|texted|emailed|forwarded) (?:the |an? |my |some )(?:${numbersName}[\\w'-]+ ){1,4}(?:names?|number|contact|info|business card) (?:to|with) (§\\d+)(?!'s)\\b`,
);

/** Our own people are no introduction for their business. */
const ownPeople =
  /^(?:our|my) (?:new |own )?(?:processors?|underwriters?|team|manager|assistant|boss|branch|office|company|loan (?:officer|partner|assistant|team)|partner|coordinator|closer|ops|crew|staff|program|product|rate|portal|app)\b/;
/** Nobody is introduced to a thing. */
const noOne =
  /^(?:(?:an? |the |some |our |my )?(?:new |good )?(?:\w+ )?(?:heloc|loans?|buydowns?|options?|concept|wifi|zoom|internet|apps?|portal|program|idea|log[- ]?in|account|link|page|website|appointment|meeting|call|tour|demo|loan|rates?|quote|calendar|crm|products?)|me|us|myself|ourselves|it|that|this|lunch|coffee|@.*)\b/;
/** Business that is sent to a partner is no help with theirs. */
const business = /\b(?:buyers?|sellers?|clients?|borrowers?|loan|deal|file)\b(?!'s? agent)/;

export function readIntroduction({ text }: Clause): string[] | null {
  const them = eachOther.exec(text);
  if (them) return ['them'];
  const both = eachOthers.exec(text);
  if (both) return [both[1]!, both[2]!];
  const match = firstOf(ahead, text);
  if (match) return isSomeone(match[2]!) ? [match[1]!, ...marksIn(match[2]!)] : null;
  const other = firstOf(behind, text);
  if (other && isSomeone(other[1]!)) return [other[2]!, ...marksIn(other[1]!)];
  const named = firstOf([...gaveName, passedOn], text);
  return named && !business.test(text) ? [named[1]!] : null;
}

const isSomeone = (words: string): boolean =>
  !ownPeople.test(words) && !noOne.test(words) && !business.test(words);

/** Who else is named, by a name of their own: "Marcus's assistant" is somebody else. */
const marksIn = (words: string): string[] =>
  [...words.matchAll(/(?<=^|(?:^|,|and|&) |^(?:my|our|the|a|an) (?:[\w-]+ ){0,3})§\d+(?!'s)/g)].map(
    ([mark]) => mark,
  );

const firstOf = (patterns: readonly RegExp[], text: string): RegExpExecArray | undefined =>
  patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null);
