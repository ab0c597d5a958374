import { z } from 'zod';
import { addDays, type Day } from '../../domain/days/day.ts';
import { fullDay } from '../../domain/format.ts';
import { latestDealDay, latestQuietDay } from '../../domain/plans.ts';
import { dealDaysMax, quietDaysMax } from '../../domain/policy.ts';
import { plain, quoted, section } from '../../messages/blocks.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { postpone } from '../../store/digest/later-choices.ts';
import { defineForm } from '../bolt/define-form.ts';
import { dayField, readDay } from '../bolt/fields.ts';
import { rowId } from '../bolt/schemas.ts';
import { listPlace, redraw } from './digest-redraw.ts';

const words = {
  deal: {
    title: 'Working a deal until…',
    says: 'you’re in touch daily anyway, so I’ll only remind you to meet.',
    daysMax: dealDaysMax,
    latest: latestDealDay,
  },
  quiet: {
    title: 'Quiet until…',
    says: 'no reminders until then. For tax season, time off, or a family emergency.',
    daysMax: quietDaysMax,
    latest: latestQuietDay,
  },
} as const;

const suggestedDays = 30;

/** "Working a deal until…" and "Quiet until…". */
export const untilForm = defineForm({
  id: 'until',
  metadata: z.object({ kind: z.enum(['deal', 'quiet']), partnerId: rowId, place: listPlace }),
  may: 'member',
  view: ({ name, today }: { name: string; today: Day }, { kind }) => ({
    title: plain(words[kind].title),
    blocks: [
      section(`*${quoted(name, 150)}*: ${words[kind].says}`),
      dayField('until', 'Last day', addDays(today, suggestedDays), true),
    ],
  }),
  async submit({ context, member, today, now, metadata: { kind, partnerId, place }, values }) {
    const until = readDay(values, 'until');
    const { daysMax, latest } = words[kind];
    const last = latest(today);
    if (until === null || until < today) return { errors: { until: 'Choose today or a later day.' } };
    if (until > last) {
      const most = `Choose ${fullDay(last, today)} or earlier (${daysMax} days at most). For longer, move them to resting.`;
      return { errors: { until: most } };
    }
    const done = await postpone(context.db, member, [partnerId], { kind, until }, today, now);
    return { after: () => redraw(context, member, place, done.length > 0 ? undefined : notInBook) };
  },
});
