import type { App, BlockAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { type Pressed, parsePress, type Surface } from '../../messages/digest/digest-buttons.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadShownDigest } from '../../store/digest/showings.ts';
import { confirmSeen } from '../../store/nudges/nudges.ts';
import { answer } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { placeOf } from '../home/home.ts';
import { requireMember, todayOf } from '../members/members.ts';
import { type Place, redraw } from './digest-redraw.ts';

/** A press on a button of a list, as far as it is the same for all of them. */
export interface DigestPress extends Pressed {
  member: Member;
  today: Day;
  place: Place;
  triggerId: string;
}

/**
 * Registers what a button of a list does. `save` returns a note when it could not do what the button says. Afterwards
 * the list is drawn again from the database, so that taps on several lines come out the same in any order.
 */
export function onDigestPress(
  app: App,
  context: EdgeContext,
  actionId: string,
  save: (press: DigestPress) => Promise<string | undefined>,
): void {
  app.action<BlockAction>({ action_id: actionId, type: 'block_actions' }, async ({ body, action, ack }) => {
    const member = await requireMember(context, body.user.id);
    const pressed = parsePress(valueOfAction(action));
    const surface = pressed && (await findSurface(context, member, pressed.surface, body));
    if (!pressed || !surface) {
      await ack();
      return answer(
        context,
        member,
        { responseUrl: body.response_url || undefined, replace: false },
        notYours(),
      );
    }
    const home = placeOf(body.view) ?? undefined;
    const place = { surface, responseUrl: body.response_url || undefined, home };
    const today = todayOf(context, member);
    const note = await save({ ...pressed, surface, member, today, place, triggerId: body.trigger_id });
    await ack();
    await redraw(context, member, place, note);
  });
}

function valueOfAction(action: BlockAction['actions'][number]): string | undefined {
  if (action.type === 'button') return action.value;
  return action.type === 'static_select' ? action.selected_option.value : undefined;
}

/** The list of a button: of a sent digest what was noted when it was sent, whatever the button says. */
async function findSurface(
  { db, meters, now }: Context,
  member: Member,
  claimed: Surface,
  body: BlockAction,
): Promise<Surface | null> {
  if (claimed.nudgeId === null) return claimed;
  const digest = await loadShownDigest(db, claimed.nudgeId, member);
  if (!digest) return null;
  const { channel, message } = body;
  if (channel && message) {
    const at = now();
    const place = { channel: channel.id, ts: message.ts };
    meters.tapped(await confirmSeen(db, digest.nudgeId, member.id, place, at), at);
  }
  return { nudgeId: digest.nudgeId, shownOn: digest.shownOn };
}
