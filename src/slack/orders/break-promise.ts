import { partnersIn } from '../../domain/asking/asked-line.ts';
import { promisesBroken, readBrokenPromise } from '../../domain/orders/broken-promise.ts';
import { allPromises, promisesTo } from '../../messages/asking/promise-answers.ts';
import { promiseBroken, whichBroken } from '../../messages/orders/promises.ts';
import { loadOpenPromises } from '../../store/asking/own-contacts.ts';
import type { OrderAnswer } from './answer-order.ts';

/** "I broke my promise to Sofia": shows what is open, with what can be done about it. Changes nothing. */
export const breakPromise: OrderAnswer = async ({ context, member, book, said, today }) => {
  const words = readBrokenPromise(said);
  if (words === null) return null;
  const open = await loadOpenPromises(context.db, member, null);
  const [id] = partnersIn(words, book, today);
  const partner = book.find((one) => one.id === id);
  if (partner && !open.some(({ partnerId }) => partnerId === partner.id))
    return promisesTo(partner, [], today);
  const meant = promisesBroken(words, open);
  const [one, ...others] = meant;
  if (!one) return allPromises([], today);
  return others.length > 0 ? whichBroken(meant, today) : promiseBroken(one, today);
};
