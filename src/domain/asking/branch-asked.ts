import { plainLine } from '../orders/plain-line.ts';

/** A question about a branch, or about all of them, as Rapport's own headings for managers and leads put it. */
export interface BranchAsked {
  about: 'branch';
  topic: BranchTopic;
  /** Null where none was said. */
  place: 'own' | 'all' | { name: string } | null;
}

/** How it goes, who is late, who could use a hand, who has room, who did well, honest feedback, the month. */
export type BranchTopic = 'doing' | 'late' | 'hand' | 'room' | 'well' | 'feedback' | 'month';

/** Longer than this tells a story. Characters. */
const lineMax = 90;

/** What a question begins with. What tells of a contact begins otherwise. */
const begins =
  /^(?:who|what|which|how|where|any|anyone|anything|is|are|do|does|did|show|list|give me|tell me|open|check|feedback|complaints?|late|overdue|behind|room|capacity|status|stats|numbers|rhythm|performance|report|overview|month|monthly|the month|last month|my branch|my branches|all branches)\b/i;
const asks = /^(?:who|what|which|how|any|is|are)\b/i;
/** One's own contacts with a partner may have been anywhere. */
const tells = /\b(?:met|saw|talked|spoke|called|texted|emailed|had|coffee|lunch|dinner|breakfast)\b/i;

const office = '(?:branch|office|team|shop)';
const ownPlace = new RegExp(
  `\\b(?:(?:in|at|for|of|on|with|across|inside|from|is|are|about) )?(?:(?:my|our|this) ${office}|the branch)(?:'s)?(?= |$)`,
  'i',
);
const allPlaces =
  /\b(?:(?:in|at|for|of|across|with|about|from|is|are|have|haven't|has|did|do) )?(?:(?:all|any|each|every|which) (?:of )?(?:(?:my|our|the) )?(?:branch(?:es)?|offices?|areas?|teams?)|(?:my|our|the) (?:branches|offices|areas|teams))(?:'s?)?(?= |$)/i;
/** "The Tampa branch", "in Chicago", "in St. Pete" */
const namedOffice =
  /\b(?:(?:in|at|for|of|about|is|are) )?(?:the |branch )?(?<name>\p{L}[\p{L}.'-]*(?: \p{L}[\p{L}.'-]*){0,2}) (?:branch|office|team)(?= |$)/iu;
const namedPlace = /\b(?:in|at|over in) (?<name>\p{L}[\p{L}.'-]*(?: \p{L}[\p{L}.'-]*){0,2})$/iu;
const beforeName =
  /^(?:(?:how's|how|who's|who|what's|what|is|are|does|did|the|about|for|in|at|of|any|anyone|show|me|branch)(?: |$))+/i;
/** Stretches of time, and what else one may be "in". */
const noPlace =
  /\b(?:a|an|my|me|our|the|this|that|last|next|past|core|inner|circle|rhythm|touch|general|total|all|person|town|time|advance|progress|day|days|week|weeks|month|months|quarter|year|years|today|tomorrow|morning|afternoon|evening|risk|home|hand|work|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;

const topics: readonly [BranchTopic, RegExp][] = [
  [
    'hand',
    /\b(?:use|need|needs|needing|want|wants) (?:a |my |some |any )?(?:hand|help|support|attention|coaching)\b|\bwho(?:'s| is| are)? (?:all )?(?:struggling|overloaded|over capacity|stretched|swamped|underwater)\b/i,
  ],
  [
    'room',
    /\b(?:has|have|having|with|got|any|find) (?:\w+ )?(?:room|capacity|space|bandwidth)\b|^(?:room|capacity)\b|\bcapacity used\b|\bwho (?:can|could) take (?:on )?(?:more|another|someone|new)\b|\bwho (?:can|could|might|would) cover(?! for (?:me|us)\b)\b/i,
  ],
  [
    'well',
    /\bwho(?:'s| is| has| have| all)? (?:did|does|doing|done|been doing) (?:\w+ )?(?:well|great|good|best)\b|\bwho (?:should|can|do) i (?:thank|praise|congratulate|recognize)\b|\bwho deserves\b/i,
  ],
  ['feedback', /\b(?:feedback|complaints?|complained|honest)\b/i],
  [
    'late',
    /\b(?:late|overdue|behind|past due|slipping|slipped|gone quiet|going quiet|off track|out of rhythm|due)\b/i,
  ],
];

const month =
  /^(?:(?:what|how)(?:'s| is| was| did| does)? )?(?:show me )?(?:(?:the|last|this) )?(?:month|monthly)(?:'s)?(?: (?:numbers|report|summary|review|recap|look|looking|looks|going|go|like|so far|overall)){0,3}$/i;
const doing =
  /^(?:how(?:'s| is| are| did| does| do| has| have| was)?(?: (?:it|things|everything))?(?: (?:doing|going|do|looking|look|been|go|holding up|performing|today|this week|right now|now)){0,4}|(?:(?:show|give|tell) (?:me )?)?(?:the )?(?:status|stats|numbers|rhythm|performance|report|overview|summary)?(?: (?:of|for|on|in))?)$/i;

/** The question about a branch that a whole line puts; null for any other. Whether anything is so called is looked up. */
export function readBranchAsked(said: string): BranchAsked | null {
  if (said.length > lineMax) return null;
  const line = plainLine(said)
    .replace(/\bwhos\b/gi, "who's")
    .replace(/\bhows\b/gi, "how's");
  if (!begins.test(line) || /[,;:!]/.test(line) || (!asks.test(line) && tells.test(line))) return null;
  if (month.test(line)) return { about: 'branch', topic: 'month', place: null };
  const unsaid = topicOf(line);
  // "Who could cover for Priya"
  if (unsaid === 'room' && /\bcover\b/i.test(line)) return { about: 'branch', topic: 'room', place: null };
  for (const [place, pattern] of [
    ['all', allPlaces],
    ['own', ownPlace],
  ] as const)
    if (pattern.test(line)) {
      const rest = line.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
      // Whatever is asked about a branch, one's own numbers are no answer.
      return { about: 'branch', topic: month.test(rest) ? 'month' : (topicOf(rest) ?? 'doing'), place };
    }
  const isOffice = namedOffice.test(line);
  const typed = (isOffice ? namedOffice : namedPlace).exec(line)?.groups?.name ?? '';
  const name = typed.replace(beforeName, '');
  if (name !== '' && !noPlace.test(name)) {
    const rest = line.replace(new RegExp(`${name.replaceAll('.', '\\.')}(?: ${office}\\b)?`), ' ');
    const plain = rest
      .replace(/\b(?:in|at|for|of|the|about|over)\b/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const topic = topicOf(rest) ?? (doing.test(plain) ? 'doing' : null);
    return topic && { about: 'branch', topic, place: { name } };
  }
  return unsaid === 'hand' || unsaid === 'room' || unsaid === 'well'
    ? { about: 'branch', topic: unsaid, place: null }
    : null;
}

const topicOf = (line: string): BranchTopic | null =>
  topics.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
