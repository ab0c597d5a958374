import { dayIn } from '../../domain/days/day.ts';
import { isUndo } from '../../domain/orders/undo-words.ts';
import type { Message } from '../../messages/blocks.ts';
import { plainMessage } from '../../messages/blocks.ts';
import {
  nothingToUndo,
  shownUnchanged,
  takenOut,
  type Unsure,
  undoneChange,
} from '../../messages/orders/entries.ts';
import { promiseNow } from '../../messages/orders/promises.ts';
import { undoNote } from '../../messages/partners/card-actions.ts';
import { backOn } from '../../messages/plan-orders.ts';
import { promisesSaved, undoTooLate } from '../../messages/promises.ts';
import { findPlan, reopenPlan } from '../../store/plans.ts';
import { findPromise, moveBack, reopenPromise } from '../../store/promises.ts';
import { findPromises, undoPromises } from '../../store/promises-alone.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import {
  type Act,
  captureOfAct,
  findLastAct,
  findMaking,
  moveOfAct,
  planOfAct,
} from '../../store/touchpoints/last-act.ts';
import { takeBack } from '../../store/touchpoints/take-back.ts';
import { undoChange } from '../../store/touchpoints/undo.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/**
 * "Undo": takes back what the member did last. What was not told today, or is not what they did last, is shown with its Undo
 * instead: a word must not take out what they no longer think of.
 */
export async function undoLast(sentence: Sentence): Promise<Message | null> {
  if (!isUndo(sentence.said)) return null;
  const { context, member, today, now, requestKey } = sentence;
  const { done, capture, since: act } = await findLastAct(context.db, member, requestKey, now);
  // The plan that a contact kept, or that was moved, is settled after it.
  const isItsPlan = act?.subject === 'capture' && isOfPlan(capture?.requestKey ?? '', act.subjectId);
  const since = isItsPlan ? null : act;
  if (done) return (await sayAgain(sentence, done)) ?? nothingToUndo();
  const reversed = since && (await reverse(sentence, since));
  if (reversed) return reversed;
  if (!capture) return nothingToUndo();
  const isToday = dayIn(member.timeZone, capture.madeAt) === today;
  const unsure: Unsure | null = !isToday
    ? 'older'
    : since?.action.endsWith('undone')
      ? 'undone before'
      : since
        ? 'changed since'
        : null;
  return (await undoOne(sentence, capture.id, unsure)) ?? nothingToUndo();
}

const isOfPlan = (requestKey: string, captureId: number): boolean =>
  requestKey === `held:${captureId}` || requestKey.startsWith(`moved:${captureId}:`);

/** Undoes a capture by what it holds; only shows it where that is unsure. */
async function undoOne(
  { context, member, today, now, requestKey }: Sentence,
  id: number,
  unsure: Unsure | null,
): Promise<Message | null> {
  const { db } = context;
  const order = { order: requestKey };
  const found = await findOwnCapture(db, id, member);
  if (found) {
    if (unsure) return shownUnchanged(found, today, unsure);
    const done = await takeBack(db, id, member, now, order);
    if (done?.before) return backOn(done.before, today);
    return done && takenOut(done.undone, today, 'Undone');
  }
  const promised = await findPromises(db, id, member);
  if (promised) {
    const undone = unsure ? null : await undoPromises(db, id, member, now, order);
    const note = undone?.changed ? undoTooLate : undefined;
    return promisesSaved(undone?.saved ?? promised, today, { note });
  }
  const making = unsure ? null : await findMaking(db, id, member);
  if (!making) return null;
  const undone = await undoChange(db, member, making.traceId, { today, now, by: order });
  return undone.how === 'undone'
    ? undoneChange(making.action, making.partnerName)
    : plainMessage(undoNote(undone).text);
}

/** Turns a change back that words or a button made since. Null for a change that has an Undo of its own, or none. */
async function reverse(
  { context, member, today, now, requestKey }: Sentence,
  act: Act,
): Promise<Message | null> {
  const { db } = context;
  const order = { order: requestKey };
  if (act.subject === 'promise') {
    const move = act.action === 'moved' ? moveOfAct(act) : null;
    const isOver = act.action === 'done' || act.action === 'dropped';
    if (!move && !isOver) return null;
    const promise = move
      ? await moveBack(db, { id: act.subjectId, ...move }, member, today, now, order)
      : await reopenPromise(db, act.subjectId, member, today, now, order);
    return promise?.state === 'open' ? promiseNow(promise, today) : null;
  }
  const plan = act.subject === 'capture' && act.action === 'plan dropped' ? planOfAct(act) : null;
  const reopened = plan === null ? null : await reopenPlan(db, plan, member, now, 'dropped', order);
  return reopened && backOn(reopened, today);
}

/** The same answer to the same request, without doing it again. */
async function sayAgain({ context, member, today }: Sentence, act: Act): Promise<Message | null> {
  const { db } = context;
  if (act.subject === 'promise') {
    const promise = await findPromise(db, act.subjectId, member, today);
    return promise && promiseNow(promise, today);
  }
  const planId = planOfAct(act);
  const plan = planId === null ? null : await findPlan(db, planId, member);
  if (plan) return backOn(plan, today);
  const captureId = captureOfAct(act);
  if (captureId === null) return plainMessage(undoNote({ how: 'undone' }).text);
  const capture = await findOwnCapture(db, captureId, member);
  if (capture) return takenOut(capture, today, 'Undone');
  const promised = await findPromises(db, captureId, member);
  return promised && promisesSaved(promised, today);
}
