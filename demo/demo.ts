import '../src/utc.ts';
import { runDemo } from './run.ts';

await runDemo(process.argv.slice(2), '.data/demo');
