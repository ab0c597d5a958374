import type { App } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { addDays, type Day } from '../../domain/days/day.ts';
import { latestDealDay, latestQuietDay } from '../../domain/plans.ts';
import { dealDaysMax, quietDaysMax } from '../../domain/policy.ts';
import { cut, plain } from '../../messages/blocks.ts';
import { fullDay } from '../../messages/days.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { postpone } from '../../store/digest/later-choices.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { dayField, readDay } from '../bolt/fields.ts';
import { openForm } from '../bolt/open-form.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type Place, redraw } from './digest-redraw.ts';

/** "Working a deal until…" and "Quiet until…". */
const untilModal = 'until';

interface Purpose {
  kind: 'deal' | 'quiet';
  partnerId: number;
  place: Place;
}

const words = {
  deal: {
    title: 'Working a deal until…',
    says: 'You are in touch every day, so I only ask for meetings until then.',
    daysMax: dealDaysMax,
    latest: latestDealDay,
  },
  quiet: {
    title: 'Quiet until…',
    says: 'Leave, tax season, a house on fire: I ask for nothing until then.',
    daysMax: quietDaysMax,
    latest: latestQuietDay,
  },
} as const;

const suggestedDays = 30;

export async function openUntilModal(
  context: Context,
  triggerId: string,
  purpose: Purpose,
  partnerName: string,
  today: Day,
): Promise<void> {
  const { title, says } = words[purpose.kind];
  await openForm(
    context,
    triggerId,
    {
      type: 'modal',
      callback_id: untilModal,
      title: plain(title),
      submit: plain('Save'),
      close: plain('Cancel'),
      private_metadata: JSON.stringify(purpose),
      blocks: [
        { type: 'section', text: plain(`${cut(partnerName, 150)}. ${says}`) },
        dayField('until', 'The last day of it', addDays(today, suggestedDays), true),
      ],
    },
    { over: purpose.place.card !== undefined },
  );
}

export function untilModalListener(app: App, context: EdgeContext): void {
  app.view(untilModal, async ({ view, body, ack }) => {
    const member = await requireMember(context, body.user.id);
    const { kind, partnerId, place } = JSON.parse(view.private_metadata) as Purpose;
    const today = todayOf(context, member);
    const until = readDay(view, 'until');
    const latest = words[kind].latest(today);
    const error =
      until === null || until < today
        ? 'Pick a day to come.'
        : until > latest
          ? `${words[kind].daysMax} days at most: ${fullDay(latest, today)}. For longer, let the partner rest.`
          : null;
    if (error !== null || until === null)
      return ack({ response_action: 'errors', errors: { until: error ?? '' } });
    const done = await postpone(context.db, member, partnerId, { kind, until }, today, context.now());
    await ack();
    await redraw(context, member, place, done ? undefined : notInBook);
  });
}
