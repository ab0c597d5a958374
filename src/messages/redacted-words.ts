import { count, listOf } from '../domain/format.ts';
import { squeeze } from '../domain/squeeze.ts';
import { withoutEnd } from '../domain/without-end.ts';
import { asTyped, escaped, type Message, quoted, section } from './blocks.ts';

/** In the place of words that were redacted from a message. */
const redacted = '[redacted]';
/** Shorter, words or what is left of them before "…" may belong to anything. Characters. */
const shortestFound = 8;

/** From here on nobody else says the same by chance. Shorter words ("workshop slides") are those only beside a name. */
const lengthOfItsOwn = 24;

/** Whether words that stand in this message, as JSON, are those that were told of somebody so called, and not others that read the same. */
export function isFindable(words: string, names: readonly string[], message: string): boolean {
  const { length } = needleOf(words);
  const said = message.toLowerCase();
  const first = names
    .flatMap((name) => asShown(name.trim().split(/\s+/)[0] ?? ''))
    .map((name) => name.toLowerCase());
  return (
    length >= lengthOfItsOwn || (length >= shortestFound && first.some((name) => name && said.includes(name)))
  );
}

/** As a message has it: inert, or only escaped, in messages of earlier versions. */
const asShown = (words: string): string[] => [asTyped(words), escaped(words)];

/** A full stop goes where the sentence goes on after a quotation. */
const needleOf = (words: string): string => withoutEnd(squeeze(words).squeezed.trim(), '.');

/** A message, or its blocks, without these words, as people read them: escaped or not, whole or cut. Ids and values stay. */
export function withoutWords<Shown>(shown: Shown, words: readonly string[]): Shown {
  const needles = words
    .flatMap((one) => [needleOf(one), ...asShown(needleOf(one))])
    .filter((one, at, all) => one.length >= shortestFound && all.indexOf(one) === at)
    .sort((a, b) => b.length - a.length);
  return clean(shown, needles);
}

function clean<Shown>(shown: Shown, needles: readonly string[]): Shown {
  if (Array.isArray(shown)) return shown.map((one) => clean(one, needles)) as Shown;
  if (typeof shown !== 'object' || shown === null) return shown;
  const entries = Object.entries(shown).map(([key, value]) => [
    key,
    key === 'text' && typeof value === 'string' ? needles.reduce(without, value) : clean(value, needles),
  ]);
  return Object.fromEntries(entries) as Shown;
}

/** Looks for the words themselves: a pattern as long as a note is more than the engine takes. */
function without(text: string, needle: string): string {
  const { squeezed, placeOf } = squeeze(text);
  const [said, sought] = [inOneCase(squeezed), inOneCase(needle)];
  let left = '';
  let kept = 0;
  for (let at = said.indexOf(sought); at >= 0; at = said.indexOf(sought, at + 1)) {
    const [from, to] = [placeOf(at), placeOf(at + sought.length - 1) + 1];
    if (
      from < kept ||
      /[\p{L}\p{N}]$/u.test(text.slice(0, from).slice(-2)) ||
      /^[\p{L}\p{N}]/u.test(text.slice(to, to + 2))
    )
      continue;
    left += text.slice(kept, from) + redacted;
    kept = to;
  }
  return withoutCut(left + text.slice(kept), needle);
}

/** In lower case, each letter in its place: "İ" has two there and stays. */
const inOneCase = (text: string): string =>
  [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join('');

/** A long text stands in a message as its beginning and an ellipsis. */
function withoutCut(text: string, needle: string): string {
  if (!text.includes('…')) return text;
  const [said, sought] = [inOneCase(text), inOneCase(needle)];
  const shorter = shorterBeginnings(sought);
  let left = '';
  let kept = 0;
  /** How much of the words' beginning ends right before `at`. */
  let length = 0;
  for (let at = 0; at < said.length; at++) {
    if (said[at] === '…' && length >= shortestFound) {
      left += text.slice(kept, at - length) + redacted;
      kept = at + 1;
      length = 0;
      continue;
    }
    while (length > 0 && said[at] !== sought[length]) length = shorter[length - 1]!;
    if (said[at] === sought[length]) length++;
  }
  return left + text.slice(kept);
}

/** For each beginning of the words, by its last letter: the longest shorter beginning that it ends with (Knuth, Morris, Pratt). */
function shorterBeginnings(sought: string): number[] {
  const shorter = [0];
  let length = 0;
  for (let at = 1; at < sought.length; at++) {
    while (length > 0 && sought[at] !== sought[length]) length = shorter[length - 1]!;
    if (sought[at] === sought[length]) length++;
    shorter.push(length);
  }
  return shorter;
}

/** What became of the messages with words that were redacted. */
export interface MessagesCleaned {
  changed: number;
  /** Messages that could not be changed, and conversations that could not be read. */
  failed: number;
  /** Names of those who wrote the words to the app themselves. */
  writers: string[];
}

const namesMax = 10;

/** "Priya Patel and Sam Cole", "Priya Patel, Sam Cole, and 3 others". For mrkdwn. */
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, namesMax).map((name) => quoted(name, 40));
  const more = names.length - shown.length;
  return listOf(more > 0 ? [...shown, count(more, 'other')] : shown);
}

/** To the person who redacted a text. Null if no message had it. */
export function cleanedNote({ changed, failed, writers }: MessagesCleaned): Message | null {
  const lines = [
    changed > 0 && `I also removed the text from ${count(changed, 'message')} of mine.`,
    writers.length > 0 &&
      `It’s still in messages ${namesOf(writers)} sent me. Only the writer or an admin can delete those in Slack.`,
    failed > 0 &&
      `I couldn’t read or change ${count(failed, 'message or conversation', 'messages or conversations')}. An admin can delete what still shows the text.`,
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  const isGone = writers.length + failed === 0;
  return {
    text: isGone
      ? `Redacted text removed from ${count(changed, 'message')}`
      : 'Redacted text may still show in some messages',
    blocks: [section(lines.join('\n'))],
  };
}
