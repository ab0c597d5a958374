import type { BlockAction } from '@slack/bolt';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import { strangersHome } from '../../messages/home/home.ts';
import { type HomeScreen, readScreen, stampDay } from '../../messages/home/home-screen.ts';
import { stampNavigation } from '../../messages/home/navigation.ts';
import { findMember } from '../../store/members/members.ts';
import { newStamp } from '../digest/digest-now.ts';
import { firstStepsFor } from '../members/first-steps.ts';
import { todayOf } from '../members/members.ts';
import { loadHome, type Shown } from './load-home.ts';
import { type Draw, publishAgain, publishView } from './publish-view.ts';

interface Showing extends Shown {
  /** The hash of the Home that the member sees and has chosen nothing in: if it would read the same, it stays. */
  seen?: string | undefined;
}

/** Shows a member their Home tab in its current state, on the given screen. */
export async function publishHome(context: Context, member: Member, showing: Showing = {}): Promise<void> {
  await publishView(context, member.slackUserId, drawing(member, showing, {}), showing.seen);
}

/** The most looks at one screen. No user taps faster than this. */
const looksMax = 4;

/**
 * Like `publishHome`, after a tap on a line, and once more if the list changed meanwhile: of two taps at once that two
 * processes handle, the one that read first may be drawn last.
 */
export async function redrawHome(context: Context, member: Member, showing: Showing): Promise<void> {
  const last: LastDrawn = {};
  const draw = drawing(member, showing, last);
  let number = await publishView(context, member.slackUserId, draw, showing.seen);
  for (let looks = 1; number !== null && looks < looksMax; looks++) {
    const before = last.list;
    number = await publishAgain(context, member.slackUserId, number, draw);
    if (last.list === before) return;
  }
}

/** What the list of a screen read like when it was drawn last. Screens whose lines have no buttons always read the same. */
interface LastDrawn {
  list?: string;
}

/** Draws a screen, unless its list still reads like `last`. */
const drawing =
  (member: Member, showing: Showing, last: LastDrawn): Draw =>
  async (context, isLate) => {
    const known = isLate ? await findMember(context.db, member.slackUserId) : member;
    if (isLate && known?.state !== 'active') return drawStranger(context, member.slackUserId, isAsked(known));
    const loaded = await loadHome(context, known ?? member, showing);
    const before = isLate ? undefined : last.list;
    last.list = JSON.stringify(loaded.list);
    if (last.list === before) return null;
    const view = await loaded.draw();
    const stamp = newStamp();
    return {
      ...view,
      ...(view.private_metadata
        ? { private_metadata: stampDay(view.private_metadata, todayOf(context, known ?? member)) }
        : {}),
      blocks: view.blocks.map((block) => stampNavigation(block, stamp)),
    };
  };

/** Shows people who are not members (yet) what this is and what to do. `seen` is that of `publishHome`. */
export async function publishStrangersHome(
  context: Context,
  slackUserId: string,
  invited: boolean,
  seen?: string,
): Promise<void> {
  await publishView(context, slackUserId, (late) => drawStranger(late, slackUserId, invited), seen);
}

const drawStranger = async (context: Context, slackUserId: string, invited: boolean) =>
  strangersHome(invited, invited ? null : await firstStepsFor(context, slackUserId));

/** Whether someone who is not a member was asked to become one. */
export const isAsked = (member: Member | null): boolean => member !== null && member.state !== 'left';

/** A Home screen in a form's metadata. A screen that Home no longer knows reads as its first. */
export const homePlace = z
  .custom<HomeScreen>((screen) => typeof screen === 'object')
  .transform((screen) => readScreen(JSON.stringify(screen)) ?? { at: 'today' as const });

/** Returns the Home screen that contains the pressed button; null for any other view. */
export const homeScreenOf = (view: BlockAction['view']): HomeScreen | null =>
  view?.type === 'home' ? (readScreen(view.private_metadata) ?? { at: 'today' }) : null;
