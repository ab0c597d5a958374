/** Slack's mrkdwn as what a person sees: plain text, emphasis, links, mentions, emoji. */

export type Mark =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike' | 'quote'; marks: Mark[] }
  | { type: 'code' | 'preformatted'; text: string }
  /** `isAutomatic` if Slack made it of an address in the text. */
  | { type: 'link'; url: string; text: string; isAutomatic: boolean }
  | { type: 'emoji'; name: string }
  | { type: 'user' | 'group' | 'broadcast'; id: string; label: string | undefined }
  /** Without an id if Slack made it of a name in the text. */
  | { type: 'channel'; id: string | undefined; label: string | undefined }
  | { type: 'date'; seconds: number; format: string; url: string | undefined; fallback: string };

export interface Marking {
  /** Whether addresses, `@here`, and names of channels stay text: `verbatim` of a text object. */
  verbatim?: boolean;
  /** Whether there is an emoji of that name. Default: always. */
  isEmoji?: (name: string) => boolean;
  /** Whether there is a public channel of that name. Default: never. */
  isChannel?: (name: string) => boolean;
}

/** One or more characters, or a mark that nothing in the text can change anymore. */
type Item = string | Mark;

const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const isEmphasis = (item: Item | undefined): item is keyof typeof EMPHASIS =>
  item === '*' || item === '_' || item === '~';

export function marksOf(text: string, marking: Marking = {}): Mark[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part): Mark[] => {
    const code = /^```([\s\S]+)```$/.exec(part)?.[1];
    return code === undefined
      ? blocksOf(part, marking)
      : [{ type: 'preformatted', text: unescaped(code.replace(/^\n|\n$/g, '')) }];
  });
}

/** What is drawn of plain text: only emoji. */
export function emojiOf(text: string, isEmoji: (name: string) => boolean = () => true): Mark[] {
  return merged(
    text.split(/(:[a-z0-9_+'-]+:)/).map((part) => {
      const name = /^:(.+):$/.exec(part)?.[1];
      return name !== undefined && isEmoji(name) ? { type: 'emoji', name } : part;
    }),
  );
}

/** Emphasis ends with its line. Lines that begin with `>` are one quote. */
function blocksOf(text: string, marking: Marking): Mark[] {
  const marks: Mark[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    const quoted = /^(?:&gt;|>) ?([\s\S]*)$/.exec(line)?.[1];
    const last = marks.at(-1);
    if (quoted === undefined) marks.push(...lineOf(line, marking));
    else if (last?.type === 'quote') last.marks.push(...lineOf(quoted, marking));
    else marks.push({ type: 'quote', marks: lineOf(quoted, marking) });
  }
  return merged(marks);
}

const lineOf = (line: string, marking: Marking): Mark[] => emphasized(itemsOf(line, marking));

const itemsOf = (line: string, marking: Marking): Item[] =>
  piecesOf(line, marking).flatMap(({ items }) => items);

/** Finds everything but emphasis, from left to right, each with the text that it was made of. */
function piecesOf(text: string, marking: Marking): { items: Item[]; raw: string }[] {
  const pieces: { items: Item[]; raw: string }[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const before = text[at - 1] ?? '';
    const found = FINDERS.map((find) => find(rest, before, marking)).find((each) => each !== undefined);
    const raw = rest.slice(0, found?.length ?? 1);
    pieces.push({ items: found?.items ?? [raw], raw });
    at += raw.length;
  }
  return pieces;
}

/**
 * The `text` of a message as Slack keeps it when the app doesn't say `parse: 'none'`: with links of what reads like one.
 * @param channels public channels, names to ids
 */
export function withLinks(text: string, channels: ReadonlyMap<string, string> = new Map()): string {
  const isChannel = (name: string) => channels.has(name);
  return text
    .split(/(```[\s\S]+?```)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : piecesOf(part, { isChannel })
            .map(({ items: [mark], raw }) => linkOf(mark!, raw, channels))
            .join(''),
    )
    .join('');
}

function linkOf(mark: Item, raw: string, channels: ReadonlyMap<string, string>): string {
  if (typeof mark === 'string' || raw.startsWith('<')) return raw;
  if (mark.type === 'link') return `<${urlOf(raw)}|${raw}>`;
  if (mark.type === 'broadcast') return `<!${mark.id}>`;
  return mark.type === 'channel' ? `<#${channels.get(mark.label!)}|${mark.label}>` : raw;
}

/** @param before the character before */
type Finder = (
  rest: string,
  before: string,
  marking: Marking,
) => { items: Item[]; length: number } | undefined;

const isWordEnd = (before: string): boolean => /[\p{L}\p{N}]/u.test(before);

const FINDERS: readonly Finder[] = [
  (rest) => {
    const [whole, inner] = /^<([^<>\n]+)>/.exec(rest) ?? [];
    const mark = inner === undefined ? undefined : bracketed(inner);
    return mark && { items: [mark], length: whole!.length };
  },
  (rest) => {
    const [whole, code] = /^`([^`\n]+)`/.exec(rest) ?? [];
    return code === undefined
      ? undefined
      : { items: [{ type: 'code', text: unescaped(code) }], length: whole!.length };
  },
  (rest, _before, { isEmoji = () => true }) => {
    const [whole, name] = /^:([a-z0-9_+'-]+):/.exec(rest) ?? [];
    return name !== undefined && isEmoji(name)
      ? { items: [{ type: 'emoji', name }], length: whole!.length }
      : undefined;
  },
  (rest, before, { verbatim }) => {
    if (verbatim || isWordEnd(before) || /[@./-]/.test(before)) return undefined;
    const text = ADDRESSES.map((pattern) => pattern.exec(rest)?.[0]).find((each) => each !== undefined);
    return text === undefined
      ? undefined
      : {
          items: [{ type: 'link', url: urlOf(unescaped(text)), text: unescaped(text), isAutomatic: true }],
          length: text.length,
        };
  },
  (rest, before, { verbatim, isChannel = () => false }) => {
    const [whole, name] = /^#([\p{L}\p{N}_-]+)/u.exec(rest) ?? [];
    if (verbatim || name === undefined || isWordEnd(before) || !isChannel(name)) return undefined;
    return { items: [{ type: 'channel', id: undefined, label: name }], length: whole!.length };
  },
  (rest, before, { verbatim }) => {
    const [whole, id] = /^@(here|channel|everyone)(?![\p{L}\p{N}])/u.exec(rest) ?? [];
    if (verbatim || id === undefined || isWordEnd(before)) return undefined;
    return { items: [{ type: 'broadcast', id, label: undefined }], length: whole!.length };
  },
];

/**
 * A web address, an email address, a bare domain, with or without a path, and an American phone number. Slack knows every
 * top-level domain; here all words that could be one are taken for it.
 */
const ADDRESSES = [
  /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~]/,
  /^[\w.+-]*[\w+-]@(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\p{L}\p{N}])/iu,
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\p{L}\p{N}@])(?:[/?#](?:[^\s<>|]*[^\s<>|.,;:!?)'"*_~])?)?/iu,
  /^(?:\+?1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)/,
];

function urlOf(address: string): string {
  if (/^https?:/.test(address)) return address;
  if (/^[\d+(][\d\s().-]+$/.test(address)) return `tel:${address.replace(/[^\d+]/g, '')}`;
  return /^[^/?#]+@/.test(address) ? `mailto:${address}` : `http://${address}`;
}

