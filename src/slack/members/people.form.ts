import { z } from 'zod';
import { mayInBranch } from '../../domain/access.ts';
import { personOf, type SlackPerson } from '../../domain/members/slack-user.ts';
import { plain, plainMessage, section } from '../../messages/blocks.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { loadRoleHolders, setRoleHolders } from '../../store/members/member-settings.ts';
import { areResultsOn, switchResults } from '../../store/record/results.ts';
import { type ExportsPolicy, loadExportsPolicy, setExportsPolicy } from '../../store/workspace.ts';
import type { Asker } from '../bolt/admit.ts';
import { respond } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import { choiceField, isTicked, readOption, readUsers, tickField } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { branchRolesWithSlack } from './members.ts';
import { findUser } from './people.ts';

const peopleMetadata = z.object({
  responseUrl: z.string(),
  /** The home branch for people who are not in any branch yet. */
  branchId: rowId,
});

const roles = ['lead', 'compliance'] as const;
type Role = (typeof roles)[number];
const labels = {
  lead: 'Program leads: see and edit all branches',
  compliance: 'Compliance: read the expense record, history, and exports',
} as const;

interface Shown {
  holders: Record<Role, string[]>;
  policy: ExportsPolicy;
  results: boolean;
}

export async function openPeopleForm(
  context: EdgeContext,
  triggerId: string,
  metadata: z.input<typeof peopleMetadata>,
): Promise<void> {
  const holders = {
    lead: await loadRoleHolders(context.db, 'lead'),
    compliance: await loadRoleHolders(context.db, 'compliance'),
  };
  const policy = await loadExportsPolicy(context.db);
  const results = await areResultsOn(context.db);
  await peopleForm.open(context, triggerId, metadata, { holders, policy, results });
}

/** Only Slack workspace admins may change roles. */
async function whyNotNameRoles({ context, slackUserId, member }: Asker): Promise<string | null> {
  const { standings } = await branchRolesWithSlack(context, slackUserId, member, 0);
  return mayInBranch(standings, 'name roles') ? null : refusedBranch('name roles');
}

/** Who is a program lead, who has compliance, and who may export a book as a file. */
export const peopleForm = defineForm({
  id: 'people',
  metadata: peopleMetadata,
  may: whyNotNameRoles,
  view: ({ holders, policy, results }: Shown): Drawn => ({
    title: plain('Roles'),
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
        'Who can export their own book?',
        [
          { value: 'own', label: 'Everyone (their manager is notified)' },
          { value: 'managers', label: 'Only managers and program leads' },
        ],
        policy,
        true,
      ),
      tickField('results', 'Closed loans per branch and month', 'Show imported numbers to program leads', {
        ticked: results,
        hint: 'On a page of their own, by branch name: never per partner, never ranked, never next to help or expenses.',
      }),
      section('Branch managers are set in the branch’s channel: */rapport branch*.'),
    ],
  }),
  async submit({ context, member: admin, now, metadata: { responseUrl, branchId }, values }) {
    // Look everyone up first: when the form is refused, nothing is saved.
    const named = await Promise.all(
      roles.map(async (role) => ({ role, people: await loadNamed(context, readUsers(values, role)) })),
    );
    const errors = named
      .filter(({ people }) => people === null)
      .map(({ role }) => [role, 'Only people in this workspace can have a role, not guests or bots.']);
    if (errors.length > 0) return { errors: Object.fromEntries(errors) };
    const madeBy = admin?.id ?? null;
    for (const { role, people } of named)
      await setRoleHolders(context.db, role, people ?? [], { branchId, madeBy, now });
    const policy = readOption(values, 'exports') === 'managers' ? 'managers' : 'own';
    await setExportsPolicy(context.db, policy, madeBy, now);
    await switchResults(context.db, isTicked(values, 'results'), madeBy, now);
    return { after: () => respond(responseUrl, false, plainMessage('✓ Saved.')) };
  },
});

/** Returns null if any of them is not one of the workspace's own people. */
async function loadNamed(
  context: EdgeContext,
  slackUserIds: readonly string[],
): Promise<SlackPerson[] | null> {
  const users = await Promise.all(slackUserIds.map((id) => findUser(context, id)));
  const people = users.map((user) => user && personOf(user));
  return people.every((person) => person !== null) ? people : null;
}
