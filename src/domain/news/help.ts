import type { HelpKind } from '../partners/help.ts';
import { vocabulary } from '../reading/vocabulary.ts';
import { type Clause, type Found, object, owner, type ReadClause } from './clause.ts';
import { readIntroduction } from './introductions.ts';

/** Something useful that we did for their business. */

const theirs = "(§\\d+'s|her|his|their)";
const paper =
  '(?:flyers?|brochures?|postcards?|website|logo|video|newsletter|slides|presentation|bio|social posts?|sign|signage|ads?|business plan|handouts?|reel|invitations?)';
const plan =
  '(?:business plan|marketing plan|marketing|budget|goals?|listing presentation|presentation|branding|pricing strategy|plan for (?:the|next) year)';
const place =
  '(?:table|booth|open house|desk|phones?|floor time|floor|listing|class|workshop|shift|sign[- ]?in|stand|spot)';
/** Numbers on the market, which are theirs to use. */
const market =
  '(?:(?:\\w+ ){0,3}?(?:market (?:data|report|stats|update|numbers|trends?)|housing stats|area stats|comps|farm (?:list|data)|mailing list|trend report))';
/** What one helps to do. A list, because what follows a name may be a surname. */
const tasks =
  'find|set|get|write|make|build|plan|prep|prepare|hire|launch|edit|design|stage|organi[sz]e|figure|rewrite|create|fix|learn|start|print|put|run|host|promote|update|clean|pick|choose|think|work|sort|draft|review|map|pull|hang|decorate|recruit|move|grow|market|film|shoot|record|practice|study|carry|load|unload|man|staff|plant|brainstorm|redo|clear|post|pack|price|present|rehearse|tweak|polish|proofread|research|interview|train|onboard|open|switch|finish|come up';

const deeds = [
  `^helped (?:out )?${object}(?: out)? ((?:with|by|on|at|to) .+)$`,
  `^helped ${object} ((?:${tasks})\\b.+)$`,
  `^spent .{1,30} helping ${object} ((?:with|on|at|to) .+)$`,
  `^(?:gave|lent) ${object} (?:a )?hand(?: with| on)? ?(.*)$`,
  `^assisted ${object} (?:with|in|on) (.+)$`,
  `^(?:helped|pitched in|assisted) (?:out )?(?:with|on) ${theirs} (.+)$`,
  `^brainstormed (?:some )?(.+?) (?:for|with) ${object}$`,
  `^brainstormed with ${object} (?:on|about|for) (.+)$`,
  `^gave ${object} (?:some |a few |my )?(?:feedback|input|notes|advice|tips|ideas|pointers) (?:on|about|for) (.+)$`,
  `^(?:worked on|worked through|went over|reviewed|went through) ${theirs} ((?:\\w+ ){0,3}?${plan}\\b.*)$`,
  `^(?:covered|manned|staffed|ran|worked|sat|watched|took over|filled in at|subbed at) (?:at )?${theirs} (${place}\\b.*)$`,
  `^(?:covered|filled in|subbed|stepped in|sat in) for ${object}(?: (?:at|on|with|during) (.+))?$`,
  `^(?:covered|manned|staffed|ran|worked|watched) (?:the |a )?(?:\\w+ ){0,2}?${place} for ${object}\\b(.*)$`,
  `^(?:made|printed|designed|proofread|edited|wrote|built|fixed|created|drafted|put together|shot) ${theirs} ((?:\\w+ ){0,4}?(?:${paper}|listing)\\b.*)$`,
  `^(?:made|did|printed|designed|built|created|drafted|put together|shot|wrote) (?:an? |some |the |new |up |\\d+ )*(?:\\w+ ){0,4}?${paper} for (§\\d+|her|him|them)(?:'s (?:\\w+ ){0,2}?(?:open house|listing|event|party|class|workshop|team|office|newsletter))?(?! )(.*)$`,
  `^(?:gave|sent|brought|pulled|ran) ${object} (?:the |some |a |an )?${market}\\b(.*)$`,
  `^(?:pulled|ran|got|put together|made) (?:the |some |a |an )?${market} for ${object}\\b(.*)$`,
].map((pattern) => new RegExp(pattern));

