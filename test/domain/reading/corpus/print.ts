import { readdirSync } from 'node:fs';
import { faults, readRows, score, table } from './score.ts';

/**
 * `npm run score`: how the sentences of each category are taken. `npm run score -- weak2.tsv faults` takes one file, and lists
 * what was not taken right.
 */
const here = new URL('.', import.meta.url);
const all = readdirSync(here).filter((file) => file.endsWith('.tsv') && file !== 'book.tsv');
const [file, how] = process.argv.slice(2);
for (const name of file ? [file] : all) {
  const scored = readRows(name).map(score);
  console.log(`${name}\n${table(scored)}\n`);
  if (how === 'faults') console.log(faults(scored));
}
