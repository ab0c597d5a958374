import type { App } from '@slack/bolt';
import { workingDayAfter } from '../../domain/days/calendar.ts';
import { laterDay } from '../../domain/plans.ts';
import { needsReason } from '../../domain/promise-edit.ts';
import { digestActions, isMoveOffer } from '../../messages/digest/digest-buttons.ts';
import { notInBook } from '../../messages/digest/digest-notes.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { findPromise, keepPromise, movePromise, reopenPromise } from '../../store/promises.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openDropPromiseModal } from '../promises/drop-promise.form.ts';
import { openMovePromiseModal } from '../promises/move-promise.form.ts';
import { onDigestPress } from './digest-press.ts';

/** Done, Move and Drop, for promises. They hold on any day, also in yesterday's list. */
export function digestPromises(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.promiseDone, async ({ id, member, today }) =>
    (await keepPromise(context.db, id, member, today, context.now())) ? undefined : notInBook,
  );

  onDigestPress(app, context, digestActions.promiseReopen, async ({ id, member, today }) =>
    (await reopenPromise(context.db, id, member, today, context.now())) ? undefined : notInBook,
  );

  onDigestPress(app, context, digestActions.promiseMove, async (press) => {
    const { id, choice, member, today, place, triggerId } = press;
    const promise = await findPromise(context.db, id, member, today);
    if (!promise || !isMoveOffer(choice)) return notInBook;
    if (choice === 'drop') {
      if (promise.state === 'open') await openDropPromiseModal(context, triggerId, promise, place);
      return promise.state === 'open' ? undefined : notInBook;
    }
    if (choice === 'another day') {
      await openMovePromiseModal(context, triggerId, promise, place);
      return undefined;
    }
    const calendar = await loadCalendar(context.db, member, today);
    const due = choice === 'tomorrow' ? workingDayAfter(today, calendar) : laterDay(choice, today, calendar);
    // After the second time a new day takes a reason, which the form asks for.
    if (needsReason(promise)) await openMovePromiseModal(context, triggerId, promise, place, due);
    else await movePromise(context.db, id, member, { dueOn: due, reason: null }, today, context.now());
    return undefined;
  });
}
