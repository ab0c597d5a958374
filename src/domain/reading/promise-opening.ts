import type { Day } from '../days/day.ts';
import { articles, wordSet } from './grammar.ts';
import { type Mention, readBelonging, readName } from './names.ts';
import { phrases } from './phrases.ts';
import { noObject, type Opening } from './promised-thing.ts';
import { partnerOfChore, readReminder } from './reminder.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import { tenseOf } from './verbs.ts';

/** More are a mailing. */
const partnersMax = 5;

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

const leads = wordSet('hey hi ok okay so also and please pls just note fyi btw oh um uh rapport');
/** Take the partner next ("send Dana the flyer"), or later after "to" and "for" ("send the flyer to Dana"). */
const gives = wordSet('send email text forward bring mail give get ship deliver');
const givesTo = wordSet(
  'send email text forward bring mail give get ship deliver make pull run prepare draft order find print',
);
/** "Seen" after "I'd" tells of what was, "love to" of nothing promised; the rest are contacts, which may be plans. */
const noDeed = wordSet(
  'seen had been heard known gone done met talked love like think guess hope prefer rather be never see meet visit call zoom have grab do join attend stop swing sit talk speak connect reach catch schedule',
);

/** To whom, and where the words of the promise begin. */
export interface Opened {
  partnerIds: number[];
  at: number;
  how: Opening | 'order' | 'chore';
  /** "To Dana", where it stands behind what was promised. */
  behind?: Span;
  /** "Remind me Friday to…": the day stands before what was promised. */
  due?: { day: Day; said: Span };
}

/** How the sentence opens a promise of ours alone; null where it does not, or not surely. */
export function openPromise(sentence: Sentence, today: Day): Opened | null {
  const { tokens } = sentence;
  let at = 0;
  while (tokens[at] && (tokens[at]!.word === ',' || leads.has(tokens[at]!.word))) at++;
  at = skipDayGoneBy(sentence, at, today);
  const reminder = openReminder(sentence, at, today);
  if (reminder) return reminder;
  const opening = openings.find(tokens, at);
  if (!opening || opening.means === 'task')
    return openTask(sentence, opening?.end ?? at, opening ? 'task' : 'order');
  const partners = readPartners(sentence, opening.end);
  if (!partners) {
    const { means, end } = opening;
    if (means === 'promised' && tokens[end]?.word === 'to') return openTask(sentence, end + 1, means);
    const isGift = means === 'promised' || (means === 'owe' && articles.has(tokens[end]?.word ?? ''));
    return isGift ? openLater(sentence, end, means) : null;
  }
  const next = skipDayGoneBy(sentence, partners.to, today);
  const promised = ours.find(tokens, next);
  if (opening.means === 'told' && !promised) return null;
  if (promised && !isDeedAt(sentence, promised.end)) return null;
  return { partnerIds: partners.ids, at: promised?.end ?? next, how: opening.means };
}

/** "Remind me Friday to send Dana the flyer", "remind me in 2 weeks to check on Joan's appraisal" */
function openReminder(sentence: Sentence, at: number, today: Day): Opened | null {
  const reminder = readReminder(sentence, at, today);
  if (!reminder) return null;
  const { to, due, isAbout } = reminder;
  const opened = isAbout ? null : openTask(sentence, to, 'task');
  if (opened) return { ...opened, ...(due && { due }) };
  const chore = partnerOfChore(sentence, to, isAbout);
  return chore && { partnerIds: [chore.id], at: to, how: 'chore', ...(due && { due }) };
}

/** "Yesterday I promised", "told Dana this morning I'd" */
function skipDayGoneBy({ tokens, days }: Sentence, at: number, today: Day): number {
  const day = days.get(at);
  const opens = day && (tokens[day.to]?.word === ',' ? day.to + 1 : day.to);
  const isBehind = day?.said.is === 'exact' && day.said.day <= today;
  const follows = /^(?:i|we|that|i'.*|we'.*|id|ill|promised|told)$/.test(tokens[opens ?? 0]?.word ?? '');
  return isBehind && opens && follows ? opens : at;
}

export function isDeedAt({ tokens, days }: Sentence, at: number): boolean {
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
  const partners = gives.has(word) ? readPartners(sentence, at + 1) : null;
  if (partners) return { partnerIds: partners.ids, at: partners.to, how };
  if (!givesTo.has(word) || noObject.has(sentence.tokens[at + 1]?.word ?? '')) return null;
  return openLater(sentence, at, how);
}

/** "The flyer to Dana and Marcus", with nobody else named. */
function openLater(sentence: Sentence, at: number, how: Opened['how']): Opened | null {
  let partners: { ids: number[]; to: number } | null = null;
  let from = at;
  for (let i = at + 1; i < sentence.tokens.length; i++) {
    const name = sentence.days.has(i) ? null : readName(sentence, i, false);
    if (!name) continue;
    if (partners || !/^(?:to|for)$/.test(sentence.tokens[i - 1]!.word)) return null;
    partners = readPartners(sentence, i);
    if (!partners) return null;
    // "To Dana and everyone else"
    if (sentence.tokens[partners.to]?.word === 'and') return null;
    from = i - 1;
    i = partners.to - 1;
  }
  return partners && { partnerIds: partners.ids, at, how, behind: { from, to: partners.to } };
}

/** "Dana", "Dana and Marcus", "Dana, Marcus and Joan": all partners of their own. Null if one is not, or the list goes on. */
function readPartners(sentence: Sentence, at: number): { ids: number[]; to: number } | null {
  const { tokens } = sentence;
  const ids: number[] = [];
  for (let next = tokens[at]?.word === 'both' ? at + 1 : at; ; ) {
    const one = readPartner(sentence, next);
    if (!one) return null;
    ids.push(one.id);
    if (ids.length > partnersMax) return null;
    const joint = /^(?:and|,)$/.test(tokens[one.to]?.word ?? '') ? one.to + 1 : null;
    const isAnd = joint !== null && tokens[joint]?.word === 'and';
    const another = joint === null ? null : isAnd ? joint + 1 : joint;
    if (another === null || !readName(sentence, another, false))
      return { ids: [...new Set(ids)], to: one.to };
    next = another;
  }
}

/** The one partner of their own whose name stands here by itself, as the book has it. */
function readPartner(sentence: Sentence, at: number): { id: number; to: number } | null {
  // "The Dana flyer"
  const read = articles.has(sentence.tokens[at]?.word ?? '') ? null : readName(sentence, at, true);
  if (!read) return null;
  const name: Mention = readBelonging(sentence, read);
  if (name.possessive || name.slip || name.half) return null;
  const id = ownPartner(sentence, name);
  return id === null ? null : { id, to: name.to };
}

function ownPartner({ book }: Sentence, { ids }: Mention): number | null {
  const [id, ...others] = ids.filter((one) => book.byId.get(one)?.own);
  return id === undefined || others.length > 0 ? null : id;
}
