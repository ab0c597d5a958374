import { isInRow } from './name-row.ts';
import { type Mention, readBelonging, readName } from './names.ts';
import type { Sentence } from './sentence.ts';
import { addSpan, type SpokenContact } from './spoken-contact.ts';
import { vocabulary } from './vocabulary.ts';

/** Nouns that are a place or a day of "Dana's"; any other is somebody or something beside her: "Dana's assistant". */
const placesOfOne = new Set(
  (
    'office offices home house place desk shop store building listing listings brokerage model closing studio new ' +
    'job site jobsite downtown main open event party birthday cell phone voicemail vm annual holiday housewarming'
  ).split(' '),
);

const rooms = new Set(
  'office offices shop store job jobsite site house home place desk building brokerage model'.split(' '),
);

/** The most people named in a row. */
const namesMax = 40;

/** One name, or several in a row: "Dana Lee, Marcus Webb, and Joan". Returns the token after them. */
export function readPeople(sentence: Sentence, contact: SpokenContact, first: Mention): number {
  const { tokens } = sentence;
  let mention: Mention | null = first;
  let to = first.to;
  while (mention) {
    const mentioned = readBelonging(sentence, mention);
    contact.mentions.push(mentioned);
    to = mentioned.to;
    if (mentioned.possessive && isBeside(sentence, to)) contact.signals.add('beside');
    if (/^offices?$/.test(tokens[to]?.word ?? '')) {
      // Whoever answers there need not be her.
      if (contact.kinds.some(({ kind }) => kind === 'call' || kind === 'message'))
        contact.signals.add('beside');
      to++;
    }
    // "Went to Marcus' job site": a person named with a place was visited there, unless other words say how.
    if (mentioned.possessive && rooms.has(tokens[to]?.plain ?? ''))
      contact.kinds.push({
        kind: 'visit',
        strength: 'guessed',
        person: false,
        bare: false,
        from: to,
        to: to + 1,
      });
    while (mentioned.possessive && placesOfOne.has(tokens[to]?.plain ?? '') && !vocabulary.find(tokens, to))
      to++;
    if (mentioned.possessive && to > mentioned.to) addSpan(contact.rest, mentioned.to, to);
    mention = nextInList(to);
  }
  return to;

  function nextInList(at: number): Mention | null {
    if (contact.mentions.length >= namesMax) return null;
    let i = at;
    while (tokens[i] && /^(?:,|and|\/|plus)$/.test(tokens[i]!.word)) i++;
    // "Dana marcus joan"
    if (i === at)
      return isInRow(sentence, at - 1) && isInRow(sentence, at) ? readName(sentence, at, true) : null;
    const joined = tokens[i - 1]!.word !== ',';
    const capital = tokens[i]?.capital === true || !sentence.capitalsTell;
    const next = readName(sentence, i, joined && capital) ?? (joined ? null : readListed(i));
    if (!next) return null;
    // After a bare comma a name may as well begin what was said: "coffee with Dana, Marcus is hiring".
    return joined || endsName(sentence, next.to) ? next : null;
  }

  function readListed(i: number): Mention | null {
    return tokens[i]?.capital && sentence.capitalsTell ? readName(sentence, i, true) : null;
  }
}

function endsName({ tokens, days }: Sentence, at: number): boolean {
  const token = tokens[at];
  return !token || token.mark || days.has(at) || /^(?:and|with|at|from|for|plus|in|on)$/.test(token.word);
}

function isBeside({ tokens, days }: Sentence, at: number): boolean {
  const token = tokens[at];
  if (!token || token.mark || days.has(at) || placesOfOne.has(token.plain)) return false;
  return vocabulary.find(tokens, at) === null;
}
