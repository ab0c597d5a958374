import { type Figure, printTable } from './figures.ts';
import { run as measureImport } from './import.ts';
import { run as measureReading } from './reading.ts';
import { run as measureTouchpoint } from './touchpoint.ts';

/**
 * `npm run bench`, or `npm run bench -- touchpoint` for one: each beside its baseline in the same run, and a table at the
 * end. Fails only on wrong results, never on a figure: the machine decides those too.
 */
const benchmarks: Record<string, () => Promise<Figure[]>> = {
  async reading() {
    const { p50, p99, baseline } = await measureReading();
    return [
      {
        what: 'reading a sentence, 120 partners, p99 (naive scan)',
        ours: `${p99.toFixed(2)} ms (p50 ${p50.toFixed(2)})`,
        baseline: `${baseline.p99.toFixed(2)} ms`,
        ratio: (p99 / baseline.p99).toFixed(1),
        target: 'under 2 ms',
        met: p99 < 2,
      },
    ];
  },
  async import() {
    const { importSeconds, baselineSeconds, ratio, memoryGrowthMb } = await measureImport();
    return [
      {
        what: 'import of 100,000 partners (bare unnest)',
        ours: `${importSeconds.toFixed(1)} s`,
        baseline: `${baselineSeconds.toFixed(1)} s`,
        ratio: ratio.toFixed(2),
        target: '0.5 or more',
        met: ratio >= 0.5,
      },
      {
        what: 'its memory growth',
        ours: `${memoryGrowthMb.toFixed(0)} MB`,
        baseline: '–',
        ratio: '–',
        target: 'under 150 MB',
        met: memoryGrowthMb < 150,
      },
    ];
  },
  touchpoint: measureTouchpoint,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}: take ${Object.keys(benchmarks).join(', ')}`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n${name}`);
  figures.push(...(await benchmarks[name]!()));
}
console.log('');
printTable(figures);
