import type { Named } from '../../domain/asking/asked-line.ts';
import { briefMessage } from '../../messages/asking/brief.ts';
import {
  lastContact,
  partnerShown,
  reachAnswer,
  whichPartner,
  wishAnswer,
} from '../../messages/asking/partner-answers.ts';
import { promisesTo } from '../../messages/asking/promise-answers.ts';
import type { Message } from '../../messages/blocks.ts';
import { nobodyFound } from '../../messages/partners/partner-command.ts';
import { loadBranchContacts } from '../../store/asking/branch-contacts.ts';
import { loadBrief } from '../../store/asking/brief.ts';
import { loadOpenPromises, loadOwnContacts } from '../../store/asking/own-contacts.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';
import { answerNobody } from '../partners/nobody-found.ts';
import type { Asking } from './asking.ts';

const shownBy = { partner: partnerShown, wish: wishAnswer, 'last contact': lastContact };

/**
 * Answers about the one partner who bears the name, or asks which one. The search finds only whom the asker may see
 * (`reachOf`), and what is loaded of a partner is the asker's own, the outline's, or what `briefFor` leaves to the reader.
 */
export async function answerAbout(
  { context, member, book, today }: Asking,
  about: keyof typeof shownBy | 'promises' | 'brief' | 'reach',
  { said: name, ids }: Named,
): Promise<Message> {
  const own = book.filter(({ id }) => ids.includes(id));
  const found = own.length > 0 ? own : await searchPartners(context.db, member, name);
  const [one, ...others] = found;
  if (!one) return answerNobody({ context, member }, name);
  if (others.length > 0) return whichPartner(name, found);
  switch (about) {
    case 'promises':
      return promisesTo(one, await loadOpenPromises(context.db, member, one.id), today);
    case 'brief':
    case 'reach': {
      const brief = await loadBrief(context.db, member, one.id, today);
      if (!brief) return nobodyFound(name, member.branch.name);
      return about === 'brief' ? briefMessage(brief, today) : reachAnswer(brief);
    }
    default: {
      const own = await loadOwnContacts(context.db, member, one.id, today);
      const isOthers = !own.met && !own.talked && own.lastTouchOn !== null;
      const others = isOthers ? await loadBranchContacts(context.db, member, one.id, today) : null;
      return shownBy[about](one, { ...own, ...(others && { others }) }, today);
    }
  }
}
