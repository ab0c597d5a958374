import { promiseActions, undoTooLate } from '../../messages/promises.ts';
import { findPromise } from '../../store/promises.ts';
import { findPromises, undoPromises } from '../../store/promises-alone.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import { idsValue, idValue } from '../bolt/schemas.ts';
import { redraw } from '../digest/digest-redraw.ts';
import { movePromiseForm } from './move-promise.form.ts';

const placeOf = ({ today, responseUrl }: Press<'member', unknown>, captureId: number) => ({
  surface: { nudgeId: null, shownOn: today },
  responseUrl,
  captureId,
});

/** The buttons under promises that were told of alone. Each then shows their current state. */
export const promiseButtons = [
  defineAction({
    id: promiseActions.undo,
    may: 'member',
    value: idValue,
    async press(press) {
      const { context, member, now, value: captureId } = press;
      const undone = await undoPromises(context.db, captureId, member, now);
      const note = undone?.changed ? undoTooLate : undefined;
      return () => redraw(context, member, placeOf(press, captureId), note);
    },
  }),
  defineAction({
    id: new RegExp(`^${promiseActions.move.replaceAll('.', '\\.')}\\.\\d$`),
    may: 'member',
    value: idsValue,
    async press(press) {
      const [captureId = 0, promiseId = 0] = press.value;
      const { context, member, today, triggerId } = press;
      const place = placeOf(press, captureId);
      const saved = await findPromises(context.db, captureId, member);
      const isTheirs = saved?.promises.some(({ id }) => id === promiseId);
      const promise = isTheirs ? await findPromise(context.db, promiseId, member, today) : null;
      if (promise?.state !== 'open') return () => redraw(context, member, place);
      await movePromiseForm.open(context, triggerId, { promiseId, place }, { promise });
      return undefined;
    },
  }),
];
