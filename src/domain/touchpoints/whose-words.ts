import { sayingVerbs, splitFeedback } from '../feedback/feedback-words.ts';
import { withoutEnd } from '../without-end.ts';
import { withAddition } from './addition.ts';
import type { CaptureContent, PromiseMade, SavedCapture } from './capture.ts';

/** Someone at the table, by their name in the book. */
interface AtTable {
  id: number;
  name: string;
}

/** Words in the names of couples and teams that name no one. */
const idle = new Set(['and', 'the', 'team', 'group', 'family', 'of', 'jr', 'sr']);

const word = /[\p{L}\p{M}'’-]+/gu;
const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? [];
const plainWord = (text: string): string => text.normalize('NFD').replace(/[\p{M}.]/gu, '');

/** The words that name exactly one of them: two Joans share theirs, which then names neither. */
function namingWords(table: readonly AtTable[]): Map<string, number> {
  const naming = new Map<string, number | null>();
  for (const { id, name } of table)
    for (const one of new Set(wordsOf(name).map(plainWord)))
      if (!idle.has(one)) naming.set(one, naming.has(one) ? null : id);
  return new Map([...naming].flatMap(([one, id]) => (id === null ? [] : [[one, id] as const])));
}

/** Who of them is named in a text, in order. What belongs to someone ("Marcus's lender") names someone else. */
function namedIn(text: string, naming: ReadonlyMap<string, number>): number[] {
  const ids = wordsOf(text).flatMap((one) => naming.get(plainWord(one)) ?? []);
  return [...new Set(ids)];
}

const clauseEnds = /[,.;:!?\n—–]/u;
const everyone = /\b(?:both|all of them|they all|all three|everyone|everybody)\b/i;

/** One of the verbs of saying, with the person named before it, and where that name stands. */
interface Saying {
  from: number[];
  at: number;
}

function sayingsIn(feedback: string, table: readonly AtTable[]): Saying[] {
  const naming = namingWords(table);
  const sayings: Saying[] = [];
  let begin = 0;
  for (const { 0: verb, index } of feedback.matchAll(sayingVerbs)) {
    const before = feedback.slice(begin, index);
    const named = namedIn(before, naming);
    if (named.length > 0) sayings.push({ from: named, at: begin + firstNameAt(before, naming) });
    else if (everyone.test(before)) sayings.push({ from: table.map(({ id }) => id), at: begin });
    begin = index + verb.length;
  }
  return sayings;
}

const firstNameAt = (text: string, naming: ReadonlyMap<string, number>): number =>
  [...text.toLowerCase().matchAll(word)].find(([one]) => naming.has(plainWord(one)))?.index ?? 0;

const isSame = (one: readonly number[], other: readonly number[]): boolean => one.join() === other.join();

/**
 * Whose feedback it is: of those named before the verb of saying ("Marcus says our title is slow"), or of everyone ("both said").
 * Null if the words leave it open, as "she said" does where several were there.
 */
export function whoseFeedback(feedback: string, table: readonly AtTable[]): number[] | null {
  if (table.length < 2) return table.map(({ id }) => id);
  const [first, ...others] = sayingsIn(feedback, table);
  return first && others.every((other) => isSame(other.from, first.from)) ? first.from : null;
}

/**
 * What each of several said, where each is named before words of their own that are feedback by themselves: "Joan said our fees
 * are high. Marcus said our title is slow". Null otherwise.
 */
export function splitByPartner(
  feedback: string,
  table: readonly AtTable[],
): { text: string; from: number[] }[] | null {
  const sayings = sayingsIn(feedback, table);
  const turns = sayings.filter(({ from }, index) => index === 0 || !isSame(from, sayings[index - 1]!.from));
  if (turns.length < 2) return null;
  const pieces = turns.map(({ from, at }, index) => ({
    from,
    text: withoutEnd(
      feedback.slice(index === 0 ? 0 : at, turns[index + 1]?.at).replace(/\s(?:and|but|while)\s*$/i, ''),
      ' ,;',
    ),
  }));
  return pieces.every(({ text }) => splitFeedback(text).feedback !== null) ? pieces : null;
}

/**
 * Under whom feedback is filed. Null: it could be anyone's, and waits in the note until the one who heard it says whose it is
 * (`unfiledFeedback`). Words that no one would find there again, as from a form's field, are everyone's.
 */
export const feedbackFiledUnder = (feedback: string, table: readonly AtTable[]): number[] | null =>
  whoseFeedback(feedback, table) ??
  (splitFeedback(feedback).feedback === null ? table.map(({ id }) => id) : null);

/**
 * Which of them a promise was made to: to those named in its clause, before the verb or after "promised", "told", "send".
 * Null if no one is: to everyone at the table.
 */
export function whosePromise(
  { text }: PromiseMade,
  said: string,
  table: readonly AtTable[],
): number[] | null {
  if (table.length < 2) return null;
  const at = said.toLowerCase().indexOf(text.toLowerCase());
  const clause = at < 0 ? text : `${said.slice(0, at).split(clauseEnds).at(-1)}${text}`;
  const named = namedIn(clause, namingWords(table));
  return named.length > 0 && named.length < table.length ? named : null;
}

/**
 * The content with each partner's words under that partner. Feedback that could be anyone's goes back to the note, so that it
 * stands under no one it may not be from, until the one who heard it says whose it was.
 */
export function withWhose(content: CaptureContent, said: string, book: readonly AtTable[]): CaptureContent {
  // A partner added in the same step has no id yet.
  const added = content.newPartners.map(({ name }, index) => ({ id: -1 - index, name }));
  const table = [...book.filter(({ id }) => content.partnerIds.includes(id)), ...added];
  if (table.length < 2) return content;
  const isKnown = (ids: readonly number[]) => ids.every((id) => id > 0);
  const promises = content.promises.map((promise) => {
    const to = whosePromise(promise, said, table);
    return to && isKnown(to) ? { ...promise, to } : promise;
  });
  if (content.feedback === null) return { ...content, promises };
  const from = feedbackFiledUnder(content.feedback, table);
  if (from?.length === table.length) return { ...content, promises };
  if (from && isKnown(from)) return { ...content, promises, feedbackFrom: from };
  const pieces = splitByPartner(content.feedback, table);
  const last = pieces?.at(-1);
  if (pieces && last && pieces.every((piece) => isKnown(piece.from)))
    return {
      ...content,
      promises,
      feedback: last.text,
      feedbackFrom: last.from,
      moreFeedback: pieces.slice(0, -1),
    };
  return { ...content, promises, note: withAddition(content.note, content.feedback), feedback: null };
}

/** Feedback in the note of a touchpoint with several partners that stands under none of them yet. Null if there is none. */
export function unfiledFeedback({
  what,
  undone,
  feedback,
  partners,
  note,
}: Pick<SavedCapture, 'what' | 'undone' | 'feedback' | 'partners' | 'note'>): string | null {
  if (what !== 'touchpoint' || undone || feedback !== null || partners.length < 2 || !note) return null;
  return splitFeedback(note).feedback;
}
