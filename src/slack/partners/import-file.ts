import { z } from 'zod';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { expectFirstWeeks } from '../../domain/clocks/first-weeks.ts';
import { dayIn } from '../../domain/days/day.ts';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { personOf, type SlackPerson } from '../../domain/members/slack-user.ts';
import { chosenBy } from '../../domain/partners/choice.ts';
import type { PartnerRow } from '../../domain/partners/partner-row.ts';
import { cellsOfRow, type RefusedRow } from '../../domain/partners/refused-row.ts';
import type { Answers, AskedRow } from '../../domain/partners/row-question.ts';
import type { SetOutcome } from '../../domain/partners/set-outcome.ts';
import { filePolicy } from '../../domain/policy.ts';
import { readPartners } from '../../files/read-partners.ts';
import { fileRefused, filesBusy } from '../../messages/files.ts';
import {
  fitsPreview,
  importDone,
  importProgress,
  importStopped,
  importWaiting,
} from '../../messages/partners/import.ts';
import { importAfter, importWasUndone } from '../../messages/partners/import-after.ts';
import { rowToDecide } from '../../messages/partners/import-questions.ts';
import { ImportReport } from '../../messages/partners/import-report.ts';
import { describeProblem, refusedComment, refusedFile } from '../../messages/partners/refused-rows.ts';
import { type BranchForPosts, findBranchById } from '../../store/members/branches.ts';
import { countFirstToSee } from '../../store/partners/first-to-see.ts';
import { importSet, intoBranches, type SetOfRows } from '../../store/partners/import-partners.ts';
import { beginImport, ImportUndone, traceImport } from '../../store/partners/imports.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { uploadToDm } from '../bolt/files.ts';
import { rowId } from '../bolt/schemas.ts';
import { TurnRefused } from '../bolt/turns.ts';
import { fetchFile, fileSource, givenColumns, markOf } from './import-source.ts';
import { loadOwnersOnce, SlackUnavailable } from './owners.ts';

/** A file that someone put into Slack, and where its partners go: into a branch, or only into the member's own book. */
export const importFile = z.object({
  branchId: rowId,
  own: z.boolean(),
  /** `rows`: how many there are, once that is known. */
  file: fileSource.extend({ rows: z.number().optional() }),
  /** What the columns hold, where someone had to say it. */
  columns: givenColumns.optional(),
  /** Which people in the file to import. */
  choice: z.union([z.object({ labels: z.array(z.string()) }), z.object({ ticked: z.string() })]).optional(),
  /** Of the file that this was chosen from, or that was previewed. */
  mark: z.string().optional(),
});
export type ImportFile = z.output<typeof importFile>;

/** Small enough that progress shows and no statement takes long. */
const rowsPerSet = 200;
/** Time between two updates of the progress message. Slack accepts about one a second. Milliseconds. */
const progressMs = 1500;

/** Imports the file in sets and shows the progress in one message. */
export async function runImport(
  context: EdgeContext,
  member: Member,
  checked: ImportFile,
  viewId: string,
  answers: Answers = () => undefined,
): Promise<void> {
  const db = context.unboundDb;
  const branch = await findBranchById(db, checked.branchId);
  if (!branch) return;
  const { name, rows } = checked.file;
  const now = context.now();
  const importId = await beginImport(db, {
    ...{ branchId: branch.id, memberId: member.id, own: checked.own, now },
    requestKey: `import:${viewId}`,
  });
  // The same preview was submitted before.
  if (importId === null) return;
  const { imports } = context.files;
  const report = new ImportReport();
  const begun = imports.ahead > 0 ? importWaiting(name, imports.ahead) : importProgress(name, 0, rows);
  const place = await sendDm(context, member, begun);
  const show = (message: { text: string; blocks: object[] }) =>
    context.slack.chat
      .update({ ...place, ...message } as never)
      .catch((error) => context.log.warn({ error }, 'the progress of an import could not be shown'));
  let shownAt = 0;
  const onSet = async (done: number) => {
    if (Date.now() - shownAt <= progressMs) return;
    shownAt = Date.now();
    await show(importProgress(name, done, rows));
  };
  const apply = (set: SetOfRows) => importSet(db, { ...set, answers, importId: async () => importId });
  try {
    const { refused, asked } = await imports.run(member.id, () =>
      judgeFile(context, member, branch, checked, apply, { report, onSet, now }),
    );
    await traceImport(db, { importId, branchId: branch.id }, report.counts());
    const undecided = asked.map(rowToDecide);
    const left = [...refused, ...undecided].sort((a, b) => a.line - b.line);
    const done = importDone(report, report.placeName(branch.name), left.map(describeProblem));
    const after = report.changed ? importAfter(importId, await countFirstToSee(db, importId, member.id)) : [];
    await show({ ...done, blocks: [...done.blocks, ...after] });
    // Of the refused ones, the preview may have had too many to show, and sent them then. Beside a choice, it shows none.
    const toSend = checked.choice || fitsPreview(refused.map(describeProblem)) ? left : undecided;
    if (toSend.length > 0) await sendRefused(context, member, name, toSend);
  } catch (error) {
    context.log.warn({ error, viewId }, 'an import stopped');
    const stopped = importStopped(name, report.partners, describeStop(error));
    const undo = report.changed && !(error instanceof ImportUndone) ? importAfter(importId, 0) : [];
    await show({ ...stopped, blocks: [...stopped.blocks, ...undo] });
  }
}

