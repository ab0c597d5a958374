import { getHeapStatistics } from 'node:v8';
import type { Format } from '../../src/files/format.ts';
import { formats } from '../../src/files/formats.ts';
import { serveReading } from '../../src/files/serve-reading.ts';
import type { Source } from '../../src/files/source.ts';

/** Where a thread begins that reads files like ours, and others by their first word in ways no file should make it. */

const named = (word: string, read: Format['read']): Format => ({
  recognizes: (head) => head.toString('latin1').startsWith(word),
  read,
});

const endingBadly = (word: string, end: () => unknown): Format =>
  named(word, async function* () {
    await end();
    yield { rows: [], bytesRead: 0 };
  });

/** A number in the file itself, which the test shares with this thread. */
const counterIn = (source: Source) =>
  new Int32Array('bytes' in source ? source.bytes.buffer : new ArrayBuffer(12), 8, 1);

serveReading([
  named('spin', async function* (source) {
    yield { rows: [], bytesRead: 0 };
    const counter = counterIn(source);
    for (;;) counter[0]!++;
  }),
  named('count', async function* (source) {
    yield { rows: [{ line: 1, cells: ['name'] }], bytesRead: 0 };
    const counter = counterIn(source);
    for (let line = 2; ; line++) {
      counter[0]!++;
      yield { rows: [{ line, cells: [`Partner ${line}`] }], bytesRead: line };
    }
  }),
  named('limit', async function* (source) {
    counterIn(source)[0] = getHeapStatistics().heap_size_limit / 2 ** 20;
    yield { rows: [{ line: 1, cells: ['name'] }], bytesRead: 0 };
    yield { rows: [{ line: 2, cells: ['Dana Lee'] }], bytesRead: 0 };
  }),
  endingBadly('eat', () => {
    const eaten: object[] = [];
    for (;;) eaten.push({ eaten: eaten.length });
  }),
  endingBadly('throw', () => Promise.reject(new TypeError('a bug of a parser'))),
  endingBadly('exit', () => process.exit(0)),
  ...formats,
]);
