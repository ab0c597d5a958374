import type { AskAnswer } from '../partners/readiness.ts';
import { type Clause, type Found, object, type ReadClause, subject } from './clause.ts';

/** That we asked for an introduction, and what they answered. */

const warm = '(?:warm |personal |email |quick |direct |good )*';
const some = '(?:an? |some |the |that |any |her |his |their |a couple (?:of )?|a few )?';
const intro = `${some}${warm}(?:intros?|introductions?)\\b(?! (?:class|course|call|meeting|letter|packet|video|email))`;
const referral = `${some}${warm}(?:referrals?)\\b(?! to\\b)`;
const toIntroduce =
  '(?:introduce|intro|connect|hook) (?:me|us)\\b|(?:make|do|set up) (?:an? |the |some )?(?:warm |quick |email )*(?:intro|introduction)\\b|put (?:me|us) in touch\\b|(?:send|refer) (?:me|us) (?:some |a |any |more )?(?:referrals?|business|clients?|buyers?|people)\\b';
const again = '(?: again| today| yesterday| directly| just now)?';
const may =
  "(?:'d|'ll| would| could| can| will| might)(?: be (?:willing|able|open|up|comfortable|ok|okay|happy)(?: to| with)?| mind)?(?: please)?";

const asks = [
  new RegExp(`^asked ${object}${again} for (?:${intro}|${referral})`),
  new RegExp(
    `^asked ${object}${again} (?:if|whether) (?:she|he|they)${may} (?:${toIntroduce}|introducing (?:me|us)\\b)`,
  ),
  new RegExp(`^asked ${object}${again} to (?:please )?(?:${toIntroduce})`),
  new RegExp(`^asked ${object}${again} about (?:getting |making )?${intro}`),
  new RegExp(`^asked for ${intro} from ${object}`),
  new RegExp(`^(?:made|did) (?:the|my) ask (?:to|with|of) ${object}`),
  new RegExp(`^hit ${object} up for ${intro}`),
];

export const readAsk: ReadClause = (clause) => {
  const { text, after, on } = clause;
  const match = asks.map((pattern) => pattern.exec(text)).find(Boolean);
  if (!match) return readAnswer(clause);
  const rest = `${text.slice(match[0].length)}${after}`;
  const reply = replyIn(rest);
  const answer = reply === null ? 'open' : answerOf(reply);
  const to = clause.to + (reply === null ? 0 : after.length);
  const note = clause.template.said(clause.from, to).trim();
  return {
    refs: [match[1]!],
    make: (partnerIds) =>
      answer === null
        ? { open: 'answer', partnerId: partnerIds[0] ?? 0, ask: { is: 'ask', partnerIds, on, note } }
        : { is: 'ask', partnerIds, on, answer, note },
    to,
    hasNote: true,
  };
};

/** "Joan said yes to the intro", for an ask made before. */
const answers = [
  new RegExp(
    `^${subject} (?:said|says) (.{1,40}?) (?:(?:to|about|on) (?:the|my|our|that) (?:ask|intro|introduction)|to introducing (?:me|us))\\b`,
  ),
  new RegExp(
    `^${subject} (agreed to|turned down|declined|passed on|approved|okayed|ok'd|made|did) (?:the|my|our|that) (?:ask|intro|introduction)\\b`,
  ),
  new RegExp(
    `^${subject} (turned) (?:me|us) down (?:on|for|about|with) (?:the|my|our|an|that) (?:ask|intro|introduction)\\b`,
  ),
  new RegExp(
    `^heard back from ${object} (?:about|on) (?:the|my|our|that) (?:ask|intro|introduction)\\b:? ?(.*)$`,
  ),
  new RegExp(
    `^${subject} got back to (?:me|us) (?:about|on) (?:the|my|our|that) (?:ask|intro|introduction)\\b:? ?(.*)$`,
  ),
];

