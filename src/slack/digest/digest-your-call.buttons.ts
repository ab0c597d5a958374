import type { App } from '@slack/bolt';
import {
  type DecisionChoice,
  digestActions,
  isDecisionChoice,
} from '../../messages/digest/digest-buttons.ts';
import { notInBook, oldList, tierFull } from '../../messages/digest/digest-notes.ts';
import { findOwnRelationship } from '../../store/digest/later-choices.ts';
import { type Decision, decide, takeBackDecision } from '../../store/digest/your-call.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openReassignModal } from '../partners/reassign.form.ts';
import { type DigestPress, onDigestPress } from './digest-press.ts';

/** A relationship that is the member's call: keep going, another tier, hand over, or archive; and Undo. */
export function digestYourCall(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.yourCall, async (press) => {
    const { id: partnerId, choice, surface, member, today } = press;
    if (!isDecisionChoice(choice)) return notInBook;
    if (surface.shownOn !== today) return oldList(surface.shownOn, today);
    if (choice === 'hand over') return askWhom(press);
    const decided = await decide(context.db, member, partnerId, decisionOf(choice), {
      today,
      now: context.now(),
      nudgeId: surface.nudgeId,
    });
    if (decided.ok) return undefined;
    return decided.why === 'full' ? tierFull(decided) : notInBook;
  });

  onDigestPress(app, context, digestActions.undoDecision, async ({ id: captureId, member, today }) => {
    const done = await takeBackDecision(context.db, member, captureId, today, context.now());
    return done ? undefined : notInBook;
  });

  async function askWhom({
    id: partnerId,
    member,
    place,
    triggerId,
  }: DigestPress): Promise<string | undefined> {
    const own = await findOwnRelationship(context.db, member, partnerId);
    if (!own) return notInBook;
    return openReassignModal(context, triggerId, member, { partnerId, place });
  }
}

function decisionOf(choice: Exclude<DecisionChoice, 'hand over'>): Decision {
  if (choice === 'recommit' || choice === 'archive') return { what: choice };
  return { what: 'tier', tier: choice };
}
