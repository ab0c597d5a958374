import { articles, wordSet } from './grammar.ts';
import { readName } from './names.ts';
import type { Sentence } from './sentence.ts';
import type { Span } from './spoken-contact.ts';
import { isPastVerb } from './verbs.ts';
import { vocabulary } from './vocabulary.ts';

/** How the sentence opens: `task` is an order to oneself ("remind me to"), which needs a verb of giving. */
export type Opening = 'promised' | 'told' | 'owe' | 'task';

/** No object begins with these: "text Dana about the flyer" is a contact to come. */
export const noObject = wordSet(
  're about regarding for with at in on from to and of back off up out over by before my',
);
/** Where one is sent, and nothing that one is given. */
const nowhere = wordSet('home there here away packing early');
/** Open a clause of their own: "she'd have the numbers" is not what we do. */
const subjects = wordSet('she he they it we you there i');
/** "I owe Dana one", "a lot", "$40": nothing that one could be reminded of. */
const empty = wordSet(
  'her him them it that this one us me a so much lot big time everything something stuff thing things the world money',
);
export const isEmpty = (text: string): boolean =>
  text.split(/\s+/).every((word) => empty.has(word.toLowerCase()) || /^\$?[\d.,]+k?$/.test(word));

/** Something to give or to do: no contact of its own, nothing done, no one else's doing, and not for somebody else. */
export function isPromisedThing(
  sentence: Sentence,
  { from, to }: Span,
  how: Opening | 'order' | 'deed' | 'chore',
): boolean {
  const { tokens } = sentence;
  const first = tokens[from]!;
  const isVerb = how === 'deed' || how === 'chore';
  if (subjects.has(first.word) || isPastVerb(first.word) || (noObject.has(first.word) && !isVerb))
    return false;
  // "Send Dana home Friday", "send Dana home with the flyer"
  if (nowhere.has(first.word) && (from + 1 === to || noObject.has(tokens[from + 1]!.word))) return false;
  if (!isVerb && readName(sentence, from, false)) return false;
  for (let i = from + 1; i < to; i++) {
    const { word } = tokens[i]!;
    const before = tokens[i - 1]!;
    const name = readName(sentence, i, false);
    // "An intro to Colin" is for her, "the flyer and Marcus too" is not.
    if (how !== 'chore' && name && !name.possessive && !/^(?:to|for|with|about|of|from)$/.test(before.word))
      return false;
    if (isPastVerb(word) && (before.mark || /^(?:and|then|plus|also|i|we)$/.test(before.word))) return false;
    if (/^(?:she|he|they)$/.test(word) && /^(?:and|so)$/.test(before.word)) return false;
    let noun = i + 1;
    while (articles.has(tokens[noun]?.word ?? '')) noun++;
    if (/^(?:at|over|during|from|while)$/.test(word) && vocabulary.find(tokens, noun)?.means.is === 'kind')
      return false;
  }
  return how === 'owe' || isVerb || !isContact(sentence, { from, to }, how);
}

/** "Give Dana a quick call Friday", "promised Dana lunch Thursday" are plans; "promised Dana a call" is a promise. */
function isContact({ tokens }: Sentence, { from, to }: Span, how: Opening | 'order'): boolean {
  let end = from;
  while (end < to && !/^(?:to|for|with|at|about|on|of|by)$/.test(tokens[end]!.word)) end++;
  for (let i = from; i < end; i++) {
    const phrase = vocabulary.find(tokens, i);
    if (phrase?.means.is === 'kind' && phrase.end >= end)
      return how !== 'promised' || !articles.has(tokens[from - 1]?.word ?? '');
  }
  return false;
}
