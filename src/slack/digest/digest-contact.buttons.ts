import type { App } from '@slack/bolt';
import { tappedContent } from '../../domain/touchpoints/capture.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { notInBook, oldList } from '../../messages/digest/digest-notes.ts';
import { findTapTarget } from '../../store/digest/handled-today.ts';
import { findPlanHeldAs, reopenPlan } from '../../store/plans.ts';
import { findOwnCapture, undoCapture } from '../../store/touchpoints/captures.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { openHeardModal } from '../touchpoints/heard.form.ts';
import { saveHeard } from '../touchpoints/hearing.ts';
import { type DigestPress, onDigestPress } from './digest-press.ts';

/** Met, Talked, Left message: one tap logs for today. Then what was said, and Undo, which brings the buttons back. */
export function digestContacts(app: App, context: EdgeContext): void {
  onDigestPress(app, context, digestActions.met, (press) => log(press, 'met', 'visit'));
  onDigestPress(app, context, digestActions.talked, (press) => log(press, 'talked', 'call'));
  onDigestPress(app, context, digestActions.attempt, (press) => log(press, 'attempt', null));

  onDigestPress(app, context, digestActions.heard, async ({ id, member, place, triggerId }) => {
    const capture = await findOwnCapture(context.db, id, member);
    if (!capture) return notInBook;
    if (!capture.undone) await openHeardModal(context, triggerId, capture, { place });
    return undefined;
  });

  onDigestPress(app, context, digestActions.undo, async ({ id, member }) => {
    // The plan first: should the rest fail, the contact still answers it, and Undo can be pressed again.
    const plan = await findPlanHeldAs(context.db, id, member);
    if (plan) await reopenPlan(context.db, plan.id, member, context.now());
    const undone = await undoCapture(context.db, id, member, context.now());
    return undone ? undefined : notInBook;
  });

  async function log(
    { id: partnerId, surface, member, today }: DigestPress,
    action: string,
    kind: TouchpointKind | null,
  ): Promise<string | undefined> {
    if (surface.shownOn !== today) return oldList(surface.shownOn, today);
    const target = await findTapTarget(context.db, member, partnerId, today);
    if (!target.theirs) return notInBook;
    // Logged already, by another button or in words: the line shows that, and a second one would count for nothing.
    if (target.contact === 'touchpoint' || target.contact === action) return undefined;
    await saveHeard(context, {
      requestKey: `tap:${member.id}:${partnerId}:${action}:${today}`,
      source: 'tap',
      member,
      content: tappedContent({
        what: kind === null ? 'attempt' : 'touchpoint',
        kind,
        word: null,
        on: today,
        today,
        partnerIds: [partnerId],
        note: null,
      }),
      ...(surface.nudgeId === null ? {} : { nudgeId: surface.nudgeId }),
      now: context.now(),
    });
    return undefined;
  }
}
