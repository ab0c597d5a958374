import type { Writable } from 'node:stream';

export interface Progress {
  /** Reports progress: rows and bytes read so far. */
  at(rows: number, bytes: number): void;
  /** Removes the bar, so that the next line starts at the left. */
  end(): void;
}

export interface ProgressOptions {
  to: Writable;
  /** A terminal gets one line that is redrawn again and again. Anything else gets a plain line now and then. */
  isTerminal: boolean;
  totalBytes: number;
  /** Milliseconds since any fixed moment. */
  clock?: () => number;
}

const redrawMs = 100;
/** Logs are read later: few lines, and none for work that is done before anybody wonders. */
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
      const told = `${Math.floor(share * 100)}% · ${rows.toLocaleString('en-US')} rows`;
      if (isTerminal) to.write(`${backToStart}${bar(share)} ${told}`);
      else to.write(`${told}\n`);
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
