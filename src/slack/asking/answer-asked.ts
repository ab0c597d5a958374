import type { Context } from '../../context.ts';
import { may, partnerRolesOf } from '../../domain/access.ts';
import { type Asked, readAsked } from '../../domain/asking/asked.ts';
import { partnersNamed } from '../../domain/asking/partners-named.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { allPromises, lastContact, promisesTo, whichPartner } from '../../messages/asking.ts';
import type { Message } from '../../messages/blocks.ts';
import { nobodyFound } from '../../messages/partners/partner-command.ts';
import { loadOpenPromises, loadOwnContacts } from '../../store/partners/asked-about.ts';
import { loadTies } from '../../store/partners/card.ts';
import { searchPartners } from '../../store/partners/partner-search.ts';

/** Who asks, of what book, and when. */
export interface Asking {
  context: Context;
  member: Member;
  /** The member's own partners. */
  book: readonly PartnerName[];
  said: string;
  today: Day;
}

/** Answers a line that is a question, by the asker's own rights; null for any other line. Changes nothing. */
export async function answerAsked(asking: Asking): Promise<Message | null> {
  const asked = readAsked(asking.said);
  return asked && answer(asking, asked);
}

async function answer(asking: Asking, asked: Asked): Promise<Message> {
  const { context, member, today } = asking;
  if (asked.about === 'promises' && asked.name === null)
    return allPromises(await loadOpenPromises(context.db, member, null), today);
  return answerAbout(asking, asked.about, asked.name ?? '');
}

/** Answers about the one partner who bears the name, or asks which one. */
async function answerAbout(asking: Asking, about: Asked['about'], name: string): Promise<Message> {
  const { context, member, book, today } = asking;
  const own = partnersNamed(name, book);
  const found = own.length > 0 ? own : await searchPartners(context.db, member, name);
  const [one, ...others] = found;
  if (!one) return nobodyFound(name, member.branch.name);
  if (others.length > 0) return whichPartner(name, found);
  const ties = await loadTies(context.db, member, one.id, today);
  const roles = ties ? partnerRolesOf(member, ties) : [];
  if (!ties || !(may(roles, 'see outline') || may(roles, 'see history')))
    return nobodyFound(name, member.branch.name);
  const partner = { id: ties.partnerId, name: ties.name };
  if (about === 'promises')
    return promisesTo(partner, await loadOpenPromises(context.db, member, partner.id), today);
  return lastContact(partner, await loadOwnContacts(context.db, member, partner.id, today), today);
}
