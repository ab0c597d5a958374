import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { branchRolesOf, may, mayCorrect, mayInBranch, partnerRolesOf } from '../../domain/access.ts';
import { cellsOf } from '../../domain/csv-parts.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { typedDay } from '../../domain/format.ts';
import type { Member } from '../../domain/members/member.ts';
import { expenseRecordCells, expenseRecordColumns } from '../../domain/record/expense-record-file.ts';
import { cut, plain, section } from '../../messages/blocks.ts';
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
  type ExpenseRecordReach,
  loadNewest,
  noteExpenseRecordExport,
  streamExpenseRecord,
  sumExpenseRecord,
} from '../../store/record/expense-record.ts';
import { countUnfinishedMeals } from '../../store/record/unfinished-meals.ts';
import { sendDm } from '../bolt/answers.ts';
import { CsvUpload, explainExport } from '../bolt/csv-upload.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { defineForm } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readDay,
  readOneOf,
  readUser,
  userField,
} from '../bolt/fields.ts';
import { shareInDm } from '../bolt/files.ts';
import { isoDay, readMetadata, rowId, textValue } from '../bolt/schemas.ts';
import { todayOf } from '../members/members.ts';
import { branchInput, otherPartnerInput, readBranch, readOtherPartner } from '../partners/partner.search.ts';

const shown = 25;
/** A quarter, unless another period is chosen. Days. */
const periodDays = 91;

const scopeActions = {
  own: 'read own record',
  branch: 'read branch record',
  all: 'read all records',
} as const;
type Scope = keyof typeof scopeActions;
const scopes = ['own', 'branch', 'all'] as const satisfies Scope[];
const scopeLabels: Record<Scope, string> = {
  own: 'Mine',
  branch: 'Everyone’s in the branch',
  all: 'Everyone’s, in every branch',
};

const scopesOf = (member: Member, branchId: number): Scope[] =>
  scopes.filter((scope) => mayInBranch(branchRolesOf(member, branchId), scopeActions[scope]));

/** Opens the form, or returns the reason it cannot. @throws FormNotOpened */
export async function openExpenseRecordForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  branchId: number,
): Promise<string | null> {
  const offered = scopesOf(member, branchId);
  if (offered.length === 0) return refusedBranch('read branch record');
  const branch = await findBranchById(context.db, branchId);
  const shown = { offered, branchName: branch?.name, today: todayOf(context, member) };
  await recordForm.open(context, triggerId, { branchId }, shown);
  return null;
}

interface Shown {
  offered: Scope[];
  branchName: string | undefined;
  today: Day;
}

/** Which part of the record is shown. An open view carries it, and so does the file button. */
const askedRecord = z.object({
  scope: z.enum(scopes),
  home: rowId,
  from: isoDay,
  to: isoDay,
  partnerId: rowId.nullable().catch(null),
  aboutMemberId: rowId.nullable().catch(null),
  branchId: rowId.nullable().catch(null),
});
type Asked = z.output<typeof askedRecord>;

/** `/rapport record`: shows spending by period, branch, partner, and member, or exports it as a file. */
export const recordForm = defineForm({
  id: 'record',
  metadata: z.object({ branchId: rowId }),
  may: 'reader',
  view: ({ offered, branchName, today }: Shown) => ({
    title: plain('Expense record'),
    submit: plain('Show'),
    blocks: [
      section(
        'Expenses with partners: who paid, how much, and why. Leave a field blank to include everything.',
      ),
      choiceField(
        'scope',
        'Whose entries?',
        offered.map((scope) => ({
          value: scope,
          label:
            scope === 'branch' && branchName ? `Everyone’s in ${cut(branchName, 50)}` : scopeLabels[scope],
        })),
        offered.at(-1) ?? null,
        true,
      ),
      dayField('from', 'From', addDays(today, -periodDays), true),
      dayField('to', 'To', today, true),
      ...(offered.includes('all') ? [branchInput('Branch')] : []),
      { ...otherPartnerInput('Partner'), optional: true },
      ...(offered.some((scope) => scope !== 'own') ? [userField('who', 'Colleague', null)] : []),
    ],
  }),
  async submit({ context, member, today, metadata: { branchId }, values }) {
    const errors: FieldErrors = {};
    const scope = readOneOf(values, 'scope', scopes);
    const from = readDay(values, 'from');
    const to = readDay(values, 'to');
    const who = readUser(values, 'who');
    const [colleague] = who ? await findColleagues(context.db, [who]) : [];
    const partnerId = readOtherPartner(values) || null;
    const ties = partnerId ? await loadTies(context.db, member, partnerId, today) : null;
    const held = ties ? partnerRolesOf(member, ties) : [];
    const partner = may(held, 'see outline') || may(held, 'see history') ? ties : null;
    if (partnerId && !partner) errors.other = noSuchPartner;
    if (!scope || !scopesOf(member, branchId).includes(scope))
      errors.scope = refusedBranch(scope ? scopeActions[scope] : 'read branch record');
    if (!from) errors.from = 'Choose a start day.';
    if (!to) errors.to = 'Choose an end day.';
    if (from && to && to < from) errors.to = 'Choose the start day or a later day.';
    if (who && !colleague) errors.who = 'They don’t use Rapport.';
    if (hasErrors(errors) || !scope || !from || !to) return { errors };
    const asked: Asked = {
      scope,
      home: branchId,
      from,
      to,
      partnerId: partner?.partnerId ?? null,
      aboutMemberId: colleague?.id ?? null,
      branchId: scope === 'all' ? readBranch(values) || null : null,
    };
    return { update: await draw(context, member, asked) };
  },
});

