import { encodingOf, utf8ChunksOf } from './decode.ts';
import type { FileRow, Format, Stretch } from './format.ts';
import type { Source } from './source.ts';

/** What a card becomes: a row under these names, which the header's reader knows. */
const columns = [
  'Full name',
  'First name',
  'Last name',
  'Company',
  'Job title',
  'Mobile phone',
  'Phone',
  'Work phone',
  'Email',
  'Email 2',
  'Birthday',
  'Anniversary',
  'Category',
] as const;
type Column = (typeof columns)[number];
type Card = Partial<Record<Column, string>>;

/** An address of a value: its lines are pictures, keys, and sounds. Characters. */
const valueMax = 2_000;
const rowsPerStretch = 200;

/**
 * Cards as phones and mail programs export them: vCard 2.1 (the Versit Consortium), 3.0 (RFC 2426), 4.0 (RFC 6350). Libraries
 * for one of them fail on another's: 2.1 has quoted-printable values and parameters without names.
 */
export const vcard: Format = {
  recognizes: (head) =>
    /^\s*BEGIN:VCARD/i.test(
      head
        .toString('latin1', 0, 64)
        .replace(/^(?:ï»¿|ÿþ|þÿ)/, '')
        .replaceAll('\0', ''),
    ),
  read: readCards,
};

async function* readCards(source: Source): AsyncGenerator<Stretch> {
  const encoding = await encodingOf(source);
  let rows: FileRow[] = [{ line: 1, cells: [...columns] }];
  let bytesRead = 0;
  let card: { line: number; fields: Card } | null = null;
  for await (const { line, text, bytes } of unfoldedLines(source, encoding)) {
    bytesRead = bytes;
    if (/^BEGIN:VCARD\s*$/i.test(text)) card = { line, fields: {} };
    else if (/^END:VCARD\s*$/i.test(text)) {
      if (card) rows.push(rowOf(card));
      card = null;
    } else if (card) readProperty(text, card.fields);
    if (rows.length < rowsPerStretch) continue;
    yield { rows, bytesRead };
    rows = [];
  }
  // A file that breaks off in its last card still has what came before.
  if (card) rows.push(rowOf(card));
  yield { rows, bytesRead };
}

const rowOf = ({ line, fields }: { line: number; fields: Card }): FileRow => ({
  line,
  cells: columns.map((column) => fields[column] ?? ''),
});

interface Line {
  line: number;
  text: string;
  bytes: number;
}

/** Whole lines: a long one goes on behind a line break and a blank, or, in quoted-printable, behind an equals sign. */
async function* unfoldedLines(
  source: Source,
  encoding: Awaited<ReturnType<typeof encodingOf>>,
): AsyncGenerator<Line> {
  let whole: { line: number; parts: string[]; length: number } | null = null;
  let isQuoted = false;
  for await (const { line, text, bytes } of physicalLines(source, encoding)) {
    const goesOn = whole !== null && (/^[ \t]/.test(text) || (isQuoted && whole.parts.at(-1)!.endsWith('=')));
    if (whole && goesOn) {
      const last = whole.parts.at(-1)!;
      if (isQuoted && last.endsWith('=')) whole.parts[whole.parts.length - 1] = last.slice(0, -1);
      // What is longer than any name is a picture: its end is not kept.
      if (whole.length < valueMax) whole.parts.push(isQuoted ? text : text.slice(1));
      whole.length += text.length;
      continue;
    }
    if (whole) yield { line: whole.line, text: whole.parts.join(''), bytes };
    whole = { line, parts: [text], length: text.length };
    isQuoted = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(text);
  }
  if (whole) yield { line: whole.line, text: whole.parts.join(''), bytes: 0 };
}

