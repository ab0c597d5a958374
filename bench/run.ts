import { type Figure, printTable } from './figures.ts';
import * as importing from './import.ts';
import * as page from './page.ts';
import * as reading from './reading.ts';
import * as sandbox from './sandbox.ts';
import * as touchpoint from './touchpoint.ts';

const benchmarks: Record<string, () => Promise<Figure[]>> = {
  async reading() {
    const { p50, p99, baseline } = await reading.run();
    const ms = (value: number) => `${value.toFixed(2)} ms`;
    return [
      {
        what: 'reading a sentence against 120 partners, p99',
        ours: ms(p99),
        baseline: ms(baseline.p99),
        ratio: (p50 / baseline.p50).toFixed(1),
        target: 'under 2 ms',
        met: p99 < 2,
      },
    ];
  },
  async import() {
    const { importSeconds, baselineSeconds, ratio, memoryGrowthMb } = await importing.run();
    return [
      {
        what: 'import of 100,000 partners, seconds',
        ours: importSeconds.toFixed(1),
        baseline: baselineSeconds.toFixed(1),
        ratio: ratio.toFixed(2),
        target: 'at least 0.5',
        met: ratio >= 0.5,
      },
      {
        what: 'its memory growth',
        ours: `${memoryGrowthMb.toFixed(0)} MB`,
        baseline: '',
        ratio: '',
        target: 'under 150 MB',
        met: memoryGrowthMb < 150,
      },
    ];
  },
  page: page.run,
  touchpoint: touchpoint.run,
  sandbox: sandbox.run,
};

/** Runs the benchmarks named, or all. Fails only on wrong results, never on slow ones: those are there to be read. */
const named = process.argv.slice(2);
const unknown = named.filter((name) => !benchmarks[name]);
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const name of named.length > 0 ? named : Object.keys(benchmarks)) {
  figures.push(...(await benchmarks[name]!()));
  console.log();
}
printTable(figures);
