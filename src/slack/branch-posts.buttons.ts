import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import { countKeptWeeks } from '../domain/week/rhythm.ts';
import { actions, button, type Message, section } from '../messages/blocks.ts';
import {
  cannotGo,
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
import { type ActionDefinition, defineAction, type Press } from './bolt/define-action.ts';
import { idsValue, textValue } from './bolt/schemas.ts';
import { digestNow } from './digest/digest-now.ts';

/** A button under a branch's post. Only the person who pressed it sees the answer. */
const postButton = <Schema extends z.ZodType>(
  id: string,
  value: Schema,
  read: (press: Press<'member', z.output<Schema>>) => Promise<Message>,
): ActionDefinition =>
  defineAction({
    id,
    may: 'member',
    value,
    async press(press) {
      const { context, member, responseUrl } = press;
      const message = await read(press);
      return () => answer(context, member, { responseUrl }, message);
    },
  });

/** An event and the post that contains it: "12.34". */
const eventValue = idsValue.transform(([eventId = 0, nudgeId = 0]) => ({ eventId, nudgeId }));
type EventPress = Press<'member', z.output<typeof eventValue>>;

/** Records whether the member goes, and redraws the post, where the channel reads who is going. */
async function answerInvitation(press: EventPress, isGoing: boolean): Promise<Message> {
  const { context, member, today, value } = press;
  const [event] = await findBranchEvents(context.db, [value.eventId]);
  if (!event || event.on < today) return plainly(eventOver());
  await setGoing(context.db, event.id, member.id, isGoing);
  // "Can’t make it" is pressed in an answer that only this member sees. The next press on the post redraws it.
  if (isGoing) await redraw(press);
  const takeBack = button(notGoingAction, cannotGo, `${value.eventId}.${value.nudgeId}`);
  const text = goingText(event, today, isGoing);
  return { text, blocks: [section(text), ...(isGoing ? [actions([takeBack])] : [])] };
}

/** The press is already saved. A post that cannot be redrawn is no reason to say otherwise. */
async function redraw({ context, now, value, message, channelId: channel }: EventPress): Promise<void> {
  const { nudgeId } = value;
  const blocks = (message?.blocks ?? []) as KnownBlock[];
  const ids = blocks.flatMap((block) => eventOfBlock(block.block_id) ?? []);
  if (!message || !channel || ids.length === 0) return;
  // A press proves that the post was delivered. Settle any doubt before its mark may be lost with the old message.
  const place = { channel, ts: message.ts };
  context.meters.tapped(await confirmPosted(context.db, nudgeId, place, now), now);
  const events = new Map((await findBranchEvents(context.db, ids)).map((event) => [event.id, event]));
  await context.slack.chat
    .update({
      ...place,
      text: message.text ?? '',
      blocks: blocks.map((block) => drawnAnew(block, events, nudgeId)),
    })
    .catch((error) => context.log.warn({ error, nudge: nudgeId }, 'a post could not be drawn again'));
}

/** The buttons under a branch's posts. */
export const branchPosts = [
  postButton(myListAction, textValue, ({ context, member }) => digestNow(context, member)),
  postButton(myNumbersAction, textValue, async ({ context, member, today }) =>
    myNumbers(
      countKeptWeeks(await loadKeptWeeks(context.db, member.id)),
      await countInRhythm(context.db, member.id, today),
      await loadLastMemberWeek(context.db, member.id),
    ),
  ),
  postButton(goingAction, eventValue, (press) => answerInvitation(press, true)),
  postButton(notGoingAction, eventValue, (press) => answerInvitation(press, false)),
];

function drawnAnew(block: KnownBlock, events: ReadonlyMap<number, BranchEvent>, nudgeId: number): KnownBlock {
  const event = events.get(eventOfBlock(block.block_id) ?? 0);
  return event ? eventBlock(event, nudgeId) : block;
}

const plainly = (text: string): Message => ({ text, blocks: [section(text)] });