async function* physicalLines(
  source: Source,
  encoding: Awaited<ReturnType<typeof encodingOf>>,
): AsyncGenerator<Line> {
  let nr = 1;
  let bytes = 0;
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of utf8ChunksOf(source, encoding)) {
    bytes += chunk.length;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const text of lines) yield { line: nr++, text: text.replace(/\r$/, ''), bytes };
  }
  if (rest !== '') yield { line: nr, text: rest.replace(/\r$/, ''), bytes };
}

/** `item1.TEL;type=CELL;type=pref:(813) 555-0142`. What is filled already stays. */
function readProperty(text: string, card: Card): void {
  const colon = colonOf(text);
  if (colon < 0 || text.length > valueMax * 2) return;
  const [name = '', ...parameters] = text.slice(0, colon).toUpperCase().split(';');
  const value = decode(text.slice(colon + 1), parameters);
  for (const [column, cell] of cellsOf(name.replace(/^[^.]*\./, ''), parameters, value, card)) {
    const filled = cell?.trim();
    if (filled) card[column] ??= filled;
  }
}

function cellsOf(
  name: string,
  parameters: readonly string[],
  value: string,
  card: Card,
): [Column, string | undefined][] {
  const is = (word: string) =>
    parameters.some((one) =>
      one
        .replace(/^TYPE=/, '')
        .replaceAll('"', '')
        .split(',')
        .includes(word),
    );
  switch (name) {
    case 'FN':
      return [['Full name', plainText(value)]];
    case 'N': {
      const [last, first] = splitValue(value);
      return [
        ['First name', first],
        ['Last name', last],
      ];
    }
    case 'ORG':
      return [['Company', splitValue(value)[0]]];
    case 'TITLE':
    case 'ROLE':
      return [['Job title', plainText(value)]];
    case 'TEL': {
      if (is('FAX') || is('PAGER')) return [];
      const column = is('CELL') || is('IPHONE') ? 'Mobile phone' : is('WORK') ? 'Work phone' : 'Phone';
      return [[column, plainText(value).replace(/^tel:/i, '').replace(/;ext=/i, ' x')]];
    }
    case 'EMAIL':
      return [[card.Email ? 'Email 2' : 'Email', plainText(value).replace(/^mailto:/i, '')]];
    case 'BDAY':
      return [['Birthday', plainDay(value)]];
    case 'ANNIVERSARY':
    case 'X-ANNIVERSARY':
      return [['Anniversary', plainDay(value)]];
    case 'CATEGORIES':
      return [['Category', plainText(value).replaceAll(',', ';')]];
    default:
      return [];
  }
}

/** The colon before the value: one in quotes belongs to a parameter. */
function colonOf(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

function decode(value: string, parameters: readonly string[]): string {
  if (!parameters.some((one) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/.test(one))) return value;
  const charset = parameters.find((one) => one.startsWith('CHARSET='))?.slice(8) ?? 'UTF-8';
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const hex = value[at] === '=' ? /^[0-9A-Fa-f]{2}/.exec(value.slice(at + 1, at + 3)) : null;
    if (hex) {
      bytes.push(Number.parseInt(hex[0], 16));
      at += 2;
    } else bytes.push(...Buffer.from(value[at]!));
  }
  return Buffer.from(bytes).toString(/8859-1|1252|LATIN/.test(charset) ? 'latin1' : 'utf8');
}

/** "19790609", "--0412", "1979-06-09T00:00:00Z" */
const plainDay = (value: string): string => {
  const [, month, date] = /^(?:\d{4}|--)-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(value.trim()) ?? [];
  return month && date ? `${month}/${date}` : plainText(value);
};

const plainText = (value: string): string =>
  value.replace(/\\([nN,;:\\])/g, (_, mark: string) => (/n/i.test(mark) ? '\n' : mark));

/** At its semicolons, but for those that are escaped. */
const splitValue = (value: string): string[] =>
  (value.match(/(?:\\.|[^;\\])*(?:;|$)/g) ?? []).map((part) => plainText(part.replace(/;$/, '')));
