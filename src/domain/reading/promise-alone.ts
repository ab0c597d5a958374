import { addDays, type Day } from '../days/day.ts';
import { indexBook } from './book.ts';
import { articles, sentenceEnds, wordSet } from './grammar.ts';
import { type Mention, readBelonging, readName } from './names.ts';
import { phrases } from './phrases.ts';
import { isEmpty, isPromisedThing, noObject, type Opening } from './promised-thing.ts';
import { readPromises } from './promises.ts';
import type { PartnerName, SpokenPromise } from './reading.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import type { TimeLimit } from './time-limit.ts';
import { tenseOf } from './verbs.ts';

/** What was promised to one partner in a sentence that tells of nothing else. */
export interface PromiseAlone {
  partnerId: number;
  promises: SpokenPromise[];
}

/** More promises in one breath are a list pasted by mistake. */
const promisesMax = 5;
const textMax = 500;
/** A day further away than this is a mistyped year. Days. */
const daysMax = 366;

const openings = phrases<Opening>([
  ["i/we/i've/ive/we've? just/also? promised", 'promised'],
  ['i/we? just/also? told/assured', 'told'],
  ['i/we? still/also? owe', 'owe'],
  ['remind me to', 'task'],
  ["don't/dont forget to", 'task'],
  ['remember to', 'task'],
  ['make sure to', 'task'],
  ['i/we? still/also? need/have to', 'task'],
  ["i/i've/ive? got to", 'task'],
  ['i? gotta', 'task'],
  ["i'll/we'll", 'task'],
  ['i/we will', 'task'],
  ["i'm/im/we're going to", 'task'],
  ["i'm/im? gonna", 'task'],
  ['todo :', 'task'],
  ['to do :', 'task'],
]);

/** "Told Dana I'd", "promised Dana that I will". */
const ours = phrases<true>([
  ["that? i'd/i'll/id/ill/we'd/we'll", true],
  ['that? i/we would/will', true],
  ["that? i'm/im going to", true],
]);

