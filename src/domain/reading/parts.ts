import type { Day } from '../days/day.ts';
import type { TouchpointKind } from '../words.ts';
import { indexBook } from './book.ts';
import { sentenceEnds, stops, wordSet } from './grammar.ts';
import { readName } from './names.ts';
import type { PartnerName } from './reading.ts';
import { dayBehind } from './said-day.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import type { TimeLimit } from './time-limit.ts';
import { type Meaning, vocabulary } from './vocabulary.ts';

/** So many words may stand between the beginning of a part and how they met, and from there to whom. */
const leadMax = 8;
const reachMax = 8;
const partsMax = 5;

/**
 * A message that tells of several things, as one text for each: "texted Rich and called Drew", "met Grant yesterday, will see
 * him again Saturday" (with his name in the place of "him"). One text for any other message.
 */
export function splitParts(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): string[] {
  if (!mayBeSeveral.test(text)) return [text];
  const sentence = prepare(text, indexBook(book), today, limit);
  const starts = [0];
  let open = startOf(sentence, 0);
  for (let i = 1; i < sentence.tokens.length && starts.length < partsMax; i++) {
    if (!isBoundary(sentence, i)) continue;
    const start = startOf(sentence, i);
    if (!start) continue;
    const isNewSentence = sentenceEnds.has(sentence.tokens[i - 1]!.word);
    if (open?.names.length && tellsOfAnother(open, start, isNewSentence)) {
      starts.push(i);
      open = { ...start, names: start.names.length > 0 ? start.names : open.names };
    } else if (!open?.names.length) open = start;
  }
  if (starts.length === 1) return [text];
  const pieces = starts.map((at, nr) => ({ from: at, to: starts[nr + 1] ?? sentence.tokens.length }));
  return pieces.map(({ from, to }, nr) => {
    const start = nr === 0 ? 0 : sentence.tokens[from]!.start;
    const end = to === sentence.tokens.length ? text.length : sentence.tokens[to]!.start;
    const part = text.slice(start, end).replace(/[\s,;–—-]*(?:\b(?:and|then|plus|also|but)[\s,]*)*$/i, '');
    return withDay(nr > 0 ? withName(part, sentence, starts, nr) : part, sentence, pieces, nr);
  });
}

/**
 * Each part reads alone as it does here. "Texted Rich and called Drew yesterday" says the day of both; with a full stop between,
 * the other was that day or today.
 */
function withDay(part: string, sentence: Sentence, pieces: Span[], nr: number): string {
  const piece = pieces[nr]!;
  if (startOf(sentence, piece.from)?.is !== 'contact' || dayIn(sentence, piece)) return part;
  const others = [...pieces.slice(0, nr).reverse(), ...pieces.slice(nr + 1)];
  const other = others.find(
    (one) => startOf(sentence, one.from)?.is === 'contact' && dayIn(sentence, one) !== null,
  );
  if (!other) return part;
  const { tokens } = sentence;
  const between = tokens.slice(Math.min(other.from, piece.from), Math.max(other.from, piece.from));
  const isOneSentence = !between.some(({ word }) => sentenceEnds.has(word));
  const day = dayIn(sentence, other)!;
  return `${part.replace(/[.;!?\s]+$/, '')} ${isOneSentence ? day : `today or ${day}`}`;
}

/** The words for the day gone by that a piece speaks of, if it is not today. */
function dayIn({ text, tokens, days, today }: Sentence, { from, to }: Span): string | null {
  for (const [at, day] of days) {
    if (at < from || at >= to || (day.said.is !== 'exact' && day.said.is !== 'weekday')) continue;
    const on = dayBehind(day.said, today);
    if (on === null || on >= today) continue;
    return text.slice(tokens[at]!.start, tokens[day.to - 1]!.end);
  }
  return null;
}

const mayBeSeveral = /[.,;!\n–—]|\b(?:and|then|plus|also|but)\b|&/i;

/** What a stretch of words tells at its beginning. */
interface Start {
  /** It was done, is a plan, or is promised to somebody. */
  is: 'contact' | 'plan' | 'promise';
  /** The names said there, as typed. */
  names: string[];
  kind: TouchpointKind | null;
}

/** May stand before how they met: "then I also", "and her again". */
const leads = wordSet(
  'then also later and i we had just did grabbed got plus after afterwards again the a an quick our on went to at today yesterday met was no him her them',
);
const ahead = wordSet("will i'll we'll ill gonna seeing meeting having have doing going");
const subjects = wordSet("i we i'm we're im");
const promised = wordSet('told promised owe owed');
const joints = wordSet('and then plus also but');

