import { type Day, daysBetween } from '../../domain/days/day.ts';
import { tappedContent } from '../../domain/touchpoints/capture.ts';
import type { TouchpointKind } from '../../domain/words.ts';
import { type ContactChoice, digestActions, isContactChoice } from '../../messages/digest/digest-buttons.ts';
import { goneMeanwhile, notWithMember, oldList } from '../../messages/digest/digest-notes.ts';
import { findTapTarget } from '../../store/digest/handled-today.ts';
import { findOwnCapture } from '../../store/touchpoints/captures.ts';
import { takeBack } from '../../store/touchpoints/take-back.ts';
import { saveOrLookUp } from '../touchpoints/save-or-look-up.ts';
import { heardForm } from '../touchpoints/what-you-heard.form.ts';
import { type DigestPress, digestButton } from './digest-press.ts';

/**
 * Met, Talked, Voicemail: one tap logs the contact for today; on the list of another day, once it is told for which day.
 * Next comes what was said, and Undo, which brings the buttons back.
 */
export const digestContacts = [
  digestButton(digestActions.met, (press) => tap(press, 'met')),
  digestButton(digestActions.talked, (press) => tap(press, 'talked')),
  digestButton(digestActions.attempt, (press) => tap(press, 'attempt')),
  digestButton(digestActions.contact, async (press) =>
    isContactChoice(press.choice) ? tap(press, press.choice) : notWithMember,
  ),
  digestButton(digestActions.onToday, async (press) =>
    isContactChoice(press.choice) ? log(press, press.choice, press.today) : notWithMember,
  ),
  digestButton(digestActions.onListed, async (press) => {
    const { choice, surface, today } = press;
    if (!isContactChoice(choice)) return notWithMember;
    return isRecent(surface.shownOn, today)
      ? log(press, choice, surface.shownOn)
      : oldList(surface.shownOn, today);
  }),

  // The line asks as it did before the tap.
  digestButton(digestActions.onNeither, async () => undefined),

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

/** Of who was met that day or the next, no one is sure any longer. */
const recentDays = 31;
const isRecent = (listedOn: Day, today: Day): boolean =>
  listedOn <= today && daysBetween(listedOn, today) <= recentDays;

/** App Home is redrawn as of today, so it can ask nothing about another day. */
async function tap(press: DigestPress, contact: ContactChoice) {
  const { id: partnerId, surface, today, place } = press;
  const listedOn = surface.shownOn;
  if (listedOn === today) return log(press, contact, today);
  if (!place.responseUrl || !isRecent(listedOn, today)) return oldList(listedOn, today);
  return { tapped: { partnerId, contact, listedOn } };
}

const kinds: Record<ContactChoice, TouchpointKind | null> = { met: 'visit', talked: 'call', attempt: null };

async function log(
  { context, id: partnerId, surface, member, today, now }: DigestPress,
  contact: ContactChoice,
  on: Day,
): Promise<string | undefined> {
  const kind = kinds[contact];
  const target = await findTapTarget(context.db, member, partnerId, { on, today });
  if (!target.theirs) return notWithMember;
  // Already logged, by another button or in words: the line shows that, and a second one would add nothing.
  if (target.contact === 'touchpoint' || target.contact === contact) return undefined;
  await saveOrLookUp(context, {
    requestKey: `tap:${member.id}:${partnerId}:${contact}:${on}`,
    source: 'tap',
    member,
    content: tappedContent({
      what: kind === null ? 'attempt' : 'touchpoint',
      kind,
      word: null,
      on,
      today,
      partnerIds: [partnerId],
      note: null,
    }),
    ...(surface.nudgeId === null ? {} : { nudgeId: surface.nudgeId }),
    now,
  });
  return undefined;
}
