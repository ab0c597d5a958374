import type { Day } from '../days/day.ts';
import { indexBook } from '../reading/book.ts';
import { readCompany } from '../reading/companies.ts';
import type { SaidHour } from '../reading/hours.ts';
import { readName } from '../reading/names.ts';
import { type PartnerName, readingMs } from '../reading/read.ts';
import type { SaidDay } from '../reading/said-day.ts';
import { prepare, type Sentence } from '../reading/sentence.ts';
import { timeLimit } from '../reading/time-limit.ts';
import type { TouchpointKind } from '../words.ts';
import { isLeftOpen, mayBePlanOrder, orderLine, putInstead, toWords, withoutReason } from './order-line.ts';
import { nounAt, ownerAt } from './plan-nouns.ts';
import { planWords } from './plan-words.ts';

/** A day, an hour, or both, as said. */
export interface SaidTime {
  on: SaidDay | null;
  at: SaidHour | null;
}

/** What a line says is to become of a plan that was made before. */
export interface PlanOrder {
  does: 'cancel' | 'move';
  /** Told as news ("Joan canceled"): without such a plan, it is no order. */
  isNews: boolean;
  /** The partner did it, and knows: "Joan canceled". */
  isTheirs: boolean;
  /** Not said outright ("I can't make lunch with Joan"): to be asked about. */
  isHint: boolean;
  /** With whom; each is one of several ids where namesakes bear the name, and of none for a stranger. */
  people: { ids: number[]; said: string }[];
  /** "Lunch", "call"; null where no word says how. */
  kind: { kind: TouchpointKind; words: string } | null;
  /** When it was to be. */
  time: SaidTime;
  /** When it is to be, by a day, by days later, or neither: "reschedule". */
  to: SaidTime | { laterDays: number; laterMinutes: number } | null;
}

/**
 * Reads a line that cancels or moves a plan; null for any other. Precise rather than greedy: each word must be accounted
 * for, so that what tells of a contact, or of anything else as well, is left to those who read that.
 */
export function readPlanOrder(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit = timeLimit(readingMs),
): PlanOrder | null {
  if (!mayBePlanOrder(said)) return null;
  const line = orderLine(said);
  const prepared = (text: string) => prepare(text, indexBook(book), today, limit);
  for (const { index, 0: word } of [...line.matchAll(toWords)].reverse()) {
    const target = readTarget(line.slice(index + word.length), prepared);
    const order =
      target &&
      readOrder(prepared(line.slice(0, index).replace(/\bfrom (?=\d{1,2}(?::?\d\d)?$)/i, 'at ')), true);
    if (target && order?.does === 'move' && order.to === null) return { ...order, to: target.time };
  }
  return readPutInstead(line, prepared) ?? readOrder(prepared(line), false);
}

/** "Marcus can't do coffee tomorrow, Friday 9am instead" */
function readPutInstead(line: string, prepared: (text: string) => Sentence): PlanOrder | null {
  const put = putInstead(line);
  const order = put && readOrder(prepared(withoutReason(put.was)), false);
  if (!put || !order || order.to !== null) return null;
  const target = readTarget(put.target, prepared);
  return target?.time ? { ...order, does: 'move', isHint: false, to: target.time } : null;
}

interface Read {
  verbs: {
    does: 'cancel' | 'move' | null;
    isNews: boolean;
    isHint: boolean;
    needsNoun: boolean;
    isOfPlans: boolean;
  }[];
  people: PlanOrder['people'];
  /** A name is only near one of the book's. */
  isSlip: boolean;
  /** Somebody was named before the verb, as the one who does it. */
  hasSubject: boolean;
  /** A mark came after the verb: what follows is another clause. */
  isClosed: boolean;
  kind: PlanOrder['kind'];
  hasNoun: boolean;
  time: SaidTime;
  later: { laterDays: number; laterMinutes: number } | null;
}

/** Accounts for every word of the order, but for its target. */
function readOrder(sentence: Sentence, hasTarget: boolean): PlanOrder | null {
  const { tokens } = sentence;
  const read: Read = {
    verbs: [],
    people: [],
    isSlip: false,
    hasSubject: false,
    isClosed: false,
    kind: null,
    hasNoun: false,
    time: { on: null, at: null },
    later: null,
  };
  let isPersonNext = false;
  for (let i = 0; i < tokens.length; ) {
    const next = step(sentence, i, isPersonNext, read);
    if (next === null) return null;
    isPersonNext = next.isPersonNext;
    i = next.to;
  }
  return orderOf(read, hasTarget);
}

type Step = { to: number; isPersonNext: boolean } | null;

