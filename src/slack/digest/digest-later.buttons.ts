import type { App } from '@slack/bolt';
import { laterDay } from '../../domain/plans.ts';
import { digestActions, isLaterChoice } from '../../messages/digest/digest-buttons.ts';
import { notInBook, oldList } from '../../messages/digest/digest-notes.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findOwnRelationship, postpone, takeBackLater } from '../../store/digest/later-choices.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openPlanModal } from '../plans/plan.form.ts';
import { onDigestPress } from './digest-press.ts';
import { openUntilModal } from './until.form.ts';

/** Later: moves the next showing of a line, or asks until when a deal or a quiet time lasts. */
export function digestLater(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.later, async (press) => {
    const { id: partnerId, choice, surface, member, today, place, triggerId } = press;
    if (!isLaterChoice(choice)) return notInBook;
    if (surface.shownOn !== today) return oldList(surface.shownOn, today);
    if (choice === 'plan') return openPlanModal(context, triggerId, member, { partnerId, place });
    if (choice === 'deal' || choice === 'quiet') {
      const own = await findOwnRelationship(context.db, member, partnerId);
      if (!own) return notInBook;
      await openUntilModal(context, triggerId, { kind: choice, place, partnerId }, own.partnerName, today);
      return undefined;
    }
    const until = laterDay(choice, today, await loadCalendar(context.db, member, today));
    const later = { kind: 'later', until } as const;
    const done = await postpone(context.db, member, partnerId, later, today, context.now());
    return done ? undefined : notInBook;
  });

  onDigestPress(app, context, digestActions.undoLater, async ({ id: factId, partnerId, member }) => {
    const done =
      partnerId !== null && (await takeBackLater(context.db, member, partnerId, factId, context.now()));
    return done ? undefined : notInBook;
  });
}
