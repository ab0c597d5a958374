import { firstPerson, wordSet } from './grammar.ts';
import { type Finding, finding, type Ledger, range } from './ledger.ts';
import { vocabulary } from './vocabulary.ts';

/** Lines that have the words of a contact, but aren't ours, or not entirely. */
export const findNotOurs = (ledger: Ledger): Finding[] => [
  ...findThing(ledger),
  ...findTheirOwn(ledger),
  ...findWithoutUs(ledger),
  ...findCompanyKept(ledger),
];

/** "Marcus's lunch crowd was crazy": a word for a meal that only describes what follows. */
function findThing({ contact, words }: Ledger): Finding[] {
  const phrase = contact.kinds.find(({ to }) => described.has(words[to] ?? ''));
  return phrase ? [finding('unexplained', phrase.from, phrase.to + 1)] : [];
}
const described = wordSet(
  'crowd crowds rush menu menus special specials traffic prices price machine maker mug mugs beans truck deal deals',
);

/** "Grant's coffee with the mayor": theirs, unless we are named in it. */
function findTheirOwn({ contact, words, labels }: Ledger): Finding[] {
  return contact.mentions.flatMap(({ possessive, from, to }) => {
    const kind = contact.kinds.find((phrase) => phrase.from === to && !phrase.person);
    if (!possessive || !kind || !/^(?:with|w)$/.test(words[kind.to] ?? '')) return [];
    const next = words[kind.to + 1] ?? '';
    const isOurs = firstPerson.has(next) || next === 'us' || labels[kind.to + 1] === 'person';
    return isOurs ? [] : [finding('done by others', from, kind.to + 1)];
  });
}

/** "Tom and Dana are getting lunch Friday w/o me" */
function findWithoutUs({ contact, words }: Ledger): Finding[] {
  const at = words.findIndex((word, i) => /^(?:me|us)$/.test(word) && isWithout(words, i));
  const end = contact.clauses.at(-1)?.to ?? 0;
  return at === -1 || at > end + wordsBehind ? [] : [finding('done by others', at - 1, at + 1)];
}
const isWithout = (words: readonly string[], at: number): boolean =>
  words[at - 1] === 'without' || (words[at - 2] === 'w' && words[at - 1] === 'o');
/** Later than this, it is a story of something else. */
const wordsBehind = 4;

/** "Brought Ann along to coffee with Marcus": Ann is not all whom we met. */
function findCompanyKept({ contact, words, sentence }: Ledger): Finding[] {
  const { to } = contact.clauses.at(-1) ?? { to: 0 };
  const isAlong = range(0, to + 1).some(
    (i) =>
      words[i] === 'along' &&
      words[i + 1] === 'to' &&
      range(i + 2, i + 5).some((at) => {
        const phrase = vocabulary.find(sentence.tokens, at);
        return phrase?.means.is === 'kind' && /^(?:with|w)$/.test(words[phrase.end] ?? '');
      }),
  );
  return isAlong ? [{ doubt: 'kinds conflict', span: null }] : [];
}
