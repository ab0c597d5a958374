import { withoutEnd } from '../without-end.ts';
import type { FeedbackTopic } from './feedback.ts';

/** Words that refer to us: the lender and its people. */
const us = /\b(?:we|we're|we’re|our|ours|us|you|your|you guys|my|me|i|i'm|i’m)\b/i;
const says =
  /\b(?:says?|said|told me|told us|tells me|tells us|mentioned|thinks?|thought|feels?|felt|finds|found|pointed out|wishes|wished|would like|asked why)\b/i;
/** Words that mark a clause as a complaint on their own. */
const complains =
  /\b(?:complain(?:s|ed)?|was (?:upset|unhappy|annoyed|frustrated|angry|disappointed)|(?:is|'s|’s) (?:upset|unhappy|annoyed|frustrated|disappointed)|feedback\s*:)/i;
/** Only criticism is feedback to act on. Praise stays in the note. */
const criticizes =
  /\b(?:slow(?:er|ly)?|late|long|longer|delay(?:s|ed)?|confus\w+|unclear|expensive|pricey|high(?:er)?|rude|hard|harder|difficult|never|not|no one|nobody|n[o']t|didn['’]t|don['’]t|doesn['’]t|isn['’]t|aren['’]t|won['’]t|can['’]t|couldn['’]t|too|miss(?:ed|ing|es)?|lost|wrong|mistakes?|errors?|wait(?:s|ed|ing)?|worse|bad|poor|sloppy|surpris\w+|frustrat\w+|chas(?:e|ed|ing)|better|sooner|faster|quicker|forgot(?:ten)?|last[- ]minute|complicated|annoy\w+)\b/i;

/** Does it quote somebody about us? What is quoted begins with the first word of saying before each stop. */
const speaksAboutUs = (clause: string): boolean =>
  clause.split(/[.;!?\n]/).some((piece) => {
    const said = says.exec(piece);
    return said !== null && us.test(piece.slice(said.index + said[0].length));
  });

/**
 * Separates a partner's honest feedback from a note: "she said our pre-approval letters are slow". A clause is feedback
 * if it quotes criticism of us. The rest stays in the note, verbatim.
 */
export function splitFeedback(note: string): { note: string; feedback: string | null } {
  const clauses = note.split(
    /(?<=[.;!?\n])\s*|,\s+(?=(?:and\s+|but\s+)?(?:he|she|they|who|says?|said|told|thinks?|feels?|complain(?:s|ed)|\p{Lu}\p{Ll}+)\s)/u,
  );
  const feedback: string[] = [];
  const rest: string[] = [];
  for (const clause of clauses) {
    if (complains.test(clause) || (speaksAboutUs(clause) && criticizes.test(clause)))
      feedback.push(clause.trim());
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
