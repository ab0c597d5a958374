import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { keepsPartners } from '../../domain/access.ts';
import { type Day, daysBetween, type Weekday } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import { awayDaysMax } from '../../domain/policy.ts';
import { memberKinds } from '../../domain/words.ts';
import { actions, button, context, cut, plain, quoted, section } from '../../messages/blocks.ts';
import { homeActions } from '../../messages/home/home-screen.ts';
import {
  aboutToStop,
  absenceRefused,
  daysAway,
  type KeptRoles,
  notWorking,
  readsNoCalendar,
  settingsSaved,
  stoppedWorking,
} from '../../messages/members/me.ts';
import { type ComingAbsence, cancelAbsence, loadAbsences } from '../../store/members/absences.ts';
import {
  loadSettings,
  type MemberSettings,
  saveSettings,
  stopWorking,
} from '../../store/members/member-settings.ts';
import { findMember } from '../../store/members/members.ts';
import { type Colleague, loadColleagues } from '../../store/partners/hand-over.ts';
import { answer, replyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction } from '../bolt/define-action.ts';
import { type Drawn, defineForm } from '../bolt/define-form.ts';
import {
  choiceField,
  dayField,
  type FieldErrors,
  hasErrors,
  readChosenId,
  readDay,
  readOneOf,
  readOption,
  readOptions,
  readTime,
} from '../bolt/fields.ts';
import type { FormValues } from '../bolt/form-values.ts';
import { idValue, readMetadata, textValue } from '../bolt/schemas.ts';
import { homePlace, homeScreenOf, publishHome, publishStrangersHome } from '../home/home.ts';
import { todayOf } from './members.ts';
import {
  kindField,
  meetingsField,
  readMeetings,
  readReminder,
  reminderField,
  timeZoneField,
} from './work-fields.ts';

/** The roles that outlast partners of their own. */
const keptRoles = ({ roles }: Member): KeptRoles => roles.filter((role) => role !== 'member');

const cancelAway = 'me.cancel-away';
const stop = 'me.stop';

const firstScreen = { at: 'today' } as const;

const meMetadata = z.object({
  reply: replyTo,
  /** The screen of App Home that it was opened from, to be drawn again. Forms of earlier versions say only whether. */
  home: homePlace.nullable().or(z.boolean().transform((isHome) => (isHome ? firstScreen : null))),
});
type Metadata = z.output<typeof meMetadata>;

const weekdayNames: readonly [Weekday, string][] = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [0, 'Sunday'],
];

/** What the form shows: the current settings, and who could cover. */
interface Shown {
  /** With partners of their own. */
  works: boolean;
  kept: KeptRoles;
  settings: MemberSettings;
  absences: readonly ComingAbsence[];
  colleagues: readonly Colleague[];
  today: Day;
  note?: string | undefined;
}

export async function openMeForm(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  metadata: Metadata,
): Promise<void> {
  await meForm.open(context, triggerId, metadata, await loadShown(context, member));
}

async function loadShown(context: EdgeContext, member: Member, note?: string): Promise<Shown> {
  const today = todayOf(context, member);
  return {
    works: keepsPartners(member),
    kept: keptRoles(member),
    settings: await loadSettings(context.db, member.id),
    absences: await loadAbsences(context.db, member.id, today),
    colleagues: await loadColleagues(context.db, member.branch.id, member.id),
    today,
    note,
  };
}

const dayOption = ([day, name]: readonly [Weekday, string]) => ({ text: plain(name), value: String(day) });
const named = { text: plain('Show my name on the leaderboard'), value: 'named' };

function workFields(settings: MemberSettings): KnownBlock[] {
  const chosen = weekdayNames.filter(([day]) => settings.workdays.includes(day)).map(dayOption);
  return [
    {
      type: 'input',
      block_id: 'digest_at',
      label: plain('When should I send your morning list?'),
      element: { type: 'timepicker', action_id: 'digest_at', initial_time: settings.digestAt },
    },
    reminderField(settings.remindedOfPlans),
    {
      type: 'input',
      block_id: 'workdays',
      label: plain('Which days do you work?'),
      element: {
        type: 'checkboxes',
        action_id: 'workdays',
        options: weekdayNames.map(dayOption),
        ...(chosen.length > 0 ? { initial_options: chosen } : {}),
      },
    },
    kindField(settings.kind),
    meetingsField(settings.meetingsPerWeek),
    timeZoneField(settings.timeZone),
    {
      type: 'input',
      block_id: 'board',
      optional: true,
      label: plain('Leaderboard'),
      element: {
        type: 'checkboxes',
        action_id: 'board',
        options: [named],
        ...(settings.onLeaderboard ? { initial_options: [named] } : {}),
      },
    },
  ];
}

const awayFields = ({ absences, colleagues, today }: Shown): KnownBlock[] => [
  ...absences.map(
    (absence): KnownBlock => ({
      ...section(
        `*Away* ${daysAway(absence.from, absence.to, today)}${absence.cover ? ` · ${quoted(absence.cover, 60)} will cover` : ''}`,
      ),
      accessory: button(cancelAway, 'Cancel time away', String(absence.id)),
    }),
  ),
  dayField('from', 'First day away', null),
  dayField('to', 'Last day away', null),
  ...(colleagues.length > 0
    ? [
        choiceField(
          'cover',
          'Who will cover your inner circle and promises?',
          colleagues.map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
          null,
        ),
      ]
    : []),
];

