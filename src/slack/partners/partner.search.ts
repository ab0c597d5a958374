import type { App, ViewOutput } from '@slack/bolt';
import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Context } from '../../context.ts';
import { branchRolesOf, mayInBranch } from '../../domain/access.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { searchBranches } from '../../store/members/branches.ts';
import { findMember } from '../../store/members/members.ts';
import { type FoundPartner, searchPartners } from '../../store/partners/partner-search.ts';
import { readOption } from '../bolt/fields.ts';
import { unescapeSlack } from '../bolt/plain-text.ts';

/** Searching partners inside a modal: own ones first, then the branch's, then "add" for one who is not there yet. */
export const partnerSelect = { blockId: 'partners', actionId: 'partners.search' } as const;

/** Up to ten partners at one touchpoint. */
const partnersMax = 10;
const newMark = 'new:';
/** An option that only tells something: chosen all the same, it is nobody. */
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
      placeholder: plain('Type a name or a company'),
      min_query_length: 0,
      max_selected_items: partnersMax,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

const otherSelect = { blockId: 'other', actionId: 'partners.other' } as const;

/** One partner who is here already. */
export const otherPartnerInput = (label: string): InputBlock => ({
  type: 'input',
  block_id: otherSelect.blockId,
  label: plain(label),
  element: {
    type: 'external_select',
    action_id: otherSelect.actionId,
    placeholder: plain('Type a name or a company'),
    min_query_length: 0,
  },
});

const branchSelect = { blockId: 'branch', actionId: 'branches.search' } as const;

/** One branch, by its name; for who oversees several. */
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

/** 0 where none was chosen. */
export const readBranch = (view: ViewOutput): number =>
  Number(readOption(view, branchSelect.blockId, branchSelect.actionId)) || 0;

/** Slack shows a hundred options at most. */
const branchesMax = 100;

export function branchOptions(app: App, context: Context): void {
  app.options({ action_id: /^branches\.search$/ }, async ({ options, body, ack }) => {
    const member = await findMember(context.db, body.user.id);
    const sees = member && mayInBranch(branchRolesOf(member, member.branch.id), 'read all records');
    const typed = unescapeSlack(options.value).trim();
    const found = sees ? await searchBranches(context.db, typed, branchesMax) : [];
    const drawn = found.map(
      ({ id, name }): PlainTextOption => ({ text: plain(cut(name, 75)), value: String(id) }),
    );
    return ack(
      drawn.length > 0 ? { options: [], option_groups: [group('Branches', drawn)] } : { options: [] },
    );
  });
}

/** 0 where none was chosen. */
export const readOtherPartner = (view: ViewOutput): number =>
  Number(readOption(view, otherSelect.blockId, otherSelect.actionId)) || 0;

/** What was chosen: ids (still to be checked against the branch), and partners to add in the same step. */
export function readChoice(values: string[]): { partnerIds: number[]; newPartners: NewPartner[] } {
  const isNew = (value: string) => value.startsWith(newMark);
  const isKnown = (value: string) => !isNew(value) && value !== noticeMark;
  return {
    partnerIds: values.filter(isKnown).map(Number),
    newPartners: values.filter(isNew).map((value) => splitNameAndCompany(value.slice(newMark.length))),
  };
}

/** "Jane Roe, Roe Realty" names a person and a business. */
function splitNameAndCompany(text: string): NewPartner {
  const [name = '', ...company] = text.split(',');
  return { name: name.trim(), company: company.join(',').trim() || null };
}

export function partnerOptions(app: App, context: Context): void {
  app.options(
    { action_id: /^(?:partners\.(?:search|other)|home\.find)$/ },
    async ({ options, body, ack }) => {
      const member = await findMember(context.db, body.user.id);
      if (member?.state !== 'active') return ack({ options: [] });
      const query = unescapeSlack(options.value).trim();
      const found = await searchPartners(context.db, member, query);
      const groups = [
        group('Yours', found.filter((partner) => partner.own).map(optionOf)),
        group(member.branch.name, found.filter((partner) => !partner.own).map(optionOf)),
        group(
          'Not here yet',
          options.action_id === partnerSelect.actionId && canBeAdded(query, found)
            ? [addOption(splitNameAndCompany(query))]
            : [],
        ),
      ].filter((one) => one.options.length > 0);
      // Slack refuses empty groups; no options at all reads "No results".
      return ack(groups.length > 0 ? { options: [], option_groups: groups } : { options: [] });
    },
  );
}

const group = (label: string, options: PlainTextOption[]) => ({ label: plain(cut(label, 75)), options });

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
