import { workingDayAfter } from '../../domain/days/calendar.ts';
import { laterDay } from '../../domain/plans.ts';
import { needsReason } from '../../domain/promises.ts';
import { digestActions, isMoveOffer } from '../../messages/digest/digest-buttons.ts';
import {
  alreadyDropped,
  alreadyDueThen,
  alreadyKept,
  goneMeanwhile,
  notMoved,
} from '../../messages/digest/digest-notes.ts';
import { loadCalendar } from '../../store/digest/digest.ts';
import { dropPromise, findPromise, keepPromise, movePromise, reopenPromise } from '../../store/promises.ts';
import { dropPromiseForm } from '../promises/drop-promise.form.ts';
import { movePromiseForm } from '../promises/move-promise.form.ts';
import { digestButton } from './digest-press.ts';

/** Done, Move, and Drop for promises. They work on any day, even in yesterday's list. */
export const digestPromises = [
  digestButton(digestActions.promiseDone, async ({ context, id, member, today, now }) => {
    const promise = await keepPromise(context.db, id, member, today, now);
    if (!promise) return goneMeanwhile;
    return promise.state === 'done' ? undefined : alreadyDropped;
  }),

  digestButton(digestActions.promiseReopen, async ({ context, id, member, today, now }) =>
    (await reopenPromise(context.db, id, member, today, now)) ? undefined : goneMeanwhile,
  ),

  digestButton(digestActions.promiseTold, async ({ context, id, member, today, now }) => {
    const promise = await dropPromise(context.db, id, member, { told: true, reason: null }, today, now);
    if (!promise) return goneMeanwhile;
    return promise.state === 'dropped' ? undefined : alreadyKept;
  }),

  digestButton(digestActions.promiseMove, async (press) => {
    const { context, id, choice, member, today, now, place, triggerId } = press;
    const promise = await findPromise(context.db, id, member, today);
    if (!promise || !isMoveOffer(choice)) return goneMeanwhile;
    if (choice === 'drop') {
      if (promise.state === 'open')
        await dropPromiseForm.open(context, triggerId, { promiseId: id, place }, promise);
      return promise.state === 'open' ? undefined : notMoved;
    }
    if (choice === 'another day') {
      await movePromiseForm.open(context, triggerId, { promiseId: id, place }, { promise });
      return undefined;
    }
    const calendar = await loadCalendar(context.db, member, today);
    const due = choice === 'tomorrow' ? workingDayAfter(today, calendar) : laterDay(choice, today, calendar);
    if (promise.state === 'open' && promise.dueOn === due) return alreadyDueThen(due, today);
    // From the third move on, a new day needs a reason, which the form asks for.
    if (needsReason(promise))
      await movePromiseForm.open(context, triggerId, { promiseId: id, place }, { promise, due });
    else await movePromise(context.db, id, member, { dueOn: due, reason: null }, today, now);
    return undefined;
  }),
];
