import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Context } from '../../context.ts';
import { expectFirstWeeks } from '../../domain/clocks/first-weeks.ts';
import { dayIn } from '../../domain/days/day.ts';
import { FileRefused } from '../../domain/file-refusal.ts';
import { count, plural } from '../../domain/format.ts';
import type { SlackPerson } from '../../domain/members/slack-user.ts';
import type { PartnerRow } from '../../domain/partners/partner-row.ts';
import { readPartners } from '../../files/read-partners.ts';
import { fileRefused } from '../../messages/files.ts';
import { howToUndo, importWasUndone } from '../../messages/partners/import-after.ts';
import { rowToDecide } from '../../messages/partners/import-questions.ts';
import { describeImport, ImportReport } from '../../messages/partners/import-report.ts';
import { describeProblem } from '../../messages/partners/refused-rows.ts';
import { loadOwnersOnce, SlackUnavailable } from '../../slack/partners/owners.ts';
import { CommitUnknown, isDatabaseAway, type Sql } from '../../store/db/database.ts';
import { type Branch, findBranch } from '../../store/members/branches.ts';
import {
  emptyBooks,
  importSet,
  intoBranches,
  previewSet,
  type SetOfRows,
} from '../../store/partners/import-partners.ts';
import { beginImport, ImportUndone, traceImport } from '../../store/partners/imports.ts';
import { type Progress, startProgress } from '../progress.ts';
import { NoFile, sizeOfFile } from './partners-file.ts';
import { openProblemsFile, type ProblemsFile } from './problems-file.ts';
import { readAhead } from './read-ahead.ts';

export interface ImportOptions {
  file: string;
  /** Channel id of the branch. */
  branch: string;
  /** Reads, judges and reports, and writes nothing. */
  dryRun: boolean;
  /** A new file for the rows that were skipped, which can be fixed and imported. */
  problems?: string | undefined;
}

export interface Io {
  /** The report. */
  out: Writable;
  /** Progress, and in one line what keeps the import from starting. */
  err: Writable;
  /** Whether `err` is one. */
  isTerminal: boolean;
}

/** Large enough to be worth a transaction of a few statements, small enough to stay far below the memory limit. */
const rowsPerSet = 2_000;

/** An operator's file may be of any size, and nobody waits behind it. */
const unlimited = Number.POSITIVE_INFINITY;

type ImportContext = Pick<Context, 'db' | 'slack' | 'log' | 'now'>;
type FindOwners = (emails: string[]) => Promise<ReadonlyMap<string, SlackPerson>>;

/**
 * Imports a file of partners into a branch: good rows land, broken ones are reported, the same file twice adds nothing.
 * @returns the exit code: 0 all rows are in, if not all of their cells; 1 when any was refused or it stopped half-way; 2 when
 *   it could not begin
 */
export async function importPartners(
  context: ImportContext,
  options: ImportOptions,
  io: Io,
  findOwners: FindOwners = loadOwnersOnce(context.slack),
): Promise<number> {
  const say = (line: string) => io.err.write(`${line}\n`);
  const report = new ImportReport();
  const undoing: { importId: number | null } = { importId: null };
  let progress: Progress | undefined;
  let problems: ProblemsFile | undefined;
  try {
    const totalBytes = await sizeOfFile(options.file);
    const branch = await findBranch(context.db, options.branch);
    if (!branch) {
      say(`Channel ${options.branch} isn’t a branch yet: type /rapport branch in it first.`);
      return 2;
    }
    problems = await openProblemsFile(options.problems);
    progress = startProgress({ to: io.err, isTerminal: io.isTerminal, totalBytes });
    await importRows(context, branch, options, findOwners, { report, progress, problems, undoing }, io.out);
    progress.end();
    const leftOut = report.cellsLeftOut().map((line) => `left out: ${line}`);
    await writeLines(io.out, [
      ...leftOut,
      ...describeImport(report, report.placeName(branch.name), options.dryRun),
    ]);
    if (report.changed && undoing.importId !== null) await writeLines(io.out, [howToUndo(undoing.importId)]);
    return report.badRows + report.asked > 0 ? 1 : 0;
  } catch (error) {
    progress?.end();
    if (error instanceof NoFile) {
      say(error.message);
      return 2;
    }
    if (error instanceof FileRefused && report.rows === 0) {
      context.log.debug({ error }, 'the file could not be read');
      say(fileRefused(error.refusal, options.file));
      return 2;
    }
    const why = describeStop(error, options.file);
    if (!why) throw error;
    context.log.debug({ error }, 'the import stopped');
    const saved = options.dryRun
      ? ''
      : ` ${count(report.partners, 'partner')} ${plural(report.partners, 'was', 'were')} added before that.`;
    say(`${why}${saved} Import the file again; partners already here aren’t added twice.`);
    if (report.changed && undoing.importId !== null) say(howToUndo(undoing.importId));
    return 1;
  } finally {
    await problems?.close();
  }
}

