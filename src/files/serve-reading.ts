import { parentPort, workerData } from 'node:worker_threads';
import { type FileRefusal, FileRefused } from '../domain/file-refusal.ts';
import type { Format } from './format.ts';
import { type Reading, type ReadSet, readRows } from './read-rows.ts';

/** What the thread posts, and how long it worked on it, in milliseconds. */
export type Answer = { tookMs: number } & ({ set: ReadSet } | { refused: FileRefusal } | { end: true });

/** Runs in the thread of one file: answers each message with the next set, and works at no other time. */
export function serveReading(formats: readonly Format[]): void {
  const sets = readRows(workerData.reading as Reading, formats);
  parentPort?.on('message', async () => {
    const began = performance.now();
    const answer = await next(sets);
    parentPort?.postMessage({ ...answer, tookMs: performance.now() - began });
  });
}

async function next(sets: AsyncGenerator<ReadSet>) {
  try {
    const { done, value } = await sets.next();
    return done ? { end: true } : { set: value };
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.refusal };
    throw error;
  }
}
