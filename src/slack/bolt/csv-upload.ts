import type { Context } from '../../context.ts';
import { type Cells, csvParts } from '../../domain/csv-parts.ts';
import type { Message } from '../../messages/blocks.ts';
import { exportFailed, exportNotYet, exportTooLarge } from '../../messages/partners/export.ts';
import type { EdgeContext } from './deadline.ts';
import { type Uploaded, uploadFile } from './files.ts';
import { TurnRefused } from './turns.ts';

/** Thrown for an export of more files than one message takes. */
class TooManyFiles extends Error {
  override name = 'TooManyFiles';
}

/** Uploads the CSV files of one export. Nobody sees them until `shareInDm`, so that it comes whole or not at all. */
export class CsvUpload {
  readonly files: Uploaded[] = [];
  readonly #context: EdgeContext;

  constructor(context: EdgeContext) {
    this.#context = context;
  }

  /**
   * Uploads rows, each file as soon as it is full, and returns how many there were.
   * @param name of the file, without its ending
   * @param how.evenIfEmpty whether a file without rows is sent, too
   * @throws TooManyFiles, or when Slack does not take a file
   */
  async add(
    name: string,
    title: string,
    header: Cells,
    pages: AsyncIterable<readonly Cells[]>,
    { evenIfEmpty = true }: { evenIfEmpty?: boolean } = {},
  ): Promise<number> {
    const limits = this.#context.files.exported;
    const ids: string[] = [];
    let rows = 0;
    for await (const part of csvParts(header, pages, limits)) {
      if (part.rows === 0 && !evenIfEmpty) break;
      if (this.files.length + ids.length === limits.filesMax) throw new TooManyFiles();
      const filename = ids.length === 0 ? `${name}.csv` : `${name}-${ids.length + 1}.csv`;
      ids.push(await uploadFile(this.#context, filename, part.bytes));
      rows += part.rows;
    }
    for (const [index, id] of ids.entries())
      this.files.push({ id, title: ids.length > 1 ? `${title} (${index + 1} of ${ids.length})` : title });
    return rows;
  }
}

/** What to tell the person whose export did not come. `commands`: what an operator types for the same. */
export function explainExport(context: Context, error: unknown, commands: readonly string[]): Message {
  if (error instanceof TurnRefused) return exportNotYet(error.why);
  if (error instanceof TooManyFiles) return exportTooLarge(commands);
  context.log.error({ error }, 'an export failed');
  return exportFailed();
}
