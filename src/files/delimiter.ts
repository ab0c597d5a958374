/** What may part the cells of a row, in the order in which a tie is settled. */
const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Enough to tell; a title or a notice may stand above the rows. */
const linesMax = 30;

/** "sep=;", which Excel takes and writes. */
const said = /^\s*"?sep=(.)"?/i;

/**
 * What parts the cells of a text that begins like this: what its first line says, or else what stands outside of quotes
 * in the most lines equally often.
 */
export function delimiterOf(head: string): Delimiter {
  const announced = said.exec(head)?.[1];
  if (announced && (delimiters as readonly string[]).includes(announced)) return announced as Delimiter;
  const lines = unquoted(head)
    .split(/\r\n|\r|\n/)
    .filter(Boolean)
    .slice(0, linesMax);
  const linesWith = (delimiter: Delimiter): number => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const times = line.split(delimiter).length - 1;
      if (times > 0) counts.set(times, (counts.get(times) ?? 0) + 1);
    }
    // More columns in as many lines are less of a coincidence.
    return Math.max(0, ...[...counts].map(([times, inLines]) => inLines + Math.min(times, 20) / 100));
  };
  return delimiters.reduce((best, one) => (linesWith(one) > linesWith(best) ? one : best));
}

/** Without what stands in quotes, whose marks part nothing. */
const unquoted = (text: string): string => text.replace(/"(?:[^"]|"")*"?/g, '');
