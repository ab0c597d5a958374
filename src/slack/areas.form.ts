import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { mayInBranch } from '../domain/access.ts';
import { cut, plain } from '../messages/blocks.ts';
import { areaActions, areasMessage } from '../messages/leads/areas.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { type Area, loadAreaChoices, loadAreas, saveArea } from '../store/leads/areas.ts';
import type { Asker } from './bolt/admit.ts';
import { respond } from './bolt/answers.ts';
import { defineAction } from './bolt/define-action.ts';
import { type Drawn, defineForm } from './bolt/define-form.ts';
import {
  choiceField,
  type FieldErrors,
  hasErrors,
  readChosenId,
  readOptions,
  readText,
  textField,
} from './bolt/fields.ts';
import { idValue, readId, rowId } from './bolt/schemas.ts';
import { branchRolesWithSlack } from './members/members.ts';

const areaMetadata = z.object({
  /** The area being edited, or null for a new one. */
  areaId: rowId.nullable(),
  responseUrl: z.string(),
  /** The branches the form could show. It says nothing about the others. */
  offered: z.array(rowId),
});

/** Slack's limits for the options of a menu and for those selected initially. */
const optionsMax = 100;

interface Named {
  id: number;
  name: string;
}

interface Shown {
  area: Area | null;
  leads: readonly Named[];
  branches: readonly (Named & { areaId: number | null })[];
}

/** Only program leads and Slack workspace admins may edit areas. */
async function whyNotGroup({ context, slackUserId, member }: Asker): Promise<string | null> {
  const { standings } = await branchRolesWithSlack(context, slackUserId, member, 0);
  return mayInBranch(standings, 'group branches') ? null : refusedBranch('group branches');
}

const optionOf = ({ id, name }: Named) => ({ text: plain(cut(name, 75)), value: String(id) });

function branchesField({ area, branches }: Shown): KnownBlock {
  const chosen = branches.filter((branch) => area && branch.areaId === area.id);
  return {
    type: 'input',
    block_id: 'branches',
    optional: true,
    label: plain('Branches'),
    element: {
      type: 'multi_static_select',
      action_id: 'branches',
      placeholder: plain('Choose branches'),
      options: branches.map(optionOf),
      ...(chosen.length > 0 ? { initial_options: chosen.map(optionOf) } : {}),
    },
  };
}

/** An area: its name, its program lead, and its branches. */
export const areaForm = defineForm({
  id: 'area',
  metadata: areaMetadata,
  may: whyNotGroup,
  view: (shown: Shown): Drawn => ({
    title: plain(shown.area ? 'Edit area' : 'New area'),
    blocks: [
      textField('name', 'Area name', { initial: shown.area?.name ?? null, required: true, max: 60 }),
      ...(shown.leads.length > 0
        ? [
            choiceField(
              'lead',
              'Program lead',
              shown.leads
                .slice(0, optionsMax)
                .map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
              shown.area?.lead ? String(shown.area.lead.id) : null,
            ),
          ]
        : []),
      branchesField(shown),
    ],
  }),
  async submit({ context, member, now, metadata: { areaId, responseUrl, offered }, values }) {
    const fail = (name: string) => ({ errors: { name } });
    const errors: FieldErrors = {};
    const name = readText(values, 'name', errors);
    if (!name) return fail('What’s the area called?');
    if (hasErrors(errors)) return { errors };
    const { leads } = await loadAreaChoices(context.db);
    const leadId = readChosenId(values, 'lead');
    const branchIds = readOptions(values, 'branches').map(readId);
    const area = {
      name,
      leadId: leads.find(({ id }) => id === leadId)?.id ?? null,
      branchIds: branchIds.filter((id) => offered.includes(id)),
      offered,
    };
    const saved = await saveArea(context.db, areaId, area, member?.id ?? null, now);
    if (saved.how === 'name taken') return fail('There’s already an area with that name.');
    if (saved.how === 'gone') return fail('That area no longer exists.');
    return {
      after: async () => respond(responseUrl, true, areasMessage(await loadAreas(context.unboundDb))),
    };
  },
});

export const areaButtons = defineAction({
  id: areaActions.any,
  may: whyNotGroup,
  value: idValue,
  async press({ context, triggerId, responseUrl = '', value }) {
    const areaId = value || null;
    const { leads, branches } = await loadAreaChoices(context.db);
    const area = (await loadAreas(context.db)).find(({ id }) => id === areaId) ?? null;
    // The area's own branches first, or a list of more than a hundred would hide them. Then the branches without an area.
    const rank = (branch: { areaId: number | null }) =>
      areaId !== null && branch.areaId === areaId ? 0 : branch.areaId === null ? 1 : 2;
    const offered = branches.toSorted((a, b) => rank(a) - rank(b)).slice(0, optionsMax);
    const metadata = { areaId, responseUrl, offered: offered.map(({ id }) => id) };
    await areaForm.open(context, triggerId, metadata, { area, leads, branches: offered });
    return undefined;
  },
});
