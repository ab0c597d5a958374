import { withoutEnd } from '../without-end.ts';
import type { FeedbackTopic } from './feedback.ts';

/** Words that refer to us: the lender and its people. */
const us = /\b(?:we|we're|we’re|our|ours|us|you|your|you guys|my|me|i|i'm|i’m)\b/i;
const says =
  /\b(?:says?|said|told (?:me|us|her|him|them)|griped|vented|grumbled|texted that|emailed that|tells me|tells us|mentioned|thinks?|thought|feels?|felt|finds|found|pointed out|wishes|wished|would like|asked why)\b/i;
/** Words that mark a clause as a complaint, if it is about what we do. */
const complains =
  /\b(?:complain(?:s|ed|ing)?|(?:was|is|are|were|'s|’s) (?:really |pretty |very |so |kind of )?(?:upset|unhappy|annoyed|frustrated|angry|disappointed|mad|irritated|peeved|ticked off|fuming|livid|annoyed|fed up|steamed|done (?:referring|sending|working))|(?:isn['’]?t|is not|wasn['’]?t|was not|not) (?:too |very |so |real |all that )?(?:happy|pleased|thrilled|satisfied) (?:with|about)|(?:hates?|hated|can['’]?t stand|sick of|tired of) (?:how |that |it when |when )?(?:our|we|your|the))\b/i;
const feedbackMark = /\bfeedback\s*:/i;
/** What a lender does, or has a hand in. */
const ourWork =
  /\b(?:we|us|our|ours|you|your|you guys|loans?|closings?|closed?|rates?|fees?|letters?|apprais\w+|portal|app|pre-?approvals?|process(?:or|ors|ing)|underwrit\w+|appraisals?|docs?|disclosures?|communication|call(?:s|ed|ing)? back|call(?:s|ed)?|e-?mails?|texts?|updates?|draws?|another lender|turn ?times?|response|orders?|funding|lock(?:s|ed)?)\b/i;
/** Our people and our papers, found wanting without a word of saying. */
const ourSide =
  /\bour \w+ (?:is|was|are|were|keeps?)\b|\bhad it with our\b|\b(?:our|your|the) (?:\w+ ){0,2}(?:processors?|processing|underwriters?|underwriting|closers?|closing (?:team|department|dept)|loan (?:team|partner|assistant)|disclosures|turn ?times?)\b/i;
const ourFault =
  /\b(?:because of|thanks to|due to|blames?|blamed) (?:us|you guys|our)\b|\b(?:we|you guys|our \w+) (?:dropped the ball|messed|screwed|blew|botched|let (?:her|him|them) down)/i;
/** "It got complicated, and we handled it well": praise, unless a "but" follows. */
const praises =
  /\b(?:handled|nailed|pulled (?:it )?off|came through|saved|made it happen|stepped up|took care)\b|\b(?:well|great|best|awesome|amazing|impressed|smooth(?:ly)?|fantastic|perfect(?:ly)?)\b(?!\s+if)/i;
