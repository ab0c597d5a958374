import { count, listOf } from '../domain/format.ts';
import { asTyped, type Message, quoted, section } from './blocks.ts';

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
  const first = names.map((name) => asTyped(name.trim().split(/\s+/)[0] ?? '').toLowerCase());
  return (
    length >= lengthOfItsOwn || (length >= shortestFound && first.some((name) => name && said.includes(name)))
  );
}

/** A full stop goes where the sentence goes on after a quotation. */
const needleOf = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.\s]+$/, '');

/** A message, or its blocks, without these words, as people read them: escaped or not, whole or cut. Ids and values stay. */
export function withoutWords<Shown>(shown: Shown, words: readonly string[]): Shown {
  const needles = words
    .flatMap((one) => [needleOf(one), asTyped(needleOf(one))])
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

function without(text: string, needle: string): string {
  const pattern = needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu');
  return withoutCut(text.replace(whole, redacted), needle);
}

/** A long text stands in a message as its beginning and an ellipsis. */
function withoutCut(text: string, needle: string): string {
  let left = text;
  for (let end = left.indexOf('…'); end >= 0; end = left.indexOf('…', end + 1)) {
    let length = Math.min(needle.length, end);
    while (
      length >= shortestFound &&
      left.slice(end - length, end).toLowerCase() !== needle.slice(0, length).toLowerCase()
    )
      length--;
    if (length < shortestFound) continue;
    left = `${left.slice(0, end - length)}${redacted}${left.slice(end + 1)}`;
    end -= length;
  }
  return left;
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
