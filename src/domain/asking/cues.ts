import type { Asked } from './asked.ts';

/** What a line asks about, as far as its words tell. */
export type Topic = Asked['about'];

/** A topic and the words that give it away, in the spelling of `readAskedLine`. The first that fits counts. */
interface Cue {
  topic: Topic;
  /** Whether somebody must be named, must not be, or may. */
  named?: boolean;
  words: RegExp;
}

const see =
  '(?:see|talk|reach|call|text|email|visit|hear|meal|sat|sit|in front of|face to face|been to|hang|hung|got together|get together|caught up|catch up|connect|out at|out to)';

export const cues: readonly Cue[] = [
  // Who brings business is a question of its own, even with a name in it.
  {
    topic: 'business',
    words:
      /\b(?:most|best|top|biggest|more|better|how many|how much|rank|sort|number one|who|which)\b.{0,60}\b(?:business|deals?|loans?|leads|referrals?|closings|volume|production|money)\b(?!.{0,30}\bfeedback\b)|\b(?:is|has|did|does) NAME\b.{0,40}\b(?:send|sending|sent|giv(?:e|en|ing)|gave|bring(?:ing)?|brought|refer(?:red|ring)?)\b.{0,40}\b(?:business|deals?|loans?|leads?|referrals?|buyers?|clients?)\b/,
  },
  {
    topic: 'business',
    words:
      /\b(?:top|best|biggest|number one) (?:referral )?(?:sources?|referrers?|people|producers?|agents?|realtors?|referring \w+)\b/,
  },
  {
    topic: 'business',
    words:
      /\bwho (?:sends?|sent|gives?|gave|brings?|brought|refers?|referred|feeds?)\b.{0,20}\b(?:most|best|more|anything)\b/,
  },

  {
    topic: 'promises',
    words:
      /\b(?:promise|owe|on the hook|to dos|todos?|follow ?ups? (?:do i|i have|open|due)|waiting on|(?:said|told NAME|tell NAME|say) (?:that )?i (?:would|will|was going to)|waiting for from me|supposed to (?:be )?(?:get|send|bring|give|do|make|drop|email)(?:ting|ing|ping)? (?:to )?(?:NAME|for|anything|something|stuff)|still (?:need|have) to (?:send|get|do|give)|(?:anything|something|what) (?:is |else )?(?:still )?(?:open|outstanding|pending|due) (?:with|for|to) NAME|open items|loose ends|did i forget to send|dropped the ball on)\b/,
  },

  {
    topic: 'brief',
    named: true,
    words:
      /\b(?:prep|prepare|brief|briefing|run ?down|low ?down|cheat sheet|background|refresh|refresher|catch me up|up to speed|fill me in|story|scoop|skinny|intel|deets|details|dossier|talk points|talking points|recap|summary|notes|get me ready|ready for|what (?:should|do|can) i (?:even )?(?:do for|ask|bring up|say|talk about|know|need to know|open with|lead with)|need to know|should know|(?:do|should) (?:i|we) know about|tell me about|info on|remind me (?:who|about|of|what)|what (?:did|does|do) NAME (?:say|want|need|tell|like|care)|what (?:is|was) NAME (?:up to|working on|trying|into|growing|looking)|grow|growing|before i (?:go|walk|see|call|head|get|sit|step)|about to .{1,60} help$|talk about|(?:the )?latest (?:with|on)|how is NAME|anything (?:i should|new|to know|good)|what is (?:new|up|going on) with|game plan|deal with NAME|what is the deal)\b/,
  },

  {
    topic: 'partner',
    named: true,
    words:
      /\b(?:number|(?<!on the )phone|cell|mobile|email|address|company|firm|card|birthday|bday|contact info|website|who owns)\b|\bwhere (?:does|is|do|did) NAME (?:work|at|now|with)\b|\bhow (?:do|can|would) i reach NAME\b/,
  },

  {
    topic: 'last contact',
    named: true,
    words:
      /\b(?:when|what (?:day|date|month|time)|last(?! (?:week|month|year|night|quarter))|lately|planned|next (?:see|call|meal|visit|meeting)|how long|how many (?:days|weeks|months)|(?:days|weeks|months|long|time|while) since|been a (?:min|minute|while|bit|long)|how recently|already)\b/,
  },
  {
    topic: 'last contact',
    named: true,
    words: new RegExp(
      `^(?:(?:hey|so|ok) )?(?:did|have|has|was|were|am|do|is) (?:not )?(?:i|we|you|anyone|it|my|our|NAME|there)\\b.*\\b${see}\\b`,
    ),
  },
  {
    topic: 'last contact',
    named: true,
    words: /\b(?:do not|can not|not) (?:remember|recall) (?:if|when|whether)\b/,
  },

  // Of everyone.
  {
    topic: 'never asked',
    named: false,
    words:
      /\b(?:feedback|honest question|how (?:we are|are we|were) doing|do better|could improve|improve|criticism|tough question)\b/,
  },
  {
    topic: 'late',
    named: false,
    words:
      /\b(?:late|overdue|over due|past due|behind|delinquent|missed|i miss|drop(?:ped|ping)? the ball|slipp(?:ed|ing)|let slip|neglect(?:ed|ing)?|fell through|through the cracks|should have (?:call|see|talk|reach|been)|waiting (?:too|the) long|off track with|in the red|lagging)\b/,
  },
  { topic: 'not met', named: false, words: new RegExp(`\\b(?:not|never|no)\\b.{0,40}\\b${see}\\b`) },
  {
    topic: 'not met',
    named: false,
    words:
      /\b(?:(?:who|which|anyone|people) .{0,40}(?:since|been)|losing touch|lost touch|out of touch|fading|gone cold|going cold|(?:gone|been|went) quiet|haven not|longest|neglecting|drifting)\b/,
  },
  {
    topic: 'week',
    named: false,
    words:
      /\b(?:this week|my week|the week|week look|weekly|rest of (?:the|my|this) week|before (?:the )?weekend|by (?:the )?(?:weekend|end of (?:the )?week)|all week|next few days|coming days|week ahead|weeks? plan|through friday|days left)\b/,
  },
  {
    topic: 'how am i',
    named: false,
    words:
      /\b(?:how (?:am|are) (?:i|we) (?:doing|looking|tracking|holding)|on track|keeping up|in rhythm|how (?:am|have) i (?:been )?(?:doing|going)|how is it going|how many (?:meal|call|visit|see|people|video|touchpoints)\b.{0,30}\b(?:did|have|do) i|my (?:stats|numbers|score|scorecard|progress|rhythm|pace|performance|report|activity|results)|how is my|am i (?:doing|good|ok|okay|behind|slacking|ahead|winning)|progress|where do i stand|how did i do)\b/,
  },
  {
    topic: 'next',
    named: false,
    words:
      /\b(?:next(?! (?:week|month|year|quarter))|after (?:that|this|these|them|today)|coming up|who now|who else|another (?:name|one|person)|on deck|then who|once i (?:am done|finish)|upcoming)\b/,
  },
  {
    topic: 'today',
    named: false,
    words:
      /\b(?:(?:who|anyone|people|names|calls?)\b.{0,60}\b(?:today|DAY|due|on (?:my|the|deck)|up|see|talk|reach|call|text|email|visit|need|first|left|for me|list|hit|love|attention|afternoon|morning|got|on deck)|list|due|plate|lineup|deck|(?:my|the|is) (?:schedule|agenda|calendar|day|calls)|(?:schedule|agenda|calendar|calls|due|on) (?:for )?(?:today|DAY)|any calls)\b|\bwhat (?:do|have) i (?:have|got)\b|^who$/,
  },
];
