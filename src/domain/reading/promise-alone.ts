import { addDays, type Day } from '../days/day.ts';
import { indexBook } from './book.ts';
import { articles, sentenceEnds, wordSet } from './grammar.ts';
import { isDeedAt, type Opened, openPromise } from './promise-opening.ts';
import { isEmpty, isPromisedThing, noObject } from './promised-thing.ts';
import { readPromises } from './promises.ts';
import type { PartnerName, SpokenPromise } from './reading.ts';
import { dayAhead } from './said-day.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import type { TimeLimit } from './time-limit.ts';

/** What was promised to one partner, or to several together, in a sentence that tells of nothing else. */
export interface PromiseAlone {
  partnerIds: number[];
  promises: SpokenPromise[];
}

/** More promises in one breath are a list pasted by mistake. */
const promisesMax = 5;
/** Each can be moved by a button of its own. */
const movesMax = 9;
const textMax = 500;
/** A day further away than this is a mistyped year. Days. */
const daysMax = 366;

/** A sentence without any of these opens no promise. */
const mayPromise =
  /\b(?:promised|owe|told|assured|remind|remember|forget|make sure|need|have|gotta|got to|i['’]?ll|will|gonna|going|to ?do|send|email|e-mail|text|forward|bring|mail|give|get)\b/i;

/** A question, what was not or only perhaps promised, hangs on something, comes again, or is done already. */
const doubtful =
  /\?|\b(?:no|not|never|none|nothing|nobody|cancel\w*|won['’]?t|can['’]?t|cannot|could\w*|would(?:['’]ve| have| not)|should\w*|did\w*|doesn['’]?t|wasn['’]?t|isn['’]?t|if|unless|maybe|perhaps|might|may be|wish\w*|whether|instead|already|every|each|weekly|monthly|daily|once|whenever|when|after|until|again|wait\w*|kept|done|forgot\w*|jk|kidding|undo|delete|remove|or|yet|anymore|because|since|though|but)\b|n['’]t\b/i;
const forgetNot = /\bdo?n['’]?t forget\b/gi;

/** "By 5" is an hour, "comma" was dictated, and after a colon comes a list: those who read notes know them. */
const forNotes =
  /^[^:]*\b(?:owed?|promised?)\b[^:]*:\s|\bby \d{1,2}(?::\d\d)?(?:[,.!]|\s*$)|\bcomma\b|\bmake sure (?!to\b|i\b)|\bfirst thing\b/i;

const thanks = wordSet('please pls thanks thx thank you ty');
/** The promises that the sentence tells of and nothing else; null for any other, and in any doubt. */
export function readPromiseAlone(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): PromiseAlone | null {
  if (!mayPromise.test(text) || doubtful.test(text.replace(forgetNot, '')) || forNotes.test(text))
    return null;
  const sentence = prepare(text, indexBook(book), today, limit);
  if (sentence.readTo < text.length) return null;
  joinEndOfDay(sentence);
  const opened = openPromise(sentence, today);
  return opened && readAll(sentence, opened, today);
}

function readAll(sentence: Sentence, opened: Opened, today: Day): PromiseAlone | null {
  const { tokens, days } = sentence;
  const { partnerIds, at, how, due } = opened;
  const isDeed = /^(?:i'd|i'll|we'd|we'll|id|ill|would|will)$/.test(tokens[at - 1]?.word ?? '');
  const first = tokens[at]?.word ?? '';
  if (
    how === 'promised' && first === 'to' ? !isDeedAt(sentence, at + 1) : noObject.has(first) && !isDue(first)
  )
    return null;
  const { promises, spans: read, to, unreadable } = readPromises(sentence, at, today);
  const spans = read.map((span) => withoutName(span, opened.behind));
  if (unreadable || promises.length === 0 || promises.length > promisesMax) return null;
  if (promises.length * partnerIds.length > movesMax) return null;
  if (tokens.slice(to).some(({ word, mark }) => !thanks.has(word) && !mark && word !== '.')) return null;
  if (tokens.slice(at, to).some(({ word }) => sentenceEnds.has(word)) && to < tokens.length) return null;
  const said = [...days].filter(([from]) => from >= at);
  if (said.some(([, day]) => day.said.is === 'hour' || day.said.is === 'unreadable')) return null;
  if (said.length !== promises.filter(({ dueOn }) => dueOn !== null).length) return null;
  if (
    promises.some(
      ({ dueOn }) => dueOn !== null && !said.some(([, day]) => dayAhead(day.said, today) === dueOn),
    )
  )
    return null;
  // "Remind me Friday to send it by Monday"
  if (due && (said.length > 0 || promises.length > 1)) return null;
  const isPlain = promises.every(
    ({ text, dueOn }, nr) =>
      text.length <= textMax &&
      !isEmpty(text) &&
      (dueOn === null || dueOn <= addDays(today, daysMax)) &&
      isPromisedThing(sentence, spans[nr]!, isDeed ? 'deed' : nr === 0 ? how : 'promised'),
  );
  if (!isPlain || (how === 'order' && !isToCome(sentence, said, today))) return null;
  const dueDays = said.map(([from, day]) => ({ from, to: day.to }));
  return {
    partnerIds,
    promises: promises.map(({ dueOn }, nr) => {
      const day = dueOn ? dueDays.shift() : due?.said;
      const hour = day && hourOf(sentence, day);
      const words = wordsOf(sentence, spans[nr]!);
      return { text: hour ? `${words} (${hour})` : words, dueOn: dueOn ?? due?.day ?? null };
    }),
  };
}

const isDue = (word: string): boolean => /^(?:by|before|on)$/.test(word);

/** "Send Dana the flyer today" may be typed for "sent": an order needs a day that can only lie ahead. */
function isToCome(
  { tokens }: Sentence,
  said: [number, Sentence['days'] extends Map<number, infer D> ? D : never][],
  today: Day,
) {
  const [day] = said;
  if (!day) return false;
  const isBy = isDue(tokens[day[0] - 1]?.word ?? '') || isDue(tokens[day[0]]?.word ?? '');
  return isBy || day[1].said.is !== 'exact' || day[1].said.day > today;
}

/** "By Friday EOD": no second day, but the hour of the first. */
function joinEndOfDay({ tokens, days }: Sentence): void {
  for (const [from, day] of [...days]) {
    const end = days.get(day.to);
    if (!end || !isEndOfDay(tokens[day.to]!.word)) continue;
    days.delete(day.to);
    days.set(from, { ...day, to: end.to });
  }
}

const isEndOfDay = (word: string): boolean => word === 'eod' || word === 'cob';

const hours =
  /\b(?:noon|midnight|eod|cob|close of business|end of (?:the )?(?:day|business)|\d{1,4}(?::\d{2})?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\d{1,2}:\d{2}|morning|afternoon|evening|night)/i;

/** "By EOD" is the day itself. */
const todaysEnd =
  /^(?:by )?(?:eod|cob|(?:the )?end of (?:the )?(?:day|business)|close of business)(?: today)?$/i;

/** The hour said with a day, as typed: a promise has a day, and keeps its hour in its words. */
function hourOf({ text, tokens }: Sentence, { from, to }: Span): string | null {
  const said = text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  return todaysEnd.test(said) ? null : (hours.exec(said)?.[0] ?? null);
}

const withoutName = ({ from, to }: Span, name: Span | undefined): Span =>
  name && name.to === to && name.from > from ? { from, to: name.from } : { from, to };

/** As typed, and with its article: "the flyer" reads as it was promised. */
function wordsOf({ text, tokens }: Sentence, { from, to }: Span): string {
  const first = articles.has(tokens[from - 1]?.word ?? '') ? from - 1 : from;
  return text
    .slice(tokens[first]!.start, tokens[to - 1]!.end)
    .replace(/,? (?:asap|soon|both|ugh|lol|haha)$/i, '');
}
