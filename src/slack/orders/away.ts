import { type DaysAway, readAway } from '../../domain/orders/away.ts';
import type { Message } from '../../messages/blocks.ts';
import { alreadyAway, awaySaved, whichDaysAway } from '../../messages/members/away.ts';
import { loadAbsences, noteAbsence } from '../../store/members/absences.ts';
import { loadColleagues } from '../../store/partners/hand-over.ts';
import type { Sentence } from '../touchpoints/answer-sentence.ts';

/** "I'm out next week": saved, with the question who covers. Repeated, it saves nothing more and shows the same days. */
export async function answerAway(sentence: Sentence): Promise<Message | null> {
  const { said, today } = sentence;
  const days = readAway(said, today);
  if (!days) return null;
  return days === 'unclear' ? whichDaysAway() : noteAway(sentence, days);
}

async function noteAway({ context, member, today, now }: Sentence, days: DaysAway): Promise<Message> {
  const { db } = context;
  const done = await noteAbsence(db, member.id, { ...days, coverId: null }, member.id, now);
  const coming = await loadAbsences(db, member.id, today);
  const noted = coming.find(({ from, to }) => from === days.from && to === days.to);
  if (!noted) return 'refused' in done ? alreadyAway(coming, today) : whichDaysAway();
  return awaySaved(noted, await loadColleagues(db, member.branch.id, member.id), today);
}