function startOf(sentence: Sentence, at: number): Start | null {
  const { tokens } = sentence;
  let from = at;
  while (tokens[from]?.mark) from++;
  if (promised.has(tokens[from]?.word ?? '')) {
    const names = namesFrom(sentence, from, from + 1).slice(0, 1);
    return names.length > 0 ? { is: 'promise', names, kind: null } : null;
  }
  const kind = findKind(sentence, from);
  if (!kind) return null;
  const names = namesFrom(sentence, from, kind.end);
  if (!kind.isAhead) return names.length > 0 ? { is: 'contact', names, kind: kind.kind } : null;
  return kind.isInPerson && saysDay(sentence, from) ? { is: 'plan', names, kind: kind.kind } : null;
}

interface Kind {
  end: number;
  kind: TouchpointKind | null;
  isAhead: boolean;
  isInPerson: boolean;
}

/** How they met, if nothing but leads stands before it. */
function findKind({ tokens, days }: Sentence, from: number): Kind | null {
  let isAhead = false;
  for (let i = from; i < Math.min(tokens.length, from + leadMax); i++) {
    const { word, mark } = tokens[i]!;
    if (mark) return null;
    const phrase = vocabulary.find(tokens, i);
    const means = phrase?.means;
    if (phrase && (means?.is === 'kind' || means?.is === 'attempt')) {
      const kind = means.is === 'kind' ? means.kind : null;
      return {
        end: phrase.end,
        kind,
        isAhead,
        isInPerson: kind !== null && kind !== 'call' && kind !== 'message',
      };
    }
    const day = days.get(i);
    if (day) i = day.to - 1;
    else if (ahead.has(word)) isAhead = true;
    else if (!subjects.has(word) && !leads.has(word) && !(means && leading.has(means.is))) return null;
  }
  return null;
}

const leading: ReadonlySet<Meaning['is']> = new Set(['filler', 'past', 'place']);

/** The partners named from `from` on, until a mark or the next thing. A name that may be a word is one right after its verb. */
function namesFrom(sentence: Sentence, from: number, kindEnd: number): string[] {
  const { tokens, days, text } = sentence;
  const names: string[] = [];
  for (let i = from; i < Math.min(tokens.length, kindEnd + reachMax); i++) {
    if (i >= kindEnd && (stops.has(tokens[i]!.word) || beginsNext(sentence, i))) break;
    const name = days.has(i) ? null : readName(sentence, i, i === kindEnd);
    if (!name || name.ids.length === 0) continue;
    names.push(text.slice(tokens[name.from]!.start, tokens[name.to - 1]!.end));
    i = name.to - 1;
  }
  return names;
}

/** "And called Drew" */
function beginsNext({ tokens }: Sentence, at: number): boolean {
  const next = joints.has(tokens[at]!.word) ? vocabulary.find(tokens, at + 1) : null;
  return next?.means.is === 'kind' && next.means.person;
}

/** Is a day said before the next mark? */
function saysDay({ tokens, days }: Sentence, from: number): boolean {
  for (let i = from; i < tokens.length && !stops.has(tokens[i]!.word); i++) {
    const said = days.get(i)?.said.is;
    if (said && said !== 'hour' && said !== 'unreadable') return true;
  }
  return false;
}

function isBoundary({ tokens }: Sentence, at: number): boolean {
  const before = tokens[at - 1]!;
  if (tokens[at]!.mark) return false;
  return stops.has(before.word) || joints.has(before.word);
}

/** Not what was seen there ("at the mixer, saw Grace"), nor the same people again, but for another kind in a sentence of its own. */
function tellsOfAnother(open: Start, start: Start, isNewSentence: boolean): boolean {
  if (start.is === 'promise') return start.names.every((name) => !open.names.includes(name));
  if (start.is === 'plan') return true;
  const isOtherKind = isNewSentence && start.kind !== null && open.kind !== null && start.kind !== open.kind;
  return isOtherKind || start.names.some((name) => !open.names.includes(name));
}

/** "Will see him again": the one named in the part before. */
function withName(part: string, sentence: Sentence, starts: number[], nr: number): string {
  const start = startOf(sentence, starts[nr]!);
  if (start?.is !== 'plan' || start.names.length > 0) return part;
  let names: string[] = [];
  for (let i = nr - 1; i >= 0 && names.length === 0; i--) names = startOf(sentence, starts[i]!)?.names ?? [];
  const who = names.join(' and ');
  if (who === '') return part;
  const named = part.replace(/\b(?:him|her|them)\b/i, () => who);
  return named === part ? `${part} with ${who}` : named;
}
