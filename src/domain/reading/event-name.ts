import { articles, sentenceEnds, wordSet } from './grammar.ts';
import { decideKind } from './kinds.ts';
import type { Sentence } from './sentence.ts';
import type { Span, SpokenContact } from './spoken-contact.ts';
import { isPastVerb, tenseOf } from './verbs.ts';
import { type Meaning, vocabulary } from './vocabulary.ts';

/** The most words before the word for the kind: "Tampa Bay Young Professionals Network mixer". */
const leadMax = 6;
/** Characters. What is longer is no name. */
const nameMax = 60;

/** What an event or a committee is called, and where it stands: "the | Tampa Realtors Gala". */
export interface EventName extends Span {
  text: string;
}

/** Finds what the event or committee of a contact is called. Null if it is told of by no word of its own ("an event"). */
export function findEventName(sentence: Sentence, contact: SpokenContact): EventName | null {
  const { kind } = decideKind(contact.kinds);
  if (kind !== 'event' && kind !== 'committee') return null;
  // "Presented at" and "golfed" are no names.
  const first = contact.kinds.find(
    (phrase) => phrase.kind === kind && !isPastVerb(sentence.tokens[phrase.from]!.word),
  );
  if (!first) return null;
  const from = nameStart(sentence, contact, first.from);
  const to = nameEnd(sentence, contact, first.to);
  const text = sayName(sentence, from, to);
  const isPlain = to - from === 1 && plainKinds.has(sentence.tokens[from]!.word);
  return isPlain || text.length > nameMax ? null : { from, to, text };
}

/** Kinds and not names, alone. */
const plainKinds = wordSet('event events committee committees subcommittee board council networking');

/** Over the words that describe it: "Tampa Realtors | Gala". */
function nameStart(sentence: Sentence, contact: SpokenContact, at: number): number {
  const { tokens } = sentence;
  let from = at;
  while (from > 0 && at - from < leadMax) {
    // "Board of Realtors | party"
    const kind = contact.kinds.find(
      ({ to, person, strength }) => to === from && !person && strength === 'said',
    );
    if (!kind && !mayLead(sentence, contact, from - 1)) break;
    from = kind?.from ?? from - 1;
  }
  // "Habitat for Humanity gala", but "for the gala"
  while (from < at && inner.has(tokens[from]!.word)) from++;
  return from;
}

function mayLead(sentence: Sentence, contact: SpokenContact, at: number): boolean {
  const { tokens, days } = sentence;
  const { word, mark } = tokens[at]!;
  const isOfSomeone = contact.mentions.some(({ from, to }) => from <= at && at < to);
  if (mark || isOfSomeone || !/^[\p{L}\d]/u.test(word) || /^\d{1,5}$/.test(word)) return false;
  if ([...days].some(([from, { to }]) => from <= at && at < to)) return false;
  if (word === 'in') return people.has(tokens[at - 1]?.word ?? '');
  if (inner.has(word)) return areCapitals(sentence, at);
  if (/'s?$/.test(word)) return people.has(word.slice(0, word.indexOf("'")));
  if (articles.has(word) || notInNames.has(word) || isPastVerb(word) || tenseOf(word) === 'past')
    return false;
  const phrase = vocabulary.find(tokens, at);
  return !phrase || inNames.has(phrase.means.is) || wordsInNames.has(word);
}

/** Words of these sorts may be part of a name. */
const inNames: ReadonlySet<Meaning['is']> = new Set(['kind']);
const wordsInNames = wordSet('annual monthly weekly quarterly working first new conference training');
/** May join the words of a name. */
const inner = wordSet('of for and');
const notInNames = wordSet(
  'my our his her their your this that these those some any another last next same big huge packed gonna wanna gotta hit',
);

/** "Women in real estate", "the ladies' golf clinic" */
const people = wordSet('women men ladies girls veterans builders realtors brokers bankers leaders children');

/** "Habitat for Humanity" */
const areCapitals = ({ tokens, capitalsTell }: Sentence, at: number): boolean =>
  capitalsTell && tokens[at - 1]?.capital === true && tokens[at + 1]?.capital === true;

/** Over what goes on with it: "committee | meeting", "Rotary | Club of Tampa". */
function nameEnd(sentence: Sentence, contact: SpokenContact, at: number): number {
  const { tokens, days } = sentence;
  let to = at;
  for (;;) {
    const word = tokens[to]?.word ?? '';
    const isKind = /^\p{L}/u.test(word) && contact.kinds.some(({ from, person }) => from === to && !person);
    const next = tokens[to + 1];
    const isOf = word === 'of' && next && !next.mark && !articles.has(next.word) && !days.has(to + 1);
    if (afterKinds.has(word) || (isKind && !articles.has(word))) to++;
    else if (isOf && tokens[to - 1]?.word === 'club') to += 2;
    else return to;
  }
}

const afterKinds = wordSet(
  'club meeting mtg luncheon lunch breakfast dinner party mixer gala event social night tournament outing conference convention expo show session training class tour caravan retreat summit workshop ceremony auction fundraiser classic banquet reception picnic cookout call day fest festival',
);

/** As typed, but for well-known names, and for the capital of a word that only begins a sentence: "Golf with Rich". */
function sayName({ text, tokens }: Sentence, from: number, to: number): string {
  const begins = from === 0 || sentenceEnds.has(tokens[from - 1]!.word);
  const isOneCapital = !tokens.slice(from + 1, to).some(({ capital }) => capital);
  return tokens
    .slice(from, to)
    .map(({ word, start, end }, nr) => {
      const typed = text.slice(start, end);
      const isWord =
        begins && isOneCapital && nr === 0 && vocabulary.find(tokens, from) && typed !== typed.toUpperCase();
      return known.get(word) ?? (isWord ? typed.toLowerCase() : typed);
    })
    .join(' ');
}

const known = new Map([
  ['openhouse', 'open house'],
  ...'BNI WCR NAR YPN NAHREP NAREB AREAA RPAC NAWBO NAIOP Rotary Kiwanis Toastmasters Lions'
    .split(' ')
    .map((name): [string, string] => [name.toLowerCase(), name]),
]);
