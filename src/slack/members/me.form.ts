import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { type Day, daysBetween, type Weekday } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import { awayDaysMax } from '../../domain/policy.ts';
import { actions, button, cut, plain, quoted, section } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { homeActions } from '../../messages/home/home-screen.ts';
import { absenceRefused, settingsSaved, stoppedWorking } from '../../messages/members/me.ts';
import {
  type ComingAbsence,
  cancelAbsence,
  loadAbsences,
  noteAbsence,
} from '../../store/members/absences.ts';
import {
  loadSettings,
  type MemberSettings,
  saveSettings,
  stopWorking,
} from '../../store/members/member-settings.ts';
import { findMember } from '../../store/members/members.ts';
import { type Colleague, loadColleagues } from '../../store/partners/hand-over.ts';
import { answer, type ReplyTo } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { choiceField, dayField, type FieldErrors, readDay, readOption, readOptions } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { placeOf, publishHome, publishStrangersHome } from '../home/home.ts';
import { requireReader, todayOf } from './members.ts';
import { meetingsField, readMeetings, timeZoneField } from './work-fields.ts';

/** `/rapport me`: one's own hour, days, room for meetings, absences, and whether one takes part at all. */
const meModal = 'me';
const cancelAway = 'me.cancel-away';
const stop = 'me.stop';

interface Purpose {
  reply: ReplyTo;
  /** Opened from App Home, which is drawn again. */
  home: boolean;
}

const weekdayNames: readonly [Weekday, string][] = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [0, 'Sunday'],
];

export async function openMeModal(
  context: EdgeContext,
  triggerId: string,
  member: Member,
  purpose: Purpose,
): Promise<void> {
  await openForm(context, triggerId, await draw(context, member, purpose));
}

async function draw(
  context: EdgeContext,
  member: Member,
  purpose: Purpose,
  note?: string,
): Promise<ModalView> {
  const today = todayOf(context, member);
  const settings = await loadSettings(context.db, member.id);
  const absences = await loadAbsences(context.db, member.id, today);
  const colleagues = await loadColleagues(context.db, member.branch.id, member.id);
  return meView(settings, absences, colleagues, purpose, today, note);
}

function meView(
  settings: MemberSettings,
  absences: readonly ComingAbsence[],
  colleagues: readonly Colleague[],
  purpose: Purpose,
  today: Day,
  note: string | undefined,
): ModalView {
  const dayOption = ([day, name]: readonly [Weekday, string]) => ({ text: plain(name), value: String(day) });
  const chosen = weekdayNames.filter(([day]) => settings.workdays.includes(day)).map(dayOption);
  const board = { text: plain('My name may stand on the leaderboard'), value: 'named' };
  const blocks: KnownBlock[] = [
    ...(note ? [section(note)] : []),
    {
      type: 'input',
      block_id: 'digest_at',
      label: plain('When should the morning list come?'),
      element: { type: 'timepicker', action_id: 'digest_at', initial_time: settings.digestAt },
    },
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
    meetingsField('How many partners you can keep close follows from this.', settings.meetingsPerWeek, true),
    timeZoneField(settings.timeZone),
    {
      type: 'input',
      block_id: 'board',
      optional: true,
      label: plain('Leaderboard'),
      element: {
        type: 'checkboxes',
        action_id: 'board',
        options: [board],
        ...(settings.onLeaderboard ? { initial_options: [board] } : {}),
      },
    },
    ...absences.map(
      (absence): KnownBlock => ({
        ...section(
          `*Away* ${fullDay(absence.from, today)} to ${fullDay(absence.to, today)}${absence.cover ? `, ${quoted(absence.cover, 60)} covers` : ''}`,
        ),
        accessory: button(cancelAway, 'Cancel', String(absence.id)),
      }),
    ),
    dayField('from', 'Away from', null),
    dayField('to', 'To (the last day away)', null),
    ...(colleagues.length > 0
      ? [
          choiceField(
            'cover',
            'Who covers your inner circle and promises?',
            colleagues.map(({ id, name }) => ({ value: String(id), label: cut(name, 75) })),
            null,
          ),
        ]
      : []),
    actions([
      button(stop, 'I don’t work with partners', 'stop', {
        confirm: {
          title: plain('No more lists?'),
          text: plain(
            'You get no morning list any more. Your partners stay as they are, and after five working days your manager is asked who takes them over.',
          ),
          confirm: plain('Yes, stop'),
          deny: plain('No'),
        },
      }),
    ]),
  ];
  return {
    type: 'modal',
    callback_id: meModal,
    title: plain('My settings'),
    submit: plain('Save'),
    close: plain('Close'),
    private_metadata: JSON.stringify(purpose),
    blocks,
  };
}

