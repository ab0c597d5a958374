import type { App } from '@slack/bolt';
import { mayInBranch } from '../../domain/access.ts';
import { plain, section } from '../../messages/blocks.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import type { SlackPerson } from '../../store/members/branches.ts';
import { loadRoleHolders, setRoleHolders } from '../../store/members/member-settings.ts';
import { findMember } from '../../store/members/members.ts';
import { areResultsOn, switchResults } from '../../store/record/results.ts';
import { type ExportsPolicy, loadExportsPolicy, setExportsPolicy } from '../../store/workspace.ts';
import { respond } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, isTicked, readOption, readUsers, tickField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { standingsWithSlack } from './members.ts';
import { personOf } from './people.ts';

/** Who is a program lead, who has compliance, and who may take a book out as a file: for admins of the Slack workspace. */
const peopleModal = 'people';

interface Purpose {
  responseUrl: string;
  /** Where people are at home whom no branch knows yet. */
  branchId: number;
}

const roles = ['lead', 'compliance'] as const;
const labels = {
  lead: 'Program leads: see and edit all branches',
  compliance: 'Compliance: read the record, history and exports',
} as const;

export async function openPeopleModal(
  context: EdgeContext,
  triggerId: string,
  purpose: Purpose,
): Promise<void> {
  const holders = {
    lead: await loadRoleHolders(context.db, 'lead'),
    compliance: await loadRoleHolders(context.db, 'compliance'),
  };
  const policy = await loadExportsPolicy(context.db);
  const results = await areResultsOn(context.db);
  await openForm(context, triggerId, {
    type: 'modal',
    callback_id: peopleModal,
    title: plain('Roles'),
    submit: plain('Save'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(purpose),
    blocks: [
      ...roles.map((role) => ({
        type: 'input' as const,
        block_id: role,
        optional: true,
        label: plain(labels[role]),
        element: {
          type: 'multi_users_select' as const,
          action_id: role,
          ...(holders[role].length > 0 ? { initial_users: holders[role] } : {}),
        },
      })),
      choiceField<ExportsPolicy>(
        'exports',
        'Who may take their own book out as a file?',
        [
          { value: 'own', label: 'Everybody their own; the manager is told' },
          { value: 'managers', label: 'Only managers and program leads' },
        ],
        policy,
        true,
      ),
      tickField('results', 'Closed loans per branch and month', 'Show program leads what is imported', {
        ticked: results,
        hint: 'On a page of their own, by name. Never per partner, never ranked, never beside help or spend.',
      }),
      section('Managers are named with their branch: */rapport branch* in its channel.'),
    ],
  });
}

export function peopleModalListener(app: App, context: EdgeContext): void {
  app.view(peopleModal, async ({ view, body, ack }) => {
    const { responseUrl, branchId } = JSON.parse(view.private_metadata) as Purpose;
    const admin = await findMember(context.db, body.user.id);
    const { standings } = await standingsWithSlack(context, body.user.id, admin, 0);
    if (!mayInBranch(standings, 'name roles'))
      return ack({ response_action: 'errors', errors: { lead: refusedBranch('name roles') } });
    const now = context.now();
    // All of them first: of a form that is refused nothing is saved.
    const named = await Promise.all(
      roles.map(async (role) => ({ role, people: await loadNamed(readUsers(view, role)) })),
    );
    const errors = named
      .filter(({ people }) => people === null)
      .map(({ role }) => [role, 'Only people of this workspace can have a role: no guest, no bot.']);
    if (errors.length > 0) return ack({ response_action: 'errors', errors: Object.fromEntries(errors) });
    for (const { role, people } of named)
      await setRoleHolders(context.db, role, people ?? [], { branchId, madeBy: admin?.id ?? null, now });
    const policy = readOption(view, 'exports') === 'managers' ? 'managers' : 'own';
    await setExportsPolicy(context.db, policy, admin?.id ?? null, now);
    await switchResults(context.db, isTicked(view, 'results'), admin?.id ?? null, now);
    await ack();
    await respond(responseUrl, false, { text: '✓ Saved.' });
  });

  /** Null where one of them is none of the workspace's own people. */
  async function loadNamed(slackUserIds: readonly string[]): Promise<SlackPerson[] | null> {
    const people = await Promise.all(
      slackUserIds.map(async (user) => {
        const found = await context.slack.users.info({ user });
        return found.user ? personOf(found.user) : null;
      }),
    );
    return people.every((person) => person !== null) ? people : null;
  }
}
