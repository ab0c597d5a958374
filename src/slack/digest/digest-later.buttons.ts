import { laterDay } from '../../domain/plans.ts';
import { digestActions, isLaterChoice } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship, postpone, takeBackLater } from '../../store/digest/later-choices.ts';
import { openPlanForm } from '../plans/plan.form.ts';
import { digestButton } from './digest-press.ts';
import { untilForm } from './until.form.ts';

/** Snooze: moves the next showing of a line from today on, in a list of any day, or asks how long a deal or a quiet time lasts. */
export const digestLater = [
  digestButton(digestActions.later, async (press) => {
    const { context, id: partnerId, choice, member, today, now, place, triggerId } = press;
    if (!isLaterChoice(choice)) return notInBook;
    if (choice === 'plan') return openPlanForm(context, triggerId, member, { partnerId, place });
    if (choice === 'deal' || choice === 'quiet') {
      const own = await findOwnRelationship(context.db, member, partnerId);
      if (!own) return notInBook;
      const metadata = { kind: choice, place, partnerId };
      await untilForm.open(context, triggerId, metadata, { name: own.partnerName, today });
      return undefined;
    }
    const until = laterDay(choice, today, await loadCalendar(context.db, member, today));
    const later = { kind: 'later', until } as const;
    const done = await postpone(context.db, member, [partnerId], later, today, now);
    return done.length > 0 ? undefined : notInBook;
  }),

  digestButton(digestActions.undoLater, async ({ context, id: factId, partnerId, member, now }) => {
    const done = partnerId !== null && (await takeBackLater(context.db, member, partnerId, factId, now));
    return done ? undefined : notInBook;
  }),
];
