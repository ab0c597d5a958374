import { addDays, type Day } from '../days/day.ts';
import { indexBook } from './book.ts';
import { asides, isFetched, notToBeDone, outright, takenOn, tasks } from './commitment-words.ts';
import { markCues, type NoteLine, type Piece, readNoteLine } from './note-line.ts';
import { fillers, isWord, thingOf } from './noted-thing.ts';
import type { PromiseAlone } from './promise-alone.ts';
import type { PartnerName } from './reading.ts';
import { dayAhead } from './said-day.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { TimeLimit } from './time-limit.ts';

/** Notes of one's own that name a partner, a thing, and perhaps a day, in whatever order: "nudge me Friday re Tom's flyer". */

const textMax = 140;
const daysMax = 366;
/** A thing has a name of so many words at most. More tell a story. */
const wordsMax = 9;
/** One thing of a list is shorter. */
const itemWordsMax = 4;
const itemsMax = 5;

/** The promises that notes of one's own tell of, each of its partners; null for any other line, and in any doubt. */
export function readPromiseNotes(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): (PromiseAlone & { said: string })[] | null {
  if (text.length > textMax || /[\n?]/.test(text)) return null;
  const typed = text.replace(/\p{Extended_Pictographic}\uFE0F?/gu, ' ').replace(/\s+/g, ' ');
  const sentence = prepare(typed, indexBook(book), today, limit);
  const line = readNoteLine(sentence);
  if (notToBeDone.test(line.words)) return null;
  const isOutright = markCues(line, outright);
  const isTask = markCues(line, tasks);
  if (!isOutright && !isTask && !markCues(line, takenOn)) return null;
  markCues(line, takenOn);
  markCues(line, asides);
  if (!isOutright && isFetched.test(line.words)) return null;
  const people = line.pieces.filter(({ word }) => word === 'NAME' || word === 'OWN');
  if (people.length === 0 || people.some((one) => !isOwn(sentence, one))) return null;
  const groups = groupsOf(line);
  const isOfOne = new Set(people.map(({ ids }) => ids[0])).size === 1 || areJoined(line, people);
  const isApart = !isOfOne && isOutright;
  const notes = isApart ? apart(line, people) : [{ people, pieces: line.pieces, groups }];
  if (!notes || (!isOfOne && !isApart)) return null;
  // A task is for one.
  if (isOfOne && !isOutright && new Set(people.map(({ ids }) => ids[0])).size > 1) return null;
  const read = notes.map((note) => readOne(sentence, note, today));
  return read.every((one) => one !== null) ? read : null;
}

/** A text for each of the notes that are about different partners; null for any other line. */
export function splitNotes(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): string[] | null {
  if (!mayBeSeveral.test(text)) return null;
  const notes = readPromiseNotes(text, book, today, limit) ?? [];
  return notes.length > 1 ? notes.map(({ said }) => said) : null;
}

/** Of more than one partner only what says it outright is taken. Any other line costs nothing. */
const mayBeSeveral =
  /\b(?:promis|ow(?:e|ing)|told|said|texted|mentioned|expect|count|wait|want|need|ask|word|commit|volunteer|agreed|offered|signed up|pledged|vowed|swore|assured|hook|supposed|put m)/i;

/** The same where all of it is one promise, or several to the same partners. */
export function readPromiseNote(
  text: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): PromiseAlone | null {
  const [note, ...others] = readPromiseNotes(text, book, today, limit) ?? [];
  return note && others.length === 0 ? note : null;
}

/** One partner of one's own, and nobody else may be meant. */
const isOwn = ({ book }: Sentence, { ids: [id, ...others] }: Piece): boolean =>
  id !== undefined && others.length === 0 && book.byId.get(id)?.own === true;

interface Note {
  people: Piece[];
  pieces: Piece[];
  /** Runs of words that may be what is promised. */
  groups: Piece[][];
}

function readOne(
  sentence: Sentence,
  { people, pieces, groups }: Note,
  today: Day,
): (PromiseAlone & { said: string }) | null {
  const day = dueOf(sentence, pieces, today);
  if (day === 'unclear') return null;
  const [group, ...others] = groups;
  if (!group) return null;
  const isList = others.length > 0;
  if (isList && (groups.length > itemsMax || !isListed(sentence, groups))) return null;
  const things = groups.map((one) => thingOf(sentence, one, isList ? itemWordsMax : wordsMax));
  if (things.some((thing) => thing === null)) return null;
  const hour = pieces.map((piece) => hourOf(sentence, piece)).find((words) => words !== null);
  const isToday = day === null && hour !== undefined;
  const dueOn = isToday ? today : day;
  return {
    said: saidIn(sentence, pieces),
    partnerIds: [...new Set(people.flatMap(({ ids }) => ids))],
    promises: things.map((thing) => ({
      text: hour ? `${thing} (${hour.replace(/^(?:at|by) (?!\d{1,2}$)/i, '')})` : thing!,
      dueOn,
    })),
  };
}

