import { namesWhole } from '../../domain/members/for-colleague.ts';
import { type DaysAway, readAway } from '../../domain/orders/away.ts';
import { type AwayAsked, readAwayAsked } from '../../domain/orders/away-asked.ts';
import type { Message } from '../../messages/blocks.ts';
import { alreadyAway, awaySaved, noTimeAway, timeAway, whichDaysAway } from '../../messages/members/away.ts';
import { loadAgreed } from '../../store/asking/own-contacts.ts';
import { loadAbsences, noteAbsence } from '../../store/members/absences.ts';
import { loadColleagues } from '../../store/partners/hand-over.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/** "I'm out next week": saved, with the question who covers. Repeated, it saves nothing more and shows the same days. */
export async function answerAway(sentence: Sentence): Promise<Message | null> {
  const { said, today } = sentence;
  const asked = readAwayAsked(said);
  if (asked) return answerAwayAsked(sentence, asked);
  const days = readAway(said, today);
  if (!days) return null;
  return days === 'unclear' ? whichDaysAway() : noteAway(sentence, days);
}

/**
 * "I'm not out after all", "who covers for me", "Priya covers": the days that are set, to cancel or to choose who covers. A name
 * that is no colleague's covers nothing.
 */
async function answerAwayAsked(
  { context, member, today }: Sentence,
  { cover }: AwayAsked,
): Promise<Message | null> {
  const { db } = context;
  const colleagues = await loadColleagues(db, member.branch.id, member.id);
  if (cover !== null && !colleagues.some(({ name }) => namesWhole(cover, name))) return null;
  const [next] = await loadAbsences(db, member.id, today);
  return next ? timeAway(next, colleagues, today) : noTimeAway();
}

async function noteAway({ context, member, today, now }: Sentence, days: DaysAway): Promise<Message> {
  const { db } = context;
  const done = await noteAbsence(db, member.id, { ...days, coverId: null }, member.id, now);
  const coming = await loadAbsences(db, member.id, today);
  const noted = coming.find(({ from, to }) => from === days.from && to === days.to);
  if (!noted) return 'refused' in done ? alreadyAway(coming, today) : whichDaysAway();
  const { plans } = await loadAgreed(db, member, days, today);
  return awaySaved(noted, await loadColleagues(db, member.branch.id, member.id), today, plans);
}
