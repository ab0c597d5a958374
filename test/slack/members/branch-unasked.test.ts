import { expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';
import { interactionBody, sendSigned } from '../../support/signed.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const ana = sandbox.addUser({ name: 'ana', realName: 'Ana Silva' });
const boise = sandbox.addChannel({ name: 'boise', members: [rapport.admin.id, ana.id], botIn: true });

/** Saves the branch's form as Slack sends it. `shown` is the number that the form has shown so far. */
async function save(shown: number | undefined): Promise<void> {
  const metadata = { channelId: boise.id, responseUrl: `${sandbox.url}/commands/none`, shown };
  const payload = {
    type: 'view_submission',
    team: { id: sandbox.teamId },
    user: { id: rapport.admin.id },
    view: {
      id: 'V0BRANCH',
      type: 'modal',
      callback_id: 'branch',
      private_metadata: JSON.stringify(metadata),
      state: {
        values: {
          name: { name: { type: 'plain_text_input', value: 'Boise' } },
          zone: { zone: { type: 'static_select', selected_option: { value: 'America/Denver' } } },
          manager: { manager: { type: 'users_select', selected_user: rapport.admin.id } },
        },
      },
    },
  };
  expect((await sendSigned(rapport, interactionBody(payload))).status).toBe(200);
}

const welcomes = () =>
  context.db.query(
    `select 1 from nudge n join member m on n.key = 'welcome:' || m.id where m.name = 'Ana Silva'`,
  );

test('saving a branch before its form shows how many people it would greet greets no one', async () => {
  await save(undefined);
  const branches = () => context.db.query(`select 1 from branch where name = 'Boise'`);
  await expect.poll(async () => (await branches()).length).toBe(1);
  expect(await welcomes()).toEqual([]);
  await save(1);
  await expect.poll(async () => (await welcomes()).length).toBe(1);
});
