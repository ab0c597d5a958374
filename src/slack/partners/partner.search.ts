import type { InputBlock, PlainTextOption } from '@slack/types';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import { askActions } from '../../messages/asking/ask-controls.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { homeActions } from '../../messages/home/home-screen.ts';
import { searchBranches } from '../../store/members/branches.ts';
import { type FoundPartner, searchPartners } from '../../store/partners/partner-search.ts';
import { defineSearch } from '../bolt/define-search.ts';
import { readChosenId } from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { readId } from '../bolt/schemas.ts';

/** Searches partners inside a modal: the member's own first, then the branch's, then "add" for one who is not there yet. */
export const partnerSelect = { blockId: 'partners', actionId: 'partners.search' } as const;

/** Most partners at one touchpoint. */
const partnersMax = 10;
const newMark = 'new:';
/** Marks an option that is only a hint. If it is chosen anyway, it selects no partner. */
const noticeMark = 'notice:';

export interface ChosenPartner {
  id: number;
  name: string;
  company: string | null;
}

export function partnerInput(chosen: ChosenPartner[], toAdd: NewPartner[] = []): InputBlock {
  const initial = [...chosen.map(optionOf), ...toAdd.map(addOption)].slice(0, partnersMax);
  return {
    type: 'input',
    block_id: partnerSelect.blockId,
    label: plain('Who?'),
    element: {
      type: 'multi_external_select',
      action_id: partnerSelect.actionId,
      placeholder: plain('Type a name or company'),
      min_query_length: 0,
      max_selected_items: partnersMax,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

const otherSelect = { blockId: 'other', actionId: 'partners.other' } as const;

/** One existing partner. */
export const otherPartnerInput = (label: string, { optional = false } = {}): InputBlock => ({
  type: 'input',
  block_id: otherSelect.blockId,
  optional,
  label: plain(label),
  element: {
    type: 'external_select',
    action_id: otherSelect.actionId,
    placeholder: plain('Type a name or company'),
    min_query_length: 0,
  },
});

const branchSelect = { blockId: 'branch', actionId: 'branches.search' } as const;

/** One branch, by name; for people who oversee several. */
export const branchInput = (label: string): InputBlock => ({
  type: 'input',
  block_id: branchSelect.blockId,
  optional: true,
  label: plain(label),
  element: {
    type: 'external_select',
    action_id: branchSelect.actionId,
    placeholder: plain('Type a name'),
    min_query_length: 0,
  },
});

/** Returns the chosen id, or 0 if the field is empty. */
export const readBranch = (values: FormValues): number =>
  readChosenId(values, branchSelect.blockId, branchSelect.actionId);

/** Slack shows at most a hundred options. */
const branchesMax = 100;

export const branchSearch = defineSearch({
  id: branchSelect.actionId,
  may: (member) => mayInBranch(branchRolesOf(member, member.branch.id), 'read all records'),
  async find({ context, typed }) {
    const found = await searchBranches(context.db, typed, branchesMax);
    const options = found.map(({ id, name }) => ({ text: plain(cut(name, 75)), value: String(id) }));
    return [{ label: 'Branches', options }];
  },
});

/** Returns the chosen id, or 0 if the field is empty. */
export const readOtherPartner = (values: FormValues): number =>
  readChosenId(values, otherSelect.blockId, otherSelect.actionId);

/** Returns the chosen ids (not yet checked against the branch) and the partners to add in the same step. */
export function readChoice(values: string[]): { partnerIds: number[]; newPartners: NewPartner[] } {
  const isNew = (value: string) => value.startsWith(newMark);
  const isKnown = (value: string) => !isNew(value) && value !== noticeMark;
  return {
    partnerIds: values.filter(isKnown).map(readId),
    newPartners: values.filter(isNew).map((value) => splitNameAndCompany(value.slice(newMark.length))),
  };
}

/** "Jane Roe, Roe Realty" names a person and a business. */
export function splitNameAndCompany(text: string): NewPartner {
  const [name = '', ...company] = text.split(',');
  return { name: name.trim(), company: company.join(',').trim() || null };
}

const partnerSearch = (id: string) =>
  defineSearch({
    id,
    may: () => true,
    async find({ context, member, typed }) {
      const found = await searchPartners(context.db, member, typed);
      const toAdd = id === partnerSelect.actionId && canBeAdded(typed, found);
      return [
        { label: 'Yours', options: found.filter((partner) => partner.own).map(optionOf) },
        { label: member.branch.name, options: found.filter((partner) => !partner.own).map(optionOf) },
        { label: 'Not here yet', options: toAdd ? [addOption(splitNameAndCompany(typed))] : [] },
      ];
    },
  });

/** Searches for the partners in a form, for one other partner, and for one from App Home or from an answer. */
export const partnerSearches = [
  partnerSelect.actionId,
  otherSelect.actionId,
  homeActions.find,
  askActions.find,
].map(partnerSearch);

/** Slack's limits: 75 characters for the text, 150 for the value. */
const optionOf = (partner: ChosenPartner): PlainTextOption => ({
  text: plain(cut(partner.company ? `${partner.name} · ${partner.company}` : partner.name, 75)),
  value: String(partner.id),
});

export const noticeOption = (text: string): PlainTextOption => ({
  text: plain(cut(text, 75)),
  value: noticeMark,
});

export const nameAndCompany = ({ name, company }: NewPartner): string =>
  company ? `${name}, ${company}` : name;

const addOption = (partner: NewPartner): PlainTextOption => {
  const text = nameAndCompany(partner);
  return { text: plain(cut(`Add ${text}`, 75)), value: cut(`${newMark}${text}`, 150) };
};

function canBeAdded(query: string, found: FoundPartner[]): boolean {
  const { name } = splitNameAndCompany(query);
  if (name.length < 2 || !/\p{L}/u.test(name)) return false;
  return !found.some((partner) => partner.name.toLowerCase() === name.toLowerCase());
}
