import { z } from 'zod';
import { type ArchivedTable, archivedTables } from './tables.ts';
import { archiveVersion } from './write-archive.ts';

/** The archive cannot be read into this database, and nothing of it was kept. The message says why, in one sentence. */
export class ArchiveRefused extends Error {}

/** What an archive says, in its order. */
export type Part =
  | { migration: string }
  /** `rows`: JSON, as it stands in the archive. `line`: where the first is. */
  | { table: ArchivedTable; rows: string[]; line: number }
  | { sequence: string; last: number };

const header = z.object({ rapport: z.literal('all'), version: z.number(), migration: z.string() });
const sequenceLine = z.object({ sequence: z.string(), last: z.number().int() });
const endLine = z.object({ end: z.literal(true), rows: z.number() });
const rowLine = z.object({
  table: z.string(),
  row: z.custom<object>((row) => typeof row === 'object' && row !== null),
});

/** Characters and rows of one part at most. */
const most = { characters: 1_000_000, rows: 1_000 };

/**
 * Yields the parts of an archive, rows of one table together, and ends when it has seen its end.
 * @throws ArchiveRefused where a line does not belong in an archive, or not there
 */
export async function* partsOf(lines: AsyncIterable<string>): AsyncGenerator<Part> {
  let nr = 0;
  let rows = 0;
  let at = 0;
  let characters = 0;
  let part: { table: ArchivedTable; rows: string[]; line: number } | null = null;
  let isEnded = false;
  const refuse = (why: string): never => {
    throw new ArchiveRefused(`line ${nr} ${why}.`);
  };
  for await (const text of lines) {
    nr++;
    const line = parse(text) ?? refuse('isn’t JSON; the file may have been cut or edited');
    if (nr === 1) {
      yield { migration: readHeader(line) };
      continue;
    }
    if (isEnded) refuse('comes after the end');
    const row = rowLine.safeParse(line).data;
    const found = row ? archivedTables.findIndex(({ name }) => name === row.table) : at;
    if (found < 0) refuse(`has an unknown table, ${row?.table}`);
    if (found < at) refuse(`has a row of ${row?.table}, which belongs before ${archivedTables[at]!.name}`);
    if (part && (!row || found !== at || part.rows.length === most.rows || characters > most.characters)) {
      yield part;
      part = null;
      characters = 0;
    }
    if (row) {
      at = found;
      part ??= { table: archivedTables[at]!, rows: [], line: nr };
      part.rows.push(jsonOf(text, row));
      characters += text.length;
      rows++;
      continue;
    }
    const sequence = sequenceLine.safeParse(line).data;
    if (sequence) {
      yield sequence;
      continue;
    }
    const end = endLine.safeParse(line).data;
    if (end?.rows !== rows)
      refuse(end ? `counts ${end.rows} rows, but there are ${rows}` : 'is no line of an archive');
    isEnded = true;
  }
  if (nr === 0) throw new ArchiveRefused('the file is empty.');
  if (!isEnded) throw new ArchiveRefused('the file breaks off before its end.');
}

/** Returns the migration that the archive's database had. */
function readHeader(line: unknown): string {
  const { data } = header.safeParse(line);
  if (!data) throw new ArchiveRefused('the file isn’t one that export all wrote.');
  if (data.version !== archiveVersion)
    throw new ArchiveRefused(
      `the file has format ${data.version}; this release reads format ${archiveVersion}.`,
    );
  return data.migration;
}

/** The row as it was written: JavaScript would take the zero off a 2.50. */
function jsonOf(text: string, { table, row }: { table: string; row: object }): string {
  const before = `{"table":"${table}","row":`;
  return text.startsWith(before) && text.endsWith('}') ? text.slice(before.length, -1) : JSON.stringify(row);
}

/** Null if it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
