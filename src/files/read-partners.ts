import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { FileRefused } from '../domain/file-refusal.ts';
import type { Reading, ReadSet } from './read-rows.ts';
import type { Answer } from './serve-reading.ts';

/** What a thread that reads a file runs. */
export const readingThread = new URL(
  import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js',
  import.meta.url,
);

/**
 * Four times what the largest file within the limits takes. A thread at its limit is ended, and the process lives on.
 * Buffers are not counted; the length of a row bounds them. Megabytes.
 */
const memory = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/**
 * Reads the partners in a file, set by set, in a thread of its own: strangers' bytes are parsed and judged where they take
 * no time from anyone, and end when they take too much. One set is read ahead, while the one before it is written, so
 * memory holds two.
 * @param secondsMax for the reading in all; the time between two sets does not count
 * @throws FileRefused
 */
export async function* readPartners(
  reading: Reading,
  { secondsMax, thread = readingThread }: { secondsMax: number; thread?: URL },
): AsyncGenerator<ReadSet> {
  const worker = startThread(reading, thread);
  const gone = goneFrom(worker);
  try {
    let coming = ask(worker, gone);
    for (let leftMs = secondsMax * 1_000; ; ) {
      const answer = await within(leftMs, coming);
      leftMs -= answer.tookMs;
      if ('refused' in answer) throw new FileRefused(answer.refused);
      if ('end' in answer) return;
      coming = ask(worker, gone);
      yield answer.set;
    }
  } finally {
    await worker.terminate();
  }
}

function startThread(reading: Reading, thread: URL): Worker {
  const isTypeScript = thread.pathname.endsWith('.ts');
  // The limit that the process was started with is the main thread's. As a flag, it would take the place of this thread's.
  setFlagsFromString('--max-old-space-size=0');
  return new Worker(isTypeScript ? new URL('./thread-from-sources.js', import.meta.url) : thread, {
    workerData: { reading, module: thread.href },
    resourceLimits: memory,
    // It needs no token, and none of the process's flags.
    env: {},
    execArgv: [],
  });
}

/** Rejects when the thread ends by itself: its code threw, or its memory is used up. */
function goneFrom(worker: Worker): Promise<never> {
  const gone = new Promise<never>((_, reject) => {
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too much memory' : 'crashed';
      reject(new FileRefused({ why }, { cause: error }));
    });
    worker.on('exit', () => reject(new FileRefused({ why: 'crashed' })));
  });
  gone.catch(() => {}); // told to whoever asks next
  return gone;
}

function ask(worker: Worker, gone: Promise<never>): Promise<Answer> {
  const answered = new Promise<Answer>((resolve) => worker.once('message', resolve));
  worker.postMessage('next');
  const answer = Promise.race([answered, gone]);
  answer.catch(() => {}); // told when it is waited for
  return answer;
}

/** Counts only while somebody waits: what is read ahead may be ready long before. */
async function within(leftMs: number, coming: Promise<Answer>): Promise<Answer> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    if (leftMs < Number.POSITIVE_INFINITY)
      late = setTimeout(() => reject(new FileRefused({ why: 'too slow' })), leftMs);
  });
  try {
    return await Promise.race([coming, tooLate]);
  } finally {
    clearTimeout(late);
  }
}
