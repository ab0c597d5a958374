import type { Writable } from 'node:stream';
import { count } from '../domain/format.ts';

export interface Progress {
  /** Reports progress: rows and bytes read so far. */
  at(rows: number, bytes: number): void;
  /** Clears the bar, so that the next output starts on a clean line. */
  end(): void;
}

export interface ProgressOptions {
  to: Writable;
  /** On a terminal, one line is redrawn in place. Anywhere else, a plain line is written every ten seconds. */
  isTerminal: boolean;
  totalBytes: number;
  /** Returns milliseconds since an arbitrary fixed point. */
  clock?: () => number;
}

const redrawMs = 100;
/** Keeps logs short: a quick command logs no progress at all. */
const lineMs = 10_000;
const barWidth = 30;
const backToStart = '\r\u001b[K';

export function startProgress({
  to,
  isTerminal,
  totalBytes,
  clock = () => performance.now(),
}: ProgressOptions): Progress {
  const everyMs = isTerminal ? redrawMs : lineMs;
  let shownAt = clock();
  let drawn = false;
  return {
    at(rows, bytes) {
      if (clock() - shownAt < everyMs) return;
      shownAt = clock();
      const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1;
      const text = `${Math.floor(share * 100)}% · ${count(rows, 'row')}`;
      if (isTerminal) to.write(`${backToStart}${bar(share)} ${text}`);
      else to.write(`${text}\n`);
      drawn = isTerminal;
    },
    end() {
      if (drawn) to.write(backToStart);
      drawn = false;
    },
  };
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
}
