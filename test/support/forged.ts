import type { User, View } from 'slack-sandbox';
import type { Rapport } from './rapport.ts';
import { interactionBody, sendSigned } from './signed.ts';

const menus: Record<string, string> = {
  'partner.later': 'static_select',
  'partner.more': 'static_select',
  'partner.help': 'static_select',
};

let forged = 0;

/** Presses a button of a view with a forged value. Resolves when the app has answered. */
export async function forge(
  rapport: Rapport,
  user: User,
  view: View,
  actionId: string,
  value: string,
): Promise<Response> {
  const type = menus[actionId] ?? 'button';
  const chosen = { selected_option: { text: { type: 'plain_text', text: 'x' }, value } };
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
          ...(type === 'button' ? { value } : chosen),
        },
      ],
    }),
  );
}
