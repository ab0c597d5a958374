import type { OpenPromise } from '../../domain/asking/facts.ts';
import { promisesMeant } from '../../domain/orders/match-promises.ts';
import { mayTellOfPromise, type PromiseNews, readPromiseNews } from '../../domain/orders/promise-news.ts';
import { movedDay, type PromiseOrder, readPromiseOrder } from '../../domain/orders/promise-order.ts';
import { needsReason } from '../../domain/promises.ts';
import { readingMs } from '../../domain/reading/read.ts';
import { timeLimit } from '../../domain/reading/time-limit.ts';
import type { Message } from '../../messages/blocks.ts';
import {
  dropAsked,
  moveByForm,
  promiseGone,
  promiseMoved,
  promiseNow,
  whichPromise,
} from '../../messages/orders/promises.ts';
import { loadOpenPromises } from '../../store/asking/own-contacts.ts';
import { dropPromise, findPromise, movePromise } from '../../store/promises.ts';
import { type Act, findLastAct, moveOfAct } from '../../store/touchpoints/last-act.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/**
 * "Forget the flyer for Dana", "push the slides a week": about an open promise of the member's own. Null if none fits the
 * words, which may be about something else.
 */
export async function changePromise(sentence: Sentence): Promise<Message | null> {
  const { context, member, said, today, now, requestKey } = sentence;
  const order = readPromiseOrder(said, today, timeLimit(readingMs));
  if (!order && !mayTellOfPromise(said)) return null;
  const { done } = await findLastAct(context.db, member, requestKey, now);
  if (done) return sayAgain(sentence, done);
  const open = await loadOpenPromises(context.db, member, null);
  const meant = order ? promisesMeant(order.about, open) : [];
  const [one, ...others] = meant;
  if (!order || !one) return answerNews(sentence, readPromiseNews(said, open, today, timeLimit(readingMs)));
  if (others.length > 0)
    return whichPromise(
      meant,
      order.how === 'move' ? (promise) => movedDay(promise.dueOn, order.to, today) : null,
      today,
    );
  return order.how === 'move' ? move(sentence, one, order) : drop(sentence, one, order);
}

/** "Rita doesn't need that article anymore", "Joan's outline can wait till Monday" */
async function answerNews(sentence: Sentence, news: PromiseNews | null): Promise<Message | null> {
  if (!news) return null;
  const { order, promise, isSure } = news;
  if (order.how === 'drop') return drop(sentence, promise, order);
  const on = movedDay(promise.dueOn, order.to, sentence.today);
  return isSure ? move(sentence, promise, order) : whichPromise([promise], () => on, sentence.today);
}

async function drop(
  { context, member, today, now, requestKey }: Sentence,
  promise: OpenPromise,
  { told }: Extract<PromiseOrder, { how: 'drop' }>,
): Promise<Message> {
  if (!told) return dropAsked(promise, today);
  const how = { told, reason: null };
  const dropped = await dropPromise(context.db, promise.id, member, how, today, now, { order: requestKey });
  return dropped ? promiseNow(dropped, today) : promiseGone();
}

async function move(
  { context, member, today, now, requestKey }: Sentence,
  promise: OpenPromise,
  { to }: Extract<PromiseOrder, { how: 'move' }>,
): Promise<Message> {
  const dueOn = movedDay(promise.dueOn, to, today);
  if (dueOn === null) return moveByForm(promise, 'day', today);
  const found = await findPromise(context.db, promise.id, member, today);
  if (found?.state !== 'open') return promiseGone();
  if (needsReason(found)) return moveByForm(promise, 'reason', today);
  const how = { dueOn, reason: null };
  const moved = await movePromise(context.db, promise.id, member, how, today, now, { order: requestKey });
  return moved ? promiseMoved(moved, found.dueOn, today) : promiseGone();
}

/** The same answer to the same request, without doing it again. */
async function sayAgain({ context, member, today }: Sentence, act: Act): Promise<Message> {
  const promise = await findPromise(context.db, act.subjectId, member, today);
  const move = moveOfAct(act);
  if (!promise) return promiseGone();
  return act.action === 'moved' && move
    ? promiseMoved({ ...promise, dueOn: move.dueOn }, move.movedFrom, today)
    : promiseNow(promise, today);
}
