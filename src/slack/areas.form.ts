import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { mayInBranch } from '../domain/access.ts';
import { cut, plain } from '../messages/blocks.ts';
import { areaActions, areasMessage } from '../messages/leads/areas.ts';
import { refusedBranch } from '../messages/refusals.ts';
import { loadAreaChoices, loadAreas, saveArea } from '../store/leads/areas.ts';
import { findMember } from '../store/members/members.ts';
import { respond } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import {
  choiceField,
  type FieldErrors,
  readOption,
  readOptions,
  readText,
  textField,
} from './bolt/fields.ts';
import { openForm } from './bolt/open-form.ts';
import { standingsWithSlack } from './members/members.ts';

/** An area: its name, its program lead, its branches. */
const areaModal = 'area';

interface Purpose {
  /** Null: a new one. */
  areaId: number | null;
  responseUrl: string;
  /** The branches that the form could show: of the others it says nothing. */
  offered: number[];
}

/** Slack's limits: options of a menu, and what may be chosen beforehand in one. */
const optionsMax = 100;

export function areaListeners(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: areaActions.any, type: 'block_actions' },
    async ({ body, action, ack }) => {
      if (!(await mayGroup(body.user.id))) {
        await ack();
        return void (await respond(body.response_url, false, { text: refusedBranch('group branches') }));
      }
      const areaId = /^\d{1,9}$/.test(action.value ?? '') ? Number(action.value) : null;
      const { leads, branches } = await loadAreaChoices(context.db);
      const area = areaId === null ? null : (await loadAreas(context.db)).find(({ id }) => id === areaId);
      // The area's own first, or more than a hundred branches would hide them.
      const offered = branches
        .toSorted(
          (a, b) =>
            Number(b.areaId === areaId) - Number(a.areaId === areaId) ||
            Number(a.areaId !== null) - Number(b.areaId !== null),
        )
        .slice(0, optionsMax);
      const optionOf = ({ id, name }: { id: number; name: string }) => ({
        text: plain(cut(name, 75)),
        value: String(id),
      });
      const purpose: Purpose = {
        areaId,
        responseUrl: body.response_url,
        offered: offered.map(({ id }) => id),
      };
      const chosen = areaId === null ? [] : offered.filter((branch) => branch.areaId === areaId);
      await openForm(context, body.trigger_id, {
        type: 'modal',
        callback_id: areaModal,
        title: plain(area ? 'Edit the area' : 'A new area'),
        submit: plain('Save'),
        close: plain('Cancel'),
        private_metadata: JSON.stringify(purpose),
        blocks: [
          textField('name', 'Name of the area', { initial: area?.name ?? null, required: true, max: 60 }),
          ...(leads.length > 0
            ? [
                choiceField(
                  'lead',
                  'Who leads it?',
                  leads
                    .slice(0, optionsMax)
                    .map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
                  area?.lead ? String(area.lead.id) : null,
                ),
              ]
            : []),
          {
            type: 'input',
            block_id: 'branches',
            optional: true,
            label: plain('Its branches'),
            element: {
              type: 'multi_static_select',
              action_id: 'branches',
              placeholder: plain('Choose branches'),
              options: offered.map(optionOf),
              ...(chosen.length > 0 ? { initial_options: chosen.map(optionOf) } : {}),
            },
          },
        ],
      });
      await ack();
    },
  );

  app.view(areaModal, async ({ view, body, ack }) => {
    const { areaId, responseUrl, offered } = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const name = readText(view, 'name', errors);
    if (!name) errors.name = 'How is the area called?';
    if (!(await mayGroup(body.user.id))) errors.name = refusedBranch('group branches');
    if (!name || Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    const member = await findMember(context.db, body.user.id);
    const saved = await saveArea(
      context.db,
      areaId,
      {
        name,
        leadId: Number(readOption(view, 'lead')) || null,
        branchIds: readOptions(view, 'branches')
          .map(Number)
          .filter((id) => offered.includes(id)),
        offered,
      },
      member?.id ?? null,
      context.now(),
    );
    if (saved.how === 'name taken')
      return ack({ response_action: 'errors', errors: { name: 'There is an area of that name already.' } });
    if (saved.how === 'gone')
      return ack({ response_action: 'errors', errors: { name: 'That area is not there any more.' } });
    await ack();
    await respond(responseUrl, true, areasMessage(await loadAreas(context.unboundDb)));
  });

  async function mayGroup(slackUserId: string): Promise<boolean> {
    const member = await findMember(context.db, slackUserId);
    const { standings } = await standingsWithSlack(context, slackUserId, member, 0);
    return mayInBranch(standings, 'group branches');
  }
}
