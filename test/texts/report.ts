import { findIn } from './find-in.ts';
import { type Offender, type Rule, rules } from './rules.ts';
import type { Text } from './texts.ts';

export interface Broken {
  rule: Rule;
  offenders: Offender[];
}

/** Who breaks which rule. What stands in the code is told there, and not again wherever it is shown. */
export function check(texts: readonly Text[]): Broken[] {
  const inCode = texts.filter(({ is }) => is === 'source');
  const others = texts.filter(({ is }) => is !== 'source');
  return rules.map((rule) => {
    const ofCode = inCode.flatMap((text) => rule.find(text));
    const known = new Set<string>();
    const more = others
      .flatMap((text) => rule.find(text))
      .filter(({ text, found }) => {
        const key = `${found.toLowerCase()}\n${text.text}`;
        const isTold = ofCode.some(
          (one) => one.found.toLowerCase() === found.toLowerCase() && findIn([text])(one.text),
        );
        return !isTold && !known.has(key) && Boolean(known.add(key));
      });
    return { rule, offenders: [...ofCode, ...more] };
  });
}

const aroundMax = 70;

/** One offender in two lines: where it is and what to write, then the text around it. */
function tell({ text: { where, text }, found, instead }: Offender): string {
  const at = Math.max(0, text.indexOf(found));
  const from = Math.max(0, at - aroundMax);
  const to = at + found.length + aroundMax;
  const around = `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
  const inOneLine = (lines: string) => lines.replaceAll('\n', ' ⏎ ');
  return `${where}: ‹${inOneLine(found)}›${instead ? ` → ${instead}` : ''}\n    ${inOneLine(around)}`;
}

/** Samples of one function break a rule together, as a rule: the first stands for all. */
function tellGroups(offenders: readonly Offender[]): string[] {
  const groups = new Map<string, Offender[]>();
  for (const one of offenders) {
    const { where, is, text } = one.text;
    const shownBy = is === 'source' || is === 'prose' ? `${where} ${text}` : where.split(':')[0];
    const key = `${one.found.toLowerCase()} ${shownBy}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(
    ([first, ...more]) =>
      `${tell(first!)}${more.length > 0 ? `\n    (and ${more.length} more like it)` : ''}`,
  );
}

export const tellAll = ({ rule, offenders }: Broken): string =>
  [`${rule.name}: ${offenders.length}`, ...tellGroups(offenders)].join('\n');
