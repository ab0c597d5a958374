import type { App, ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { mayInBranch } from '../../domain/access.ts';
import { addDays, type Day, dayIn, parseIsoDay, type Weekday } from '../../domain/days/day.ts';
import { isTimeZone, usRegions } from '../../domain/members/time-zones-and-regions.ts';
import { asTyped, cut, plain, section } from '../../messages/blocks.ts';
import { branchSet, branchSetUnasked, greetingFailed } from '../../messages/members/branch.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { loadAreaNames } from '../../store/leads/areas.ts';
import {
  type Branch,
  type BranchSettings,
  findUngreeted,
  greet,
  loadBranchSettings,
  saveBranch,
} from '../../store/members/branches.ts';
import { findMember } from '../../store/members/members.ts';
import { type BranchPost, branchPosts, setPostTime } from '../../store/nudges/branch-schedules.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, type FieldErrors, readOption, readText, textField } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { standingsWithSlack } from './members.ts';
import { loadPeople, personOf } from './people.ts';
import { timeZoneField } from './work-fields.ts';

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
  daysOff: Day[];
  areaId: number | null;
  posts: { post: BranchPost; weekdays: Weekday[]; localTime: string }[];
  areas: { id: number; name: string }[];
}

function branchView(
  purpose: Purpose,
  form: Form,
  existing: BranchSettings | null,
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
    timeZoneField(form.zone),
    choiceField('region', 'State, for its holidays', regionChoices, form.region),
    {
      type: 'input',
      block_id: 'manager',
      label: plain('Branch manager'),
      element: { type: 'users_select', action_id: 'manager', initial_user: form.manager },
    },
    ...(form.areas.length > 0
      ? [
          choiceField(
            'area',
            'Area',
            form.areas.slice(0, 100).map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
            form.areaId === null ? null : String(form.areaId),
          ),
        ]
      : []),
    ...(existing ? [daysOffField(form.daysOff), ...form.posts.flatMap(postFields)] : []),
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

const daysOffField = (days: readonly Day[]): KnownBlock =>
  textField('days_off', 'Days off of this office', {
    initial: days.join(', '),
    placeholder: '2026-12-24, 2026-12-31',
    hint: 'Besides the public holidays: no posts, and nothing falls due.',
  });

const postNames: Record<BranchPost, string> = {
  plan: 'The week’s plan',
  reminder: 'The reminder midweek',
  'managers note': 'The manager’s note',
  leaderboard: 'The leaderboard',
};

const dayChoices = [
  { value: '1', label: 'Mondays' },
  { value: '2', label: 'Tuesdays' },
  { value: '3', label: 'Wednesdays' },
  { value: '4', label: 'Thursdays' },
  { value: '5', label: 'Fridays' },
  { value: 'none', label: 'Not at all' },
];

/** One that comes on several days, as an operator may have set it, is left alone. */
const postFields = ({ post, weekdays, localTime }: Form['posts'][number]): KnownBlock[] =>
  weekdays.length > 1
    ? []
    : [
        choiceField(
          `day ${post}`,
          postNames[post],
          dayChoices,
          weekdays.length === 0 ? 'none' : String(weekdays[0]),
          true,
        ),
        {
          type: 'input',
          block_id: `time ${post}`,
          label: plain(`${postNames[post]}: time`),
          element: { type: 'timepicker', action_id: `time ${post}`, initial_time: localTime },
        },
      ];

/** Several days, apart by commas, spaces or lines; or what is wrong with them. */
function readDaysOff(text: string | null, today: Day): Day[] | string {
  const days: Day[] = [];
  for (const part of (text ?? '').split(/[\s,;]+/).filter(Boolean)) {
    const day = parseIsoDay(part);
    if (!day) return `“${cut(part, 40)}” is no day. Write them like 2026-12-24.`;
    days.push(day);
  }
  // Those gone by are of no use any more, but for the weeks that are not closed yet.
  const kept = [...new Set(days)].filter((day) => day >= addDays(today, -14)).sort();
  return kept.length > daysOffMax ? `${daysOffMax} days at most.` : kept;
}

const daysOffMax = 60;

const regionChoices = usRegions.map(([value, label]) => ({ value, label }));
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
  const existing = await loadBranchSettings(context.db, { channelId: purpose.channelId });
  const form: Form = {
    daysOff: existing?.daysOff ?? [],
    areaId: existing?.area?.id ?? null,
    posts: branchPosts.flatMap((post) => existing?.posts.find((one) => one.post === post) ?? []),
    areas: await loadAreaNames(context.db),
    name: existing?.name ?? titleOf(channelName),
    zone: existing?.timeZone ?? admin.zone,
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
    else if (name.length > 60) errors.name ??= 'Up to 60 characters, please.';
    if (!zone || !isTimeZone(zone)) errors.zone = 'Choose a time zone.';
    if (!managerId) errors.manager = 'Choose a manager.';
    const existing = await loadBranchSettings(context.db, { channelId: purpose.channelId });
    const editor = await findMember(context.db, body.user.id);
    const { standings } = await standingsWithSlack(context, body.user.id, editor, existing?.id ?? 0);
    const action = existing ? 'edit branch' : 'set up branch';
    if (!mayInBranch(standings, action)) errors.name = refusedBranch(action);
    const today = dayIn(zone && isTimeZone(zone) ? zone : 'UTC', context.now());
    const daysOff = existing ? readDaysOff(readText(view, 'days_off', errors), today) : [];
    if (typeof daysOff === 'string') errors.days_off ??= daysOff;
    if (!name || !zone || !managerId || typeof daysOff === 'string' || Object.keys(errors).length > 0) {
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
      { channelId: purpose.channelId, name, timeZone: zone, region: readOption(view, 'region') },
      manager,
      context.now(),
      {
        madeBy: editor?.id ?? null,
        ...(existing ? { daysOff } : {}),
        ...(view.state.values.area ? { areaId: Number(readOption(view, 'area')) || null } : {}),
      },
    );
    if (existing) await savePosts(context, existing, view, editor?.id ?? null);
    await ack();
    await greetAll(context, branch, purpose, body.user.id);
  });
}

/** Those whose day or time is another one than before. */
async function savePosts(
  context: EdgeContext,
  existing: BranchSettings,
  view: ViewOutput,
  madeBy: number | null,
): Promise<void> {
  for (const { post, weekdays, localTime } of existing.posts) {
    const day = readOption(view, `day ${post}`);
    const time = view.state.values[`time ${post}`]?.[`time ${post}`]?.selected_time;
    if (!day || !time || weekdays.length > 1) continue;
    const chosen = day === 'none' ? [] : [Number(day) as Weekday];
    if (String(chosen) === String(weekdays) && time === localTime) continue;
    await setPostTime(
      context.db,
      existing.id,
      post,
      { weekdays: chosen, localTime: time },
      madeBy,
      context.now(),
    );
  }
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
