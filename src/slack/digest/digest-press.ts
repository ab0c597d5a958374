import { type Pressed, parsePress, type Surface } from '../../messages/digest/digest-buttons.ts';
import type { Tapped } from '../../messages/digest/digest-line.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadShownDigest } from '../../store/digest/showings.ts';
import { confirmSeen } from '../../store/nudges/nudges.ts';
import { answer } from '../bolt/answers.ts';
import { type ActionDefinition, defineAction, type Press } from '../bolt/define-action.ts';
import { textValue } from '../bolt/schemas.ts';
import { homeScreenOf } from '../home/home.ts';
import { type RedrawTarget, redraw } from './digest-redraw.ts';

/** A press as `parsePress` reads it; null for a value that none of our buttons carries. */
const pressed = textValue.transform(parsePress);

type Listed = Pick<Press<'member', unknown>, 'context' | 'member' | 'today' | 'now' | 'triggerId'>;

/** A press on a button in a list: what all of them share. */
export interface DigestPress extends Pressed, Listed {
  place: RedrawTarget;
}

/**
 * A button in a list. `save` returns a note when it could not do what the button says, or a tap that is to be asked about.
 * The list is then redrawn from
 * the database, so taps on several lines give the same result in any order.
 */
export const digestButton = (
  id: string,
  save: (press: DigestPress) => Promise<string | { tapped: Tapped } | undefined>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value: pressed,
    async press(press) {
      const { context, member, today, now, triggerId, value, view, seen, responseUrl } = press;
      const surface = value && (await findSurface(press, value.surface));
      if (!surface) return () => answer(context, member, { responseUrl, replace: false }, notYours());
      const place = { surface, responseUrl, home: homeScreenOf(view) ?? undefined };
      const saved = await save({ ...value, surface, context, member, today, now, triggerId, place });
      const note = typeof saved === 'string' ? saved : undefined;
      const tapped = typeof saved === 'object' ? saved.tapped : undefined;
      return () => redraw(context, member, place, note, { seen, tapped });
    },
  });

/** Returns the button's list. For a sent digest, the day comes from the database, not from the button. */
async function findSurface(
  { context: { db, meters }, member, now, channelId: channel, message }: Press<'member', unknown>,
  claimed: Surface,
): Promise<Surface | null> {
  if (claimed.nudgeId === null) return claimed;
  const digest = await loadShownDigest(db, claimed.nudgeId, member);
  if (!digest) return null;
  if (channel && message) {
    const place = { channel, ts: message.ts };
    meters.tapped(await confirmSeen(db, digest.nudgeId, member.id, place, now), now);
  }
  return { nudgeId: digest.nudgeId, shownOn: digest.shownOn };
}
