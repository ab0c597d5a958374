import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { likenessOf } from '../../domain/partners/likeness.ts';
import type { AddedPartner } from '../../domain/partners/partner-line.ts';
import { whoIsNamed } from '../../domain/partners/who-is-named.ts';
import type { NewPartner } from '../../domain/touchpoints/capture.ts';
import type { Message } from '../../messages/blocks.ts';
import { nameAndCompany } from '../../messages/names.ts';
import { namedQuestion } from '../../messages/partners/named.ts';
import { partnersAdded } from '../../messages/partners/partners.ts';
import { addOrReactivate } from '../../store/partners/book.ts';
import { findSame, type SameCandidate } from '../../store/partners/find-same.ts';
import { keepDraft, namedKey } from '../../store/touchpoints/drafts.ts';

interface By {
  context: Context;
  member: Member;
  today: Day;
  now: Date;
}

/**
 * Adds the people that a message names, and asks about those who may be someone already here. The answer to the list comes first, then
 * each question with its own buttons. The names asked about are kept as drafts.
 */
export async function addNamed(by: By, named: readonly NewPartner[], eventId: string): Promise<Message[]> {
  const { added, questions } = await addOrAsk(by, named, eventId);
  return [...(added.length > 0 ? [partnersAdded(added, by.today)] : []), ...questions];
}

/** Adds whom nobody here can be mistaken for, and asks about the others. */
export async function addOrAsk(
  by: By,
  named: readonly NewPartner[],
  eventId: string,
): Promise<{ added: AddedPartner[]; questions: Message[] }> {
  const { context, member, today, now } = by;
  // Two names of one list that may be one person: the second is looked at once the first is here.
  const isLike = (one: NewPartner, index: number) =>
    named.slice(0, index).some((other) => areAlike(one, other));
  const added: AddedPartner[] = [];
  const doubts: { partner: NewPartner; index: number; candidates: SameCandidate[] }[] = [];
  for (const isLater of [false, true]) {
    const toAdd: NewPartner[] = [];
    for (const [index, partner] of named.entries()) {
      if (isLike(partner, index) !== isLater) continue;
      const candidates = await findNamed(by, partner);
      const who = whoIsNamed(partner, candidates);
      if (who === 'asked') doubts.push({ partner, index, candidates });
      else toAdd.push(who === 'new' ? partner : { ...partner, is: who });
    }
    if (toAdd.length > 0) added.push(...(await addOrReactivate(context.db, member, toAdd, { today, now })));
  }
  const questions: Message[] = [];
  for (const { partner, index, candidates } of doubts) {
    const key = `${namedKey}${eventId}:${index}`;
    const draftId = await keepDraft(context.db, key, member, nameAndCompany(partner), now);
    questions.push(namedQuestion(draftId, partner, candidates));
  }
  return { added, questions };
}

const unsaid = { phone: null, email: null };

/** Who of the branch is, or may be, the one that was named. */
export const findNamed = ({ context, member, today }: By, { name, company }: NewPartner) =>
  findSame(context.db, member, { name, company, ...unsaid }, today);

const areAlike = ({ name, company }: NewPartner, other: NewPartner): boolean =>
  likenessOf({ name, company, ...unsaid }, { names: [other], phones: [], emails: [] }) !== null;
