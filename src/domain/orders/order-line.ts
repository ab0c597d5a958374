import { withoutEnd } from '../without-end.ts';

/** No order is longer. Characters. */
const lineMax = 200;

/** One of these is in every order, so that no other line costs anything. */
const orderWords =
  /\b(?:can(?:c|el|le)|cxl|cnx|off\b|out\b|mov|push|re?sc?h|bump|shift|postpon|scrap|scratch|the axe|nix|kill|forget|nvm|never ?mind|calendar|books\b|schedule\b|now\b|can['’]?t|can ?not|available|update|instead|drop|bail|flak|make\b|happen|slid|delay|switch|chang|no go|no\b|not\b|through\b|able\b|skip|later\b|works\b)/i;

export const mayBePlanOrder = (said: string): boolean => said.length <= lineMax && orderWords.test(said);

/** The order itself, in plain words: without a reason, and what means the same put the same way. */
export const orderLine = (said: string): string =>
  withoutReason(
    withoutEnd(said.trim().replace(/\s+/g, ' '), '.!?')
      .replace(/[’‘`´]/g, "'")
      .replace(possessiveDay, '$1')
      .replace(reasonFirst, '$2 $3 with $1$4')
      .replace(isNow, 'move $1 to $2')
      .replace(offCalendar, 'cancel $1')
      .replace(dropNoun, 'cancel '),
  );

/** "Joan has the flu, kill our lunch" */
const reasonFirst =
  /^(\S{2,20}(?: \S{2,20})?) (?:has|have|got|is|are|was) (?:got )?(?:the |a |an |in )?(?:flu|sick|ill|covid|cold|stuck|swamped|slammed|busy|out sick|out of town|traveling|travelling|conflict|emergency|court|buried|hurt)[ ,.;–—-]+(?:so |and )?(?:please |pls )?(cancel|kill|scrap|nix|scratch|call off|skip|move|push|bump|reschedule|resched|postpone) (?!.*\b(?:with|w)\b)(.+?)( (?:to|until|till?) .+)?$/i;
/** "Marcus coffee is 3 now, not 2" */
const isNow =
  /^(.{3,60}?) (?:is|are) (?:at )?(\d{1,2}(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?|noon) now(?:,? (?:and )?(?:not|instead of) [\w: ]{1,20})?$/i;
/** "Thursday's lunch", "tomorrows coffee" */
const possessiveDay = /\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight)'?s\b/gi;
/** "Take lunch with Joan off my calendar" */
const offCalendar =
  /^(?:please |pls )?(?:take|remove|delete|clear|drop|pull) (.{1,100}?) (?:off|from|off of) (?:my|our|the) (?:calendar|cal|books|schedule)\b/i;
/** "Drop lunch with Joan", but not flyers. */
const dropNoun = /^(?:please |pls )?drop (?:my |our |the )?(?=\w{1,20} (?:with|w)\b)/i;
/** Lead to the time that a plan is moved to. */
export const toWords = /\s(?:to|until|till|til|for)\s+/gi;

/** "Rita can't do tomorrow, Monday works instead": what it was, and what it is to be. */
export const putInstead = (line: string): { was: string; target: string } | null => {
  const [, was, target] = instead.exec(line) ?? [];
  return was && target ? { was, target } : null;
};
const instead =
  /^(.{5,100}?)(?:,|;|\.| -| –| —| but| so)+ (?:can we do |could we do |lets do |let's do |how about |make it |can do |could do |maybe )?(.{3,40}?)(?: (?:works?|is better|is good|is fine)(?: (?:better|instead|for (?:me|us|him|her|them)))?| instead)$/i;

/** Why it is so follows a mark or "because", and nothing is to be done about it. */
export function withoutReason(line: string): string {
  const [reason] = reasons.exec(line) ?? [];
  return reason && !goesOn.test(reason) ? line.slice(0, -reason.length) : line;
}
/** What was done instead is no reason: "his kid was sick so I met Dana". */
const goesOn =
  /\d|\b(?:so|but|then|instead|met|saw|called|texted|emailed|talked|spoke|chatted|coffee|lunch|dinner|breakfast|zoom)\b/i;
const reasons =
  /(?:(?: ?[,;.(–—-] ?| )(?:because|bc|b\/c|cuz|since|due to) | ?[,;.(–—-] ?(?:(?:s?he|they|i|we|her|his|their|my|the)(?:'s|'re|'m|s|m)? (?:is |are |am |was |has |have |got |kids? |son |daughter |mom |dad |car |dog )*(?:a |the )?(?:sick|ill|out|busy|stuck|slammed|conflict|flu|covid|emergency|cold|traveling|travelling|swamped|tied)|something|kids?|son|daughter|mom|dad|car|sick|conflict|family|work thing|schedul\w+ conflict|too busy|out sick|no reason|(?:s?he|they) (?:has|have|had|got|forgot|needs?)\b))[^,;.\d]{0,80}$/i;

/** "To another day": a new time that is left open. */
export const isLeftOpen = (target: string): boolean => openTargets.test(target);
const openTargets =
  /^(?:a |an |some )?(?:(?:other|another|different|later|new|better) (?:day|time|date|week)|later|sometime|tbd|whenever|a later date)(?: (?:this|next) (?:week|month))?$/i;