/** What an import tells while it runs. */
interface Course {
  report: ImportReport;
  progress: Progress;
  problems: ProblemsFile;
  /** The import, once it has begun to write. */
  undoing: { importId: number | null };
}

/** An operator's request comes once. */
const operators = { memberId: null, own: false, requestKey: null } as const;

async function importRows(
  { db, now }: ImportContext,
  branch: Branch,
  { file, dryRun }: ImportOptions,
  findOwners: FindOwners,
  { report, progress, problems, undoing }: Course,
  out: Writable,
): Promise<void> {
  const began = now();
  const today = dayIn(branch.timeZone, began);
  const bookOf = emptyBooks();
  // Of a file that adds nothing, there is no import.
  const importId = async (tx: Sql) =>
    (undoing.importId ??= (await beginImport(tx, { ...operators, branchId: branch.id, now: began }))!);
  const apply = (set: SetOfRows) =>
    dryRun ? previewSet(db, bookOf(set.branchId), set) : importSet(db, { ...set, importId });
  const places = { here: branch, mayEnter: () => true };
  const trace = async () => {
    if (undoing.importId === null) return;
    await traceImport(db, { importId: undoing.importId, branchId: branch.id }, report.counts());
  };
  const reading = { source: { path: file }, today, rowsPerSet, rowsMax: unlimited };
  try {
    for await (const read of readAhead(readPartners(reading, { secondsMax: unlimited }))) {
      const { rows, rowsRead, bytesRead } = read;
      const people = await findOwners(emailsOf(rows));
      const { outcome, names } = await intoBranches(db, places, { rows, people, now: began }, apply);
      report.addBranches(names);
      const skipped = report.addSet(outcome, read.problems);
      const refused = [...skipped, ...outcome.asked.map(rowToDecide)].sort((a, b) => a.line - b.line);
      report.addLeftOut([...read.leftOut, ...outcome.leftOut]);
      report.columnsLeftOut = read.columnsLeftOut;
      if (refused.length > 0) {
        progress.end();
        await writeLines(out, refused.map(describeProblem));
        await problems.add(refused);
      }
      for (const { ownerEmail } of rows) {
        if (ownerEmail !== null && !people.has(ownerEmail)) report.addUnknownOwner(ownerEmail);
      }
      report.rows = rowsRead;
      progress.at(rowsRead, bytesRead);
    }
  } catch (error) {
    await trace().catch(() => {}); // the sets before are in; what stopped it is told in any case
    throw error;
  }
  report.firstWeeks = expectFirstWeeks(report.close.values(), today);
  await trace();
}

/** Waits for a slow reader, so that the lines of a file full of broken rows do not gather in memory. */
async function writeLines(out: Writable, lines: string[]): Promise<void> {
  if (!out.write(lines.map((line) => `${line}\n`).join(''))) await once(out, 'drain');
}

const emailsOf = (rows: PartnerRow[]): string[] => [...new Set(rows.flatMap((row) => row.ownerEmail ?? []))];

/** What may go wrong outside; null for anything else. */
function describeStop(error: unknown, file: string): string | null {
  if (error instanceof FileRefused) return fileRefused(error.refusal, file);
  if (error instanceof CommitUnknown || isDatabaseAway(error)) return 'The database stopped responding.';
  if (error instanceof SlackUnavailable) return error.message;
  if (error instanceof ImportUndone) return importWasUndone;
  return null;
}
