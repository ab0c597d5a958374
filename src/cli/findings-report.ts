import type { Finding } from './findings.ts';

const width = 80;
const kindWidth = 10;
const countWidth = 6;
const indent = ' '.repeat(kindWidth + countWidth + 2);

/** One finding: its kind, its count, and what it is, with examples and what to do below. At most 80 columns wide. */
export function layOut({ kind, count, what, examples = [], remedy }: Finding): string {
  const head = kind.padEnd(kindWidth) + String(count ?? '').padStart(countWidth);
  const lines = [
    ...wrap(what, ''),
    ...examples.map((example) => cut(example)),
    ...(remedy === null ? [] : wrap(remedy, '→ ')),
  ];
  return lines.map((line, index) => (index === 0 ? `${head}  ${line}` : indent + line)).join('\n');
}

const textWidth = width - indent.length;

const cut = (text: string): string => (text.length <= textWidth ? text : `${text.slice(0, textWidth - 1)}…`);

/** Breaks at spaces. Later lines start below the text of the first. A word that is too long is cut. */
function wrap(text: string, first: string): string[] {
  const lines: string[] = [];
  let line = first;
  const rest = ' '.repeat(first.length);
  for (const word of text.split(/\s+/)) {
    const isEmpty = line.trim() === '' || line === first;
    const longer = isEmpty ? line + word : `${line} ${word}`;
    if (longer.length <= textWidth || isEmpty) line = longer;
    else {
      lines.push(cut(line));
      line = rest + word;
    }
  }
  return [...lines, cut(line)];
}
