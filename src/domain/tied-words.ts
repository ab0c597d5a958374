/** Something of value, however small. */
const gifts =
  /\$\s?\d|\b(?:gift\w*|card|voucher|bottle|wine|whisk(?:e)?y|basket|flowers|tickets?|treat(?:ed)?|paid|pay|bought|buy|lunch|dinner|breakfast|coffee|drinks|golf|bonus|reward\w*|cash|check|sponsor\w*|money|thank[- ]?you|spa|donat\w+|dollars|swag|raffle)\b/i;
/** What a partner may send us; the words after a "not" make it something else: the lead agent, a buyers class, their business plan. */
const sent = `(?:${[
  String.raw`referrals?(?!\s+(?:partner|network|group|meeting|form|source))`,
  String.raw`(?<!\b(?:team|branch|program|area)\s)leads?(?!\s+(?:agent|lender|officer|manager|partner|meeting|call|group|committee|gen|list|sheet|class|training|program|source|contact|paint))`,
  'deals?',
  String.raw`clients?(?!\s+(?:appreciation|event|party|dinner|survey))`,
  String.raw`buyers?(?!.?\s+(?:class|seminar|workshop|guide|fair|night|agent|panel))`,
  'borrowers?',
  String.raw`business(?!\s+(?:plan|card|lunch|breakfast|meeting|owner|class|school|expo|journal|partner|hour))`,
  String.raw`loans?(?!\s+(?:officer|program|class|team|limit|product|estimate))`,
  'files?',
  String.raw`closings?(?!\s+(?:anniversary|table|attorney|cost|date|day|party))`,
  String.raw`listings?(?!\s+(?:agent|appointment|presentation|photo))`,
  'introductions?',
  'intros?',
].join('|')})`;
const sends = '(?:sends?|sent|refers?|referred|brings?|brought|gives?|gave|pass(?:es|ed)|steers?|steered)';
const they = '(?:she|he|they|you|who)';
/** As far as one thought goes. */
const near = (most: number) => `[^.;!?]{0,${most}}?`;
/** To the end of the thought, for whoever reads the warning. */
const rest = '[^.;!?]{0,40}';
const papers =
  '(?:flyers?|slides?|photos?|pictures?|documents?|docs|papers?|links?|invites?|notes?|numbers?|figures?|info)';

const ties = [
  // "for the referral", "after her lead"
  String.raw`\b(?:for|after)\s+(?:(?:the|her|his|their|your|each|every|that|another|a|all|those|these)\s+)*(?:\w+\s+){0,2}?(?=referral|lead)${sent}\b`,
  // "for referring the Millers", "for sending us buyers"; not "for sending the flyers", "for bringing us cookies"
  String.raw`\bfor\s+(?:referring|steering|sending(?!${near(30)}\b${papers}\b))\b${rest}`,
  String.raw`\bfor\s+(?:passing|giving|bringing)\b${near(40)}\b(?:our way|${sent})\b`,
  String.raw`\bin\s+(?:return|exchange)\s+for\b${rest}`,
  // "for the two deals she sent", "because she sent us three buyers", "whenever he sends a client"
  String.raw`\b(?:for|because|since|after|over)\b${near(30)}\b${sent}\b${near(10)}\b${they}(?:\s+\w+)?\s+${sends}\b`,
  String.raw`\b(?:because|since|as|after)\s+${they}(?:\s+\w+)?\s+${sends}\b${near(30)}\b${sent}\b`,
  String.raw`\b(?:if|when|whenever|once|each time|every time)\s+${they}\s+(?:sends?|refers?|brings?|gives?|steers?|passes)\b${near(30)}\b${sent}\b`,
  // "thank her for the business", "in appreciation of all the closings", "reward for closing"
  String.raw`\b(?:thanks?|thank[- ]?you|thanking|appreciation|appreciates?|grateful|gratitude|rewards?|rewarding|bonus)(?:\s+(?:her|him|them|\w+))?\s+(?:of|for|on)\b${near(25)}\b(?:${sent}|closing(?!\s+anniversary))\b`,
  // "so he sends his buyers our way", "hoping she refers us"
  String.raw`\b(?:so|hoping|hope|expecting)\b${near(25)}\b${sends}\b${near(25)}\b(?:us more|our way|${sent})\b`,
  String.raw`\b(?:so|hoping|hope|expecting)\b${near(25)}\b(?:refers?|steers?)\b${near(25)}\b(?:us|me)\b`,
  // "$50 per closed loan", "each referral"; not "per client request"
  String.raw`\b(?:per|for (?:each|every))\s+(?:\w+\s+)?${sent}\b(?!.?s?\s+(?:request|wish|instruction))`,
  String.raw`\b(?:each|every)\s+(?:\w+\s+)?(?=referral|lead)${sent}\b`,
  String.raw`\bowe[ds]?\s+(?:her|him|them)\b${near(30)}\b(?:referrals?|leads?|sending|for\b${near(20)}\b${sent})\b`,
  // Words that mean nothing else.
  String.raw`\b(?:spiffs?|kick-?backs?|finder.?s fees?|referral fees?|bird[- ]?dog fees?)\b`,
].map((tie) => new RegExp(tie, 'i'));
const saysItAll = ties.at(-1)!;

/**
 * The words of a text that tie something given to referrals; null where there are none. `given`: something was, by the entry itself;
 * else the text must speak of it, for thanks in words are no gift.
 */
export function tiedToReferrals(text: string, given = false): string | null {
  if (!given && !gifts.test(text) && !saysItAll.test(text)) return null;
  for (const tie of ties) {
    const found = tie.exec(text);
    if (found) return found[0].trim();
  }
  return null;
}