export function meListeners(app: App, context: EdgeContext): void {
  app.action<BlockAction<ButtonAction>>(
    { action_id: homeActions.settings, type: 'block_actions' },
    async ({ body, ack }) => {
      const member = await requireReader(context, body.user.id);
      await openMeModal(context, body.trigger_id, member, { reply: {}, home: placeOf(body.view) !== null });
      await ack();
    },
  );

  app.action<BlockAction<ButtonAction>>(
    { action_id: cancelAway, type: 'block_actions' },
    async ({ body, action, ack }) => {
      const member = await requireReader(context, body.user.id);
      const id = /^\d{1,9}$/.test(action.value ?? '') ? Number(action.value) : 0;
      const done = await cancelAbsence(context.db, member.id, id, member.id, context.now());
      await ack();
      const purpose = JSON.parse(body.view?.private_metadata ?? '{}') as Purpose;
      const view = await draw(
        context,
        member,
        purpose,
        done ? 'Cancelled: your list comes on those days.' : 'That absence is cancelled already.',
      );
      if (body.view) await context.slack.views.update({ view_id: body.view.id, view });
    },
  );

  app.action<BlockAction<ButtonAction>>({ action_id: stop, type: 'block_actions' }, async ({ body, ack }) => {
    const member = await requireReader(context, body.user.id);
    await stopWorking(context.db, member, { now: context.now() });
    await ack();
    const text = stoppedWorking();
    if (body.view)
      await context.slack.views.update({
        view_id: body.view.id,
        view: { type: 'modal', title: plain('My settings'), close: plain('Close'), blocks: [section(text)] },
      });
    await publishStrangersHome(context, member.slackUserId, true);
  });

  app.view(meModal, async ({ view, body, ack }) => {
    const member = await requireReader(context, body.user.id);
    const purpose = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const errors: FieldErrors = {};
    const digestAt = view.state.values.digest_at?.digest_at?.selected_time ?? '';
    const workdays = readOptions(view, 'workdays')
      .map(Number)
      .filter((day): day is Weekday => weekdayNames.some(([known]) => known === day))
      .sort();
    const meetings = readMeetings(view, errors) ?? member.meetingsPerWeek;
    const zone = readOption(view, 'zone') ?? member.timeZone;
    const from = readDay(view, 'from');
    const to = readDay(view, 'to');
    const coverId = Number(readOption(view, 'cover')) || null;
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(digestAt)) errors.digest_at = 'Choose a time.';
    if (workdays.length === 0) errors.workdays = 'At least one day.';
    if (!isTimeZone(zone)) errors.zone = 'Choose a time zone.';
    if (from && !to) errors.to = 'Which is the last day away?';
    if (to && !from) errors.from = 'Which is the first day away?';
    if (to && to < today) errors.to = 'That is over already.';
    if (from && to && daysBetween(from, to) > awayDaysMax)
      errors.to = `${awayDaysMax} days at most. For longer, hand your partners over.`;
    if (coverId && !from) errors.from = 'When are you away?';
    if (coverId && !(await isColleague(member, coverId))) errors.cover = 'Choose somebody of your branch.';
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

    if (from && to) {
      const noted = await noteAbsence(context.db, member.id, { from, to, coverId }, member.id, context.now());
      if ('refused' in noted)
        return ack({ response_action: 'errors', errors: { from: absenceRefused(noted.refused) } });
    }
    const onLeaderboard = readOptions(view, 'board').includes('named');
    const settings = { digestAt, workdays, meetingsPerWeek: meetings, timeZone: zone, onLeaderboard };
    const over = await saveSettings(context.db, member, settings, { today, now: context.now() });
    await ack();
    const after = (await findMember(context.db, member.slackUserId)) ?? member;
    await answer(
      context,
      after,
      purpose.reply,
      settingsSaved(after, over, from && to ? { from, to } : null, today),
    );
    if (purpose.home) await publishHome(context, after);
  });

  const isColleague = async (member: Member, id: number): Promise<boolean> =>
    (await loadColleagues(context.db, member.branch.id, member.id)).some((colleague) => colleague.id === id);
}
