/** Something of value, however small. */
const gifts =
  /\$\s?\d|\b(?:gift\w*|card|voucher|bottle|wine|whisk(?:e)?y|basket|flowers|tickets?|treat(?:ed)?|paid|pay|bought|buy|lunch|dinner|breakfast|coffee|drinks|golf|bonus|reward\w*|cash|check|sponsor\w*|money|thank[- ]?you|spa|donat\w+|dollars|swag|raffle)\b/i;
/** What a partner may send us. "The lead agent" and "the team leads" are people. */
const sent = String.raw`(?:referrals?|(?<!\b(?:team|branch|program|area)\s)leads?(?!\s+(?:agent|lender|officer|manager|partner|meeting|call|group|committee|gen|generation|list|sheet|class|training|program|source|contact|paint))|deals?|clients?|buyers?|borrowers?|business|loans?|files?|closings?|listings?|introductions?|intros?)`;
const sends = '(?:sends?|sent|refers?|referred|brings?|brought|gives?|gave|pass(?:es|ed)|steers?|steered)';
const they = '(?:she|he|they|you|who)';
/** As far as one thought goes. */
const near = (most: number) => `[^.;!?]{0,${most}}?`;

const ties = [
  // "for the referral", "after her lead"
  String.raw`\b(?:for|after)\s+(?:(?:the|her|his|their|your|each|every|that|another|a|all|those|these)\s+)*(?:\w+\s+){0,2}?(?=referral|lead)${sent}\b`,
  // "for sending us buyers"
  String.raw`\bfor\s+(?:sending|referring|steering|passing|giving|bringing)\b${near(40)}\b(?:us|me|our way|${sent})\b`,
  String.raw`\bin\s+(?:return|exchange)\s+for\b${near(40)}`,
  // "for the two deals she sent", "because she sent us three buyers"
  String.raw`\b(?:for|because|since|after|over)\b${near(30)}\b${sent}\b${near(10)}\b${they}(?:\s+\w+)?\s+${sends}\b`,
  String.raw`\b(?:because|since|as|after)\s+${they}(?:\s+\w+)?\s+${sends}\b${near(30)}\b${sent}\b`,
  // "thank you for the business", "in appreciation of all the closings", "reward for closing"
  String.raw`\b(?:thanks?|thank[- ]?you|thanking|appreciation|appreciates?|grateful|gratitude|rewards?|rewarding|bonus)\s+(?:of|for|on)\b${near(25)}\b(?:${sent}|closing)\b`,
  // "if she sends us two deals", "so he sends his buyers our way"
  String.raw`\bif\s+${they}\s+${sends}\b${near(30)}\b${sent}\b`,
  String.raw`\b(?:so|hoping|hope|expecting)\b${near(25)}\b${sends}\b${near(25)}\b(?:us|me|our way|${sent})\b`,
  // "$50 per closed loan", "each referral"
  String.raw`\b(?:per|for (?:each|every))\s+(?:\w+\s+)?${sent}\b`,
  String.raw`\b(?:each|every)\s+(?:\w+\s+)?(?=referral|lead)${sent}\b`,
  String.raw`\bowe[ds]?\s+(?:her|him|them)\b${near(30)}\b(?:referrals?|leads?|sending)\b`,
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
