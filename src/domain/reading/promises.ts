import type { Day } from '../days/day.ts';
import { findPromise } from './find-promise.ts';
import { articles, sentenceEnds, subjectPronouns, wordSet } from './grammar.ts';
import { duePrepositions, type Item, wordsOfPromise } from './promise-words.ts';
import type { SpokenPromise } from './reading.ts';
import { dayAhead } from './said-day.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';

/** The promises that follow the words at `cueEnd`, each with its tokens, and the token after them all. */
export function readPromises(
  sentence: Sentence,
  cueEnd: number,
  today: Day,
): { promises: SpokenPromise[]; spans: Span[]; to: number; unreadable: boolean } {
  const { tokens, days, text } = sentence;
  const promises: SpokenPromise[] = [];
  const spans: Span[] = [];
  let unreadable = false;
  let to = cueEnd;
  const owed = /^(?:owed?|promised?|told)$/.test(tokens[cueEnd - 1]?.word ?? '');
  let from: number | null = cueEnd;
  while (from !== null) {
    const item: Item = readItem(sentence, from);
    to = item.to;
    const said = item.due === null ? null : days.get(item.due)!.said;
    const dueOn = said && dayAhead(said, today);
    if (said && said.is !== 'hour' && (!dueOn || dueOn < today)) unreadable = true;
    const span = wordsOfPromise(sentence, item, owed);
    if (span) {
      spans.push(span);
      promises.push({
        text: text.slice(tokens[span.from]!.start, tokens[span.to - 1]!.end),
        dueOn: dueOn && dueOn >= today ? dueOn : null,
      });
    }
    from = nextItem(sentence, item);
  }
  return { promises, spans, to, unreadable };
}

/** From `from` to where the promise ends: a full stop, a turn to somebody else, another promise, or soon after its day. */
function readItem(sentence: Sentence, from: number): Item {
  const { tokens, days } = sentence;
  let due: number | null = null;
  let i = from;
  let content = 0;
  while (i < tokens.length) {
    const token = tokens[i]!;
    if (promiseEnds.has(token.word) || (token.word === '-' && i > from)) break;
    if (token.mark) {
      if (i === from || /["“”():/]/.test(token.word)) {
        i++;
        continue;
      }
      if (!goesOnAfterComma(sentence, i + 1, due !== null)) break;
      i++;
      continue;
    }
    if (i > from && turnsAway(sentence, i, due !== null)) break;
    const day = days.get(i);
    if (day && day.said.is !== 'hour' && isDue(sentence, i, day.to)) {
      due = preferred(sentence, due, i);
      i = day.to;
      if (content > 0 && !tails.has(tokens[i]?.word ?? '') && !days.has(i)) break;
      continue;
    }
    if (day) {
      i = day.to;
      continue;
    }
    if (!duePrepositions.has(token.word)) content++;
    i++;
  }
  return { from, to: i, due };
}

const preferred = (sentence: Sentence, old: number | null, next: number) =>
  old !== null &&
  /^(?:by|before|due)$/.test(sentence.tokens[old - 1]?.word ?? sentence.tokens[old]?.word ?? '')
    ? old
    : next;

function turnsAway(sentence: Sentence, at: number, dayWasSaid: boolean): boolean {
  const { tokens } = sentence;
  const { word } = tokens[at]!;
  if (hardTurns.has(word)) return true;
  const before = tokens[at - 1]!;
  const joined = before.word === 'and' || before.word === 'but' || before.mark;
  if (subjectPronouns.has(word) && (joined || dayWasSaid)) return true;
  if (/^(?:talked|chatted|spoke|great|overall)$/.test(word) && !articles.has(before.word)) return true;
  return findPromise(sentence, at, true, false) !== null && (joined || word !== 'on');
}

/** "promised slides, flyers and a call by Friday" is one; "promised slides, her listing closes Friday" is not. */
function goesOnAfterComma(sentence: Sentence, at: number, dayWasSaid: boolean): boolean {
  const { tokens, days } = sentence;
  if (dayWasSaid || !tokens[at] || turnsAway(sentence, at, true)) return false;
  if (days.has(at) && (days.get(at)!.to >= tokens.length || tokens[days.get(at)!.to]!.mark)) return true;
  for (let i = at; i < tokens.length && !tokens[i]!.mark; i++) {
    if (subjectPronouns.has(tokens[i]!.word) || hardTurns.has(tokens[i]!.word)) return false;
    if (/^(?:by|before)$/.test(tokens[i]!.word) && (days.has(i) || days.has(i + 1))) return true;
  }
  return false;
}

/** "her June 9 workshop" is what is promised, "by June 9" is when. */
function isDue({ tokens }: Sentence, at: number, to: number): boolean {
  const before = tokens[at - 1]?.word ?? '';
  if (
    /^(?:by|before|on|due|until)$/.test(before) ||
    /^(?:by|before|on|in|within|until)$/.test(tokens[at]!.word)
  )
    return true;
  const after = tokens[to];
  const ends =
    !after ||
    after.mark ||
    tails.has(after.word) ||
    /^(?:and|but)$/.test(after.word) ||
    subjectPronouns.has(after.word);
  return ends ? before !== 'from' : !/^(?:her|his|their|the|from|our|my)$/.test(before);
}

function nextItem({ tokens, days }: Sentence, item: Item): number | null {
  if (item.due === null || !/^(?:and|,)$/.test(tokens[item.to]?.word ?? '')) return null;
  for (let i = item.to + 1; i < tokens.length && !tokens[i]!.mark; i++) {
    if (subjectPronouns.has(tokens[i]!.word) || hardTurns.has(tokens[i]!.word)) return null;
    if (days.has(i) && i > item.to + 1) return item.to + 1;
  }
  return null;
}

const promiseEnds: ReadonlySet<string> = new Set([...sentenceEnds, '—', '–', '|', '…']);
/** Turn to somebody or something else wherever they stand. */
const hardTurns = wordSet(
  "she's he's they're shes hes theyre it's she'd he'd she'll he'll they'll discussed mentioned",
);
/** Go on with a promise after its day: "slides by Friday for her class". */
const tails = wordSet('for to about so with at in on from of if after when');
