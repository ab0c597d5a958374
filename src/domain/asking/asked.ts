import { type Day, daysBetween } from '../days/day.ts';
import { type PartnerName, type Reading, readingMs } from '../reading/read.ts';
import { dayAhead, dayBehind } from '../reading/said-day.ts';
import { timeLimit } from '../reading/time-limit.ts';
import { understand } from '../touchpoints/understand.ts';
import type { PartnerKind } from '../words.ts';
import { type AskedLine, type Named, readAskedLine } from './asked-line.ts';
import { cues, type Topic } from './cues.ts';
import { questionWords } from './question-words.ts';

/** What someone asks Rapport. */
export type Asked =
  | { about: 'last contact' | 'brief' | 'partner'; who: Named }
  | { about: 'promises'; who: Named | null }
  /** Who is on today's list, who is due within the week, who first after today, and who should have been before. */
  | { about: 'today' | 'week' | 'next' | 'late' }
  /** Whom they have not met in so many days. */
  | { about: 'not met'; days: number }
  /** Whom they have never asked for honest criticism. */
  | { about: 'never asked' }
  | { about: 'kind'; kind: PartnerKind }
  | { about: 'inner circle' }
  | { about: 'company'; who: Named }
  /** Their own numbers. */
  | { about: 'how am i' }
  /** Who brings business, which Rapport never counts. */
  | { about: 'business' }
  | { about: 'help' }
  | { about: 'thanks' };

/**
 * The question that a line puts; null for any other. A line in the form of a question needs a word of its topic. Without
 * that form, all its words must be such as questions are made of, and it must tell of nothing: what tells of a contact
 * must never be taken for a question, or the contact would be lost.
 */
export function readAsked(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): Asked | null {
  if (holdsNumber.test(said) || saysGoal.test(said)) return null;
  const line = readAskedLine(said, book, today, limit);
  if (!line || line.words === '' || line.names.length > namesMax || toRemember.test(line.words)) return null;
  if ((given.test(line.words) || saidBy.test(line.words)) && !line.endsAsking) return null;
  const asked = matter(line, today);
  if (!asked) return null;
  if (away.test(line.words) || (line.isSeveral && line.words.split(' ').length > storyWords)) return null;
  const asks = line.endsAsking || form.test(line.words);
  if (!asks && beginsToTell.test(said)) return null;
  const isAsked =
    asks ||
    asksWithin.test(line.words) ||
    hasOnlyQuestionWords(line) ||
    asked.about === 'thanks' ||
    asked.about === 'help';
  return isAsked && !((!asks || line.isSeveral) && tells(said, line, book, today, asked)) ? asked : null;
}

/** A phone number or an email address is told, not asked for. */
const holdsNumber = /\d{3}[ .-]?\d{4}(?!\d)|[\w.]@\w/;

/** "What Marcus wants to grow = his channel" */
const saysGoal = /\bwants to grow (?:=|is|:) ?\S/i;

const hasOnlyQuestionWords = ({ words }: AskedLine): boolean =>
  words.split(' ').every((word) => /^(?:NAME|FIRM|DAY|\d+)$/.test(word) || questionWords.has(word));

/** Who says where they will be asks nothing. */
const away =
  /^(?:(?:i am|i will be|going|taking|will be|on|mark me|be) )*(?:out|off|away|ooo|on vacation|on leave|on pto)\b/;

/** Several sentences of so many words tell a story, even if one of them asks. */
const storyWords = 16;

/** More is a list. */
const namesMax = 2;

/** "Remind me to send Dana the slides" promises them, and so does "remind me about Dana's flyer Friday". */
const toRemember =
  /^find out\b|^(?:please )?remind me (?:(?:to|DAY|in|on|at|next|by|about the)\b|about NAME (?!DAY)\w+ .*DAY\b|about NAME (?!DAY)\w+ DAY\b)/;
/** "I already got Ann the numbers I promised" tells what was done. */
const given = /^(?:i )?(?:already |finally |just )?(?:got|gave|sent|handed|dropped off|knocked out) /;

/** "Tessa said no when I asked", "asked Tom what I could do better" tell what was said. */
const saidBy =
  /^(?:i )?(?:just |finally )?asked NAME (?!.*\bNAME\b)|^NAME (?:just )?said (?:no|yes|maybe|she|he|they|i|we|to)\b/;

const leads =
  '(?:(?:hey|hi|hello|ok|okay|yo|so|and|um|uh|please|good|morning|afternoon|evening|rapport|quick|question|just|but|well) )*';
const asker = '(?:can|could|would|will|do|did|does|have|has|had|am|is|are|was|were|should|may)';
const asked =
  '(?:i|we|you|he|she|they|it|my|our|the|there|anyone|any|anything|people|FIRM|that|this|someone|not (?:i|we|you|NAME))';
