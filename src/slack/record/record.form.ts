import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { branchRolesOf, may, mayCorrect, mayInBranch, partnerRolesOf } from '../../domain/access.ts';
import { csvLine } from '../../domain/csv-cells.ts';
import { addDays, type Day, parseIsoDay } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { expenseRecordCells, expenseRecordColumns } from '../../domain/record/expense-record-file.ts';
import { cut, plain, section } from '../../messages/blocks.ts';
import { exportFailed } from '../../messages/partners/export.ts';
import {
  expenseRecordActions,
  expenseRecordComment,
  expenseRecordView,
} from '../../messages/record/expense-record.ts';
import { noSuchPartner, refusedBranch } from '../../messages/refusals.ts';
import { findBranchById } from '../../store/members/branches.ts';
import { findColleagues, findMemberById } from '../../store/members/members.ts';
import { loadTies } from '../../store/partners/card.ts';
import {
  type ExpenseRecordFilter,
  type ExpenseRecordReach,
  loadNewest,
  noteExpenseRecordExport,
  streamExpenseRecord,
  sumExpenseRecord,
} from '../../store/record/expense-record.ts';
import { sendDm } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  readDay,
  readOption,
  readUser,
  userField,
} from '../bolt/fields.ts';
import { uploadToDm } from '../bolt/files.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireReader, todayOf } from '../members/members.ts';
import { branchInput, otherPartnerInput, readBranch, readOtherPartner } from '../partners/partner.search.ts';

/** `/rapport record`: what was spent, by period, branch, partner and member; read, and taken out as a file. */
const recordModal = 'record';
const shown = 25;
/** A quarter, unless told otherwise. Days. */
const periodDays = 91;

const scopeActions = {
  own: 'read own record',
  branch: 'read branch record',
  all: 'read all records',
} as const;
type Scope = keyof typeof scopeActions;
const scopeLabels: Record<Scope, string> = {
  own: 'My own entries',
  branch: 'The entries of the branch',
  all: 'The entries of all branches',
};

const scopesOf = (member: Member, branchId: number): Scope[] =>
  (Object.keys(scopeActions) as Scope[]).filter((scope) =>
    mayInBranch(branchRolesOf(member, branchId), scopeActions[scope]),
  );

/** Opens the form, or returns why not. @throws FormNotOpened */
export async function openRecordForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  branchId: number,
): Promise<string | null> {
  const scopes = scopesOf(member, branchId);
  if (scopes.length === 0) return refusedBranch('read branch record');
  const branch = await findBranchById(context.db, branchId);
  const today = todayOf(context, member);
  const oversees = scopes.some((scope) => scope !== 'own');
  const partner = { ...otherPartnerInput('With which partner?'), optional: true };
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: recordModal,
    title: plain('The record'),
    submit: plain('Show'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ branchId }),
    blocks: [
      section('What was spent around partners, who paid, and what for. Empty fields ask for all.'),
      choiceField(
        'scope',
        'Whose?',
        scopes.map((scope) => ({
          value: scope,
          label: scope === 'branch' && branch ? `The entries of ${cut(branch.name, 50)}` : scopeLabels[scope],
        })),
        scopes.at(-1) ?? null,
        true,
      ),
      dayField('from', 'From', addDays(today, -periodDays), true),
      dayField('to', 'To', today, true),
      ...(scopes.includes('all') ? [branchInput('Which branch?')] : []),
      partner,
      ...(oversees ? [userField('who', 'Which of us?', null)] : []),
    ],
  });
  return null;
}

interface Asked extends ExpenseRecordFilter {
  scope: Scope;
  home: number;
}

