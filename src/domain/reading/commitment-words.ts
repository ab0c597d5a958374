/**
 * The words by which one takes something on, over a note in the form of `readNoteLine`. Words that say it outright make
 * a promise wherever they stand; a task is one only before something to give or to make.
 */

const would =
  '(?:i (?:would|will|am going to|was going to|could|can)|id|ill|im (?:going to|gonna)|we would|wed)';
const them = '(?:NAME(?: and NAME)?|her|him|them|both)';
const own = '(?:(?:i|we|ive|im|also|just|already|still|did|have) ){0,4}';
const thatSure = '(?:yes|yep|yeah|yup|ok|okay|sure|no problem|np|of course|absolutely|will do)';
/** "It", where what is meant was said before. */
const it = '(?:it|that|them|those|one|this)';
const giving =
  '(?:get|send|find|make|order|build|email|text|bring|drop|pull|put|look|draft|print|mail|write|give|shoot|share|forward|ship|deliver|hand|lend|loan|finish|fix|do|have|run|prepare|prep|dig|track|scan|upload|design|proofread|sponsor|order|buy|pick up|donate|cover|host|create|update|review|knock out|whip up|type up|set up)';
const gerund =
  '(?:getting|sending|finding|making|ordering|building|emailing|texting|bringing|dropping|pulling|drafting|printing|mailing|writing|giving|shooting|sharing|forwarding|delivering)';

/** Takes these words of the line, none of which a name or a pronoun may do instead of us. */
const cue = (...patterns: string[]): RegExp =>
  new RegExp(`(?<=^|\\s)(?:${patterns.join('|')})(?=\\s|$)`, 'g');

/** "She promised", "Dana owes": not ours. */
const notTheirs =
  '(?<!(?:NAME|OWN|she|he|they|who|client|buyer|seller|borrower|realtor|agent|lender) (?:also |still |just |both |never |is |are )?)';

/** Each says by itself that it is a promise. */
export const outright = cue(
  `(?:forgot to |need to |gotta |have to )?(?:write down|log|add|note|mention|put down|put in|tell you|remember)(?: that)?(?= i\\b)`,
  `${notTheirs}${own}(?:promised?|commitment|swore|assured)(?: ${them})?(?: that)? ${would}`,
  `${notTheirs}${own}(?:said|told|texted|mentioned|let)(?: ${them})?(?: know)?(?: that)? ${would}`,
  `${notTheirs}${own}(?:said|told) ${them} (?:that )?(?:shed|hed|theyd|shell|hell|theyll|(?:she|he|they) (?:would|will|could|can))(?= (?:have|get|see|receive|borrow|use|keep)\\b)`,
  `(?:i |just )?said NAME (?:could|can|will|would)(?= (?:have|get|borrow|use|keep)\\b)`,
  `${notTheirs}${own}(?:said|told|texted|promised)(?: ${them})? ${thatSure}(?: (?:to|on|for))?`,
  `${notTheirs}${own}promised?(?: to)?`,
  `my promises?(?: to)?`,
  `${notTheirs}${own}(?:owe|owed|owing)(?: to)?`,
  `${notTheirs}${own}(?:was |am |are )?on the hook(?: (?:to|for|with))?`,
  `${own}(?:gave|given|give) ${them} my word(?: (?:that|on|for))?`,
  `(?:you have |has |have )?my word(?: to)?`,
  `${notTheirs}${own}(?:committed|commitment|volunteered|agreed|offered|signed up|pledged|vowed|swore)(?: (?:to|for))?`,
  `(?:i )?put (?:me|myself) down (?:to|for)`,
  `im (?:good|down) for`,
  `(?:is |are |was |s )?(?:both |still |all )?(?:expecting|expects|counting on|waiting (?:on|for)|waitin on|wants|needs|want|need|asked for|asking for)(?= .*\\bfrom me\\b)`,
  `from me`,
  `(?:is |are )?(?:still )?waiting (?:on|for)(?= (?:my|our)\\b)`,
  `${own}let ${them} know (?:that )?(?:shed|hed|theyd|shell|hell|theyll|(?:she|he|they) (?:would|will|could|can))(?= (?:have|get|see|receive)\\b)`,
  `(?:commit|put|sign) me (?:up |down )?(?:to|for)`,
  `(?:im |i am )?on it(?= \\||$)`,
  `(?:thats|its|this is) on me`,
  `(?:is |are |s )?(?:both |still )?(?:expecting|counting on|waiting on|waiting for) me (?:to|for)`,
  `${own}(?:am )?supposed to`,
  `(?:like|as) i (?:said|promised|told ${them})(?: ${would})?`,
  `told NAME (?:by )?DAY (?:for|on)(?= (?:the|a|an|my|that|those|his|her|their)\\b)`,
  `(?:and )?(?:i )?(?:told|said)(?: ${them})? (?:she|he|they)(?:d| would|ll| will)? have ${it}`,
);

