import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { findContacts, labelsOf } from '../../domain/partners/choice.ts';
import { decodePlaces, encodePlaces } from '../../domain/partners/places-code.ts';
import { filesBusy } from '../../messages/files.ts';
import { checkingView } from '../../messages/partners/import.ts';
import {
  isSearchBlock,
  isTickBlock,
  labelsField,
  labelsView,
  noOnePicked,
  tickField,
  tooManyLabels,
  tooManyPicked,
  type WhoIntro,
  whoView,
} from '../../messages/partners/import-who.ts';
import { defineForm, metadataMax } from '../bolt/define-form.ts';
import { readOptions } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { type ImportFile, importFile } from './import-file.ts';
import { type Contacts, importRefusal, showNext } from './import-steps.ts';

/** Contacts on one page: five groups of checkboxes. A phone shows it in a few sweeps. */
const perPage = 50;

/** What a form remembers besides the file: the contacts shown, the search, the page. Characters, at most. */
const restMax = 450;

/** Ticks or labels that a form can remember beside the file. Characters. */
export const choiceMax = (file: ImportFile): number => metadataMax - JSON.stringify(file).length - restMax;

export const listState = importFile.extend({
  /** Those ticked on pages before, and those shown on this one, in code. */
  ticked: z.string(),
  shown: z.string(),
  from: z.int().min(0),
  search: z.string(),
  turn: z.int(),
});
export type ListState = z.output<typeof listState>;

/** A list to tick. */
export const whoForm = defineForm({
  id: 'import-who',
  metadata: listState,
  may: 'member',
  view: (shown: Parameters<typeof whoView>[0]) => whoView(shown),
  async submit({ context, member, metadata, values, viewId }) {
    const { ticked, shown, from, search, turn, ...checked } = metadata;
    const code = encodePlaces(tickedIn(metadata, values));
    const at = Object.keys(values.typed).find((id) => isTickBlock(id) || isSearchBlock(id)) ?? `find.${turn}`;
    const fail = (text: string) => ({ errors: { [at]: text } });
    const { imports } = context.files;
    const busy = imports.refusal(member.id);
    const refused =
      importRefusal(member, checked) ??
      (code === ''
        ? noOnePicked
        : code.length > choiceMax(checked)
          ? tooManyPicked
          : busy && filesBusy(busy));
    if (refused) return fail(refused);
    return {
      update: checkingView(checked.file.name, imports.ahead),
      after: () => showNext(context, member, { ...checked, choice: { ticked: code } }, viewId),
    };
  },
});

/** Where people are in labels or lists. */
export const labelsForm = defineForm({
  id: 'import-labels',
  metadata: importFile,
  may: 'member',
  view: (shown: Parameters<typeof labelsView>[0]) => labelsView(shown),
  async submit({ context, member, metadata, values, viewId }) {
    const labels = readOptions(values, labelsField);
    const { imports } = context.files;
    const busy = imports.refusal(member.id);
    const refused =
      importRefusal(member, metadata) ??
      (labels.length === 0
        ? noOnePicked
        : JSON.stringify(labels).length > choiceMax(metadata)
          ? tooManyLabels
          : busy && filesBusy(busy));
    if (refused) return { errors: { [labelsField]: refused } };
    return {
      update: checkingView(metadata.file.name, imports.ahead),
      after: () => showNext(context, member, { ...metadata, choice: { labels } }, viewId),
    };
  },
});

/** What is ticked so far, on other pages and on this one. */
export function tickedIn(
  { ticked, shown }: Pick<ListState, 'ticked' | 'shown'>,
  values: FormValues,
): Set<number> {
  const places = new Set(decodePlaces(ticked));
  const here = new Set(decodePlaces(shown));
  for (const place of here) places.delete(place);
  for (const blockId of Object.keys(values.typed).filter(isTickBlock))
    for (const value of readOptions(values, blockId, tickField))
      if (here.has(Number(value))) places.add(Number(value));
  return places;
}

/** By label where the file has any, or else the list. */
export function drawWho(checked: ImportFile, branchName: string, contacts: Contacts): ModalView {
  const labels = labelsOf(contacts.people);
  if (labels.length > 0)
    return labelsForm.draw(checked, { intro: introOf(checked, branchName, contacts), labels });
  return drawList(checked, branchName, contacts, { ticked: new Set(), from: 0, search: '', turn: 0 });
}

export function drawList(
  checked: ImportFile,
  branchName: string,
  contacts: Contacts,
  { ticked, from, search, turn }: { ticked: ReadonlySet<number>; from: number; search: string; turn: number },
): ModalView {
  const found = findContacts(contacts.people, search);
  const start = from < found.length ? from : 0;
  const shown = found.slice(start, start + perPage);
  const state = {
    ...checked,
    ticked: encodePlaces(ticked),
    shown: encodePlaces(shown.map(({ place }) => place)),
    from: start,
    search,
    turn,
  };
  return whoForm.draw(state, {
    intro: introOf(checked, branchName, contacts),
    shown,
    from: start,
    found: found.length,
    people: contacts.people.length,
    ticked,
    search,
    turn,
    hasLabels: contacts.people.some(({ labels }) => labels.length > 0),
    hasNext: start + perPage < found.length,
  });
}

const introOf = ({ file }: ImportFile, branchName: string, { columns, nameless }: Contacts): WhoIntro => ({
  branchName,
  columns,
  isInChat: file.message !== undefined,
  nameless,
});

/** Where a page begins that follows, or comes before, one that begins here. */
export const pageFrom = (from: number, by: 1 | -1): number => Math.max(0, from + by * perPage);
