import type { App, ViewOutput } from '@slack/bolt';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import type { SetOutcome } from '../../domain/partners/set-outcome.ts';
import {
  checkingView,
  fitsPreview,
  importDone,
  importForm,
  importProgress,
  importStopped,
  previewView,
} from '../../messages/partners/import.ts';
import { ImportReport } from '../../messages/partners/import-report.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import {
  type BranchForPosts,
  findBranch,
  findBranchById,
  type SlackPerson,
} from '../../store/members/branches.ts';
import { importSet, previewSet, type SetOfRows, traceImport } from '../../store/partners/import-partners.ts';
import { emptyBook } from '../../store/partners/partner-book.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { downloadFile, FileNotRead, fileBytesMax, tooLarge, uploadToDm } from '../bolt/files.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember } from '../members/members.ts';
import { personOf } from '../members/people.ts';
import { loadOwnersOnce, SlackUnavailable } from './owners.ts';
import { readCsv } from './read-csv.ts';

/** A file of partners: checked first, shown, and only then imported. */
const importModal = 'import';
const previewModal = 'import-preview';

interface Purpose {
  branchId: number;
  /** Only into the member's own book. */
  own: boolean;
}

interface Checked extends Purpose {
  file: SlackFile;
}

interface SlackFile {
  name: string;
  size: number;
  address: string;
}

/** Small enough that progress is seen, and that no statement takes long. */
const rowsPerSet = 200;
/** Milliseconds between two changes of the progress message; Slack takes about one a second. */
const progressMs = 1500;

/** Opens the form; into the branch of the channel where they oversee it, else into their own book. */
export async function openImportForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  channelId: string,
): Promise<void> {
  const here = await findBranch(context.db, channelId);
  const branch = [here, member.branch].find(
    (one) => one && mayInBranch(branchRolesOf(member, one.id), 'import for others'),
  );
  const purpose: Purpose = { branchId: branch?.id ?? member.branch.id, own: !branch };
  const who = { own: purpose.own, branchName: branch?.name ?? member.branch.name };
  await openForm(context, triggerId, importForm(importModal, JSON.stringify(purpose), who));
}

export function importListeners(app: App, context: EdgeContext): void {
  app.view(importModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const fail = (text: string) => ack({ response_action: 'errors', errors: { file: text } });
    const refused = whyNot(member, purpose);
    if (refused) return fail(refused);
    const file = fileOf(view);
    if (!file) return fail('Choose a file.');
    if (file.size > fileBytesMax) return fail(tooLarge);
    await ack({ response_action: 'update', view: checkingView(importModal, file.name) });
    await check(member, { ...purpose, file }, view.id);
  });

  app.view(previewModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const checked = JSON.parse(view.private_metadata) as Checked;
    const refused = whyNot(member, checked);
    await ack({ response_action: 'clear' });
    if (!refused) await run(member, checked, view.id);
  });

  /** Reads the file and shows what it would do, in the place of the form. */
  async function check(member: Member, checked: Checked, viewId: string): Promise<void> {
    const { file, own } = checked;
    const db = context.unboundDb;
    const branch = await findBranchById(db, checked.branchId);
    if (!branch) return;
    try {
      const book = emptyBook();
      const { report, refused } = await judge(member, branch, checked, (set) => previewSet(db, book, set));
      const willSendList = !fitsPreview(refused);
      const preview = { fileName: file.name, branchName: branch.name, report, refused, willSendList };
      await context.slack.views.update({
        view_id: viewId,
        view: previewView(previewModal, JSON.stringify(checked), preview),
      });
      if (willSendList) {
        const content = `${refused.join('\n')}\n`;
        await uploadToDm(
          context,
          member,
          [{ filename: 'rows-left-out.txt', content, title: 'Rows left out' }],
          `The rows of ${file.name} that would be left out.`,
        );
      }
    } catch (error) {
      const why = describe(error);
      if (!why) throw error;
      const who = { own, branchName: branch.name };
      const purpose: Purpose = { branchId: checked.branchId, own };
      await context.slack.views.update({
        view_id: viewId,
        view: importForm(importModal, JSON.stringify(purpose), who, why),
      });
    }
  }

  /** Imports the file, set by set, and tells how far it is in one message. */
  async function run(member: Member, checked: Checked, viewId: string): Promise<void> {
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
      const { refused, now } = await judge(member, branch, checked, (set) => importSet(db, set), {
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

  /** Reads the file and puts it through `apply`, set by set: tried or written, it is judged the same. */
  async function judge(
    member: Member,
    branch: BranchForPosts,
    checked: Checked,
    apply: (set: SetOfRows) => Promise<SetOutcome>,
    {
      report = new ImportReport(),
      onSet,
    }: { report?: ImportReport; onSet?: (done: number, of: number) => Promise<void> } = {},
  ): Promise<{ report: ImportReport; refused: string[]; now: Date }> {
    const read = await load(member, branch, checked);
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

  async function load(member: Member, branch: BranchForPosts, { file, own }: Checked) {
    const now = context.now();
    const today = dayIn(branch.timeZone, now);
    const read = readCsv(await downloadFile(context, file.address), today);
    if ('refusal' in read) throw new FileNotRead(read.refusal);
    const self = own ? await selfOf(member) : null;
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

  /** Oneself as an owner; an account without an address has its id for one. */
  async function selfOf(member: Member): Promise<{ key: string; person: SlackPerson }> {
    const { user } = await context.slack.users.info({ user: member.slackUserId });
    const person = user && personOf(user);
    if (!person) throw new FileNotRead('Slack does not say who you are. Try again in a minute.');
    return { key: person.email ?? person.slackUserId, person };
  }
}

const nothing: SetOutcome = {
  entered: { partners: 0, owners: 0, takenOver: 0 },
  there: 0,
  problems: [],
  unowned: 0,
  joined: [],
};

/** Why this member may not import so; null: they may. The metadata of a form decides nothing. */
function whyNot(member: Member, { branchId, own }: Purpose): string | null {
  if (own && branchId === member.branch.id)
    return mayInBranch(branchRolesOf(member, branchId), 'add partners')
      ? null
      : refusedBranch('add partners');
  return mayInBranch(branchRolesOf(member, branchId), 'import for others')
    ? null
    : refusedBranch('import for others');
}

/** Rows without an owner are the member's own; those of somebody else are left out. */
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
        reason: 'is somebody else’s; the branch’s manager or a program lead can import it',
      })),
  };
}

function* setsOf(rows: readonly PartnerRow[]): Generator<PartnerRow[]> {
  for (let from = 0; from < rows.length; from += rowsPerSet) yield rows.slice(from, from + rowsPerSet);
}

/** The file as Slack says it is; null where none was chosen. */
function fileOf(view: ViewOutput): SlackFile | null {
  const state = view.state.values.file?.file as
    | { files?: { name?: string; size?: number; url_private_download?: string; url_private?: string }[] }
    | undefined;
  const [file] = state?.files ?? [];
  if (!file) return null;
  return {
    name: file.name ?? 'file',
    size: file.size ?? 0,
    address: file.url_private_download ?? file.url_private ?? '',
  };
}

function describe(error: unknown): string | null {
  return error instanceof FileNotRead || error instanceof SlackUnavailable ? error.message : null;
}
