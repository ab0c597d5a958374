import { sentenceEnds, stops, wordSet } from './grammar.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';

/** One thing said about who paid for a meal. */
export interface SaidPayment extends Span {
  amounts: readonly Span[];
  /** Those it names: who paid, or for whom we did. */
  names: readonly Span[];
  /** The meal, if it says which. */
  meal: string | null;
}

/**
 * What is left to be read: without all of these words; with those who paid by name as those one met ("Marcus got the check
 * at lunch"); without the amount alone; or the whole.
 */
export function restsOf(
  sentence: Sentence,
  said: readonly SaidPayment[],
  amounts: readonly Span[],
  mayRename: boolean,
): string[] {
  const all = without(
    sentence,
    said.map((span) => ({ ...span, instead: '' })),
  );
  const renamed = without(
    sentence,
    said.map((span) => ({ ...span, instead: asMet(sentence, span) })),
  );
  const noAmount = without(
    sentence,
    amounts.map((span) => ({ ...span, instead: '' })),
  );
  return [...new Set([all, ...(mayRename ? [renamed] : []), noAmount, sentence.text])];
}

function asMet({ text, tokens }: Sentence, { names, meal }: SaidPayment): string {
  const who = names.map(({ from, to }) => text.slice(tokens[from]!.start, tokens[to - 1]!.end)).join(' and ');
  return [meal, who && `with ${who}`].filter(Boolean).join(' ');
}

/** The text without these spans, and without the marks and words that only join them to the rest. */
function without({ text, tokens }: Sentence, spans: readonly Replaced[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to, instead } of joined(tokens, spans)) {
    let first = from;
    while (first > 0 && joins(tokens[first - 1]!.word)) first--;
    let end = to;
    if (tokens.slice(first, from).some(({ word }) => word === '(') && tokens[end]?.word === ')') end++;
    // Where nothing stands before it in its sentence, the mark after it joins nothing.
    if (first === 0 || sentenceEnds.has(tokens[first - 1]!.word))
      while (tokens[end] && (joins(tokens[end]!.word) || stops.has(tokens[end]!.word))) end++;
    const start = first === 0 ? 0 : tokens[first - 1]!.end;
    // "We paid $40 and promised her the list": by us, not by the person named before.
    const parts = first > 0 && goesOn.has(tokens[end]?.word ?? '') ? ', ' : ' ';
    rest += `${text.slice(at, Math.max(at, start))}${parts}${instead}`;
    at = Math.max(at, end === tokens.length ? text.length : tokens[end - 1]!.end);
  }
  return `${rest}${text.slice(at)}`
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[,.;!?])/g, '')
    .trim();
}

type Replaced = Span & { instead: string };

/** Spans with nothing but marks between them are one. */
function joined(tokens: Sentence['tokens'], spans: readonly Replaced[]): Replaced[] {
  const merged: Replaced[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    const isNext =
      last && tokens.slice(last.to, span.from).every(({ word }) => joins(word) || stops.has(word));
    if (isNext)
      merged[merged.length - 1] = {
        from: last.from,
        to: span.to,
        instead: `${last.instead} ${span.instead}`,
      };
    else merged.push(span);
  }
  return merged;
}

const goesOn = wordSet(
  "and but then he she they i we i'll i'm promised told said talked owe wants wanted needs loves loved",
);

const joins = (word: string): boolean => joiners.has(word);
const joiners = wordSet(', ( - – — : ~ and but so');