/** Sends the record as a file to the requester's direct messages. */
export const recordFileButton = defineAction({
  id: expenseRecordActions.file,
  may: 'reader',
  value: textValue,
  press:
    async ({ context, member, now, value }) =>
    async () => {
      const asked = readMetadata(askedRecord, value);
      // A button's value is only a request, so check the member's access again.
      if (!asked || !scopesOf(member, asked.home).includes(asked.scope)) {
        const text = refusedBranch('read branch record');
        await sendDm(context, member, { text, blocks: [section(text)] });
        return;
      }
      const { exports } = context.files;
      try {
        await exports.run(member.id, () => sendFile(context, member, asked, now));
      } catch (error) {
        const days = `--from ${typedDay(asked.from)} --to ${typedDay(asked.to)}`;
        await sendDm(context, member, explainExport(context, error, [`export record ${days}`]));
      }
    },
});

async function sendFile(context: EdgeContext, member: Member, asked: Asked, now: Date): Promise<void> {
  const { from, to } = asked;
  const db = context.unboundDb;
  const pages = streamExpenseRecord(db, reachOf(member, asked), asked);
  const upload = new CsvUpload(context);
  const entries = await upload.add(
    `expense-record-${from}-to-${to}`,
    'Expense record',
    expenseRecordColumns,
    cellsOf(pages, expenseRecordCells),
  );
  await noteExpenseRecordExport(db, member.id, { ...asked, entries }, now);
  await shareInDm(context, member, upload.files, expenseRecordComment(entries));
}

const reachOf = (member: Member, { scope, home }: Asked): ExpenseRecordReach => ({
  scope,
  memberId: member.id,
  branchId: home,
});

/** Draws the requested record in its current state. Returns null if the member may not read it, or we did not write the request. */
export async function drawExpenseRecord(
  context: EdgeContext,
  member: Member,
  askedText: string,
  note?: string,
): Promise<ModalView | null> {
  const asked = readMetadata(askedRecord, askedText);
  if (!asked || !scopesOf(member, asked.home).includes(asked.scope)) return null;
  return draw(context, member, asked, note);
}

async function draw(context: EdgeContext, member: Member, asked: Asked, note?: string): Promise<ModalView> {
  const { scope, home, from, to, partnerId, aboutMemberId } = asked;
  const today = todayOf(context, member);
  const reach = reachOf(member, asked);
  const sums = await sumExpenseRecord(context.db, reach, asked);
  const entries = await loadNewest(context.db, reach, asked, shown);
  // Of everyone's entries only: a partner's or a colleague's are no branch's.
  const isOfBranches = scope === 'all' && !partnerId && !aboutMemberId;
  const unfinished = isOfBranches ? await countUnfinishedMeals(context.db, asked) : [];
  const branch = await findBranchById(context.db, asked.branchId ?? home);
  const partner = partnerId ? await loadTies(context.db, member, partnerId, today) : null;
  const colleague = aboutMemberId ? await findMemberById(context.db, aboutMemberId) : null;
  const ofBranch = scope === 'branch' || asked.branchId;
  const whose =
    scope === 'own' ? 'your own entries' : ofBranch ? (branch?.name ?? 'the branch') : 'all branches';
  return expenseRecordView({
    today,
    from,
    to,
    about: [whose, partner?.name, colleague?.name].filter(Boolean).join(', '),
    sums,
    entries: entries.map((entry) => ({ ...entry, mayCorrect: mayCorrect(member, entry) })),
    unfinished,
    shown,
    asked: JSON.stringify(asked),
    note,
  });
}
