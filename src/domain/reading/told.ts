import { wordSet } from './grammar.ts';
import type { Ledger } from './ledger.ts';
import { fold } from './tokens.ts';
import { isPastVerb } from './verbs.ts';

/** "Did I call Dana?" asks, and "prep me for lunch with Dana" orders: neither tells of a contact. */
export function isQuestionOrOrder({ words, labels }: Ledger): boolean {
  let i = 0;
  while (i < words.length && (labels[i] === 'mark' || greetings.has(words[i]!))) {
    // "Can you call Marcus" and "can I see" ask; "can show me" orders.
    if (words[i] === 'can' && subjects.has(words[i + 1] ?? '')) break;
    i++;
  }
  // "Hey, can you log that I had lunch with Drew"
  if (asksToLog.test(words.slice(i, i + 5).join(' '))) return false;
  const first = words[i] ?? '';
  const next = words[i + 1] ?? '';
  // "U got an email for Dana"
  if (you.has(first)) return true;
  // "Text Joan that I'm late", "schedule a Zoom for me"
  if (toAct.test(words.slice(i, i + 9).join(' '))) return true;
  // "If Joan calls I'll send her the flyer"
  if (conditions.has(first)) return true;
  // "What a lunch"
  if (interrogatives.has(first)) return next !== 'a' && next !== 'an';
  if (labels[i] === 'person') return false;
  if (auxiliaries.has(first) && (subjects.has(next) || labels[i + 1] === 'person')) return true;
  // "Open house with Dana", "intro call with Theo"
  if (labels[i] === 'kind' || (labels[i + 1] === 'kind' && describing.has(first))) return false;
  // "Log a call with Dana" tells of it.
  const logsContact = logs.has(first) && labels.slice(i + 1, i + 9).includes('kind');
  return orders.has(first) && !logsContact;
}

/** Said before the matter itself. */
const greetings = wordSet('hey hi hello ok okay so please pls can rapport um uh');
const interrogatives = wordSet(
  "who whom whose what whats what's whos who's when whens where wheres where's why how hows how's which",
);
const conditions = wordSet('if unless whenever');
/** Verbs that open a question when their subject follows. */
const auxiliaries = wordSet(
  "did do does have has is are am was were will can could should would shall may isnt isn't didnt didn't",
);
/** May follow the verb of a question. */
const subjects = wordSet('i we you u ya he she they it the my our');
const you = wordSet("you u you're youre");
/** What one may order the bot to do. */
const orders = wordSet(
  'disregard skip ignore forget scratch prep prepare brief show tell find pull look list open get draft write schedule reschedule book set plan cancel delete undo remove change move edit mark make give check compare rank assign invite nudge snooze archive hide print export import search start stop put merge rename switch transfer share introduce intro follow help pick add log record create update',
);
/** Orders to save the very contact that follows. */
const logs = wordSet('add log record create update');
/** Orders that describe a kind of contact when it follows. */
const describing = wordSet('intro follow check help start');

/** What one may wish the bot did: it writes to no one, and calls no one. */
const toAct =
  /^(?:(?:call|text|email|message|ping|dm|remind|ask|tell) (?!with |w |from |to )\S+(?: \S+)?(?: \S+)? (?:that|for me|and (?:tell|ask|say|let|see)|to (?:say|tell|let)|saying|i'?m (?:late|running|on my way|here))|(?:schedule|set up|book|make|order|get|find) (?:a|an|me|some|us) (?:\S+ ){0,4}?(?:for me|for us)(?: |$))/;

/** Whether a line asks for a message, a call, or the like to someone else. */
export const asksToAct = (said: string): boolean =>
  toAct.test(
    fold(said)
      .replace(/^(?:(?:hey|hi|please|pls|can|could|will|would|you|u)[ ,]+)*/, '')
      .trim(),
  );

const asksToLog = /^(?:can|could|will|would) (?:you|u) (?:please |pls )?(?:log|add|record|note|save|put) /;

/** No shorter line tells of anything beside the question or the order that it begins like. Words. */
const toldWords = 7;
/** What was done to an entry, or by words. */
const notTold = /^(?:log|add|sav|enter|record|delet|remov|promis|call|text|email|list|clos|need)/;
/** Pasts of what people tell of, beside the verbs of contact. */
const otherPast = wordSet('stood sat ran went said told came took gave got');

/** Whether a line that begins like a question or an order goes on to tell of something done: "cancel my diet, Tom dragged me to lunch". */
export function goesOnToTell(said: string): boolean {
  const words = fold(said).match(/[\p{L}']+/gu) ?? [];
  return (
    words.length >= toldWords &&
    words.some((word) => (isPastVerb(word) || otherPast.has(word)) && !notTold.test(word))
  );
}
