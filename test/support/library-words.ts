import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';
import { en, ParsingContext } from 'chrono-node';

/**
 * The words in the patterns of the library for days, with the places where each stands. Taken from the library, so that
 * those of a new version come along.
 */
export function libraryWords(): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  const context = new ParsingContext('', new Date(2026, 5, 10, 12));
  for (const [number, parser] of en.casual.parsers.entries()) {
    const literal = new RegExpParser().parseLiteral(String(parser.pattern(context)));
    visitRegExpAST(literal, {
      onAlternativeEnter({ elements, start, parent }) {
        // In a list of words all stand in the same place.
        const isWord = elements.every(({ type }) => type === 'Character');
        let letters = '';
        const add = () => {
          if (!/^[a-z]+$/i.test(letters)) return;
          const word = letters.toLowerCase();
          const places = words.get(word) ?? new Set();
          words.set(word, places.add(`${number}:${isWord ? parent.start : start}`));
        };
        for (const element of elements) {
          if (element.type === 'Character') {
            letters += element.raw;
            continue;
          }
          add();
          // "an?" is "a" and "an".
          if (element.type === 'Quantifier' && element.element.type === 'Character') {
            letters += element.element.raw;
            add();
          }
          letters = '';
        }
        add();
      },
    });
  }
  return words;
}

/** One of those that stand in all the same places: to the patterns the others are no different. */
export function tellingWords(): string[] {
  const shortest = new Map<string, string>();
  for (const [word, places] of libraryWords()) {
    const key = [...places].join(' ');
    const known = shortest.get(key);
    if (known === undefined || word.length < known.length) shortest.set(key, word);
  }
  return [...shortest.values()];
}