/** Money has a record of its own, and a loan of theirs is our business, not help with theirs. */
export const notHelp =
  /\$ ?\d|\b(?:paid|bucks|dollars|refi\w*|refinanc\w*|pre[- ]?approv\w*|pre[- ]?qual\w*|loan|mortgage|(?:her|his|their) own (?:house|home)|move (?:in|out|into|her|his|their|the)|(?<!(?:first[- ]time|home) )(?:buyers?|clients?|borrowers?)\b(?! (?:class|workshop|seminar|guide|packet|presentation|event|appreciation|party|list|checklist|mixer))|close on|get (?:approved|qualified))\b/;

/** What belongs to a deal at hand is our business with them, and no help with theirs. */
export const deal =
  /\b(?:appraisals?|cd(?! form)|closing (?:date|docs|disclosure|package)|contracts?|offers?|payoffs?|title work|rates?|rate lock|le|loan estimate|disclosures?|docs|documents?|files?|underwrit\w*|conditions?|commitment|binder|escrow|earnest|inspections?|survey|hoa|payments?|scenario|letter)\b/;

const kinds: [HelpKind, RegExp][] = [
  [
    'teaching',
    /\b(?:class(?:es)?|workshops?|seminars?|webinars?|teach\w*|lunch and learn|training|homebuyer night|course)\b/,
  ],
  [
    'planning',
    /\b(?:(?:business |marketing )?plan\w*|process|budget\w*|goals?|systems?|crm|spreadsheet|organi[sz]\w+|hiring|hire)\b/,
  ],
  [
    'growth',
    /\b(?:flyers?|brochures?|postcards?|marketing|social|instagram|facebook|youtube|video|reel|website|logo|brand\w*|newsletter|mailers?|open house|listing|photos?|ads?|sign|signage|bio|headshots?|farm\w*|booth|table|expo|promot\w+|invitations?|presentation)\b/,
  ],
  [
    'resource',
    /\b(?:data|reports?|stats|comps|templates?|calculator|checklist|guide|handouts?|resources?|list of)\b/,
  ],
];

export const kindOf = (words: string): HelpKind =>
  kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

export const readHelp: ReadClause = (clause) => {
  const introduced = readIntroduction(clause);
  if (introduced) return help(clause, introduced, 'introduction');
  if (notHelp.test(clause.text)) return null;
  const match = deeds.map((pattern) => pattern.exec(clause.text)).find(Boolean);
  const ref = match?.slice(1).find((group) => group !== undefined && isRef.test(group));
  if (!match || ref === undefined) return null;
  // Numbers on the market are a resource, even for her farm.
  return help(clause, [ref], isMarket.test(clause.text) ? 'resource' : kindOf(clause.text));
};

const isRef = new RegExp(`^(?:${owner}|${object})$`);
const isMarket = new RegExp(`\\b${market}\\b`);

export function help(clause: Clause, refs: string[], kind: HelpKind): Found {
  const { template, from, to, on } = clause;
  const note = template.said(from, to).trim();
  const contact = kind === 'introduction' ? contactIn(clause) : null;
  return {
    refs,
    make: (partnerIds) => ({ is: 'help', partnerIds, kind, on, note }),
    to,
    hasNote: true,
    ...(contact ? { contact } : {}),
  };
}

const setting = /\b(?:over|at|during|while (?:having|at|grabbing)) (?:an? |the |our )?/g;
/** "At the KW mixer" */
const wordsBefore = 2;

/** "Over lunch", "at the mixer": where those who were introduced met, to be read by itself. */
function contactIn({ sentence, template, from, text }: Clause): string | null {
  for (const match of text.matchAll(setting)) {
    const first = template.tokenAt(from + match.index + match[0].length);
    for (let at = first; at <= first + wordsBefore; at++) {
      const means = vocabulary.find(sentence.tokens, at)?.means;
      if (means?.is === 'kind' && means.kind !== 'message' && means.kind !== 'call')
        return template.said(template.placeOf(at), from + text.length);
    }
  }
  return null;
}
