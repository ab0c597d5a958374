import type { Context } from '../../context.ts';
import { type Asked, readAsked } from '../../domain/asking/asked.ts';
import type { Named } from '../../domain/asking/asked-line.ts';
import { comingUp } from '../../domain/asking/coming-up.ts';
import { notMetIn } from '../../domain/asking/not-met.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { isOrder } from '../../domain/orders/is-order.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import {
  allPromises,
  anytime,
  lastContact,
  nextUp,
  noOneToday,
  notCounted,
  notMet,
  partnerShown,
  promisesTo,
  whichPartner,
} from '../../messages/asking.ts';
import type { Message } from '../../messages/blocks.ts';
import { help } from '../../messages/help.ts';
import { nobodyFound } from '../../messages/partners/partner-command.ts';
import { loadClosePartners, loadOpenPromises, loadOwnContacts } from '../../store/partners/asked-about.ts';
import { loadBook } from '../../store/partners/home-partners.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import { drawListNow, loadListNow } from '../digest/digest-now.ts';

/** Who asks, of what book, and when. */
export interface Asking {
  context: Context;
  member: Member;
  /** The member's own partners. */
  book: readonly PartnerName[];
  today: Day;
}

/** Answers a line that is a question, by the asker's own rights; null for any other line. Changes nothing. */
export async function answerAsked(asking: Asking & { said: string }): Promise<Message | null> {
  if (isOrder(asking.said, asking.book, asking.today)) return null;
  const asked = readAsked(asking.said, asking.book, asking.today);
  return asked && answerQuestion(asking, asked);
}

export async function answerQuestion(asking: Asking, asked: Asked): Promise<Message | null> {
  const { context, member, today } = asking;
  switch (asked.about) {
    case 'today':
      return answerToday(context, member);
    case 'next':
      return nextUp(comingUp(await loadBook(context.db, member.id, today), today), today);
    case 'not met': {
      const close = await loadClosePartners(context.db, member);
      return notMet(notMetIn(close, asked.days, today), asked.days, today);
    }
    case 'promises':
      if (asked.who === null) return allPromises(await loadOpenPromises(context.db, member, null), today);
      return answerAbout(asking, asked.about, asked.who);
    case 'business':
      return notCounted();
    case 'help':
      return help(null, member, context.config.supportAddress);
    case 'thanks':
      return anytime();
    case 'last contact':
    case 'partner':
      return answerAbout(asking, asked.about, asked.who);
    default:
      return null;
  }
}

/** Today's list, as it is now. What was handled is no answer to who is left. */
async function answerToday(context: Context, member: Member): Promise<Message> {
  const list = await loadListNow(context, member, { handledMax: 0 });
  return list.lines.length + list.days.length > 0 ? drawListNow(member, list) : noOneToday();
}

/**
 * Answers about the one partner who bears the name, or asks which one. The search finds only whom the asker may see
 * (`reachOf`), and what is loaded of a partner is the asker's own, or the outline's.
 */
async function answerAbout(
  asking: Asking,
  about: 'last contact' | 'promises' | 'partner',
  { said: name, ids }: Named,
): Promise<Message> {
  const { context, member, book, today } = asking;
  const own = book.filter(({ id }) => ids.includes(id));
  const found = own.length > 0 ? own : await searchPartners(context.db, member, name);
  const [one, ...others] = found;
  if (!one) return nobodyFound(name, member.branch.name);
  if (others.length > 0) return whichPartner(name, found);
  if (about === 'promises') return promisesTo(one, await loadOpenPromises(context.db, member, one.id), today);
  const contacts = await loadOwnContacts(context.db, member, one.id, today);
  return (about === 'partner' ? partnerShown : lastContact)(one, contacts, today);
}
