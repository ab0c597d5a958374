import { deal, help, kindOf, notHelp } from './help.ts';
import { byUs, type Line, type LineFound, notDone, type ReadLine } from './line.ts';

/** Help in words that no pattern foresees: something we did to a thing of their business, or for it. */

const done =
  'redid|redesigned|revamped|rewrote|fixed|repaired|cleaned up|found|got|landed|set up|built|made|designed|created|printed|proofread|edited|wrote|drafted|staged|covered|hosted|ran|pulled|filmed|shot|took|updated|organized|planned|hung|put together|put up|delivered|stuffed|rehearsed|brainstormed|sponsored|spoke|taught|showed|walked|trained|coached|shared|posted|reposted|boosted|promoted|advertised|lent|loaned|gave|helped|spent [^.,;]{1,30} (?:helping|on)';
const deeds = new RegExp(`${byUs}(?:${done})(?![\\w'])`, 'g');

/** What a business has, uses, and shows. */
const thing =
  /\b(?:flyers?|brochures?|postcards?|mailers?|web ?site|web ?page|landing page|(?:google|zillow|facebook|business|team|linkedin|instagram) (?:page|profile|listing)|profile|logo|videos?|reels?|newsletters?|slides|slide deck|deck|presentations?|bio|posts?|signs?|signage|ads?|campaign|plan|handouts?|invitations?|invites?|packets?|buyer guide|guides?|template|templates|crm|database|spreadsheets?|email list|mailing list|laptop|computer|printer|phone system|wifi|projector|booth|table|spot|open house|listings?|receptionist|assistant|coordinator|speakers?|sponsors?|venue|caterer|photographer|videographer|stager|intern|bookkeeper|seminar|workshop|class|webinar|event|gala|expo|grand opening|headshots?|permits?|market (?:report|stats|update)|comps|farm|branding|marketing|script|scripts|budget|interviews?|team meeting|office|canva|calendar)\b/;
/** What is lent or found for someone is of use, whatever it is; but food is not. */
const always = /^(?:lent|loaned)\b/;
const teaches = /^(?:taught|showed|walked|trained|coached)$/;
const howTo = /^ (?:§\d+|her|him|them)(?: and (?:§\d+|her|him|them))? (?:through|how|to use)\b/;
const shares = /^(?:shared|posted|reposted|boosted|promoted|advertised)$/;
const hired =
  /^ (?:§\d+|her|him|them) (?:an? |some |the )(?:\w+ ){0,2}(?:receptionist|assistant|coordinator|speaker|sponsor|venue|caterer|photographer|videographer|stager|intern|bookkeeper|booth|table|spot|agent|contractor|roofer|plumber|electrician|painter|vendor)\b/;
const food =
  /\b(?:lunch|coffee|coffees|dinner|breakfast|drinks?|beers?|donuts|cookies|gift|card|flowers|cake|number|call|text|email)\b/;

export const readLineHelp: ReadLine = (line) => {
  for (const match of line.text.matchAll(deeds)) {
    const found = helpAt(line, match[0], match.index);
    if (found) return found;
  }
  return null;
};

function helpAt(line: Line, verb: string, from: number): LineFound | null {
  const { text, marks } = line;
  const start = from + verb.length;
  const length = text.slice(start).search(/[,;.!?()\n]/);
  const to = length < 0 ? text.length : start + length;
  const what = text.slice(start, to);
  if (notDone.test(text.slice(lastMark(text, from), from)) || deal.test(what) || notHelp.test(what))
    return null;
  if (!isForTheirs(verb, what, text)) return null;
  const refs = whoIn(what, marks);
  if (!refs) return null;
  return { ...help({ ...line, from, to }, refs, kindOf(`${verb}${what}`)), from, to };
}

/** Where the clause of a place begins. */
const lastMark = (text: string, at: number): number =>
  Math.max(...['.', ',', ';', '!', '('].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;

function isForTheirs(verb: string, what: string, text: string): boolean {
  if (always.test(verb)) return !food.test(what);
  if (teaches.test(verb))
    return howTo.test(what) || (verb === 'walked' && /'s permits? through\b/.test(what));
  if (shares.test(verb))
    return /\b(?:listings?|posts?|page|videos?|reels?|events?|flyers?|open house|business|ad)\b/.test(what);
  if (/^(?:found|got|landed)$/.test(verb) && hired.test(what)) return true;
  if (/^(?:took|gave|got|spoke)$/.test(verb) && !/\bfor (?:§|her|him|them)/.test(what)) return false;
  // "Her page was a mess, so I fixed it for her"
  const isIt = /^ (?:it|that|all of it|them)\b/.test(what);
  return thing.test(isIt ? text : what) && !food.test(what);
}

/** For whom: named or meant by a pronoun, as owner or after "for". Null where it was for no one, or for whom is not told. */
function whoIn(what: string, marks: readonly string[]): string[] | null {
  const named = [...what.matchAll(/§\d+/g)].map(([mark]) => mark);
  // "At Grant's office" is where.
  const here = named.filter((mark) => !new RegExp(`\\b(?:at|with|from|by) ${mark}`).test(what));
  if (here.length > 0) return [...new Set(here)];
  const isMeant = /\b(?:her|him|them|their|his)\b/.test(what);
  return isMeant && marks.length === 1 ? [marks[0]!] : null;
}
