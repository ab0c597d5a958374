import type { KnownBlock } from '@slack/types';
import { addDays } from '../domain/days/day.ts';
import type { Member } from '../domain/members/member.ts';
import { payerQuestionDays } from '../domain/policy.ts';
import type { SavedCapture } from '../domain/touchpoints/capture.ts';
import { type Message, section } from '../messages/blocks.ts';
import { eventOver } from '../messages/branch-events/event-lines.ts';
import { type Asked, drawAskedAgain, hasMore, nudgeAsking } from '../messages/evening/asked.ts';
import { eventBlocks, planBlocks, planGone } from '../messages/evening/questions.ts';
import { coverAnswer, coverBlocks } from '../messages/members/covering.ts';
import { payerQuestionMessage } from '../messages/record/expense-record.ts';
import { findBranchEvents } from '../store/branch-events.ts';
import { findEventStanding } from '../store/evening/events-to-ask.ts';
import { loadOutlook } from '../store/members/covering.ts';
import { findCoverStanding } from '../store/members/decline-cover.ts';
import { confirmSeen } from '../store/nudges/nudges.ts';
import { findPlan } from '../store/plans.ts';
import { loadUnstated } from '../store/record/expense-record.ts';
import { answer, openDm, respond, sendDm } from './bolt/answers.ts';
import type { EdgeContext } from './bolt/deadline.ts';
import type { Press } from './bolt/define-action.ts';
import { newStamp } from './digest/digest-now.ts';
import { todayOf } from './members/members.ts';

/** A question of an evening, or of a morning's list, where its button was pressed. */
export interface AskedHere {
  asked: Asked;
  responseUrl: string | undefined;
  /** The message in which more stands than this question: only its part is drawn again. */
  among: { ts: string; text: string; blocks: KnownBlock[] } | null;
}

type Pressed = Pick<
  Press<'member', unknown>,
  'context' | 'member' | 'now' | 'channelId' | 'message' | 'responseUrl'
>;

/**
 * Reads where a question was answered, and notes that its message arrived: drawn again, it no longer carries the mark by
 * which it would be found.
 */
export async function seeAsked(press: Pressed, asked: Asked): Promise<AskedHere> {
  const { context, member, now, channelId: channel, message, responseUrl } = press;
  const blocks = (message?.blocks ?? []) as KnownBlock[];
  const nudgeId = nudgeAsking(blocks, asked);
  if (nudgeId !== null && channel && message)
    context.meters.tapped(
      await confirmSeen(context.db, nudgeId, member.id, { channel, ts: message.ts }, now),
      now,
    );
  const among =
    message && hasMore(blocks, asked) ? { ts: message.ts, text: message.text ?? '', blocks } : null;
  return { asked, responseUrl, among };
}

/**
 * Draws a question as it stands now, in its place. Alone, it becomes `alone`; a function draws it wherever it stands. Among others, `confirm` is a message of its own,
 * whose buttons replace it.
 */
export async function answerAsked(
  context: EdgeContext,
  member: Member,
  { asked, responseUrl, among }: AskedHere,
  alone: Message | (() => Promise<Message & { blocks: KnownBlock[] }>),
  confirm?: Message,
): Promise<void> {
  if (!among) {
    const message = typeof alone === 'function' ? await alone() : alone;
    return answer(context, member, { responseUrl, replace: true }, message);
  }
  const blocks = await drawAskedAgain(among.blocks, async (one) =>
    typeof alone === 'function' && one.what === asked.what
      ? (await alone()).blocks
      : drawAsked(context, member, one),
  );
  const message = { text: among.text, blocks };
  if (!(responseUrl && (await respond(responseUrl, true, message))))
    await context.slack.chat.update({ channel: await dmOf(context, member), ts: among.ts, ...message });
  if (confirm) await sendDm(context, member, confirm);
}

/** The same once a form has answered it, of which only the time of the message is known. */
export async function answerAskedAt(
  context: EdgeContext,
  member: Member,
  ts: string,
  confirm?: Message,
): Promise<void> {
  try {
    const channel = await dmOf(context, member);
    const { messages } = await context.slack.conversations.history({
      channel,
      oldest: ts,
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    const [message] = messages ?? [];
    if (message?.blocks) {
      const blocks = await drawAskedAgain(message.blocks as KnownBlock[], (asked) =>
        drawAsked(context, member, asked),
      );
      await context.slack.chat.update({ channel, ts, text: message.text ?? '', blocks });
    }
  } catch (error) {
    // What was answered is saved, and `confirm` says so.
    context.log.warn({ error }, 'an evening could not be drawn again');
  }
  if (confirm) await sendDm(context, member, confirm);
}

const dmOf = async (context: EdgeContext, member: Member): Promise<string> =>
  member.dmChannelId ?? (await openDm(context, member));

/** The answer is saved, so the request's deadline no longer applies. */
async function drawAsked(context: EdgeContext, member: Member, asked: Asked): Promise<KnownBlock[]> {
  const db = context.unboundDb;
  const today = todayOf(context, member);
  if (asked.what === 'meals') return (await readUnstated(context, member)).blocks;
  if (asked.what === 'plan') {
    const plan = await findPlan(db, asked.id, member);
    return plan ? planBlocks(plan, today) : [section(planGone)];
  }
  if (asked.what === 'cover') return drawCover(context, member, asked.id);
  const [event] = await findBranchEvents(db, [asked.id]);
  if (!event) return [section(eventOver())];
  return eventBlocks(event, today, await findEventStanding(db, event, member.id));
}

async function drawCover(context: EdgeContext, member: Member, absenceId: number): Promise<KnownBlock[]> {
  const db = context.unboundDb;
  const today = todayOf(context, member);
  const standing = await findCoverStanding(db, absenceId, member.id, today);
  if (standing.is !== 'open') return [section(coverAnswer(standing, today))];
  const { covering } = standing;
  return coverBlocks(covering, await loadOutlook(db, member, covering), today);
}

/** The meals whose payer is still to be stated, as they are now, below the one that was just `answered`. */
export async function readUnstated(
  context: EdgeContext,
  member: Member,
  answered: SavedCapture | null = null,
): Promise<Message> {
  const today = todayOf(context, member);
  const meals = await loadUnstated(context.unboundDb, member.id, addDays(today, -payerQuestionDays));
  const payer = answered?.meal?.payer;
  const partnerNames = answered?.partners.map(({ name }) => name) ?? [];
  const paid = answered && payer ? { ...answered, captureId: answered.id, partnerNames, payer } : null;
  return payerQuestionMessage(meals, today, newStamp(), paid);
}
