import { faults, readRows, score, table } from './score.ts';

const [file = 'corpus.tsv', how] = process.argv.slice(2);
const scored = readRows(file).map(score);
console.log(table(scored));
if (how === 'faults') console.log(faults(scored));
