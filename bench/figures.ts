/** One row of the final table: a measurement and its baseline from the same run. */
export interface Figure {
  what: string;
  ours: string;
  baseline: string;
  ratio: string;
  target: string;
  met: boolean;
}

/** The lower of the two middle values if there are two. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** Nearest rank: always a measured value, never an interpolated one. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ what, ours, baseline, ratio, target, met }) => [
    what,
    ours,
    baseline,
    ratio,
    target,
    met ? 'met' : 'missed',
  ]);
  console.log(alignColumns([['', 'ours', 'baseline', 'ratio', 'target', ''], ...rows]));
}

/** Aligns the first column to the left and the others, which are numbers, to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
