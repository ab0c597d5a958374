import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { encodePlaces } from '../../domain/partners/places-code.ts';
import { filesBusyView } from '../../messages/files.ts';
import { importNotChecked } from '../../messages/partners/import.ts';
import { importStoppedView } from '../../messages/partners/import-arrival.ts';
import {
  isSearchBlock,
  searchAction,
  tooManyPicked,
  whoActions,
} from '../../messages/partners/import-who.ts';
import { findBranchById } from '../../store/members/branches.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { readSearch } from '../bolt/fields.ts';
import { type FormValues, readValues } from '../bolt/form-values.ts';
import { openForm } from '../bolt/open-form.ts';
import { readMetadata, textValue } from '../bolt/schemas.ts';
import { describeStop, type ImportFile, importFile } from './import-file.ts';
import { fetchFile } from './import-source.ts';
import { type Contacts, importRefusal, listContacts, showView } from './import-steps.ts';
import {
  choiceMax,
  drawList,
  drawWho,
  type ListState,
  listState,
  pageFrom,
  tickedIn,
} from './import-who.form.ts';

/** [Next], [Back], [Find], [Show everyone], and between names and labels. What was ticked stays ticked. */
export const whoPages = defineAction({
  id: whoActions.any,
  may: 'member',
  value: textValue,
  async press({ context, member, actionId, triggerId, view }) {
    const checked = view && readMetadata(importFile, view.private_metadata);
    if (!checked || view.type !== 'modal') return 'unknown';
    const values = readValues(view);
    const list = readMetadata(listState, view.private_metadata);
    const turned = list && values ? turn(list, values, actionId) : { ...firstPage, turn: 1 };
    const busy = context.files.imports.refusal(member.id);
    const why = importRefusal(member, checked);
    const over = why
      ? importStoppedView(why)
      : busy
        ? filesBusyView(busy)
        : encodePlaces(turned.ticked).length > choiceMax(checked)
          ? importStoppedView(tooManyPicked)
          : null;
    if (over) {
      await openForm(context, triggerId, over, { over: true });
      return undefined;
    }
    return () =>
      redraw(context, member, view, checked, ({ branchName, contacts }) =>
        actionId === whoActions.byLabel
          ? drawWho(checked, branchName, contacts)
          : drawList(checked, branchName, contacts, turned),
      );
  },
});

const firstPage = { ticked: new Set<number>(), from: 0, search: '' };

/** What to show next. Another search than the one shown counts first: people type it and then press any button. */
function turn(list: ListState, values: FormValues, actionId: string) {
  const { from, turn } = list;
  const next = { ticked: tickedIn(list, values), turn: turn + 1 };
  if (actionId === whoActions.all) return { ...next, from: 0, search: '' };
  const searchBlock = Object.keys(values.typed).find(isSearchBlock);
  const search = searchBlock === undefined ? list.search : readSearch(values, searchBlock, searchAction);
  if (search !== list.search || actionId === searchAction || actionId === whoActions.find)
    return { ...next, from: 0, search };
  return { ...next, from: pageFrom(from, actionId === whoActions.back ? -1 : 1), search };
}

/** Reads the file again, and replaces the view. */
async function redraw(
  context: EdgeContext,
  member: Member,
  shown: ViewOutput,
  checked: ImportFile,
  draw: (from: { branchName: string; contacts: Contacts }) => ModalView,
): Promise<void> {
  const { id: viewId } = shown;
  const branch = await findBranchById(context.unboundDb, checked.branchId);
  if (!branch) return;
  const view = await context.files.imports
    .run(member.id, async () => {
      const bytes = await fetchFile(context, member, checked.file);
      const contacts = await listContacts(context, branch.timeZone, checked, bytes);
      if (contacts.mark !== checked.mark) throw new FileRefused({ why: 'changed' });
      return draw({ branchName: branch.name, contacts });
    })
    .catch((error) => {
      context.log.warn({ error, viewId }, 'a page of a file could not be shown');
      return importStoppedView(describeStop(error) ?? importNotChecked);
    });
  await showView(context, viewId, view);
}