/** What stands between `<` and `>`. Undefined if Slack shows it as it is. */
function bracketed(inner: string): Mark | undefined {
  const [target = '', label] = inner.split(/\|(.*)/s);
  const words = label === undefined ? undefined : unescaped(label);
  const [, sign, id = ''] = /^([@#!])(.*)$/.exec(target) ?? [];
  if (sign === '@') return { type: 'user', id, label: words };
  if (sign === '#') return { type: 'channel', id, label: words };
  if (sign === '!') return special(id, words);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const url = unescaped(target);
  return { type: 'link', url, text: words ?? url.replace(/^(tel|mailto):/, ''), isAutomatic: false };
}

function special(id: string, label: string | undefined): Mark {
  const [kind, first, format, url] = id.split('^');
  if (kind === 'date')
    return { type: 'date', seconds: Number(first), format: format ?? '', url, fallback: label ?? '' };
  if (kind === 'subteam') return { type: 'group', id: first ?? '', label };
  return { type: 'broadcast', id, label };
}

/** Emphasis begins before a word and ends after one: no letter or digit touches it from outside, and no space from inside. */
function emphasized(items: readonly Item[]): Mark[] {
  const marks: Item[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const sign = items[at]!;
    const end = isEmphasis(sign) ? endOf(items, at) : -1;
    if (end < 0) marks.push(sign);
    else {
      marks.push({
        type: EMPHASIS[sign as keyof typeof EMPHASIS],
        marks: emphasized(items.slice(at + 1, end)),
      });
      at = end;
    }
  }
  return merged(marks);
}

function endOf(items: readonly Item[], start: number): number {
  const sign = items[start];
  if (isWord(items[start - 1]) || isSpace(items[start + 1]) || items[start + 1] === sign) return -1;
  for (let at = start + 2; at < items.length; at += 1) {
    if (items[at] === sign && !isSpace(items[at - 1]) && !isWord(items[at + 1])) return at;
  }
  return -1;
}

const isWord = (item: Item | undefined): boolean => typeof item === 'string' && /^[\p{L}\p{N}]/u.test(item);
const isSpace = (item: Item | undefined): boolean =>
  item === undefined || (typeof item === 'string' && /^\s/.test(item));

/** Joins characters and neighboring texts. */
function merged(items: readonly Item[]): Mark[] {
  const marks: Mark[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') marks.push({ type: 'text', text: unescaped(text) });
    text = '';
  };
  for (const item of items) {
    if (typeof item === 'string') text += item;
    else {
      flush();
      const last = marks.at(-1);
      if (item.type === 'text' && last?.type === 'text') last.text += item.text;
      else marks.push(item);
    }
  }
  flush();
  return marks;
}

const ESCAPES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** Apps escape text that comes from people. */
export function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (code) => ESCAPES[code]!);
}
