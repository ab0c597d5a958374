import type { ModalView } from '@slack/types';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Contact, columnsOf } from '../../domain/partners/choice.ts';
import type { UnnamedColumns } from '../../domain/partners/given-columns.ts';
import type { PartnerColumn } from '../../domain/partners/partner-columns.ts';
import { filePolicy } from '../../domain/policy.ts';
import { readPartners } from '../../files/read-partners.ts';
import { importNotChecked } from '../../messages/partners/import.ts';
import { importStoppedView } from '../../messages/partners/import-arrival.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { type BranchForPosts, findBranchById } from '../../store/members/branches.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { columnsForm } from './import-columns.form.ts';
import { describeStop, type ImportFile } from './import-file.ts';
import { importPartnersForm } from './import-partners.form.ts';
import { drawPreview } from './import-preview.form.ts';
import { fetchFile, markOf } from './import-source.ts';
import { drawWho } from './import-who.form.ts';

/** The one road of a file of partners: what its columns hold, if that is not clear; which people in it; a preview; the import. */

/** The people in a file, to choose from. Of one in our own columns only as many as the first set has. */
export interface Contacts {
  people: Contact[];
  nameless: number;
  /** What any of them has that an import saves. */
  columns: ReadonlySet<PartnerColumn>;
  /** Whether all its columns are our own, so that everyone in it is meant. */
  isOwn: boolean;
  mark: string;
}

const rowsPerSet = 1_000;

/** @throws FileRefused */
export async function listContacts(
  context: EdgeContext,
  zone: string,
  { columns }: Pick<ImportFile, 'columns'>,
  bytes: Uint8Array,
  { all = false }: { all?: boolean } = {},
): Promise<Contacts> {
  const today = dayIn(zone, context.now());
  const reading = { source: { bytes }, today, rowsPerSet, rowsMax: filePolicy.rowsMax, columns };
  const columnsFilled = new Set<PartnerColumn>();
  const contacts: Contacts = {
    ...{ people: [], nameless: 0, columns: columnsFilled, isOwn: false, mark: markOf(bytes) },
  };
  for await (const read of readPartners(reading, context.files.reading)) {
    contacts.isOwn = read.isOwn;
    contacts.nameless += read.problems.length;
    for (const [at, row] of read.rows.entries()) {
      const { name, company } = row;
      contacts.people.push({ place: contacts.people.length, name, company, labels: read.groups[at] ?? [] });
      for (const column of columnsOf(row)) columnsFilled.add(column);
    }
    if (read.isOwn && !all) break;
  }
  return contacts;
}

/** The branch that someone's file goes into, if they oversee it, or else their own book. */
export function bookFor(
  member: Member,
  here: { id: number; name: string } | null = null,
): { branchId: number; branchName: string; own: boolean } {
  const branch = [here, member.branch].find(
    (one) => one && mayInBranch(branchRolesOf(member, one.id), 'import for others'),
  );
  const { id, name } = branch ?? member.branch;
  return { branchId: id, branchName: name, own: !branch };
}

/** Returns why this member may not run this import; null if they may. The form's metadata decides nothing. */
export function importRefusal(
  member: Member,
  { branchId, own }: Pick<ImportFile, 'branchId' | 'own'>,
): string | null {
  if (own && branchId === member.branch.id)
    return mayInBranch(branchRolesOf(member, branchId), 'add partners')
      ? null
      : refusedBranch('add partners');
  return mayInBranch(branchRolesOf(member, branchId), 'import for others')
    ? null
    : refusedBranch('import for others');
}

/** Reads the file and replaces the view with what comes next, or with why there is nothing. */
export async function showNext(
  context: EdgeContext,
  member: Member,
  checked: ImportFile,
  viewId: string,
): Promise<void> {
  const branch = await findBranchById(context.unboundDb, checked.branchId).catch((error) => {
    context.log.warn({ error, viewId }, 'the branch of a file could not be read');
    return null;
  });
  if (!branch) return showView(context, viewId, importStoppedView(importNotChecked));
  const next = await context.files.imports
    .run(member.id, () => drawNext(context, member, branch, checked))
    .catch((error) => {
      const unnamed = checked.columns ? null : unnamedIn(error);
      if (unnamed) return { view: columnsForm.draw({ ...checked, line: unnamed.line }, { unnamed }) };
      context.log.warn({ error, viewId }, 'a file could not be checked');
      return { view: stoppedView(checked, branch, describeStop(error) ?? importNotChecked) };
    });
  await showView(context, viewId, next.view);
  if ('after' in next) await next.after?.();
}

interface Next {
  view: ModalView;
  after?: (() => Promise<void>) | undefined;
}

async function drawNext(
  context: EdgeContext,
  member: Member,
  branch: BranchForPosts,
  checked: ImportFile,
): Promise<Next> {
  const bytes = await fetchFile(context, member, checked.file);
  if (checked.choice) return drawPreview(context, member, branch, checked, bytes);
  const contacts = await listContacts(context, branch.timeZone, checked, bytes);
  if (contacts.isOwn || contacts.people.length === 0)
    return drawPreview(context, member, branch, checked, bytes);
  // Who picks people they work with from a file that names no owners is their owner.
  const isOwnBook = branch.id === member.branch.id && !contacts.columns.has('owner_email');
  const chosenFor = { ...checked, own: checked.own || isOwnBook, mark: contacts.mark };
  return { view: drawWho(chosenFor, branch.name, contacts) };
}

/** Of a file without a readable header, what its columns hold. */
export const unnamedIn = (error: unknown): UnnamedColumns | null =>
  error instanceof FileRefused && error.refusal.why === 'header' ? (error.refusal.unnamed ?? null) : null;

/** Where another file can be put into a form, the form; else only why. */
function stoppedView({ branchId, own, file }: ImportFile, branch: BranchForPosts, why: string): ModalView {
  if (file.message) return importStoppedView(why);
  return importPartnersForm.draw({ branchId, own }, { who: { own, branchName: branch.name }, error: why });
}

/** Someone who did not want to wait may have closed the view. */
export async function showView(context: EdgeContext, viewId: string, view: ModalView): Promise<void> {
  await context.slack.views
    .update({ view_id: viewId, view })
    .catch((error) => context.log.warn({ error, viewId }, 'the check of a file could not be shown'));
}
