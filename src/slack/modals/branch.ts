import type { App } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { usRegions, usZones } from '../../domain/places.ts';
import { asTyped, cut, plain, section } from '../../messages/blocks.ts';
import { branchSet, branchSetUnasked, greetingFailed } from '../../messages/branch.ts';
import { type Branch, findBranch, findUngreeted, greet, saveBranch } from '../../store/branches.ts';
import type { EdgeContext } from '../deadline.ts';
import { loadPeople, personOf } from '../people.ts';
import { choiceField, type FieldErrors, readOption, readText, textField } from './fields.ts';
import { openForm } from './open-form.ts';

/** `/rapport branch`: a channel becomes a branch. */
const branchModal = 'branch';

interface Purpose {
  channelId: string;
  responseUrl: string;
  /** How many people the form has shown it would greet; nobody is greeted before the admin has seen that. */
  shown?: number;
}

interface Form {
  name: string;
  zone: string;
  region: string | null;
  manager: string;
}

function branchView(
  purpose: Purpose,
  form: Form,
  existing: Branch | null,
  toGreet: number | null,
): ModalView {
  const greeting =
    toGreet === null
      ? 'Looking who is in this channel…'
      : toGreet === 0
        ? 'Nobody new to greet: everybody here has been asked already.'
        : `Rapport will greet ${toGreet} ${toGreet === 1 ? 'person' : 'people'} here by direct message and ask whether they work with partners. Nobody joins without saying yes.`;
  const blocks: KnownBlock[] = [
    textField('name', 'Name of the branch', { initial: form.name, required: true }),
    choiceField('zone', 'Time zone', zoneChoices(form.zone), form.zone, true),
    choiceField('region', 'State, for its holidays', regionChoices, form.region),
    {
      type: 'input',
      block_id: 'manager',
      label: plain('Branch manager'),
      element: { type: 'users_select', action_id: 'manager', initial_user: form.manager },
    },
    { ...section(asTyped(greeting)), block_id: 'greeting' },
  ];
  return {
    type: 'modal',
    callback_id: branchModal,
    title: plain(existing ? 'Edit the branch' : 'Set up a branch'),
    submit: plain(toGreet ? cut(`Save and greet ${toGreet}`, 24) : 'Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ ...purpose, ...(toGreet === null ? {} : { shown: toGreet }) }),
    blocks,
  };
}

const regionChoices = usRegions.map(([value, label]) => ({ value, label }));
const zoneChoices = (own: string) =>
  [...usZones, ...(usZones.some(([zone]) => zone === own) ? [] : [[own, own] as const])].map(
    ([value, label]) => ({
      value,
      label,
    }),
  );

/**
 * Opens at once, because a trigger lasts 3 s. Returns what counts who would be greeted and shows it: to be called after
 * `ack`, because in a large workspace that takes longer than Slack waits.
 */
export async function openBranchModal(
  context: EdgeContext,
  triggerId: string,
  purpose: Purpose,
  channelName: string,
  admin: { slackUserId: string; zone: string },
): Promise<() => Promise<void>> {
  const existing = await findBranch(context.db, purpose.channelId);
  const form: Form = {
    name: existing?.name ?? titleOf(channelName),
    zone: existing?.zone ?? admin.zone,
    region: existing?.region ?? null,
    manager: existing?.managerSlackId ?? admin.slackUserId,
  };
  const viewId = await openForm(context, triggerId, branchView(purpose, form, existing, null));
  return async () => {
    const toGreet = await countUngreeted(context, purpose.channelId);
    // Closed or saved meanwhile, the form is not there to be drawn; without the number it greets nobody.
    await context.slack.views
      .update({ view_id: viewId, view: branchView(purpose, form, existing, toGreet) })
      .catch((error) => context.log.warn({ error }, 'could not show how many people would be greeted'));
  };
}

async function countUngreeted(context: EdgeContext, channelId: string): Promise<number> {
  const people = await loadPeople(context, channelId);
  const ungreeted = await findUngreeted(
    context.unboundDb,
    people.map((person) => person.slackUserId),
  );
  return ungreeted.length;
}

/** "tampa-branch" is the Tampa branch. */
function titleOf(channelName: string): string {
  const words = channelName
    .replace(/[-_]?(branch|office|team)$/i, '')
    .split(/[-_]+/)
    .filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || channelName;
}

export function branchModalListener(app: App, context: EdgeContext): void {
  app.view(branchModal, async ({ view, body, ack }) => {
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const errors: FieldErrors = {};
    const name = readText(view, 'name', errors);
    const zone = readOption(view, 'zone');
    const managerId = view.state.values.manager?.manager?.selected_user;
    if (!name) errors.name = 'How is the branch called?';
    else if (name.length > 60) errors.name = 'Up to 60 characters, please.';
    if (!zone) errors.zone = 'Choose a time zone.';
    if (!managerId) errors.manager = 'Choose a manager.';
    if (!name || !zone || !managerId || Object.keys(errors).length > 0) {
      return ack({ response_action: 'errors', errors });
    }
    const { user } = await context.slack.users.info({ user: managerId });
    const manager = user && personOf(user);
    if (!manager) {
      return ack({
        response_action: 'errors',
        errors: { manager: 'A manager must be a person of this workspace.' },
      });
    }
    const branch = await saveBranch(
      context.db,
      { channelId: purpose.channelId, name, zone, region: readOption(view, 'region') },
      manager,
      context.now(),
    );
    await ack();
    await greetAll(context, branch, purpose, body.user.id);
  });
}

/** Greets those whom the form has shown. After the answer: in a large workspace, listing people takes longer than Slack waits. */
async function greetAll(
  context: EdgeContext,
  branch: Branch,
  purpose: Purpose,
  adminId: string,
): Promise<void> {
  const tell = (text: string) =>
    fetch(purpose.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', text }),
      signal: AbortSignal.timeout(5000),
    }).catch((error) => context.log.warn({ error }, 'could not tell the admin that the branch is set up'));
  try {
    if (purpose.shown === undefined) {
      const toGreet = await countUngreeted(context, branch.channelId);
      return void (await tell(branchSetUnasked(branch.name, branch.channelId, toGreet)));
    }
    const people = await loadPeople(context, branch.channelId);
    const greeted = await greet(context.unboundDb, branch.id, people, context.now());
    await tell(branchSet(branch.name, branch.channelId, greeted));
  } catch (error) {
    context.log.error({ error, branch: branch.id, adminId }, 'the people of a branch could not be greeted');
    await tell(greetingFailed(branch.name));
  }
}