/** A sentence without any of these opens no promise. */
const mayPromise =
  /\b(?:promised|owe|told|assured|remind|remember|forget|make sure|need|have|gotta|got to|i['’]?ll|will|gonna|going|to ?do|send|email|e-mail|text|forward|bring|mail|give|get)\b/i;

/** A question, what was not or only perhaps promised, hangs on something, comes again, or is done already. */
const doubtful =
  /\?|\b(?:no|not|never|none|nothing|nobody|cancel\w*|won['’]?t|can['’]?t|cannot|could\w*|would(?:['’]ve| have| not)|should\w*|did\w*|doesn['’]?t|wasn['’]?t|isn['’]?t|if|unless|maybe|perhaps|might|may be|wish\w*|whether|instead|already|every|each|weekly|monthly|daily|once|whenever|when|after|until|again|wait\w*|kept|done|forgot\w*|jk|kidding|undo|delete|remove|or|yet|anymore|because|since|though|but)\b|n['’]t\b/i;
const forgetNot = /\bdo?n['’]?t forget\b/gi;

const leads = wordSet('hey hi ok okay so also and please pls just note fyi btw oh um uh rapport');
const thanks = wordSet('please pls thanks thx thank you ty');
/** Take the partner next ("send Dana the flyer"), or later after "to" and "for" ("send the flyer to Dana"). */
const gives = wordSet('send email text forward bring mail give get ship deliver');
const givesTo = wordSet(
  'send email text forward bring mail give get ship deliver make pull run prepare draft order find print',
);
/** "Seen" after "I'd" tells of what was, "love to" of nothing promised; the rest are contacts, which may be plans. */
const noDeed = wordSet(
  'seen had been heard known gone done met talked love like think guess hope prefer rather be never see meet visit call zoom have grab do join attend stop swing sit talk speak connect reach catch schedule',
);

/** The promises to one partner that the sentence tells of and nothing else; null for any other, and in any doubt. */
export function readPromiseAlone(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): PromiseAlone | null {
  if (!mayPromise.test(text) || doubtful.test(text.replace(forgetNot, ''))) return null;
  const sentence = prepare(text, indexBook(book), today, limit);
  if (sentence.readTo < text.length) return null;
  const opened = open(sentence, today);
  return opened && readAll(sentence, opened, today);
}

/** To whom, and where the words of the promise begin. */
interface Opened {
  partnerId: number;
  at: number;
  how: Opening | 'order';
  /** "To Dana", where it stands behind what was promised. */
  behind?: Span;
}

function open(sentence: Sentence, today: Day): Opened | null {
  const { tokens } = sentence;
  let at = 0;
  while (tokens[at] && (tokens[at]!.word === ',' || leads.has(tokens[at]!.word))) at++;
  at = skipDayGoneBy(sentence, at, today);
  const opening = openings.find(tokens, at);
  if (!opening || opening.means === 'task')
    return openTask(sentence, opening?.end ?? at, opening ? 'task' : 'order');
  const partner = readPartner(sentence, opening.end);
  if (!partner) {
    const isGift = opening.means === 'owe' && articles.has(tokens[opening.end]?.word ?? '');
    const isDeed = opening.means === 'promised' && tokens[opening.end]?.word === 'to';
    if (isDeed) return openTask(sentence, opening.end + 1, 'promised');
    return isGift ? openLater(sentence, opening.end, 'owe') : null;
  }
  const next = skipDayGoneBy(sentence, partner.to, today);
  const promised = ours.find(tokens, next);
  if (opening.means === 'told' && !promised) return null;
  if (promised && !isDeedAt(sentence, promised.end)) return null;
  return { partnerId: partner.id, at: promised?.end ?? next, how: opening.means };
}

/** "Yesterday I promised", "told Dana this morning I'd" */
function skipDayGoneBy({ tokens, days }: Sentence, at: number, today: Day): number {
  const day = days.get(at);
  const opens = day && (tokens[day.to]?.word === ',' ? day.to + 1 : day.to);
  const isBehind = day?.said.is === 'exact' && day.said.day <= today;
  const follows = /^(?:i|we|that|i'.*|we'.*|id|ill|promised|told)$/.test(tokens[opens ?? 0]?.word ?? '');
  return isBehind && opens && follows ? opens : at;
}

function isDeedAt({ tokens, days }: Sentence, at: number): boolean {
  const { word } = tokens[at] ?? { word: '' };
  // "Text her tomorrow" is a contact to come.
  const what = /^(?:her|him|them)$/.test(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1;
  const hasObject =
    tokens[what] && !tokens[what]!.mark && !days.has(what) && !noObject.has(tokens[what]!.word);
  if (/^(?:text|email)$/.test(word) && !hasObject) return false;
  return word !== '' && !noDeed.has(word) && tenseOf(word) !== 'past' && !/(?:ed|ing)$/.test(word);
}

function openTask(sentence: Sentence, at: number, how: Opened['how']): Opened | null {
  const { word } = sentence.tokens[at] ?? { word: '' };
  const partner = gives.has(word) ? readPartner(sentence, at + 1) : null;
  if (partner) return { partnerId: partner.id, at: partner.to, how };
  if (!givesTo.has(word) || noObject.has(sentence.tokens[at + 1]?.word ?? '')) return null;
  return openLater(sentence, at, how);
}

/** "The flyer to Dana", with nobody else named. */
function openLater(sentence: Sentence, at: number, how: Opened['how']): Opened | null {
  let partner: { id: number; to: number } | null = null;
  let from = at;
  for (let i = at + 1; i < sentence.tokens.length; i++) {
    const name = sentence.days.has(i) ? null : readName(sentence, i, false);
    if (!name) continue;
    if (partner || !/^(?:to|for)$/.test(sentence.tokens[i - 1]!.word)) return null;
    partner = readPartner(sentence, i);
    if (!partner) return null;
    from = i - 1;
    i = partner.to - 1;
  }
  return partner && { partnerId: partner.id, at, how, behind: { from, to: partner.to } };
}

/** The one partner of their own whose name stands here by itself, as the book has it. */
function readPartner(sentence: Sentence, at: number): { id: number; to: number } | null {
  // "The Dana flyer"
  const read = articles.has(sentence.tokens[at]?.word ?? '') ? null : readName(sentence, at, true);
  if (!read) return null;
  const name: Mention = readBelonging(sentence, read);
  if (name.possessive || name.slip || name.half) return null;
  const [id, ...others] = name.ids.filter((one) => sentence.book.byId.get(one)?.own);
  if (id === undefined || others.length > 0) return null;
  const next = sentence.tokens[name.to]?.word ?? '';
  const isOneOfSeveral = /^(?:and|,)$/.test(next) && readName(sentence, name.to + 1, false) !== null;
  return isOneOfSeveral ? null : { id, to: name.to };
}

function readAll(sentence: Sentence, opened: Opened, today: Day): PromiseAlone | null {
  const { tokens, days } = sentence;
  const { partnerId, at, how } = opened;
  const isDeed = /^(?:i'd|i'll|we'd|we'll|id|ill|would|will)$/.test(tokens[at - 1]?.word ?? '');
  const first = tokens[at]?.word ?? '';
  if (
    how === 'promised' && first === 'to' ? !isDeedAt(sentence, at + 1) : noObject.has(first) && !isDue(first)
  )
    return null;
  const { promises, spans: read, to, unreadable } = readPromises(sentence, at, today);
  const spans = read.map((span) => withoutName(span, opened.behind));
  if (unreadable || promises.length === 0 || promises.length > promisesMax) return null;
  if (tokens.slice(to).some(({ word, mark }) => !thanks.has(word) && !mark && word !== '.')) return null;
  if (tokens.slice(at, to).some(({ word }) => sentenceEnds.has(word)) && to < tokens.length) return null;
  const said = [...days].filter(([from]) => from >= at);
  if (said.some(([, day]) => day.said.is === 'hour' || day.said.is === 'unreadable')) return null;
  if (said.length !== promises.filter(({ dueOn }) => dueOn !== null).length) return null;
  const isPlain = promises.every(
    ({ text, dueOn }, nr) =>
      text.length <= textMax &&
      !isEmpty(text) &&
      (dueOn === null || dueOn <= addDays(today, daysMax)) &&
      isPromisedThing(sentence, spans[nr]!, isDeed ? 'deed' : nr === 0 ? how : 'promised'),
  );
  if (!isPlain || (how === 'order' && !isToCome(sentence, said, today))) return null;
  return {
    partnerId,
    promises: promises.map((promise, nr) => ({ ...promise, text: wordsOf(sentence, spans[nr]!) })),
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

const withoutName = ({ from, to }: Span, name: Span | undefined): Span =>
  name && name.to === to && name.from > from ? { from, to: name.from } : { from, to };

/** As typed, and with its article: "the flyer" reads as it was promised. */
function wordsOf({ text, tokens }: Sentence, { from, to }: Span): string {
  const first = articles.has(tokens[from - 1]?.word ?? '') ? from - 1 : from;
  return text.slice(tokens[first]!.start, tokens[to - 1]!.end);
}