const orders =
  '(?:show|lists?|give|tell me|remind me|pull|look|open(?! house)|find(?! out)|check|get me|run|prep|prepare|brief|refresh|catch me|fill me|need (?:to know|NAME|the|a|my)|i need (?:to know|NAME|the|a|my)|want to know|i want to know|let me see|let me know|send me|read me|bring me|help me|walk me|rank|sort|count)';
/** Said before the matter itself: "please", "I can't remember if". */
const form = new RegExp(
  `^${leads}(?:who|what|when(?! (?:i|we|he|she|they|NAME)\\b)|where|why|how|which|whose|any|anyone|anything|${asker} ${asked}|(?:did|do|does|is|was|are|were|can|will|should) NAME|${orders}|(?:i )?(?:can not|do not|not) (?:remember|recall|know) (?:if|when|whether|what|who))\\b(?! (?:a|an) )`,
);

/** "Met Dana, what do I owe her" tells first. */
const beginsToTell =
  /^\s*(?:(?:i|we|just|so|ok|okay|hey|and)\s+)*(?:met|saw|talked|spoke|chatted|called|texted|emailed|visited|grabbed|had|ran into|bumped into|caught up|stopped by|dropped by|went to)\b/i;

/** The question behind what leads up to it: "meeting Dana in 10, what do I need to know". */
const asksWithin =
  /\b(?:(?:who|what|when|where|how|which) (?:is|are|am|do|did|does|should|can|have|has|was|to|now|else|NAME|i)|any (?:calls|one|people)|(?:give|get|catch|fill|tell|brief|refresh|prep) me)\b|\b(?:who|when|what|how long)$/;

/**
 * Whether the line tells of something that would be saved, or asked about as a contact. A plan beside a call for a brief is
 * no news; what may have been or may come is open to a question.
 */
function tells(
  said: string,
  line: AskedLine,
  book: readonly PartnerName[],
  today: Day,
  { about }: Asked,
): boolean {
  const ofAnyone = line.names.length + line.firms.length === 0 && ofEveryone.has(about);
  const isOpen = ({ doubts }: Reading) =>
    ofAnyone ||
    (lastOrBrief.has(about) && (hasOnlyQuestionWords(line) || doubts.includes('past or to come')));
  return understand(said, book, today).some(
    ({ content, promised, news, openNews, reading }) =>
      promised !== null ||
      news.length > 0 ||
      openNews !== null ||
      (content !== null
        ? !(about === 'brief' && content.what === 'plan')
        : reading.kind !== null && ((line.isSeveral && !ofAnyone) || !isOpen(reading))),
  );
}
const ofEveryone: ReadonlySet<Topic> = new Set([
  'today',
  'week',
  'next',
  'late',
  'not met',
  'how am i',
  'never asked',
]);
const lastOrBrief: ReadonlySet<Topic> = new Set(['last contact', 'brief', 'promises', 'partner']);

function matter(line: AskedLine, today: Day): Asked | null {
  const { names, firms } = line;
  const words = line.words.replace(/^(?:please|hey|hi|ok) | (?:please|thanks)$/g, '');
  const [firm] = firms;
  // "Last call Lee & Co": a company with one partner is that partner.
  const who = names[0] ?? (firm?.ids.length === 1 ? firm : undefined);
  if (!who && thanks.test(line.words) && saysThanks.test(line.words)) return { about: 'thanks' };
  if (!who && help.test(words)) return { about: 'help' };
  const cue = cues.find(
    ({ named, words: given }) => (named === undefined || named === (who !== undefined)) && given.test(words),
  );
  const topic = cue?.topic;
  if (who && firm === who && !(topic && lastOrBrief.has(topic))) return ofCompany(words, firm);
  switch (topic) {
    case 'partner':
      // "Dana's birthday is the 19th" tells.
      return who && (line.days.length === 0 || form.test(words)) ? { about: topic, who } : null;
    case 'last contact':
    case 'brief':
      return who ? { about: topic, who } : null;
    case 'promises':
      // What others owe is not kept.
      if (/\bwho owe (?:me|us)\b/.test(words)) return null;
      return saysPromise.test(words) ? null : { about: topic, who: who ?? null };
    case 'not met': {
      const days = stretchOf(line, today);
      // "Who haven't I met in Orlando" asks for less than could be answered.
      return days !== null && firms.length === 0 && hasOnlyQuestionWords(line)
        ? { about: topic, days }
        : null;
    }
    case 'today': {
      const other = line.days.some(
        (day) =>
          day.is !== 'tonight' &&
          day.is !== 'hour' &&
          dayAhead(day, today) !== today &&
          dayBehind(day, today) !== today,
      );
      return ofGroup(words) ?? (firm ? ofCompany(words, firm) : { about: other ? 'week' : 'today' });
    }
    case 'kind':
    case 'inner circle':
    case 'company':
      return null;
    case undefined:
      if (who)
        return names.length === 1 && !line.hasPicture && nameAlone.test(words)
          ? { about: 'partner', who }
          : null;
      return ofGroup(words) ?? (firm ? ofCompany(words, firm) : null);
    default:
      return { about: topic };
  }
}

