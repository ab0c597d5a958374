import { pathToFileURL } from 'node:url';
import { findSensitive } from '../src/domain/privacy/sensitive.ts';
import type { PartnerName } from '../src/domain/reading/read.ts';
import { understand } from '../src/domain/touchpoints/understand.ts';
import { hostileHeads, hostilePieces, hostileText } from '../test/support/hostile-texts.ts';

const rounds = 5;
const readsPerRound = 1000;

const given = 'Dana Marcus Joan Robert Mary Shawn José May Will Chris Grace Mark Helen Peter Sofía'.split(
  ' ',
);
const surnames = 'Lee Webb Ortiz Parker Smith-Jones O’Brien García Chen Nowak Vance Petrov Menon'.split(' ');

const sentences = [
  'coffee with Dana Lee, promised the workshop slides by Friday',
  'met Joan Ortiz for breakfast yesterday',
  'chamber mixer with Marcus Webb, Grace Chen and Peter Vance on the 3rd',
  'um just got off the phone with helen petrov she wants the divorce checklist told her id send it next week',
  'coffee with Danna Leee next Thursday',
  'Coffee with Dana Lee. Texted Joan Ortiz and called Peter Vance, no answer',
  'lunch with Marcus Webb at Columbia, he is breaking ground in July; owe him the one pager by 12/1',
];

function inventBook(): PartnerName[] {
  return Array.from({ length: 120 }, (_, i) => {
    const surname = surnames[Math.floor(i / given.length) % surnames.length]!;
    return {
      id: i + 1,
      name: `${given[i % given.length]} ${surname}`,
      company: `${surname} Office ${i}`,
      own: i < 60,
    };
  });
}

/** The bare minimum: one regular expression per partner, one for the kind, one for the day. */
function scanNaively(text: string, book: PartnerName[]): number[] {
  const met = book.filter(({ name }) => new RegExp(`\\b${name.replace(/\W/g, '.')}\\b`, 'i').test(text));
  const kind = /coffee|lunch|breakfast|called|phone|mixer|met/i.test(text);
  const day = /yesterday|today|monday|tuesday|wednesday|thursday|friday|\d+\/\d+/i.test(text);
  return kind || day ? met.map(({ id }) => id) : [];
}

/** Returns the round with the lowest p99, to leave out other work on the machine. */
function measure(work: (text: string) => unknown): { p50: number; p99: number } {
  const measured = Array.from({ length: rounds }, () => measureRound(work));
  return measured.reduce((best, round) => (round.p99 < best.p99 ? round : best));
}

function measureRound(work: (text: string) => unknown): { p50: number; p99: number } {
  const times: number[] = [];
  for (let i = 0; i < readsPerRound; i++) {
    const start = performance.now();
    work(sentences[i % sentences.length]!);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: times[readsPerRound / 2]!, p99: times[Math.floor(readsPerRound * 0.99)]! };
}

/** Far longer than any sentence, and what a direct message or a message shortcut may well bring. */
const hostileLength = 12_000;

/**
 * The text that takes the most processor time, in milliseconds once warm, of those made to cost much: all that a text goes
 * through from when it arrives to what is saved. Goal: under 50 ms. The best of five runs, to leave out other work.
 */
function findWorst(book: PartnerName[]): { text: string; cpuMs: number; texts: number } {
  const texts = hostileHeads.flatMap((head) =>
    hostilePieces.map((piece) => hostileText(head, piece, hostileLength)),
  );
  const measured = texts.map((text) => {
    const runs = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      findSensitive(text);
      understand(text, book, '2026-06-10');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return { text, cpuMs: Math.min(...runs) };
  });
  const worst = measured.reduce((most, one) => (one.cpuMs > most.cpuMs ? one : most));
  return { ...worst, texts: texts.length };
}

/**
 * Milliseconds to read one sentence against 120 partners. The book is indexed again for each sentence; the forms of names
 * stay cached. Goals: p50 under 1 ms, p99 under 5 ms.
 */
export async function run(): Promise<{
  p50: number;
  p99: number;
  baseline: { p50: number; p99: number };
  worst: { cpuMs: number; texts: number };
}> {
  const book = inventBook();
  const read = measure((text) => understand(text, [...book], '2026-06-10'));
  const baseline = measure((text) => scanNaively(text, book));
  console.log(
    `reading a sentence against 120 partners: p50 ${read.p50.toFixed(3)} ms, p99 ${read.p99.toFixed(3)} ms`,
  );
  console.log(
    `  naive scan, exact names only:          p50 ${baseline.p50.toFixed(3)} ms, p99 ${baseline.p99.toFixed(3)} ms`,
  );
  console.log(
    `  ratio p50 ${(read.p50 / baseline.p50).toFixed(1)} ×, p99 ${(read.p99 / baseline.p99).toFixed(1)} ×`,
  );
  const worst = findWorst(book);
  console.log(
    `the worst of ${worst.texts} hostile texts of 12,000 characters: ${worst.cpuMs.toFixed(1)} ms of processor time, ${JSON.stringify(worst.text.slice(0, 60))}…`,
  );
  return { ...read, baseline, worst };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