function step(sentence: Sentence, at: number, isPersonNext: boolean, read: Read): Step {
  const { tokens, days } = sentence;
  const word = planWords.find(tokens, at);
  const day = word?.means.is === 'later' ? undefined : days.get(at);
  const on = (to: number, next = false): Step => ({ to, isPersonNext: next });
  if (day && !isPersonNext) {
    if (!takeTime(read.time, day)) return null;
    return on(day.to);
  }
  if (tokens[at]!.mark) {
    if (read.verbs.length > 0) read.isClosed = true;
    return tokens[at]!.word === ',' ? on(at + 1, isPersonNext) : null;
  }
  if (/^(?:and|plus)$/.test(tokens[at]!.word) && read.people.length > 0) return on(at + 1, false);
  const person = readPerson(sentence, at, isPersonNext);
  if (person) {
    // "Joan canceled, had coffee with Marcus" tells of something else, too.
    if (read.isClosed || (read.hasSubject && read.verbs.length > 0)) return null;
    read.people.push({ ids: person.ids, said: person.said });
    read.isSlip ||= person.isSlip;
    read.hasSubject ||= !isPersonNext && read.verbs.length === 0;
    return on(person.to);
  }
  const noun = nounAt(sentence, at);
  if (noun && (!word || noun.to >= word.end)) {
    if (read.kind || read.isClosed) return null;
    read.kind = { kind: noun.kind, words: noun.words };
    read.hasNoun = true;
    return on(noun.to);
  }
  if (!word) return isPersonNext ? null : stepPlace(sentence, at);
  const { means, end } = word;
  if (means.is === 'with') return on(end, true);
  if (means.is === 'any plan') read.hasNoun = true;
  if (means.is === 'later') read.later = { laterDays: means.days, laterMinutes: means.minutes };
  if (means.is === 'cancel' || means.is === 'move')
    read.verbs.push({
      does: means.is,
      isNews: means.isNews,
      isHint: false,
      needsNoun: means.is === 'cancel' && means.needsNoun === true,
      isOfPlans: means.is === 'cancel' || means.isOfPlans === true,
    });
  if (means.is === 'hint')
    read.verbs.push({ does: means.does, isNews: true, isHint: true, needsNoun: false, isOfPlans: true });
  return on(end, isPersonNext && means.is === 'filler');
}

/** Takes what a phrase says of the time; false if that was said before. */
function takeTime(time: SaidTime, { said, hour }: { said: SaidDay; hour: SaidHour | undefined }): boolean {
  if (said.is !== 'hour') {
    if (time.on || said.is === 'unreadable') return false;
    time.on = said;
  }
  if (hour) {
    if (time.at) return false;
    time.at = hour;
  }
  return said.is !== 'hour' || hour !== undefined;
}

/** A partner, by name or by company; after "with" also a stranger. */
function readPerson(
  sentence: Sentence,
  at: number,
  isExpected: boolean,
): { ids: number[]; said: string; to: number; isSlip: boolean } | null {
  const { tokens, text } = sentence;
  const said = (to: number) => text.slice(tokens[at]!.start, tokens[to - 1]!.end);
  const name = readName(sentence, at, isExpected);
  const company = isExpected ? readCompany(sentence, at) : null;
  if (company?.full && company.to > (name?.to ?? 0))
    return { ids: [...company.ids], said: said(company.to), to: company.to, isSlip: false };
  if (name && name.ids.length > 0)
    return { ids: name.ids, said: said(name.to), to: name.to, isSlip: name.slip === true };
  const owner = isExpected ? [] : ownerAt(sentence, at);
  if (owner.length > 0) return { ids: owner, said: said(at + 1), to: at + 1, isSlip: false };
  return isExpected && name && !planWords.find(tokens, at)
    ? { ids: [], said: said(name.to), to: name.to, isSlip: false }
    : null;
}

/** "At Ulele": up to three words that are nothing else. */
function stepPlace({ tokens, days }: Sentence, at: number): Step {
  if (!/^(?:at|near)$/.test(tokens[at - 1]?.word ?? '') || !/^\p{L}/u.test(tokens[at]!.word)) return null;
  let to = at + 1;
  while (to < at + 3 && tokens[to] && !tokens[to]!.mark && !days.has(to) && !planWords.find(tokens, to)) to++;
  return { to, isPersonNext: false };
}

const putLater = { does: 'move', isNews: false, isHint: true, needsNoun: false, isOfPlans: true } as const;

function orderOf(read: Read, hasTarget: boolean): PlanOrder | null {
  const { verbs, people, kind, hasNoun, time, later } = read;
  // "Joan canceled, moved to Friday" moves it; so does "Joan can't make it, push to Friday".
  const verb =
    verbs.find(({ does }) => does === 'move') ??
    verbs.find(({ does }) => does !== null) ??
    // "Let's do Joan's lunch a week later"
    (later && hasNoun && people.length > 0 ? putLater : undefined);
  const hasTime = time.on !== null || time.at !== null;
  if (!verb?.does || (verb.needsNoun && !hasNoun) || (later && verb.does === 'cancel')) return null;
  if (people.length === 0 && !hasNoun && !hasTime) return null;
  const isNews = verb.isNews || read.hasSubject;
  // "Dana moved": house.
  const isSomePlan = verb.isOfPlans || hasNoun || hasTime || hasTarget || later !== null;
  if (isNews && !isSomePlan) return null;
  // "Lunch with Joan instead" may well have happened.
  if (verb.isHint && verb.does === 'move' && !hasTime && !later) return null;
  const isHint = verb === putLater || verbs.some((one) => one.isHint && (one === verb || one.does === null));
  return {
    does: verb.does,
    isNews,
    isTheirs: read.hasSubject,
    isHint: isHint || read.isSlip,
    people,
    kind,
    time,
    to: later,
  };
}

/** A new time and nothing else. `time` is null where it is left open: "to another day". */
function readTarget(text: string, prepared: (text: string) => Sentence): { time: SaidTime | null } | null {
  const said = text
    .replace(/\b(?:instead|same (?:time|place)|please|pls|thanks|if possible)\b/gi, ' ')
    .trim();
  if (isLeftOpen(said)) return { time: null };
  const sentence = prepared(/^\d{1,2}(?::?[0-5]\d)?(?:\s*[ap]\.?m?\.?)?$/i.test(said) ? `at ${said}` : said);
  const time: SaidTime = { on: null, at: null };
  for (let i = 0; i < sentence.tokens.length; ) {
    const day = sentence.days.get(i);
    if (day) {
      if (!takeTime(time, day)) return null;
      i = day.to;
    } else if (/^(?:,|at|on|the|that|same)$/.test(sentence.tokens[i]!.word)) i++;
    else return null;
  }
  return time.on || time.at ? { time } : null;
}
