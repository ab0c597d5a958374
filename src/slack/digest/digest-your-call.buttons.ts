import {
  type DecisionChoice,
  digestActions,
  isDecisionChoice,
} from '../../messages/digest/digest-buttons.ts';
import { notInBook, oldList, tierFull } from '../../messages/digest/digest-notes.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { type Decision, decide, takeBackDecision } from '../../store/digest/your-call.ts';
import { openReassignForm } from '../partners/reassign.form.ts';
import { type DigestPress, digestButton } from './digest-press.ts';

/** A relationship that is the member's call: keep going, another tier, hand over, or archive; and Undo. */
export const digestYourCall = [
  digestButton(digestActions.yourCall, async (press) => {
    const { context, id: partnerId, choice, surface, member, today, now } = press;
    if (!isDecisionChoice(choice)) return notInBook;
    if (surface.shownOn !== today) return oldList(surface.shownOn, today);
    if (choice === 'hand over') return askWhom(press);
    const when = { today, now, nudgeId: surface.nudgeId };
    const decided = await decide(context.db, member, partnerId, decisionOf(choice), when);
    if (decided.ok) return undefined;
    return decided.why === 'full' ? tierFull(decided) : notInBook;
  }),

  digestButton(digestActions.undoDecision, async ({ context, id: captureId, member, today, now }) => {
    const done = await takeBackDecision(context.db, member, captureId, today, now);
    return done ? undefined : notInBook;
  }),
];

async function askWhom(press: DigestPress): Promise<string | undefined> {
  const { context, id: partnerId, member, place, triggerId } = press;
  const own = await findOwnRelationship(context.db, member, partnerId);
  return own ? openReassignForm(context, triggerId, member, { partnerId, place }) : notInBook;
}

function decisionOf(choice: Exclude<DecisionChoice, 'hand over'>): Decision {
  if (choice === 'recommit' || choice === 'archive') return { what: choice };
  return { what: 'tier', tier: choice };
}
