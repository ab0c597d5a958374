import { matchExactly } from '../reading/match-name.ts';
import type { Sentence } from '../reading/sentence.ts';
import { tenseOf } from '../reading/verbs.ts';
import { vocabulary } from '../reading/vocabulary.ts';
import type { TouchpointKind } from '../words.ts';

/** "Ritas zoom", as it is typed on a phone: before what they were to do. */
export function ownerAt(sentence: Sentence, at: number): number[] {
  const { plain } = sentence.tokens[at]!;
  const isBefore = plain.endsWith('s') && sentence.tokens[at + 1] && nounAt(sentence, at + 1) !== null;
  return isBefore ? matchExactly(sentence.book, [plain.slice(0, -1)]).map(({ id }) => id) : [];
}

/** "Lunch", "open house", "zoom call": a noun for a contact, not what was done ("called"). */
export function nounAt(
  { tokens, text }: Sentence,
  at: number,
): { kind: TouchpointKind; words: string; to: number } | null {
  if (tokens[at]!.word === 'walkthrough') return { kind: 'visit', words: 'walkthrough', to: at + 1 };
  const phrase = vocabulary.find(tokens, at);
  if (phrase?.means.is !== 'kind' || phrase.means.person) return null;
  const [first, last] = [tokens[at]!, tokens[phrase.end - 1]!];
  if (tenseOf(first.word) === 'past' || phrase.means.strength === 'arrived') return null;
  return { kind: phrase.means.kind, words: text.slice(first.start, last.end), to: phrase.end };
}