/** "I promised Dana" and "what I promised Dana: the flyer by Friday" tell; "what did I promise Dana" asks. */
const saysPromise =
  /^(?:(?:ok|so|also|and|hey) )*(?:(?:i|we) (?:(?:have|just|also|still) )*)?(?:promise|owe) (?:NAME|to|him|her|them|a|the|my)\b|^(?:i )?(?:sent|send|gave|email|text|bring|brought|did|finished|got) (?:NAME|the|him|her|them)\b|^what (?:i|we) promise NAME .*\b(?:by|DAY)\b/;

const nameAlone =
  /^(?:(?:ok|hey|hi|please|who|is|was|open|show|me|pull|up|look|find|get|card|for|the|a|again|about|what|tell|see|need|i|FIRM|at|from|profile|page|record|info) )*NAME(?: (?:please|again|card|for|me|FIRM|profile|page|record|up|thanks|with|at|from|info|now))*$/;

const people = '(?:who|anyone|people|list|show|my|all|any|just|the|which|what|other|only|know|have|got|our)';
const groups: [RegExp, PartnerKind | 'inner circle'][] = [
  [/\binner circle\b|\btop tier\b|\binner ?circle\b/, 'inner circle'],
  [/\bbuilders?\b/, 'builder'],
  [/\b(?:realtors?|agents?|realty people|brokers?)\b(?<!insurance agents?)/, 'realtor'],
  [/\b(?:financial )?(?:planners?|advis[oe]rs?|wealth people)\b/, 'financial planner'],
  [/\b(?:attorneys?|lawyers?)\b/, 'divorce attorney'],
  [/\b(?:accountants?|cpas?|tax people)\b/, 'accountant'],
  [/\binsurance\b/, 'insurance agent'],
  [/\b(?:title|escrow)\b/, 'title officer'],
];
/** Words of a group, alone or after words that ask for people. */
const ofOneGroup = new RegExp(`^(?:\\S+ ){0,9}?(?:${people} )|^\\S+(?: \\S+)?$`);

function ofGroup(words: string): Asked | null {
  const group = groups.find(([pattern]) => pattern.test(words))?.[1];
  if (!group || !ofOneGroup.test(words)) return null;
  return group === 'inner circle' ? { about: group } : { about: 'kind', kind: group };
}

const ofCompany = (words: string, who: Named): Asked | null =>
  ofOneGroup.test(words) || /\bFIRM people\b/.test(words) ? { about: 'company', who } : null;

const thanks =
  /^(?:(?:ok|okay|great|perfect|awesome|cool|nice|got|it|sweet|good|so|much|very|thanks|thank|you|appreciate|a|lot|bunch|man|buddy|are|the|best|rock|love|this|that|job|bot|many|much|appreciated|for|all|your|help|lifesaver|rapport|again|ok|yes|works|amazing|helpful|super|really|cheers) ?)+$/;
const saysThanks =
  /\b(?:thanks|thank|appreciated?|best|rock|love|lifesaver|cheers|amazing|awesome|perfect|good job|nice job)\b/;

const help =
  /^(?:(?:hey|hi|ok|please|so|i|need|some|a|little) )*(?:help(?: me| out| please| with this| using this)*|commands?|menu|instructions|tutorial|(?:what|how) (?:all )?(?:can|do|does|should|would|else can|is) (?:i|you|this|it)(?: all)?(?: (?:do|ask|say|type|tell|use|work|log|add|plan|help with|start|get started|make|works|for)\b.{0,40})?|how to .{0,40}|what are you|who are you|what is this|how this works?|get started|getting started)$/;

const numbers = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const daysOf = { day: 1, week: 7, month: 30, quarter: 90, year: 365 };
/** "In a while", and no time at all. */
const daysUnsaid = 90;
const daysMax = 730;

function stretchOf({ words, days }: AskedLine, today: Day): number | null {
  const [, many = '', unit = ''] =
    /\b(\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple|few|half a|this|last|past|the) ?(?:of )?(day|week|month|quarter|year)s?\b/.exec(
      words,
    ) ?? [];
  const since = days.find((one) => one.is === 'exact' && one.day < today);
  if (unit === '')
    return since?.is === 'exact' ? Math.min(daysMax, daysBetween(since.day, today)) : daysUnsaid;
  const length = daysOf[unit as keyof typeof daysOf];
  if (many === 'half a') return Math.round(length / 2);
  const howMany =
    many === 'couple' ? 2 : many === 'few' ? 3 : Number(many) || Math.max(1, numbers.indexOf(many));
  const all = howMany * length;
  return all > 0 && all <= daysMax ? all : null;
}
