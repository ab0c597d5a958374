import type { Day } from '../days/day.ts';
import { indexBook } from './book.ts';
import { pronouns, wordSet } from './grammar.ts';
import { matchExactly } from './match-name.ts';
import type { PartnerName } from './reading.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { TimeLimit } from './time-limit.ts';
import { isPastVerb, tenseOf } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** "Call Joan about the guide next Tuesday": the day behind what it is about, which lies ahead. */
const dayBehind =
  /^((?:please )?(?:call|phone|ring|zoom|meet|visit|see|text|email) [\p{L}.'’-]+(?: [\p{L}.'’-]+)?)( (?:about|re|regarding) [^,.;!]{2,60}?) ((?:on )?(?:tomorrow|(?:next|this coming) (?:mon|tues|wednes|thurs|fri|satur|sun)day))\s*[.!]?$/iu;

/** A plan is typed in one breath. Characters. */
const lineMax = 140;
/** "Oxford Exchange", "the Cafe on Main": no place has more words. */
const placeWords = 4;

/** Asks that it be put down as agreed. */
const putDown =
  /[\s,.;!–—-]*(?:\p{Extended_Pictographic}\uFE0F?\s*)*\b(?:(?:so |and |please |pls )*(?:put|add|mark|pencil|write|stick|throw) (?:it|that|this|me|us) (?:down|in|on|to)(?: (?:my|the|our) (?:calendar|cal|books|schedule))?|(?:calendar|book|schedule) (?:it|that)|(?:it['’]?s |its )?on (?:my|the|our) (?:calendar|books|schedule))[\s.!]*$/iu;
const wants =
  /^(?:wants?|wanna|would like|would love|is asking|asked|is up|is down|is free|can do|can meet)(?: (?:to|for))?(?: (?:do|have|get|grab|meet for))?$/;
const going =
  /^(?:(?:i am|i['’]?m|im|we are|we['’]?re|were) )?(?:going|headed|heading) to (?=(?:the|a|an|my|our)\b)/i;
/** Between a day and its hour: "Thursday after work, 530". */
const leadsToHour = /^(?:,|right|after|work|school|closing)$/;
/** "Teeing off 7:52", "starts at 6" */
const begins =
  /\b(?:teeing off|tee(?:s|d)? off|start(?:s|ing)|kick(?:s|ing) off|doors open)(?: at)? (?=\d{1,2}(?::\d\d|\d\d)?\b)/i;
const typedHour = /^(?:1[0-2]|0?[1-9])(?:[0-5][05])?$/;
const streets = wordSet('st street ave avenue rd road dr drive ln lane blvd way hwy suite unit');
/** Any other line costs nothing. */
const mayHaveHour = /\d|\b(?:noon|midday|half past|quarter|o['’]?clock|going to|headed to|heading to)\b/i;
/** What is to be talked about, or how they are to meet, and no place. */
const noPlaces = wordSet(
  'discuss talk review listing listings pricing price appointment appt class birthday update catch contract closing buyer buyers seller team training about re for to with w and or then at on in near by sharp please pls thanks thx us me our my her his their them her him she he confirmed tentative maybe tbd virtual online phone ish am pm new loan rate rates deal file files strategy plan planning intro introduction prep marketing referral referrals business goals party people guests so if but not just only also both is are was will today tomorrow tonight',
);

/**
 * A plan in the form that its readers know: "lunch w dana next thurs 1230 oxford exchange" as "lunch w dana next thurs at
 * 12:30 at oxford exchange". Any other line as it was said.
 */
export function plainPlan(typed: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): string {
  if (typed.length > lineMax || /[?\n]/.test(typed)) return typed;
  const said = typed.replace(dayBehind, '$1 $3$2');
  const isPut = putDown.test(said);
  if (!isPut && !mayHaveHour.test(said)) return said;
  const line = said.replace(putDown, '').replace(begins, 'at ');
  const sentence = prepare(line, indexBook(book), today, limit);
  const { tokens, days } = sentence;
  // "Next sat" is a day.
  const isOfDay = (at: number) => [...days].some(([from, { to }]) => from <= at && at < to);
  if (days.size === 0 || tokens.some(({ word }, at) => tellsOfPast(word) && !isOfDay(at))) return said;
  const asked = isPut ? askedFor(sentence) : null;
  if (asked) return `planned ${withHours(asked, book, today, limit)}`;
  const timed = withHours(line, book, today, limit);
  const plain = timed === line && !begins.test(said) ? said : timed;
  if (isPut) return /^planned\b/i.test(plain) ? plain : `planned ${plain}`;
  return going.test(line) && saysKind(sentence) ? plain.replace(going, 'planned ') : plain;
}

const tellsOfPast = (word: string): boolean =>
  (tenseOf(word) === 'past' && word !== 'set') ||
  (isPastVerb(word) && !/^(?:planned|locked|split)$/.test(word));

const saysKind = ({ tokens }: Sentence): boolean =>
  tokens.some((_, at) => vocabulary.find(tokens, at)?.means.is === 'kind');

/** "Dana wants lunch the 30th": lunch with Dana the 30th. */
function askedFor({ text, tokens, book }: Sentence): string | null {
  for (const length of [2, 1]) {
    const name = tokens.slice(0, length);
    if (
      matchExactly(
        book,
        name.map(({ plain }) => plain),
      ).length !== 1
    )
      continue;
    for (let to = Math.min(tokens.length - 1, length + 5); to > length; to--) {
      const words = tokens.slice(length, to).map(({ word }) => word);
      if (wants.test(words.join(' ')))
        return `${text.slice(tokens[to]!.start)} with ${text.slice(0, name.at(-1)!.end)}`;
    }
  }
  return null;
}

/** With "at" before the hour that follows a day, and before the place that follows the hour. */
function withHours(line: string, book: readonly PartnerName[], today: Day, limit: TimeLimit): string {
  const timed = withTypedHour(prepare(line, indexBook(book), today, limit));
  return withPlace(prepare(timed, indexBook(book), today, limit));
}

/** "Friday 330", "6/24 630 Berns", "next Tuesday 8 rita" */
function withTypedHour({ text, tokens, days, book }: Sentence): string {
  for (const [, { said, hour, to: dayEnd }] of days) {
    let to = dayEnd;
    while (leadsToHour.test(tokens[to]?.word ?? '')) to++;
    const token = tokens[to];
    if (said.is === 'hour' || hour || !token || !typedHour.test(token.word)) continue;
    if ([...days.values()].some((day) => day.hour)) return text;
    const behind = tokens.slice(to + 1, to + 4);
    if (behind.some(({ word }) => streets.has(word))) return text;
    const isShort = token.word.length < 3;
    const isName = behind[0] !== undefined && matchExactly(book, [behind[0].plain]).length > 0;
    // "Friday 3 of us": a short number is an hour only before a name.
    if (isShort && (!isName || to > dayEnd)) return text;
    const hourWords = isShort ? `${token.word}:00` : `${token.word.slice(0, -2)}:${token.word.slice(-2)}`;
    if (to > dayEnd) {
      const between = text.slice(tokens[dayEnd]!.start, token.start).replace(/^[\s,]+|[\s,]+$/g, '');
      const rest = text.slice(token.end).replace(/^[\s,]+/, ' ');
      return `${text.slice(0, tokens[dayEnd]!.start).trimEnd()} at ${hourWords}${rest}${between && `, ${between}`}`;
    }
    return `${text.slice(0, token.start)}at ${hourWords}${text.slice(token.end)}`;
  }
  return text;
}

/** "Half past 7 cafe quiche", "lunch with grant monday at 1, the mill": of a meal. */
function withPlace(sentence: Sentence): string {
  const { text, tokens, days } = sentence;
  const isMeal = tokens.some((_, at) => {
    const means = vocabulary.find(tokens, at)?.means;
    return means?.is === 'kind' && means.kind === 'meal';
  });
  if (!isMeal || ![...days.values()].some(({ hour }) => hour)) return text;
  const ends = [...days].map(([, { to }]) => to).sort((a, b) => b - a);
  for (const end of ends) {
    // "Tuesday 7:30 breakfast First Watch"
    const phrase = vocabulary.find(tokens, end);
    const isMeal = phrase?.means.is === 'kind' && phrase.means.kind === 'meal';
    const behind = isMeal && tokens[end]!.word !== 'cafe' ? phrase.end : end;
    const isNext =
      tokens[behind]?.word === ',' && /^(?:the|el|la|los|le)$/.test(tokens[behind + 1]?.word ?? '');
    const from = isNext ? behind + 1 : behind;
    const to = placeEnd(sentence, from);
    if (to === from) continue;
    return `${text.slice(0, tokens[from]!.start)}at ${text.slice(tokens[from]!.start)}`;
  }
  return text;
}

/** The end of one to four words that may name a place, before a name, a mark, or "with"; `from` where none do. */
function placeEnd({ tokens, days, book }: Sentence, from: number): number {
  let to = from;
  for (; tokens[to] && !tokens[to]!.mark; to++) {
    const { word, plain } = tokens[to]!;
    if (/^(?:with|w|for|to|about|re|and)$/.test(word) && to > from) break;
    const isOther =
      noPlaces.has(word) ||
      pronouns.has(word) ||
      days.has(to) ||
      !/^\p{L}/u.test(word) ||
      (vocabulary.find(tokens, to)?.means.is === 'kind' && to === from && word !== 'cafe') ||
      matchExactly(book, [plain]).length > 0 ||
      (tenseOf(word) !== null && word !== 'watch');
    if (isOther) return from;
  }
  const isOnlyArticle = to === from + 1 && /^(?:the|a|an)$/.test(tokens[from]?.word ?? '');
  return to - from > placeWords || isOnlyArticle ? from : to;
}