function readAnswer({ text, after, to, from }: Clause): Found | null {
  const match = answers.map((pattern) => pattern.exec(text)).find(Boolean);
  if (!match) return null;
  const answer = answerOf(match[2] === '' ? after : match[2]!);
  if (answer === null || answer === 'open') return null;
  return {
    refs: [match[1]!],
    make: (partnerIds) => ({ is: 'ask answer', partnerIds, answer }),
    to: match[2] === '' ? from + text.length + after.length : to,
    hasNote: false,
  };
}

const reply =
  /(?:^|[,.;!&—–-]|\b(?:and|but|so)\b|(?=(?:she|he|they) (?:said|says|declined|agreed|will|is happy)\b)) *(?:(?:she|he|they|§\d+)(?:'s|'ll|'d|'re)? ?(?:is |was |will |would |has |wants |needs |just )*(?:said|says|told|agreed|agrees|declined|turned|to think|thinking|think|not|happy|glad|going|gonna|be|do|make|introduce|get back|let|considering|hesitant|in|down|on it|sure|yes|no|passed|refused|accepted|promised|offered|already)\b|(?:said|says)\b|(?:she|he|they) (?:wasn't|isn't|didn't|doesn't|won't|wouldn't|can't|couldn't|was|is)\b|no (?:answer|response|reply|problem|luck)\b|waiting\b|haven't heard|got an?\b|answer\b|it's an?\b|(?:a )?(?:hard |soft |big )?(?:yes|no|not now|not yet|maybe|sure|done)\b)/;

/** The words in which they answered; null if nothing was said of it. */
function replyIn(rest: string): string | null {
  const found = reply.exec(rest);
  return found && rest.slice(found.index);
}

const meanings: [AskAnswer, RegExp][] = [
  ['yes', /\bno (?:problem|worries|doubt)\b/],
  [
    'not now',
    /\bnot (?:now|yet|ready|right now|at the moment|this (?:week|month|quarter|year|summer|fall))\b|\b(?:maybe )?later\b|\bafter (?:the|her|his|their|closing|summer|labor)\b|\banother time\b|\btoo (?:busy|soon|early)\b|\btiming\b|\bdown the road\b|\bnext (?:month|quarter|year|fall|spring)\b|\bwait (?:until|after)\b|\btry again\b|\bask again\b|\bin the (?:fall|spring|summer|winter|new year)\b/,
  ],
  [
    'open',
    /\bthink(?:ing)? (?:about|on|it|over)\b|\bto think\b|\bconsider\w*\b|\bget back\b|\blet (?:me|us) know\b|\bsleep on\b|\b(?:check|ask|talk) (?:with|to|around|her|him|them)\b|\bmaybe\b|\bwe'll see\b|\bsee what\b|\bnot sure\b|\bno (?:answer|response|reply)\b|\bhaven't heard\b|\bwaiting\b|\bhesitant\b/,
  ],
  [
    'no',
    /\b(?:no|nope|nah|declined|(?:wasn't|isn't) (?:comfortable|interested|open|into)|refused|not comfortable|not interested|rather not|passed|won't|wouldn't|can't|couldn't|doesn't|didn't|don't)\b|\bturned (?:me|us|it) down\b/,
  ],
  [
    'yes',
    /\b(?:yes|yeah|yep|yup|sure|absolutely|definitely|of course|agreed|agrees|accepted|happy to|glad to|love to|gladly|ok|okay|on it|done|promised|offered|already)\b|(?:'ll|'d| will| would|going to|gonna) (?:be happy|make|introduce|do|set|send|connect|put)\b|\b(?:is|'s|was) (?:in|down|all for it|on board|game)\b|\ball for it\b/,
  ],
];

/** What they answered. Null if the words leave it open which way. */
export const answerOf = (words: string): AskAnswer | null =>
  meanings.find(([, pattern]) => pattern.test(words))?.[0] ??
  (/\b(?:turned|turned down|declined|passed on)\b/.test(words) ? 'no' : null) ??
  (/\b(?:agreed to|approved|okayed|ok'd|made|did)\b/.test(words) ? 'yes' : null);