/** With a clause of its own, what was asked for is taken on: "Grant needs the number, I'll have it to him tomorrow". */
export const takenOn = cue(
  `(?:and |so )?(?:${would}|will|gonna|going to|need to|gotta|have to|got to) (?:have|get|send|do|bring|drop|email|text|shoot|knock|mail|give|forward|make|run)(?: (?:her|him|them))? ${it}(?: (?:out|off|over|back|done|ready))*(?: to ${them})?`,
  `(?:and |so )?(?:im )?(?:sending|bringing|emailing|mailing|dropping|getting|doing) ${it}(?: (?:out|off|over|back|done))*(?: to ${them})?`,
);

/** Say neither that it is promised nor what. */
export const asides = cue(
  `first thing`,
  `asked (?:me )?(?:if i|can i|could i)(?: (?:can|could|would|will))?`,
);

/** Only before something to give or to make: "gotta email Webb the buydown sheet". */
export const tasks = cue(
  `(?:please |pls |can you |could you |can u |hey )*(?:remind|nudge|ping|bug|poke|buzz|rmeind|remimd) me(?: (?:to|about|that|re|so i|on))?`,
  `(?:set |make )?(?:me )?(?:a )?reminder(?: (?:to|for|about|that))?`,
  `note to self(?: to)?`,
  `(?:todo|to do|to dos|todos|task|action item|follow up)(?= (?:\\||NAME|OWN|for))`,
  `note(?= \\|)`,
  `(?:and )?(?:dont|do not) (?:let me )?forget(?: (?:to|about))?`,
  `dont let me (?:leave|go|forget|finish|log off)(?: (?:DAY|here|work|home|the office))*(?: without)?`,
  `(?:i )?cant forget(?: (?:to|about))?`,
  `(?:i )?(?:(?:gotta|have to|need to|got to|must) )?(?:not forget|remember)(?: (?:to|about))?`,
  `make sure(?: (?:i|to|that))*`,
  `(?:its )?on me to(?= ${giving}\\b)`,
  `(?<!(?:NAME|she|he|they|who|we both) )(?:(?:i|we|im|still|also|just|really) ){0,4}(?:need to|have to|has to|got to|gotta|have got to|must|gonna|going to|ill|i will|will)(?= (?:finally |also |still )?${giving}\\b)`,
  `me to(?= NAME \\|)`,
  `(?:(?:one|two|three|four|five|\\d|a few|couple|couple of) )?things?(?: (?:i owe|to get|to send|to give|to do))?(?: (?:to|for))?(?= NAME\\b.*\\|)`,
);

/** Not done by us, perhaps never, or done already. */
export const notToBeDone = new RegExp(
  `(?<=^|\\s)(?:${[
    'no(?! (?:rush|problem|hurry|later|biggie))|not(?! (?:later|urgent|forget))|never|none|cant(?! forget)|cannot|wont|couldnt|wouldnt|didnt|doesnt|isnt|wasnt|havent|hasnt|aint|dont(?! (?:let|forget))',
    'if|unless|maybe|might|perhaps|should|whether|wish|when|until|til|till|once|instead|already|every|each|weekly|monthly|daily|cancel\\p{L}*|kidding|jk|anymore|except|probably|almost|nearly|undo|delete|remove',
    'what|who|how|where|why|which',
    // What became of a promise is none.
    '(?:break|broke|broken|breaking|keep|keeping|honou?r|honou?red|miss|missed|blew|forgot|renege|reneged|late|behind|dropped the ball|went back) (?:on |about )?(?:my|our|the|that|a) (?:promises?|commitments?|word)',
    // "Going to make Tom a partner one day" gives him nothing.
    'one day|some ?day|one of these days|eventually|down the road',
    'make (?:NAME|her|him|them) (?:(?:a|an|my|our|the) )?(?:\\p{L}+ )?(?:partner|friend|client|believer|fan|rich|famous|happy|proud|smile|laugh|jealous)',
    'forgot(?! to (?:write|log|add|note|mention|put|tell))|was supposed|were supposed|to me|for me|to us',
    'sent|gave(?! (?:NAME(?: and NAME)?|her|him|them) my word)|delivered|handed|forwarded|mailed|brought|finished|done|kept|went|got|had',
    '(?:she|he|they|who|NAME) (?:also |just |still )?(?:will|would|promised|owes?|says?|said|told|is going to|gonna|is getting|is sending|getting|sending|is supposed|supposed|offered|agreed|volunteered|committed|gave|sent)',
    '(?:send|sends|sending|give|gives|giving|get|gets|getting|bring|bringing|owe|owes|email|shoot|text|call|calls) (?:me|us)',
    'from (?:NAME|OWN|her|him|them)',
    '(?<!\\bshare .{1,60})with (?:NAME|OWN)|NAME and i|(?:w|see|meet|visit|ask|call|ring|phone|tell) (?:NAME|OWN)',
    'OWN (?:assistant|wife|husband|kids?|son|daughter|client|buyer|seller|borrower|broker|boss|mom|dad|agent|partner)s?',
    'NAME and (?!NAME|i\\b|a\\b|the\\b)\\p{L}+(?: \\p{L}+)? (?:the|a|an|my|that)',
  ].join('|')})(?=\\s|$)`,
  'u',
);

/** What one gets from somebody is nothing that one gives: "need to get Tom's signature". */
export const isFetched = /\b(?:get|grab|find|pick up|check|have|use|see|review) OWN/;
export const gerunds = new RegExp(`^${gerund}$`);
export const givings = new RegExp(`^${giving}$`);