export function recordListeners(app: App, context: EdgeContext): void {
  app.view(recordModal, async ({ view, body, ack }) => {
    const member = await requireReader(context, body.user.id);
    const today = todayOf(context, member);
    const { branchId } = JSON.parse(view.private_metadata) as { branchId: number };
    const errors: FieldErrors = {};
    const scope = readOption(view, 'scope') as Scope;
    const from = readDay(view, 'from');
    const to = readDay(view, 'to');
    const who = readUser(view, 'who');
    const [colleague] = who ? await findColleagues(context.db, [who]) : [];
    const partnerId = readOtherPartner(view) || null;
    const ties = partnerId ? await loadTies(context.db, member, partnerId, today) : null;
    const held = ties ? partnerRolesOf(member, ties) : [];
    const partner = may(held, 'see outline') || may(held, 'see history') ? ties : null;
    if (partnerId && !partner) errors.other = noSuchPartner;
    if (!scopesOf(member, branchId).includes(scope))
      errors.scope = refusedBranch(scopeActions[scope] ?? 'read branch record');
    if (!from) errors.from = 'From which day?';
    if (!to) errors.to = 'To which day?';
    if (from && to && to < from) errors.to = 'That is before the first day.';
    if (who && !colleague) errors.who = 'They don’t use Rapport.';
    if (Object.keys(errors).length > 0 || !from || !to) return ack({ response_action: 'errors', errors });
    const asked: Asked = {
      scope,
      home: branchId,
      from,
      to,
      partnerId: partner?.partnerId ?? null,
      aboutMemberId: colleague?.id ?? null,
      branchId: scope === 'all' ? readBranch(view) || null : null,
    };
    await ack({ response_action: 'update', view: await draw(context, member, asked) });
  });

  app.action(
    { action_id: expenseRecordActions.file, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      await ack();
      const asked = readAsked(action.type === 'button' ? action.value : undefined);
      // What a button carries is only a wish: who may read what is asked again.
      if (!asked || !scopesOf(member, asked.home).includes(asked.scope)) {
        const text = refusedBranch('read branch record');
        await sendDm(context, member, { text, blocks: [section(text)] });
        return;
      }
      try {
        await sendFile(member, asked);
      } catch (error) {
        context.log.error({ error }, 'the record could not be sent as a file');
        await sendDm(context, member, exportFailed());
      }
    },
  );

  async function sendFile(member: Member, asked: Asked): Promise<void> {
    const lines = [csvLine(expenseRecordColumns)];
    for await (const page of streamExpenseRecord(context.unboundDb, reachOf(member, asked), asked))
      for (const entry of page) lines.push(csvLine(expenseRecordCells(entry)));
    const entries = lines.length - 1;
    await noteExpenseRecordExport(context.unboundDb, member.id, { ...asked, entries }, context.now());
    const filename = `record-${asked.from}-to-${asked.to}.csv`;
    const files = [{ filename, content: `\ufeff${lines.join('')}`, title: 'The record' }];
    await uploadToDm(context, member, files, expenseRecordComment(entries));
  }
}

const reachOf = (member: Member, { scope, home }: Asked): ExpenseRecordReach => ({
  scope,
  memberId: member.id,
  branchId: home,
});

/** The record as it was asked for, as it is now. Null: not theirs to read, or nothing that we asked. */
export async function drawRecord(
  context: EdgeContext,
  member: Member,
  askedText: string,
  note?: string,
): Promise<ModalView | null> {
  const asked = readAsked(askedText);
  if (!asked || !scopesOf(member, asked.home).includes(asked.scope)) return null;
  return draw(context, member, asked, note);
}

async function draw(context: EdgeContext, member: Member, asked: Asked, note?: string): Promise<ModalView> {
  const { scope, home, from, to, partnerId, aboutMemberId } = asked;
  const today = todayOf(context, member);
  const reach = reachOf(member, asked);
  const sums = await sumExpenseRecord(context.db, reach, asked);
  const entries = await loadNewest(context.db, reach, asked, shown);
  const branch = await findBranchById(context.db, asked.branchId ?? home);
  const partner = partnerId ? await loadTies(context.db, member, partnerId, today) : null;
  const colleague = aboutMemberId ? await findMemberById(context.db, aboutMemberId) : null;
  const ofBranch = scope === 'branch' || asked.branchId;
  const whose =
    scope === 'own' ? 'my own entries' : ofBranch ? (branch?.name ?? 'the branch') : 'all branches';
  return expenseRecordView({
    today,
    from,
    to,
    about: [whose, partner?.name, colleague?.name].filter(Boolean).join(', '),
    sums,
    entries: entries.map((entry) => ({ ...entry, mayCorrect: mayCorrect(member, entry) })),
    shown,
    asked: JSON.stringify(asked),
    note,
  });
}

/** Null for what we never wrote. */
function readAsked(text: string | undefined): Asked | null {
  try {
    const read = JSON.parse(text ?? '') as Partial<Record<keyof Asked, unknown>>;
    const id = (value: unknown): number | null =>
      Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31
        ? (value as number)
        : null;
    const day = (value: unknown): Day | null => (typeof value === 'string' ? parseIsoDay(value) : null);
    const [from, to, home] = [day(read.from), day(read.to), id(read.home)];
    const scope = (Object.keys(scopeActions) as Scope[]).find((known) => known === read.scope);
    if (!from || !to || !home || !scope) return null;
    return {
      scope,
      home,
      from,
      to,
      partnerId: id(read.partnerId),
      aboutMemberId: id(read.aboutMemberId),
      branchId: id(read.branchId),
    };
  } catch {
    return null;
  }
}