/** Verbs of a feedback clause: the person named before one said it. */
export const sayingVerbs = new RegExp(`${says.source}|${complains.source}`, 'gi');
/** Only criticism is feedback to act on. Praise stays in the note. */
const criticizes =
  /\b(?:slow(?:er|ly)?|late|long|longer|delay(?:s|ed)?|confus\w+|unclear|expensive|pricey|high(?:er)?|rude|hard|harder|difficult|never|not|no one|nobody|n[o']t|didn['’]t|don['’]t|doesn['’]t|isn['’]t|aren['’]t|won['’]t|can['’]t|couldn['’]t|too|miss(?:ed|ing|es)?|lost|wrong|mistakes?|errors?|wait(?:s|ed|ing)?|worse|bad|poor|sloppy|surpris\w+|frustrat\w+|chas(?:e|ed|ing)|better|sooner|faster|quicker|forgot(?:ten)?|last[- ]minute|complicated|annoy\w+|dropped the ball|mess(?:ed|y)?|nightmare|disaster|unhappy|ghosted|ignored|drags?|dragging|in the dark|behind|joke|pain|rushed|had it with|fed up)\b/i;

/** Does it quote somebody about us? What is quoted begins with the first word of saying before each stop. */
const speaksAboutUs = (clause: string): boolean =>
  clause.split(/[.;!?\n]/).some((piece) => {
    const said = says.exec(piece);
    return said !== null && us.test(piece.slice(said.index + said[0].length));
  });

/** What another lender did is no feedback about us. */
const othersLender =
  /\b(?:current|last|other|old|previous|former|big|online|her|his|their) (?:\w+ )?(?:lender|bank|loan officer|lo|mortgage company|broker)s?\b/i;

function isFeedback(clause: string): boolean {
  if (othersLender.test(clause) && !/\b(?:we|you guys)\b/i.test(clause)) return false;
  if (feedbackMark.test(clause) || ourFault.test(clause)) return true;
  if (complains.test(clause)) return ourWork.test(clause);
  if (!criticizes.test(clause) || praises.test(clause)) return false;
  return speaksAboutUs(clause) || ourSide.test(clause);
}

/**
 * Separates a partner's honest feedback from a note: "she said our pre-approval letters are slow". A clause is feedback
 * if it quotes criticism of us. The rest stays in the note, verbatim.
 */
export function splitFeedback(note: string): { note: string; feedback: string | null } {
  const clauses = note.split(
    /(?<=[.;!?\n])\s*|,?(?<!\s)\s+(?=but\s)|,\s+(?=(?:and\s+|but\s+)?(?:he|she|they|who|says?|said|told|thinks?|feels?|complain(?:s|ed)|\p{Lu}\p{Ll}+)\s)/u,
  );
  const feedback: string[] = [];
  const rest: string[] = [];
  for (const clause of clauses) {
    if (isFeedback(clause)) feedback.push(clause.trim());
    else if (clause.trim() !== '') rest.push(clause);
  }
  if (feedback.length === 0) return { note, feedback: null };
  return {
    note: withoutEnd(rest.join(' '), ',;').trim(),
    feedback: withoutEnd(feedback.join(' ').replace(/^(?:and|but)\s+|^feedback\s*:\s*/i, ''), ',;'),
  };
}

/** Words that reveal a topic. The first topic with a match wins. People come last, because any topic may mention them. */
const topicWords: [FeedbackTopic, RegExp][] = [
  ['pricing', /\b(?:rates?|fees?|pric(?:e|es|ing|ey)|points?|expensive|cheaper|cost(?:s|ly)?|quote[sd]?)\b/i],
  [
    'closing',
    /\b(?:clos(?:e|es|ed|ing|ings)|clear to close|ctc|funding|funded|docs|title|appraisals?|conditions?|underwrit\w+)\b/i,
  ],
  [
    'communication',
    /\b(?:call(?:s|ed)? back|return\w*|repl(?:y|ies|ied)|respon\w+|answer(?:s|ed)?|updates?|status|hear|heard|in the loop|tell|told them|e-?mails?|texts?|communicat\w+|voicemail|phone|confus\w+|unclear)\b/i,
  ],
  [
    'speed',
    /\b(?:slow\w*|fast(?:er)?|quick\w*|late|long(?:er)?|wait\w*|delay\w*|days|weeks|hours|turn(?:around)?|sooner|time)\b/i,
  ],
  [
    'people',
    /\b(?:rude|processor|assistant|staff|team|attitude|friendly|person|somebody|someone|turnover)\b/i,
  ],
];

/** Guesses the topic of feedback from its words, or returns null. The answerer can change it. */
export const topicOf = (text: string): FeedbackTopic | null =>
  topicWords.find(([, words]) => words.test(text))?.[0] ?? null;