function stopRow(kept: KeptRoles): KnownBlock {
  const { title, text } = aboutToStop(kept);
  return actions([
    button(stop, 'I don’t work with partners', 'stop', {
      confirm: {
        title: plain(title),
        text: plain(text),
        confirm: plain('Yes, stop'),
        deny: plain('Never mind'),
      },
    }),
  ]);
}

/** `/rapport me`: a member's own digest time, workdays, room for meetings, absences, and whether to take part at all. */
export const meForm = defineForm({
  id: 'me',
  metadata: meMetadata,
  may: 'reader',
  view: (shown: Shown): Drawn => ({
    title: plain('My settings'),
    close: plain('Close'),
    blocks: [
      ...(shown.note ? [section(shown.note)] : []),
      ...workFields(shown.settings),
      ...awayFields(shown),
      context(readsNoCalendar),
      ...(shown.works ? [stopRow(shown.kept)] : []),
    ],
  }),
  async submit({ context, member, today, now, metadata, values }) {
    const errors: FieldErrors = {};
    const settings = await readWork(context, values, member, errors);
    const absence = readAbsence(values, today, errors);
    const { coverId } = absence;
    const cover = coverId ? await findColleague(context, member, coverId) : null;
    if (coverId && !cover) errors.cover = 'Choose someone in your branch.';
    if (hasErrors(errors)) return { errors };
    const { from, to } = absence;
    const away = from && to ? { from, to, coverId } : null;
    const done = await saveSettings(context.db, member, settings, now, away);
    if ('refused' in done) return { errors: { from: absenceRefused(done.refused) } };
    return {
      async after() {
        const saved = { ...member, ...settings };
        const covered = away && { ...away, cover: cover?.name ?? null };
        const message = settingsSaved(saved, done.over, covered, today);
        await answer(context, saved, metadata.reply, message);
        if (metadata.home) await publishHome(context, saved, { screen: metadata.home });
      },
    };
  },
});

async function readWork(
  { db }: EdgeContext,
  values: FormValues,
  member: Member,
  errors: FieldErrors,
): Promise<MemberSettings> {
  const digestAt = readTime(values, 'digest_at') ?? '';
  const chosen = readOptions(values, 'workdays').map(Number);
  const workdays = weekdayNames
    .map(([day]) => day)
    .filter((day) => chosen.includes(day))
    .sort();
  const meetingsPerWeek = readMeetings(values, errors) ?? member.meetingsPerWeek;
  const zone = readOption(values, 'zone') ?? member.timeZone;
  if (!digestAt) errors.digest_at = 'Choose a time.';
  if (workdays.length === 0) errors.workdays = 'Choose at least one day.';
  if (!isTimeZone(zone)) errors.zone = 'Choose a time zone.';
  const onLeaderboard = readOptions(values, 'board').includes('named');
  // A form opened before it asked for the kind, or for reminders, leaves them as they are.
  const kind = readOneOf(values, 'kind', memberKinds) ?? member.kind;
  const remindedOfPlans = readReminder(values) ?? (await loadSettings(db, member.id)).remindedOfPlans;
  return { kind, digestAt, workdays, meetingsPerWeek, timeZone: zone, onLeaderboard, remindedOfPlans };
}

function readAbsence(values: FormValues, today: Day, errors: FieldErrors) {
  const from = readDay(values, 'from');
  const to = readDay(values, 'to');
  const coverId = readChosenId(values, 'cover') || null;
  if (from && !to) errors.to = 'What’s your last day away?';
  if (to && !from) errors.from = 'What’s your first day away?';
  if (to && to < today) errors.to = 'Choose today or a later day.';
  if (from && to && daysBetween(from, to) > awayDaysMax)
    errors.to = `Up to ${awayDaysMax} days. For longer, hand over your partners.`;
  if (coverId && !from) errors.from = 'When will you be away?';
  return { from, to, coverId };
}

const findColleague = async (context: EdgeContext, member: Member, id: number): Promise<Colleague | null> =>
  (await loadColleagues(context.db, member.branch.id, member.id)).find((one) => one.id === id) ?? null;

export const meButtons = [
  defineAction({
    id: homeActions.settings,
    may: 'reader',
    value: textValue,
    async press({ context, member, triggerId, view }) {
      await openMeForm(context, triggerId, member, { reply: {}, home: homeScreenOf(view) });
      return undefined;
    },
  }),

  defineAction({
    id: cancelAway,
    may: 'reader',
    value: idValue,
    async press({ context, member, now, view, value }) {
      const metadata = view && readMetadata(meMetadata, view.private_metadata);
      if (!metadata) return 'unknown';
      const done = await cancelAbsence(context.db, member.id, value, member.id, now);
      return async () => {
        const note = done ? 'Canceled. You’ll get your list as usual.' : 'That’s already canceled.';
        const drawn = meForm.draw(metadata, await loadShown(context, member, note));
        await context.slack.views.update({ view_id: view.id, view: drawn });
      };
    },
  }),

  defineAction({
    id: stop,
    may: 'reader',
    value: textValue,
    async press({ context, member, now, view }) {
      const stopped = await stopWorking(context.db, member, { now });
      return async () => {
        const known = (await findMember(context.db, member.slackUserId)) ?? member;
        const isIn = known.state === 'active';
        if (view?.type === 'modal') {
          const said = stopped ? stoppedWorking(keptRoles(known)) : notWorking;
          await context.slack.views.update({ view_id: view.id, view: stoppedView(said) });
        }
        if (isIn) await publishHome(context, known);
        else await publishStrangersHome(context, member.slackUserId, true);
      };
    },
  }),
];

const stoppedView = (said: string): ModalView => ({
  type: 'modal',
  title: plain('My settings'),
  close: plain('Close'),
  blocks: [section(said)],
});
