import type { App, BlockAction } from '@slack/bolt';
import type { Context } from '../../context.ts';
import type { Day } from '../../domain/day.ts';
import type { Member } from '../../domain/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { digestMessage } from '../../messages/digest.ts';
import { type Pressed, parsePress, type Surface } from '../../messages/digest-buttons.ts';
import { notYours } from '../../messages/hearing.ts';
import { loadShownLines } from '../../store/digest-lines.ts';
import { confirmSeen } from '../../store/nudges.ts';
import { loadShownDigest } from '../../store/showings.ts';
import { answer, type ReplyTo } from '../answers.ts';
import { todayOf } from '../hearing.ts';
import { publishHome } from '../home/home.ts';
import { requireMember } from '../members.ts';
import { digestNow, newStamp } from './digest-now.ts';

/** Where the list stands that a button was pressed in, and what kind of list it is. Travels with a modal. */
export interface Place {
  surface: Surface;
  /** Undefined: App Home. */
  responseUrl?: string | undefined;
}

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
  context: Context,
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
    const place = { surface, responseUrl: body.response_url || undefined };
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
  { db, now }: Context,
  member: Member,
  claimed: Surface,
  body: BlockAction,
): Promise<Surface | null> {
  if (claimed.nudgeId === null) return claimed;
  const digest = await loadShownDigest(db, claimed.nudgeId, member);
  if (!digest) return null;
  const { channel, message } = body;
  if (channel && message)
    await confirmSeen(db, digest.nudgeId, member.id, { channel: channel.id, ts: message.ts }, now());
  return { nudgeId: digest.nudgeId, shownOn: digest.shownOn };
}

/** Draws a list again where it stands, as it is now. */
export async function redraw(context: Context, member: Member, place: Place, note?: string): Promise<void> {
  const reply: ReplyTo = { responseUrl: place.responseUrl, replace: true };
  if (!place.responseUrl) return publishHome(context, member, note);
  const message = await drawAgain(context, member, place.surface, note);
  await answer(context, member, reply, message);
}

async function drawAgain(
  context: Context,
  member: Member,
  { nudgeId }: Surface,
  note: string | undefined,
): Promise<Message> {
  if (nudgeId === null) return digestNow(context, member, note);
  const digest = await loadShownDigest(context.db, nudgeId, member);
  if (!digest) return notYours();
  return digestMessage({
    name: member.name,
    surface: { nudgeId, shownOn: digest.shownOn },
    today: todayOf(context, member),
    lines: await loadShownLines(context.db, member, digest.lines, digest.shownOn),
    more: digest.more,
    stamp: newStamp(),
    ...(note ? { note } : {}),
  });
}
