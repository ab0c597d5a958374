import { addDays, type Day } from '../days/day.ts';
import { indexBook } from './book.ts';
import { wordSet } from './grammar.ts';
import { matchExactly } from './match-name.ts';
import type { PromiseAlone } from './promise-alone.ts';
import { isEmpty } from './promised-thing.ts';
import type { PartnerName } from './reading.ts';
import { dayAhead } from './said-day.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import type { TimeLimit } from './time-limit.ts';
import { isPastVerb, tenseOf } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** Notes of one's own that name a partner, a thing, and perhaps a day, in whatever order: "nudge me Friday re Tom's flyer". */

const textMax = 140;
const daysMax = 366;
/** A thing has a name of so many words at most. More tell a story. */
const wordsMax = 9;

/** How a note opens that is about what is still to be done. */
const opens = new RegExp(
  `^(?:(?:hey|ok|oh|and|so|pls|please|can you|could you|can u)[ ,]+)*(?:${[
    '(?:remind|nudge|ping|bug|poke|buzz|rmeind|remimd) me(?! (?:when|who|what|if|how|where|why))',
    '(?:set (?:me )?a )?reminder(?: for| to)?',
    'note to self',
    'to-?do|to do',
    'promised?(?=[ :,-])',
    '(?:i |i still |i also )?owed?(?: to)?(?=[ :])',
    "(?:do ?n[’']?t (?:let me )?forget)",
    "(?:i[’']?m |i am )?(?:supposed to|on the hook (?:to|for|with))",
    '(?:i )?(?:still )?(?:have|need|got|gotta|gonna|going) (?:to )?(?=get|send|find|make|order|build|email|bring|drop|pull|put|look|draft|print|mail|write)',
    "(?:i[’']?ll|ill|i will|will) (?=get|send|find|make|order|build|email|bring|drop|pull|put together|draft|print|mail|write)",
    "(?:i )?(?:told|promised|swore to|assured) (?=\\\\p{L}+ (?:that )?(?:i[’']?d|id|i would|i[’']?ll|i will)\\\\b)",
    "(?:i )?said (?:yes to|ok to|sure to|i[’']?d|id|i would)",
    '(?:i )?(?:committed|agreed|offered) to',
    'me to (?=\\\\p{L}+ ?:)',
    'gave (?=\\\\p{L}+ my word)',
  ].join('|')})(?:(?<=\\s)|(?![\\p{L}’']))`.replaceAll('\\\\', '\\'),
  'iu',
);
/** What closes one: "marcus flyers tomorrow, I promised". */
const closes =
  /(?<! (?:like|as|that|what|which|things?|ones?|slides|flyer))[,.;]? (?:(?:and )?i (?:promised|owe|said i would)(?: (?:him|her|them|it|both))?|do ?n[’']?t let me forget|so remind me|pls remind me|remind me)$/i;

/** Not ours to do, done, or not at all; a question; a contact rather than a thing. */
const notOurs =
  /\?|\b(?:she|he|they|who)(?:['’]?ll| will| is going to| said| promised| owes)\b|\bto (?:me|us)\b|\bsend(?:ing)? (?:me|us)\b|\b(?:not|never|cancel\w*|can['’]?t|won['’]?t|if|unless|maybe|already|every|each|weekly|monthly|sent|gave(?! \p{L}+ my word)|done|kept|forgot)\b/iu;
const contactVerbs = wordSet('ring phone call see meet visit grab do join reach catch check follow');

const fillers = wordSet(
  "to for about re regarding that so i id i'd i'll ill and my him her them with by on at due needs need wants want expecting expects from me it of the a an this those these have get getting send sending give giving email emailing text bring bringing mail mailing make making ship forward word like she'd shed he'd hed they'd theyd said would will still also please pls finally asap reminder is",
);
const articles = wordSet('the a an my our his her some those');

/** "Told Dana I'd have lunch with her" is a plan. */
const contact =
  /^(?:an? |some )?(?:quick )?(?:coffee|lunch|dinner|breakfast|brunch|drinks|call|zoom|meeting|visit|chat)(?:\s+(?:with|at|on|about)\b|$)/i;

/** The promise that a note of one's own tells of; null for any other line, and in any doubt. */
export function readPromiseNote(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): PromiseAlone | null {
  if (text.length > textMax || /\n/.test(text)) return null;
  const line = text
    .replace(/\p{Extended_Pictographic}\uFE0F?/gu, ' ')
    .replace(/,? (?:he|she|they) (?:needs?|wants?) (?:it|em|them)\b/gi, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!\s]+$/, '');
  const [opened] = opens.exec(line) ?? [];
  const [closed] = closes.exec(line) ?? [];
  const isSaid = opened !== undefined || closed !== undefined;
  if (!isSaid || notOurs.test(line.replace(/do ?n[’']?t (?:let me )?forget/gi, ''))) return null;
  const sentence = prepare(line, indexBook(book), today, limit);
  const from = opened?.length ?? 0;
  const to = closed ? line.length - closed.length : line.length;
  const people = namesOf(sentence);
  const ids = [...new Set(people.flatMap((one) => one.ids))];
  const [partner] = ids;
  if (partner === undefined || ids.length > 1 || people.some((one) => one.ids.length !== 1)) return null;
  // "Dana and Jane Roe": to somebody else, too.
  const { tokens } = sentence;
  if (people.some((one) => tokens[one.from - 1]?.word === 'and' || tokens[one.to]?.word === 'and'))
    return null;
  const day = dueOf(sentence, today);
  if (day === 'unclear') return null;
  const thing = thingOf(sentence, people, from, to);
  const hour = [...sentence.days.values()].find((one) => one.hour)?.hour?.words;
  const promised = hour && day ? `${thing} (${hour.replace(/^at /i, '')})` : thing;
  return thing === null
    ? null
    : { partnerIds: [partner], promises: [{ text: promised ?? thing, dueOn: day }] };
}

interface Named extends Span {
  ids: number[];
}

function namesOf({ tokens, book, days }: Sentence): Named[] {
  const names: Named[] = [];
  for (let at = 0; at < tokens.length; at++) {
    for (const length of [3, 2, 1]) {
      const run = tokens.slice(at, at + length);
      if (run.length < length || run.some((token, i) => token.mark || days.has(at + i))) continue;
      const words = run.map(({ plain }) => plain);
      const bare = [...words.slice(0, -1), words.at(-1)!.replace(/s$/, '')];
      const ids = [words, bare]
        .map((one) => matchExactly(book, one).map(({ id }) => id))
        .find((one) => one.length > 0);
      if (!ids) continue;
      names.push({ from: at, to: at + length, ids });
      at += length - 1;
      break;
    }
  }
  return names;
}

/** The day it is due; null where none was said. */
function dueOf({ days }: Sentence, today: Day): Day | null | 'unclear' {
  const said = [...days.values()].map((one) => one.said).filter((one) => one.is !== 'hour');
  if (said.length === 0) return null;
  if (said.length > 1) return 'unclear';
  const [one] = said;
  const day = one!.is === 'unreadable' ? null : one!.is === 'stretch' ? one!.last : dayAhead(one!, today);
  return day !== null && day >= today && day <= addDays(today, daysMax) ? day : 'unclear';
}

/** What is left without the opening, the name, and the day. Null if that is nothing, or more than a thing. */
function thingOf(
  { text, tokens, days }: Sentence,
  people: readonly Named[],
  from: number,
  to: number,
): string | null {
  const left = tokens.filter((token, at) => {
    if (token.start < from || token.end > to) return false;
    if (people.some((one) => at >= one.from && at < one.to)) return false;
    return ![...days].some(([start, { to: end }]) => at >= start && at < end);
  });
  while (left[0] && (left[0].mark || fillers.has(left[0].word))) left.shift();
  while (left.at(-1) && (left.at(-1)!.mark || fillers.has(left.at(-1)!.word))) left.pop();
  const [first] = left;
  const last = left.at(-1);
  if (!first || !last || left.length > wordsMax || contactVerbs.has(first.word)) return null;
  const kind = vocabulary.find(tokens, tokens.indexOf(first));
  // "Get lunch with Marcus soon" is a plan.
  if (kind?.means.is === 'kind' && kind.means.kind !== 'message' && left.length <= 3) return null;
  if (left.some(({ word }, at) => at > 0 && (isPastVerb(word) || word === 'went'))) return null;
  if (tenseOf(first.word) === 'past' || left.some(({ mark, word }) => mark && /[.;!]/.test(word)))
    return null;
  const before = tokens[tokens.indexOf(first) - 1];
  const start = before && articles.has(before.word) && before.start >= from ? before.start : first.start;
  const isWhole = tokens.indexOf(last) - tokens.indexOf(first) === left.length - 1;
  const thing = isWhole
    ? text.slice(start, last.end)
    : left.map(({ start: a, end }) => text.slice(a, end)).join(' ');
  return isEmpty(thing) || contact.test(thing) ? null : thing.replace(/\s+([,:])/g, '$1');
}
