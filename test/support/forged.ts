import type { User, View } from 'slack-sandbox';
import type { Rapport } from './rapport.ts';
import { interactionBody, sendSigned } from './signed.ts';

const menuTypes: Record<string, string> = {
  'partner.later': 'static_select',
  'partner.more': 'static_select',
  'partner.planned': 'static_select',
  'partner.entry': 'overflow',
};

let forged = 0;

/** Clicks a button in a view, or picks from its menu, with a forged value. Resolves to the app's response. */
export async function forge(
  rapport: Rapport,
  user: User,
  view: View,
  actionId: string,
  value: string,
): Promise<Response> {
  const type = menuTypes[actionId] ?? 'button';
  const selection = { selected_option: { text: { type: 'plain_text', text: 'x' }, value } };
  return sendSigned(
    rapport,
    interactionBody({
      type: 'block_actions',
      team: { id: rapport.sandbox.teamId, domain: 'x' },
      user: { id: user.id, username: user.name, team_id: rapport.sandbox.teamId },
      api_app_id: rapport.sandbox.appId,
      trigger_id: `1.${++forged}.forged`,
      container: { type: 'view', view_id: view.id },
      view: { ...view.definition, id: view.id, hash: view.hash, type: 'modal' },
      actions: [
        {
          type,
          action_id: actionId,
          block_id: 'forged',
          action_ts: '1',
          ...(type === 'button' ? { value } : selection),
        },
      ],
    }),
  );
}

/** The fields that every Slack payload from a user shares. */
const sentBy = (rapport: Rapport, user: User, type: string) => ({
  type,
  team: { id: rapport.sandbox.teamId, domain: 'x' },
  user: { id: user.id, username: user.name, team_id: rapport.sandbox.teamId },
  api_app_id: rapport.sandbox.appId,
  trigger_id: rapport.sandbox.world.triggers.issue(user.id, undefined),
});

const note = {
  type: 'input',
  block_id: 'note',
  label: { type: 'plain_text', text: 'x' },
  element: { type: 'plain_text_input', action_id: 'note' },
};

/** Submits a form that the app never opened. `metadata` is sent as is if it is a string, and as JSON otherwise. */
export const forgeForm = (
  rapport: Rapport,
  user: User,
  id: string,
  { metadata, values = {} }: { metadata: unknown; values?: unknown },
): Promise<Response> =>
  sendSigned(
    rapport,
    interactionBody({
      ...sentBy(rapport, user, 'view_submission'),
      view: {
        id: `V0FORGED${++forged}`,
        type: 'modal',
        callback_id: id,
        private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
        blocks: [note],
        state: { values },
      },
    }),
  );

/** Triggers an action that the app never rendered, in `view` if given, or else in a message. */
export const forgePress = (
  rapport: Rapport,
  user: User,
  action: { action_id: string; type: string; value?: unknown; selected_option?: unknown },
  view?: object,
): Promise<Response> =>
  sendSigned(
    rapport,
    interactionBody({
      ...sentBy(rapport, user, 'block_actions'),
      ...(view ? { view } : { response_url: `${rapport.sandbox.url}/commands/none` }),
      actions: [{ block_id: 'forged', action_ts: '1', ...action }],
    }),
  );

/** Requests menu options with a search value that need not be text. */
export const forgeSearch = (rapport: Rapport, user: User, id: string, value: unknown): Promise<Response> =>
  sendSigned(
    rapport,
    interactionBody({
      ...sentBy(rapport, user, 'block_suggestion'),
      action_id: id,
      block_id: 'forged',
      value,
    }),
  );