/** Rows that could not be taken, to be fixed and imported: to the person alone. */
export async function sendRefused(
  context: EdgeContext,
  member: Member,
  fileName: string,
  refused: readonly RefusedRow[],
): Promise<void> {
  await uploadToDm(context, member, [refusedFile(refused)], refusedComment(fileName)).catch((error) =>
    context.log.warn({ error }, 'the rows that an import left out could not be sent'),
  );
}

/** Reads the file and passes it to `apply` in sets. A preview and an import are judged the same way. */
export async function judgeFile(
  context: EdgeContext,
  member: Member,
  branch: BranchForPosts,
  { file, own, columns, choice, mark }: ImportFile,
  apply: (set: SetOfRows) => Promise<SetOutcome>,
  {
    report = new ImportReport(),
    onSet,
    now = context.now(),
    bytes: held,
  }: {
    report?: ImportReport;
    onSet?: (done: number) => Promise<void>;
    now?: Date;
    bytes?: Uint8Array;
  } = {},
): Promise<{ report: ImportReport; refused: RefusedRow[]; asked: AskedRow[] }> {
  const today = dayIn(branch.timeZone, now);
  const bytes = held ?? (await fetchFile(context, member, file));
  if (mark !== undefined && markOf(bytes) !== mark) throw new FileRefused({ why: 'changed' });
  const isChosen = chosenBy(choice);
  let place = 0;
  const self = own ? await selfOf(context, member) : null;
  const loadOwners = loadOwnersOnce(context.slack);
  const db = context.unboundDb;
  const mayEnter = ({ id }: { id: number }) =>
    own ? id === branch.id : mayInBranch(branchRolesOf(member, id), 'import for others');
  const places = { here: branch, mayEnter };
  const refused: RefusedRow[] = [];
  const asked: AskedRow[] = [];
  const reading = { source: { bytes }, today, rowsPerSet, rowsMax: filePolicy.rowsMax, columns };
  for await (const read of readPartners(reading, context.files.reading)) {
    const chosen = read.rows.filter((_, at) =>
      isChosen({ place: place + at, labels: read.groups[at] ?? [] }),
    );
    place += read.rows.length;
    const { rows, others } = self ? onlyOwn(chosen, self) : { rows: chosen, others: [] };
    const people = self
      ? new Map([[self.key, self.person]])
      : await loadOwners([...new Set(rows.flatMap((row) => row.ownerEmail ?? []))]);
    const { outcome, names } = await intoBranches(db, places, { rows, people, now }, (set) =>
      apply({ ...set, reader: member }),
    );
    report.addBranches(names);
    asked.push(...outcome.asked);
    refused.push(...report.addSet(outcome, [...read.problems, ...others]));
    report.addRows(rows);
    const lines = new Set(chosen.map(({ line }) => line));
    report.addLeftOut([...read.leftOut.filter(({ line }) => lines.has(line)), ...outcome.leftOut]);
    report.columnsLeftOut = read.columnsLeftOut;
    for (const { ownerEmail } of rows)
      if (ownerEmail !== null && !people.has(ownerEmail)) report.addUnknownOwner(ownerEmail);
    report.rows = choice ? report.rows + chosen.length + read.problems.length : read.rowsRead;
    await onSet?.(read.rowsRead);
  }
  report.firstWeeks = expectFirstWeeks(report.close.values(), today);
  return { report, refused, asked };
}

/** Returns the member as an owner. An account without an e-mail address uses its id instead. */
async function selfOf(context: EdgeContext, member: Member): Promise<{ key: string; person: SlackPerson }> {
  const { user } = await context.slack.users.info({ user: member.slackUserId });
  const person = user && personOf(user);
  if (!person) throw new SlackUnavailable('Slack didn’t tell me who you are. Try again in a minute.');
  return { key: person.email ?? person.slackUserId, person };
}

/** Rows without an owner belong to the member. Rows with another owner are left out. */
function onlyOwn(
  rows: readonly PartnerRow[],
  { key, person }: { key: string; person: SlackPerson },
): { rows: PartnerRow[]; others: RefusedRow[] } {
  const isOwn = (row: PartnerRow) => row.ownerEmail === null || row.ownerEmail === person.email;
  return {
    rows: rows.filter(isOwn).map((row) => ({ ...row, ownerEmail: key })),
    others: rows
      .filter((row) => !isOwn(row))
      .map((row) => ({
        line: row.line,
        column: 'owner_email',
        reason: 'belongs to someone else; the branch manager or a program lead can import it',
        cells: cellsOfRow(row),
      })),
  };
}

/** Returns what to tell the person about an import that stopped; null for what only the log can explain. */
export function describeStop(error: unknown): string | null {
  if (error instanceof FileRefused) return fileRefused(error.refusal);
  if (error instanceof TurnRefused) return filesBusy(error.why);
  if (error instanceof ImportUndone) return importWasUndone;
  return error instanceof SlackUnavailable ? error.message : null;
}