/** Its words, so that they say by themselves that it is promised. */
function saidIn({ text, tokens }: Sentence, pieces: readonly Piece[]): string {
  const own = pieces.filter(({ word }) => word !== '|');
  const words = text
    .slice(tokens[own[0]!.from]!.start, tokens[own.at(-1)!.to - 1]!.end)
    .replace(/[\s,.;]*(?:\band)?[\s,]*(?:(?:i )?promised both)?$/i, '');
  return own[0]!.isCue ? words : `promised ${words}`;
}

/** "Joan and Tessa", "both Joan and Tessa": together. */
function areJoined({ pieces }: NoteLine, people: readonly Piece[]): boolean {
  const places = people.map((one) => pieces.indexOf(one));
  return places.every((place, nr) => {
    const between = nr === 0 ? [] : pieces.slice(places[nr - 1]! + 1, place).map(({ word }) => word);
    return people[nr]!.word === 'NAME' && (nr === 0 || /^(?:and|\||\| and)$/.test(between.join(' ')));
  });
}

/** "Marcus flyers tomorrow, Dana slides Friday": one note for each name, from it, or the mark before it, on. */
function apart({ pieces }: NoteLine, people: readonly Piece[]): Note[] | null {
  const starts = people.map((one, nr) => {
    if (nr === 0) return 0;
    const place = pieces.indexOf(one);
    const mark = pieces.slice(0, place).findLastIndex(({ word }) => word === '|');
    return mark > pieces.indexOf(people[nr - 1]!) ? mark : place;
  });
  const notes = people.map((one, nr): Note => {
    const own = pieces.slice(starts[nr], starts[nr + 1] ?? pieces.length);
    return { people: [one], pieces: own, groups: groupsOf({ pieces: own, words: '' }) };
  });
  // "The flyer for Dana and Marcus's slides": each name needs its own thing behind it or before it.
  return notes.every(({ groups }) => groups.length === 1) ? notes : null;
}

/** The hour as typed: of a day, or by itself, as in "by 5". */
const hourOf = ({ text, tokens, days }: Sentence, { word, from, to }: Piece): string | null =>
  days.get(from)?.hour?.words ??
  (word === 'HOUR' ? text.slice(tokens[from]!.start, tokens[to - 1]!.end) : null);

/** The day it is due; null where none was said. */
function dueOf({ days }: Sentence, pieces: readonly Piece[], today: Day): Day | null | 'unclear' {
  const said = pieces
    .filter(({ word }) => word === 'DAY')
    .map(({ from }) => days.get(from)!.said)
    .filter(({ is }) => is !== 'hour');
  if (said.length === 0) return null;
  if (said.length > 1) return 'unclear';
  const [one] = said;
  // "Before the weekend" is not by its last day.
  const isBefore = pieces.some(({ word }, at) => word === 'before' && pieces[at + 1]?.word === 'DAY');
  if (isBefore && one!.is === 'stretch') return 'unclear';
  const day = one!.is === 'unreadable' ? null : one!.is === 'stretch' ? one!.last : dayAhead(one!, today);
  return day !== null && day >= today && day <= addDays(today, daysMax) ? day : 'unclear';
}

/** What is left of a line without what promises, whom, and when, in runs of words that hang together. */
function groupsOf({ pieces }: Pick<NoteLine, 'pieces'> & Partial<NoteLine>): Piece[][] {
  const groups: Piece[][] = [[]];
  for (const [at, piece] of pieces.entries()) {
    if (piece.word === '|' || piece.isCue || isNextOfList(pieces, at)) groups.push([]);
    else groups.at(-1)!.push(piece);
  }
  return groups.map(trimmed).filter((group) => group.length > 0);
}

/** "Three things: W9, bio and the logo" */
const isNextOfList = (pieces: readonly Piece[], at: number): boolean =>
  pieces[at]!.word === 'and' &&
  /^(?:the|a|an|my|our)$/.test(pieces[at + 1]?.word ?? '') &&
  pieces.slice(0, at).some(({ isColon }) => isColon);

/** Without what stands around the thing: "Dana needs … by Friday". */
function trimmed(group: Piece[]): Piece[] {
  const isThing = (piece: Piece) => isWord(piece) && piece.word !== 'OWN' && !fillers.has(piece.word);
  const first = group.findIndex(isThing);
  const last = group.findLastIndex(isThing);
  return first === -1 ? [] : group.slice(first, last + 1);
}

/** The things after a colon: "three things for Tessa: W9, my bio, company logo". */
function isListed({ tokens }: Sentence, groups: readonly Piece[][]): boolean {
  const colon = tokens.findIndex(({ word }) => word === ':');
  return colon !== -1 && groups.every(([first]) => first!.from > colon);
}
