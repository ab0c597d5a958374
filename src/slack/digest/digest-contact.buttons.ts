import { tappedContent } from '../../domain/touchpoints/capture.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { digestActions } from '../../messages/digest/digest-buttons.ts';
import { goneMeanwhile, notWithMember, oldList } from '../../messages/digest/digest-notes.ts';
import { findTapTarget } from '../../store/digest/handled-today.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { takeBack } from '../../store/touchpoints/take-back.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
import { heardForm } from '../touchpoints/what-you-heard.form.ts';
import { type DigestPress, digestButton } from './digest-press.ts';

/**
 * Met, Talked, Left message: one tap logs the contact for today. Next comes what was said, and Undo, which brings the
 * buttons back.
 */
export const digestContacts = [
  digestButton(digestActions.met, (press) => log(press, 'met', 'visit')),
  digestButton(digestActions.talked, (press) => log(press, 'talked', 'call')),
  digestButton(digestActions.attempt, (press) => log(press, 'attempt', null)),

  digestButton(digestActions.heard, async ({ context, id, member, place, triggerId }) => {
    const capture = await findOwnCapture(context.db, id, member);
    if (!capture) return goneMeanwhile;
    const metadata = { captureId: id, from: { place } };
    if (!capture.undone) await heardForm.open(context, triggerId, metadata, capture);
    return undefined;
  }),

  digestButton(digestActions.undo, async ({ context, id, member, now }) => {
    const undone = await takeBack(context.db, id, member, now);
    return undone ? undefined : goneMeanwhile;
  }),
];

async function log(
  { context, id: partnerId, surface, member, today, now }: DigestPress,
  action: string,
  kind: TouchpointKind | null,
): Promise<string | undefined> {
  if (surface.shownOn !== today) return oldList(surface.shownOn, today);
  const target = await findTapTarget(context.db, member, partnerId, today);
  if (!target.theirs) return notWithMember;
  // Already logged, by another button or in words: the line shows that, and a second one would add nothing.
  if (target.contact === 'touchpoint' || target.contact === action) return undefined;
  await saveOrLookUp(context, {
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
    now,
  });
  return undefined;
}
