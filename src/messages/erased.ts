import { erasedMark, type Mentions } from '../domain/privacy/mentions.ts';

/** Keys of messages, blocks and attachments whose strings people read. All others are types, ids, values and addresses. */
const readKeys = new Set([
  'text',
  'alt_text',
  'initial_value',
  'title',
  'pretext',
  'fallback',
  'footer',
  'author_name',
]);

/** Whether people can read of them in it: a message, any part of one. */
export function mentionedIn(mentions: Mentions, part: unknown): boolean {
  if (Array.isArray(part)) return part.some((one) => mentionedIn(mentions, one));
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(([key, value]) =>
    typeof value === 'string'
      ? readKeys.has(key) && withoutMentions(mentions, value) !== value
      : mentionedIn(mentions, value),
  );
}

/** The same part with a mark in the place of their name, wherever people read it; its ids and values stay as they are. */
export function withoutMentioned<Part>(mentions: Mentions, part: Part): Part {
  if (Array.isArray(part)) return part.map((one) => withoutMentioned(mentions, one)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? readKeys.has(key)
          ? withoutMentions(mentions, value)
          : value
        : withoutMentioned(mentions, value),
    ]),
  ) as Part;
}

/** A link or a mention goes whole: half of one would lead nowhere, or still hold the number. */
const withoutMentions = (mentions: Mentions, text: string): string =>
  text
    .split(/(<[^<>\n]+>)/)
    .map((piece, index) =>
      index % 2 === 0
        ? mentions.takenOut(piece, 'elsewhere')
        : mentions.isIn(piece, 'elsewhere')
          ? erasedMark
          : piece,
    )
    .join('');
