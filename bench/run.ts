import '../src/utc.ts';
import * as asking from './asking.ts';
import * as atHand from './at-hand.ts';
import * as delivery from './delivery.ts';
import { type Figure, printTable } from './figures.ts';
import * as importing from './import.ts';
import * as importBeside from './import-beside.ts';
import { readScale } from './lender/size.ts';
import * as morning from './morning.ts';
import * as overload from './overload.ts';
import * as reading from './reading.ts';
import * as soak from './soak.ts';
import * as touchpoint from './touchpoint.ts';
import * as week from './week.ts';

/** The benchmarks on the largest lender run at the scales named on the command line; the others ignore them. */
const benchmarks: Record<string, (scales: readonly number[]) => Promise<Figure[]>> = {
  async reading() {
    const { p50, p99, baseline, worst } = await reading.run();
    const ms = (value: number) => `${value.toFixed(2)} ms`;
    return [
      {
        what: `reading a sentence against 120 partners, p50 ${ms(p50)}, p99`,
        ours: ms(p99),
        baseline: ms(baseline.p99),
        ratio: (p50 / baseline.p50).toFixed(1),
        target: 'p50 under 1 ms, p99 under 5 ms',
        met: p50 < 1 && p99 < 5,
      },
      {
        what: `the worst of ${worst.texts} hostile texts of 12,000 characters, processor time`,
        ours: ms(worst.cpuMs),
        baseline: '',
        ratio: '',
        target: 'under 50 ms',
        met: worst.cpuMs < 50,
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
      ...(await importBeside.run()),
    ];
  },
  'at-hand': atHand.run,
  asking: asking.run,
  touchpoint: touchpoint.run,
  overload: overload.run,
  soak: soak.run,
  morning: morning.run,
  delivery: delivery.run,
  week: week.run,
};

/**
 * Runs the named benchmarks, or all of them: `npm run bench -- morning week 1% 10%`. Fails only on wrong results, never on
 * slow ones; those show as missed in the table.
 */
const asked = process.argv.slice(2);
const named = asked.filter((word) => readScale(word) === null);
const scales = asked.map(readScale).filter((scale) => scale !== null);
const unknown = named.filter((name) => !benchmarks[name]);
if (unknown.length > 0) {
  console.error(
    `Unknown benchmark: ${unknown.join(', ')}. Choose from ${Object.keys(benchmarks).join(', ')}.`,
  );
  process.exit(2);
}
const figures: Figure[] = [];
for (const name of named.length > 0 ? named : Object.keys(benchmarks)) {
  figures.push(...(await benchmarks[name]!(scales.length > 0 ? scales : [0.01])));
  console.log();
}
printTable(figures);
