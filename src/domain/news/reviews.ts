import { type Clause, type Found, object, type ReadClause, subject } from './clause.ts';

const praise =
  '(?:(?:really|super|very|nice|great|glowing|kind|good|awesome|amazing|sweet|wonderful|lovely|5-star|5 star|five-star|five star|new|another|positive|fantastic|public|online|google|zillow|yelp|facebook|linkedin|realtor\\.com|lending ?tree|bbb|business|company|short|quick) )*';
const review = `${praise}(?:reviews?|testimonial)\\b(?! (?:documents?|docs|copy|appointment|period|packet|meeting))`;
/** Praise that is public only where somebody else hears it. */
const mention = `${praise}(?:shout-?out|shout out|plug|recommendation)`;
const us = '(?:us|me|our (?:team|branch|office|company)|the team)';
const site =
  '(?:google|zillow|yelp|facebook|fb|linkedin|instagram|ig|realtor\\.com|lending ?tree|nextdoor|bbb|trustpilot|social(?: media)?|(?:her|his|their) (?:\\w+ )?(?:page|story|website|podcast|newsletter|channel|blog|feed))';
const audience = `(?:on (?:the air|stage|camera|${site})|online|publicly|in public|at (?:the|her|his|their|a) .+|in (?:the|her|his|their|a|front of) .+|to (?:the whole|everyone|everybody|the room).*|during .+|from (?:the )?(?:stage|podium))`;

const leftReview = [
  new RegExp(
    `^${subject} (?:just |also |already |finally |has )*(?:left|wrote|gave|posted|did|put up|submitted|dropped|sent in)(?: ${us})? (?:a |an |the |her |his |another |some |two )?${review}\\b(.*)$`,
  ),
  new RegExp(
    `^${subject} (?:just |also )*(?:gave|did)(?: ${us})? (?:a |the |another )?${mention}(?: (?:of|for|to) ${us})? (${audience}(?: .*)?)$`,
  ),
  new RegExp(
    `^${subject} (?:just |also |publicly )*(?:reviewed|recommended|endorsed|plugged|praised|tagged|talked up|shouted out) ${us} (${audience}(?: .*)?)$`,
  ),
  new RegExp(`^${subject} (?:just )?(?:shouted|called) ${us} out (${audience})$`),
  new RegExp(`^${subject} posted (?:something )?(?:nice |great )?about ${us}( on .+)$`),
];
const gotReview = new RegExp(
  `^(?:got|received|have|just got|saw) (?:a |an |another |the )?${review} (?:from|by) (§\\d+)(.*)$`,
);

/** A review of someone else is not about us, and a bad one is feedback. */
const notOurs =
  /\b(?:for|of|about) (?!us\b|me\b|our\b|sure\b|the (?:team|closing|experience|process)\b)|\bto (?!us\b|me\b|our\b|the\b)(?:§|her|his|their)/;
const bad =
  /\b(?:bad|negative|terrible|poor|harsh|mixed|1[- ]star|one[- ]star|2[- ]star|two[- ]star|3[- ]star|three[- ]star|angry|nasty|rough|lukewarm)\b/;

/** A partner's public review of us. What we write about them, or ask them for, is not. */
export const readReview: ReadClause = (clause) => {
  const { text } = clause;
  if (bad.test(text)) return null;
  const match = leftReview.map((pattern) => pattern.exec(text)).find(Boolean) ?? gotReview.exec(text);
  if (!match || notOurs.test(match[2] ?? '')) return notYet(clause);
  return {
    refs: [match[1]!],
    make: (partnerIds) => ({
      is: 'review',
      partnerIds,
      on: clause.on,
      occasion: clause.template.said(clause.from, clause.to).trim(),
    }),
    to: clause.to,
    hasNote: true,
  };
};

const stars = '(?:(?:5|five|4|four)[- ]?stars?\\b|all (?:5|five) stars)';
const ours = [
  new RegExp(`^(?:reviewed|recommended|endorsed) ${object} (?:on|in|at) ${site}\\b`),
  new RegExp(`^(?:left|wrote|gave|posted|did) ${object} (?:a |an |another )?${review}\\b`),
  new RegExp(
    `^(?:left|wrote|gave|posted|did) (?:a |an |another )?${review} (?:for|about|of|on) ${object}\\b`,
  ),
  new RegExp(
    `^asked ${object} (?:(?:if|whether) .{0,40}?|to |for |about )(?:please )?(?:leave|write|post|give|leaving|writing|posting|do|review)?(?: ${us})? ?(?:a |an |some )?${review}\\b`,
  ),
  new RegExp(`^asked ${object} to review ${us}\\b`),
  new RegExp(
    `^(?:left|gave|wrote|posted|did) ${object} (?:a |an |the |some |her |his )?(?:${stars}|${praise}(?:write[- ]?ups?|recommendations?|endorsement|review))\\b`,
  ),
  new RegExp(
    `^(?:left|gave|wrote|posted|put up|did) (?:a |an |another |my |some )?(?:${stars}|${praise}(?:write[- ]?up|recommendation|review)) (?:for|about|of|on) (§\\d+)`,
  ),
  new RegExp(`^(§\\d+)'s ${review} is (?:up|done|posted|live|in)\\b`),
];

/** What may follow a review that we wrote: where, and by whom. */
const isOfReview = new RegExp(
  `^\\W*(?:(?:on )?${site}|i (?:put|wrote|posted|left|did) (?:it|one|that)(?: up)?(?: (?:last night|today|yesterday|this morning))?)\\W*$`,
);

function notYet({ text, to: end, after }: Clause): Found | null {
  const match = ours.map((pattern) => pattern.exec(text)).find(Boolean);
  const to = isOfReview.test(after) ? end + after.length : end;
  return match
    ? {
        refs: [match[1]!],
        make: ([partnerId = 0]) => ({ open: 'no review yet', partnerId }),
        to,
        hasNote: false,
      }
    : null;
}
