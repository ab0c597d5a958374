import { undoNote } from '../../messages/partners/card-actions.ts';
import { tierQuestionActions, tierQuestionNotes } from '../../messages/partners/tier-questions.ts';
import { answerWhoStays, declineInner } from '../../store/partners/tier-answers.ts';
import { loadTierQuestion } from '../../store/partners/tier-questions.ts';
import { undoChange } from '../../store/touchpoints/undo.ts';
import { type DigestPress, digestButton } from '../digest/digest-press.ts';
import { innerCircleForm } from './inner-circle.form.ts';

const { gone } = tierQuestionNotes;

/** The questions about tiers, below a morning's list and in Home. */
export const tierQuestionButtons = [
  digestButton(tierQuestionActions.choose, async ({ context, member, now, surface, place, triggerId }) => {
    const question = await loadTierQuestion(context.db, member, { day: surface.shownOn, now });
    const open = question?.about === 'inner circle' ? question.partners.filter(({ answer }) => !answer) : [];
    if (open.length === 0) return gone;
    await innerCircleForm.open(context, triggerId, { place }, open);
  }),

  digestButton(tierQuestionActions.notNow, async ({ context, member, surface }) => {
    // Nothing of a day on which nothing was suggested.
    if (member.innerAskedOn !== surface.shownOn) return gone;
    await declineInner(context.db, member, surface.shownOn);
  }),

  digestButton(tierQuestionActions.keep, (press) => stay(press, 'keep')),

  digestButton(tierQuestionActions.moveDown, (press) => stay(press, 'move down')),

  digestButton(tierQuestionActions.undo, async ({ context, member, today, now, id: traceId }) => {
    const undone = await undoChange(context.db, member, traceId, { today, now });
    return undone.how === 'undone' ? undefined : undoNote(undone).text;
  }),
];

async function stay(
  { context, member, today, now, surface, id: relationshipId }: DigestPress,
  what: 'keep' | 'move down',
): Promise<string | undefined> {
  const answer = { relationshipId, askedOn: surface.shownOn, what };
  return (await answerWhoStays(context.db, member, answer, { today, now })) ? undefined : gone;
}
