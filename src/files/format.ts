import type { Source } from './source.ts';

/** A row as it stands in the file. */
export interface FileRow {
  /** Where it begins; the file's first line is 1. */
  line: number;
  cells: string[];
}

/** The rows of one stretch of a file. */
export interface Stretch {
  rows: FileRow[];
  /** So far. */
  bytesRead: number;
  /** On the last stretch, where a quote opened that never closed: nothing after it was read. */
  cutAt?: number;
}

/**
 * A kind of file. To add one, implement this and add it to `formats`. It runs in a thread of its own, where it may take its
 * time: `read-rows.ts` holds its rows to the limits, and `read-partners.ts` its memory and seconds.
 */
export interface Format {
  /** Whether a file that begins with these bytes is one. */
  recognizes(head: Buffer): boolean;
  /**
   * Yields the rows in order, blank ones left out, a stretch at a time.
   * @throws FileRefused
   */
  read(source: Source): AsyncGenerator<Stretch>;
}
