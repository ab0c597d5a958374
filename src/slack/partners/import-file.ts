import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import type { SetOutcome } from '../../domain/partners/set-outcome.ts';
import { importDone, importProgress, importStopped } from '../../messages/partners/import.ts';
import { ImportReport } from '../../messages/partners/import-report.ts';
import { type BranchForPosts, findBranchById, type SlackPerson } from '../../store/members/branches.ts';
import { importSet, type SetOfRows, traceImport } from '../../store/partners/import-partners.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { downloadFile, FileNotRead } from '../bolt/files.ts';
import { personOf } from '../members/people.ts';
import { loadOwnersOnce } from './owners.ts';
import { readCsv } from './read-csv.ts';

/** A file that someone put into Slack, and where its partners go: into a branch, or only into the member's own book. */
export interface ImportFile {
  branchId: number;
  own: boolean;
  file: { name: string; size: number; address: string };
}

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
): Promise<void> {
  const db = context.unboundDb;
  const branch = await findBranchById(db, checked.branchId);
  if (!branch) return;
  const { name } = checked.file;
  const report = new ImportReport();
  const place = await sendDm(context, member, importProgress(name, 0, 0));
  const show = (message: { text: string; blocks: object[] }) =>
    context.slack.chat
      .update({ ...place, ...message } as never)
      .catch((error) => context.log.warn({ error }, 'the progress of an import could not be shown'));
  let shownAt = 0;
  const onSet = async (done: number, of: number) => {
    if (Date.now() - shownAt <= progressMs) return;
    shownAt = Date.now();
    await show(importProgress(name, done, of));
  };
  try {
    const { refused, now } = await judgeFile(context, member, branch, checked, (set) => importSet(db, set), {
      report,
      onSet,
    });
    if (report.changed) await traceImport(db, branch.id, report.counts(), now, member.id);
    await show(importDone(report, branch.name, refused));
  } catch (error) {
    context.log.warn({ error, viewId }, 'an import stopped');
    await show(importStopped(name, report.partners));
  }
}

/** Reads the file and passes it to `apply` in sets. A preview and an import are judged the same way. */
export async function judgeFile(
  context: EdgeContext,
  member: Member,
  branch: BranchForPosts,
  checked: ImportFile,
  apply: (set: SetOfRows) => Promise<SetOutcome>,
  {
    report = new ImportReport(),
    onSet,
  }: { report?: ImportReport; onSet?: (done: number, of: number) => Promise<void> } = {},
): Promise<{ report: ImportReport; refused: string[]; now: Date }> {
  const read = await loadRows(context, member, branch, checked);
  const refused = report.addSet(nothing, read.problems);
  report.rows = read.rowsRead;
  let done = 0;
  for (const rows of setsOf(read.rows)) {
    const people = await read.findOwners(rows);
    refused.push(...report.addSet(await apply({ ...read.set, rows, people }), []));
    for (const { ownerEmail } of rows)
      if (ownerEmail !== null && !people.has(ownerEmail)) report.addUnknownOwner(ownerEmail);
    done += rows.length;
    await onSet?.(done, read.rowsRead);
  }
  return { report, refused, now: read.set.now };
}

async function loadRows(
  context: EdgeContext,
  member: Member,
  branch: BranchForPosts,
  { file, own }: ImportFile,
) {
  const now = context.now();
  const today = dayIn(branch.timeZone, now);
  const read = readCsv(await downloadFile(context, file.address), today);
  if ('refusal' in read) throw new FileNotRead(read.refusal);
  const self = own ? await selfOf(context, member) : null;
  const { rows, problems } = self ? onlyOwn(read.rows, self) : { rows: read.rows, problems: [] };
  const loadOwners = loadOwnersOnce(context.slack);
  return {
    rows,
    problems: [...read.problems, ...problems].sort((a, b) => a.line - b.line),
    rowsRead: read.rowsRead,
    set: { branchId: branch.id, today, now },
    findOwners: async (set: readonly PartnerRow[]): Promise<ReadonlyMap<string, SlackPerson>> =>
      self
        ? new Map([[self.key, self.person]])
        : loadOwners([...new Set(set.flatMap((row) => row.ownerEmail ?? []))]),
  };
}

/** Returns the member as an owner. An account without an e-mail address uses its id instead. */
async function selfOf(context: EdgeContext, member: Member): Promise<{ key: string; person: SlackPerson }> {
  const { user } = await context.slack.users.info({ user: member.slackUserId });
  const person = user && personOf(user);
  if (!person) throw new FileNotRead('Slack didn’t tell me who you are. Try again in a minute.');
  return { key: person.email ?? person.slackUserId, person };
}

const nothing: SetOutcome = {
  entered: { partners: 0, owners: 0, takenOver: 0 },
  there: 0,
  problems: [],
  unowned: 0,
  joined: [],
};

/** Rows without an owner belong to the member. Rows with another owner are left out. */
function onlyOwn(
  rows: readonly PartnerRow[],
  { key, person }: { key: string; person: SlackPerson },
): { rows: PartnerRow[]; problems: RowProblem[] } {
  const isOwn = (row: PartnerRow) => row.ownerEmail === null || row.ownerEmail === person.email;
  return {
    rows: rows.filter(isOwn).map((row) => ({ ...row, ownerEmail: key })),
    problems: rows
      .filter((row) => !isOwn(row))
      .map(({ line }) => ({
        line,
        column: 'owner_email',
        reason: 'belongs to someone else; the branch manager or a program lead can import it',
      })),
  };
}

function* setsOf(rows: readonly PartnerRow[]): Generator<PartnerRow[]> {
  for (let from = 0; from < rows.length; from += rowsPerSet) yield rows.slice(from, from + rowsPerSet);
}
