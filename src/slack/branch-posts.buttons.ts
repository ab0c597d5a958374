import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { Member } from '../domain/members/member.ts';
import { countKeptWeeks } from '../domain/week/rhythm.ts';
import { actions, button, type Message, section } from '../messages/blocks.ts';
import {
  eventBlock,
  eventOfBlock,
  eventOver,
  goingAction,
  goingText,
  notGoingAction,
} from '../messages/branch-events/event-lines.ts';
import { myNumbers, myNumbersAction } from '../messages/week/leaderboard.ts';
import { myListAction } from '../messages/week/week-plan.ts';
import { type BranchEvent, findBranchEvents, setGoing } from '../store/branch-events.ts';
import { confirmPosted } from '../store/nudges/nudges.ts';
import { countInRhythm, loadKeptWeeks, loadLastMemberWeek } from '../store/week/weeks.ts';
import { answer } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import { digestNow } from './digest/digest-now.ts';
import { requireMember, todayOf } from './members/members.ts';

/** The buttons under a branch's posts. What they answer is for who pressed them, and nobody else. */
export function branchPosts(app: App, context: EdgeContext): void {
  onPress(myListAction, (member) => digestNow(context, member));

  onPress(myNumbersAction, async (member) =>
    myNumbers(
      countKeptWeeks(await loadKeptWeeks(context.db, member.id)),
      await countInRhythm(context.db, member.id, todayOf(context, member)),
      await loadLastMemberWeek(context.db, member.id),
    ),
  );

  onPress(goingAction, (member, pressed) => turnUp(member, pressed, true));
  onPress(notGoingAction, (member, pressed) => turnUp(member, pressed, false));

  interface Pressed {
    value: string;
    body: BlockAction<ButtonAction>;
  }

  function onPress(actionId: string, read: (member: Member, pressed: Pressed) => Promise<Message>): void {
    app.action<BlockAction<ButtonAction>>(
      { action_id: actionId, type: 'block_actions' },
      async ({ body, action, ack }) => {
        const member = await requireMember(context, body.user.id);
        const message = await read(member, { value: action.value ?? '', body });
        await ack();
        await answer(context, member, { responseUrl: body.response_url }, message);
      },
    );
  }

  /** Says whether they go, and redraws the post, where the channel reads who does. */
  async function turnUp(member: Member, { value, body }: Pressed, isGoing: boolean): Promise<Message> {
    const [eventId, nudgeId] = value.split('.').map(Number);
    const [event] = await findBranchEvents(context.db, [eventId ?? 0]);
    const today = todayOf(context, member);
    if (!event || event.on < today) return plainly(eventOver());
    await setGoing(context.db, event.id, member.id, isGoing, context.now());
    // Taking it back is pressed in an answer that only they see: the post is drawn anew with the next press on it.
    if (isGoing) await redraw(body, nudgeId ?? 0);
    return {
      text: goingText(event, today, isGoing),
      blocks: [
        section(goingText(event, today, isGoing)),
        ...(isGoing ? [actions([button(notGoingAction, 'Not after all', value)])] : []),
      ],
    };
  }

  /** What was pressed is saved by now: a post that cannot be drawn again is no reason to say otherwise. */
  async function redraw({ message, channel }: BlockAction<ButtonAction>, nudgeId: number): Promise<void> {
    const blocks = (message?.blocks ?? []) as KnownBlock[];
    const ids = blocks.flatMap((block) => eventOfBlock(block.block_id) ?? []);
    if (!message || !channel || ids.length === 0) return;
    // Whoever presses it has seen it: a doubt is resolved before its mark may be lost with the old message.
    const at = context.now();
    const place = { channel: channel.id, ts: message.ts };
    context.meters.tapped(await confirmPosted(context.db, nudgeId, place, at), at);
    const events = new Map((await findBranchEvents(context.db, ids)).map((event) => [event.id, event]));
    await context.slack.chat
      .update({
        channel: channel.id,
        ts: message.ts,
        text: message.text ?? '',
        blocks: blocks.map((block) => drawnAnew(block, events, nudgeId)),
      })
      .catch((error) => context.log.warn({ error, nudge: nudgeId }, 'a post could not be drawn again'));
  }
}

function drawnAnew(block: KnownBlock, events: ReadonlyMap<number, BranchEvent>, nudgeId: number): KnownBlock {
  const event = events.get(eventOfBlock(block.block_id) ?? 0);
  return event ? eventBlock(event, nudgeId) : block;
}

const plainly = (text: string): Message => ({ text, blocks: [section(text)] });
