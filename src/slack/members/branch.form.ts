import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { mayInBranch } from '../../domain/access.ts';
import { addDays, type Day, dayIn, parseTypedDay, type Weekday } from '../../domain/days/day.ts';
import { type ComingHoliday, comingHolidays } from '../../domain/days/holidays.ts';
import { typedDay } from '../../domain/format.ts';
import { personOf } from '../../domain/members/slack-user.ts';
import { isTimeZone, usRegions } from '../../domain/members/time-zones-and-regions.ts';
import { cut, plain, section } from '../../messages/blocks.ts';
import {
  branchSet,
  branchSetUnasked,
  greetingFailed,
  type SavedBranch,
  saveAndInvite,
} from '../../messages/members/branch.ts';
import { type WhoIsAsked, whoIsAsked } from '../../messages/members/who-is-asked.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { loadAreaNames } from '../../store/leads/areas.ts';
import {
  type Branch,
  type BranchSettings,
  loadBranchSettings,
  saveBranch,
} from '../../store/members/branches.ts';
import { findUngreeted, greet } from '../../store/members/welcomes.ts';
import { type BranchPost, branchPosts, setPostTime } from '../../store/nudges/branch-schedules.ts';
import { respond } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import {
  type Choice,
  choiceField,
  type FieldErrors,
  hasErrors,
  readChosenId,
  readOneOf,
  readOption,
  readText,
  readTime,
  readUser,
  textField,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { holidayFields, readHolidayChanges } from './holiday-fields.ts';
import { branchRolesWithSlack } from './members.ts';
import { findUser, loadPeople, lookAround } from './people.ts';
import { timeZoneField } from './work-fields.ts';

const branchMetadata = z.object({
  channelId: z.string(),
  responseUrl: z.string(),
  /** How many people the form said it would greet. No one is greeted before the admin has seen that number. */
  shown: z.int().optional(),
});
type Metadata = z.output<typeof branchMetadata>;

interface Shown {
  existing: BranchSettings | null;
  name: string;
  zone: string;
  region: string | null;
  manager: string;
  daysOff: Day[];
  holidays: ComingHoliday[];
  holidayChanges: string[];
  areaId: number | null;
  posts: { post: BranchPost; weekdays: Weekday[]; localTime: string }[];
  areas: { id: number; name: string }[];
  asked: WhoIsAsked | 'unknown' | null;
}

const branchFields = (form: Shown): KnownBlock[] => [
  textField('name', 'Branch name', { initial: form.name, required: true }),
  timeZoneField(form.zone),
  choiceField('region', 'State (for holidays)', regionChoices, form.region),
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
  ...(form.existing
    ? [...holidayFields(form), daysOffField(form.daysOff), ...form.posts.flatMap(postFields)]
    : []),
  ...whoIsAsked(form.asked),
];

const daysOffField = (days: readonly Day[]): KnownBlock =>
  textField('days_off', 'Office closures', {
    initial: days.map(typedDay).join(', '),
    placeholder: '12/24/2026, 12/31/2026',
    hint: 'In addition to holidays. No posts, nothing due.',
  });

const postLabels: Record<BranchPost, { day: string; time: string }> = {
  plan: { day: 'Weekly plan', time: 'Weekly plan time' },
  reminder: { day: 'Midweek reminder', time: 'Midweek reminder time' },
  leaderboard: { day: 'Leaderboard', time: 'Leaderboard time' },
};

const dayValues = ['1', '2', '3', '4', '5', 'none'] as const;
const dayChoices: Choice<(typeof dayValues)[number]>[] = [
  { value: '1', label: 'Mondays' },
  { value: '2', label: 'Tuesdays' },
  { value: '3', label: 'Wednesdays' },
  { value: '4', label: 'Thursdays' },
  { value: '5', label: 'Fridays' },
  { value: 'none', label: 'Never' },
];

/** A post on several days, which an operator may have set, is left alone. */
const postFields = ({ post, weekdays, localTime }: Shown['posts'][number]): KnownBlock[] =>
  weekdays.length > 1
    ? []
    : [
        choiceField(
          `day ${post}`,
          postLabels[post].day,
          dayChoices,
          dayValues.find((day) => day === String(weekdays[0] ?? 'none')) ?? null,
          true,
        ),
        {
          type: 'input',
          block_id: `time ${post}`,
          label: plain(postLabels[post].time),
          element: { type: 'timepicker', action_id: `time ${post}`, initial_time: localTime },
        },
      ];

/** Reads several days, separated by commas, spaces, or lines. Returns the days, or an error text. */
function readDaysOff(text: string | null, today: Day): Day[] | string {
  const days: Day[] = [];
  for (const part of (text ?? '').split(/[\s,;]+/).filter(Boolean)) {
    const day = parseTypedDay(part);
    if (!day) return `I can’t read “${cut(part, 40)}” as a date. Try 12/24/2026.`;
    days.push(day);
  }
  // Past days matter only for weeks that are not closed yet.
  const kept = [...new Set(days)].filter((day) => day >= addDays(today, -14)).sort();
  return kept.length > daysOffMax ? `Up to ${daysOffMax} days, please.` : kept;
}

const daysOffMax = 60;

const regions = usRegions.map(([value]) => value);
const regionChoices: Choice<string>[] = usRegions.map(([value, label]) => ({ value, label }));

/**
 * Opens the form right away, because a trigger lasts 3 s. Returns a function that finds who would be greeted and shows their
 * names. Call it after `ack`, because in a large workspace it takes longer than Slack waits.
 */
export async function openBranchForm(
  context: EdgeContext,
  triggerId: string,
  metadata: Metadata,
  channelName: string,
  admin: { slackUserId: string; zone: string },
): Promise<() => Promise<void>> {
  const existing = await loadBranchSettings(context.db, { channelId: metadata.channelId });
  const shown: Shown = {
    existing,
    daysOff: existing?.daysOff ?? [],
    holidays: comingHolidays(
      existing?.region ?? null,
      dayIn(existing?.timeZone ?? admin.zone, context.now()),
    ),
    holidayChanges: existing?.holidayChanges ?? [],
    areaId: existing?.area?.id ?? null,
    posts: branchPosts.flatMap((post) => existing?.posts.find((one) => one.post === post) ?? []),
    areas: await loadAreaNames(context.db),
    asked: null,
    name: existing?.name ?? titleOf(channelName),
    zone: existing?.timeZone ?? admin.zone,
    region: existing?.region ?? null,
    manager: existing?.managerSlackId ?? admin.slackUserId,
  };
  const viewId = await branchForm.open(context, triggerId, metadata, shown);
  return async () => {
    const asked = await findAsked(context, metadata.channelId, shown.manager).catch((error) => {
      context.log.warn({ error }, 'could not check who is in a channel');
      return 'unknown' as const;
    });
    // If the form was closed or saved meanwhile, it can no longer be updated. A form saved without the number greets
    // no one.
    const counted = asked === 'unknown' ? {} : { shown: asked.asked.length };
    const view = branchForm.draw({ ...metadata, ...counted }, { ...shown, asked });
    await context.slack.views
      .update({ view_id: viewId, view })
      .catch((error) => context.log.warn({ error }, 'could not show how many people would be greeted'));
  };
}

/** Who will be asked once this is saved. Whoever manages the branch is told what that means instead. */
async function findAsked(context: EdgeContext, channelId: string, manager: string): Promise<WhoIsAsked> {
  const { people, others } = await lookAround(context, channelId);
  const ungreeted = new Set(
    await findUngreeted(
      context.unboundDb,
      people.map((person) => person.slackUserId),
    ),
  );
  const asked = people.filter(({ slackUserId }) => ungreeted.has(slackUserId) && slackUserId !== manager);
  return {
    asked: asked.map(({ name }) => name).sort(compareNames),
    known: people.length - ungreeted.size,
    others,
  };
}

const compareNames = (a: string, b: string): number => a.localeCompare(b, 'en');

/** Turns "tampa-branch" into "Tampa". */
function titleOf(channelName: string): string {
  const words = channelName
    .replace(/[-_]?(branch|office|team)$/i, '')
    .split(/[-_]+/)
    .filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || channelName;
}

/** `/rapport branch`: turns a channel into a branch. */
export const branchForm = defineForm({
  id: 'branch',
  metadata: branchMetadata,
  // Open to Slack workspace admins and to those who run the branch, so the branch must first be loaded by its channel.
  may: 'anyone',
  view: (form: Shown, { shown: toGreet }): Drawn => ({
    title: plain(form.existing ? 'Edit branch' : 'Set up a branch'),
    submit: plain(toGreet ? cut(saveAndInvite(toGreet), 24) : 'Save'),
    blocks: branchFields(form),
  }),
  async submit({ context, slackUserId, member: editor, now, metadata, values }) {
    const errors: FieldErrors = {};
    const { channelId } = metadata;
    const existing = await loadBranchSettings(context.db, { channelId });
    const fields = readBranchFields(values, errors, existing, now);
    const { standings } = await branchRolesWithSlack(context, slackUserId, editor, existing?.id ?? 0);
    const action = existing ? 'edit branch' : 'set up branch';
    if (!mayInBranch(standings, action)) errors.name = refusedBranch(action);
    if (!fields || hasErrors(errors)) return { errors };
    const { name, zone, region, daysOff, holidayChanges } = fields;
    const user = await findUser(context, fields.managerId);
    const manager = user && personOf(user);
    if (!manager) return { errors: { manager: 'Choose someone in this workspace, not a guest or a bot.' } };
    const madeBy = editor?.id ?? null;
    const branch = await saveBranch(context.db, { channelId, name, timeZone: zone, region }, manager, now, {
      madeBy,
      ...(existing ? { daysOff, holidayChanges } : {}),
      ...(values.typed.area ? { areaId: await readArea(context, values) } : {}),
    });
    if (existing) await savePosts(context, existing, values, madeBy, now);
    const mayImport = slackUserId === manager.slackUserId || standings.includes('lead');
    const saved = { name, isNew: !existing, importer: mayImport ? null : manager.name };
    return {
      after: () =>
        greetAll(context, branch, metadata, slackUserId, { ...saved, managerId: manager.slackUserId }),
    };
  },
});

/** Returns null, with errors at the fields, when something is missing. */
function readBranchFields(
  values: FormValues,
  errors: FieldErrors,
  existing: BranchSettings | null,
  now: Date,
) {
  const name = readText(values, 'name', errors);
  const chosen = readOption(values, 'zone');
  const zone = chosen && isTimeZone(chosen) ? chosen : null;
  const managerId = readUser(values, 'manager');
  if (!name) errors.name = 'What’s the branch called?';
  else if (name.length > 60) errors.name ??= 'Up to 60 characters, please.';
  if (!zone) errors.zone = 'Choose a time zone.';
  if (!managerId) errors.manager = 'Choose a manager.';
  const today = dayIn(zone ?? 'UTC', now);
  const daysOff = existing ? readDaysOff(readText(values, 'days_off', errors), today) : [];
  if (typeof daysOff === 'string') errors.days_off ??= daysOff;
  if (!name || !zone || !managerId || typeof daysOff === 'string') return null;
  const region = readOneOf(values, 'region', regions);
  const holidayChanges = readHolidayChanges(values, comingHolidays(region, today));
  return { name, zone, managerId, daysOff, region, holidayChanges };
}

/** Returns the chosen area, or null if none was chosen or it no longer exists. */
async function readArea(context: EdgeContext, values: FormValues): Promise<number | null> {
  const areaId = readChosenId(values, 'area');
  return (await loadAreaNames(context.db)).find(({ id }) => id === areaId)?.id ?? null;
}

/** Saves the posts whose day or time changed. */
async function savePosts(
  context: EdgeContext,
  existing: BranchSettings,
  values: FormValues,
  madeBy: number | null,
  now: Date,
): Promise<void> {
  for (const { post, weekdays, localTime } of existing.posts) {
    const day = readOneOf(values, `day ${post}`, dayValues);
    const time = readTime(values, `time ${post}`);
    if (!day || !time || weekdays.length > 1) continue;
    const chosen = day === 'none' ? [] : [Number(day) as Weekday];
    if (String(chosen) === String(weekdays) && time === localTime) continue;
    const at = { weekdays: chosen, localTime: time };
    await setPostTime(context.db, existing.id, post, at, madeBy, now);
  }
}

/**
 * Greets the people the form announced. Runs after the answer: in a large workspace, listing people takes longer than
 * Slack waits.
 */
async function greetAll(
  context: EdgeContext,
  branch: Branch,
  { responseUrl, shown }: Metadata,
  adminId: string,
  { managerId, ...saved }: SavedBranch & { managerId: string },
): Promise<void> {
  const tell = async (text: string): Promise<void> => {
    if (!(await respond(responseUrl, false, { text, blocks: [section(text)] })))
      context.log.warn('could not tell the admin that the branch is set up');
  };
  try {
    if (shown === undefined) {
      const { asked } = await findAsked(context, branch.channelId, managerId);
      return await tell(branchSetUnasked(saved, asked.length));
    }
    const people = await loadPeople(context, branch.channelId);
    const greeted = await greet(context.unboundDb, branch.id, people, context.now());
    await tell(branchSet(saved, greeted));
  } catch (error) {
    context.log.error({ error, branch: branch.id, adminId }, 'the people of a branch could not be greeted');
    await tell(greetingFailed(branch.name));
  }
}
