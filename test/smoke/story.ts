import { readFile, writeFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { readable } from 'slack-sandbox/readable';
import { diffLines } from './diff-lines.ts';

type Seen = string | Parameters<typeof readable>[0];

const textOf = (seen: Seen): string => (typeof seen === 'string' ? seen : readable(seen));

/** Prints a run as it goes: what was expected, and what people saw. Counts passed and failed expectations. */
export function startStory() {
  const began = performance.now();
  let good = 0;
  let bad = 0;
  const received: string[] = [];

  return {
    chapter(title: string): void {
      console.log(`\n${styleText('bold', title)}`);
    },
    expect(what: string, seen: Seen, text: string): void {
      const isSo = textOf(seen).includes(text);
      if (isSo) good++;
      else bad++;
      console.log(`  ${isSo ? styleText('green', '✓') : styleText('red', '✗')} ${what}`);
      if (!isSo) console.log(indent(`expected “${text}” in:\n${textOf(seen)}`, '      '));
    },
    received(name: string, messages: readonly Exclude<Seen, string>[]): void {
      const texts = messages.map((message) => indent(readable(message), '  │ '));
      received.push([name, ...(texts.length > 0 ? texts : ['  (nothing)'])].join('\n\n'));
      console.log(`\n${indent(received.at(-1)!, '  ')}`);
    },
    /** Compares all received messages with the file, exactly. `update` rewrites the file first. */
    async compare(file: string, update: boolean): Promise<void> {
      const seen = `${received.join('\n\n\n')}\n`;
      if (update) await writeFile(file, seen);
      const differences = diffLines(await readFile(file, 'utf8'), seen);
      if (differences.length === 0) good++;
      else bad++;
      console.log(
        differences.length === 0
          ? `\n  ${styleText('green', '✓')} messages match ${file}`
          : `\n  ${styleText('red', '✗')} messages differ from ${file} (- expected, + received; npm run smoke -- --update rewrites it)`,
      );
      for (const line of differences) {
        console.log(`      ${styleText(line.startsWith('+') ? 'green' : 'red', line)}`);
      }
    },
    fail(error: unknown): void {
      bad++;
      console.log(`  ${styleText('red', '✗')} ${error instanceof Error ? error.stack : String(error)}`);
    },
    /** A stream that records and prints a command's output. */
    terminal(): Writable & { text(): string } {
      let text = '';
      const stream = new Writable({
        write(chunk, _encoding, done) {
          text += String(chunk);
          process.stdout.write(`${indent(String(chunk).trimEnd(), '    $ ')}\n`);
          done();
        },
      });
      return Object.assign(stream, { text: () => text });
    },
    /** Prints the totals. Returns the exit code. */
    end(): number {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const sum = `${good} as expected, ${bad} not, in ${seconds} s`;
      console.log(`\n${bad === 0 ? styleText('green', `✓ ${sum}`) : styleText('red', `✗ ${sum}`)}`);
      return bad === 0 ? 0 : 1;
    },
  };
}

const indent = (text: string, by: string): string => text.replace(/^/gm, by);
