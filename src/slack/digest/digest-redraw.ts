import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import { offeredZone } from '../../domain/members/zone-offer.ts';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { digestMessage } from '../../messages/digest/digest.ts';
import type { Surface } from '../../messages/digest/digest-buttons.ts';
import type { Tapped } from '../../messages/digest/digest-line.ts';
import { notDrawn, oldList } from '../../messages/digest/digest-notes.ts';
import { withBelow } from '../../messages/evening/below-list.ts';
import { planAnswered } from '../../messages/evening/questions.ts';
import { feedbackMessage, feedbackNote } from '../../messages/feedback.ts';
import { promiseNow } from '../../messages/orders/promises.ts';
import { tierQuestion } from '../../messages/partners/tier-questions.ts';
import { promisesSaved } from '../../messages/promises.ts';
import { notYours } from '../../messages/touchpoints/sentence-answers.ts';
import { loadCalendarAndDays } from '../../store/digest/digest.ts';
import { loadShownLines } from '../../store/digest/digest-lines.ts';
import { loadNextBrief } from '../../store/digest/meetings.ts';
import { findDigestMessage, loadShownDigest } from '../../store/digest/showings.ts';
import { loadBelow, mayHaveBelow, nothingBelow } from '../../store/evening/below-list.ts';
import { findFeedback } from '../../store/feedback/feedback.ts';
import { loadTierQuestion } from '../../store/partners/tier-questions.ts';
import { findPlan } from '../../store/plans.ts';
import { findPromise } from '../../store/promises.ts';
import { findPromises } from '../../store/promises-alone.ts';
import { answerAskedAt } from '../answer-asked.ts';
import { answer, respond } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { isoDay, rowId } from '../bolt/schemas.ts';
import { homePlace, redrawHome } from '../home/home.ts';
import { todayOf } from '../members/members.ts';
import { cardPlace, refreshCard } from '../partners/card.ts';
import { drawListNow, loadListNow, newStamp } from './digest-now.ts';

/** Where the list with the pressed button is, and what kind of list. Travels with a form. */
export const listPlace = z.object({
  surface: z.object({ nudgeId: rowId.nullable(), shownOn: isoDay }),
  /** Undefined in App Home; `home` is its screen. */
  responseUrl: z.string().optional(),
  home: homePlace.optional(),
  /** A partner's card, outside any list. */
  card: cardPlace.optional(),
  /** The evening's question about a plan, also outside any list. */
  planId: rowId.optional(),
  /** The time of the evening's message, where the question stands among others. */
  askedAt: z.string().optional(),
  /** Promises that were told of alone, under their confirmation. */
  captureId: rowId.optional(),
  /** One promise that words were about, under the answer. */
  promiseId: rowId.optional(),
  /** A piece of feedback in its own message. `fresh`: posts a new message, because the feedback has no message yet. */
  feedback: z.object({ id: rowId, fresh: z.boolean().optional() }).optional(),
});
export type RedrawTarget = z.output<typeof listPlace>;

/** A response_url accepts five answers. No user taps faster than this. */
const drawingsMax = 4;

/**
 * Redraws a list in its current state, and once more if it changed meanwhile: of two simultaneous taps, the one that
 * read first may be drawn last. The press is already saved, so a failure is reported as only that, and the request's
 * deadline no longer applies. `seen` is that of `publishHome`; `tapped` waits to be told for which day it is.
 */
export async function redraw(
  context: EdgeContext,
  member: Member,
  target: RedrawTarget,
  note?: string,
  { seen, tapped }: { seen?: string | undefined; tapped?: Tapped | undefined } = {},
): Promise<void> {
  if (target.card) return refreshCard(context, member, target.card, note ? { text: note } : undefined);
  const unbound: Context = { ...context, db: context.unboundDb };
  if (target.feedback) {
    const today = todayOf(context, member);
    const one = await findFeedback(unbound.db, target.feedback.id, member, today);
    const reply = { responseUrl: target.responseUrl, replace: !target.feedback.fresh };
    return answer(
      unbound,
      member,
      // Feedback that was taken back or withdrawn still gets its message replaced.
      one || note === feedbackNote['taken back'] || note === feedbackNote.withdrawn
        ? reply
        : { ...reply, replace: false },
      one ? feedbackMessage(one, member, today, newStamp(), note) : plainMessage(note ?? feedbackNote.gone),
    );
  }
  if (target.planId !== undefined) {
    if (target.askedAt !== undefined) return answerAskedAt(context, member, target.askedAt);
    const plan = await findPlan(unbound.db, target.planId, member);
    if (plan)
      await answer(
        unbound,
        member,
        { responseUrl: target.responseUrl, replace: true },
        planAnswered(plan, plan.settled === 'moved' ? 'moved' : 'gone', todayOf(context, member)),
      );
    return;
  }
  if (target.captureId !== undefined) {
    const saved = await findPromises(unbound.db, target.captureId, member);
    const reply = { responseUrl: target.responseUrl, replace: saved !== null };
    const message = saved ? promisesSaved(saved, todayOf(context, member), { note }) : notYours();
    return answer(unbound, member, reply, message);
  }
  if (target.promiseId !== undefined) {
    const today = todayOf(context, member);
    const promise = await findPromise(unbound.db, target.promiseId, member, today);
    const reply = { responseUrl: target.responseUrl, replace: promise !== null };
    return answer(unbound, member, reply, promise ? promiseNow(promise, today) : notYours());
  }
  try {
    const { surface, responseUrl, home } = target;
    if (!responseUrl) return await redrawHome(unbound, member, { screen: home, note, seen });
    const at = { surface, responseUrl, note, tapped };
    let shown = await draw(unbound, member, at);
    for (let drawn = 1; drawn < drawingsMax; drawn++) {
      const now = await draw(unbound, member, at, shown);
      if (now === shown) return;
      shown = now;
    }
  } catch (error) {
    context.log.warn({ error }, 'a list could not be drawn again');
    await answer(unbound, member, { responseUrl: target.responseUrl }, notDrawn(note));
  }
}

interface Drawn {
  surface: Surface;
  note: string | undefined;
  tapped: Tapped | undefined;
}

/** Draws the list unless it still reads like `shown`. Returns what it reads like now, to compare. */
async function draw(
  context: Context,
  member: Member,
  { responseUrl, ...drawn }: Drawn & { responseUrl: string },
  shown?: string,
): Promise<string> {
  const { read, message } = await readList(context, member, drawn);
  if (read === shown) return read;
  if (!(await respond(responseUrl, true, message))) await update(context, member, drawn.surface, message);
  return read;
}

/** A form left open for half an hour outlives its response_url. A digest's message can still be changed. */
async function update(
  { db, slack }: Context,
  member: Member,
  { nudgeId }: Surface,
  message: Message,
): Promise<void> {
  const place = nudgeId === null ? null : await findDigestMessage(db, nudgeId, member);
  if (!place) throw new Error('the list can no longer be reached');
  await slack.chat.update({ ...place, ...message });
}

async function readList(
  context: Context,
  member: Member,
  { surface: { nudgeId }, note, tapped }: Drawn,
): Promise<{ read: string; message: Message }> {
  if (nudgeId === null) {
    const list = await loadListNow(context, member, { withBrief: true });
    const gone = tapped && !list.lines.some(({ line }) => line.partnerId === tapped.partnerId);
    const why = gone ? oldList(tapped.listedOn, list.today) : note;
    return { read: JSON.stringify(list), message: drawListNow(member, list, why, tapped) };
  }
  const digest = await loadShownDigest(context.db, nudgeId, member);
  if (!digest) return { read: '', message: notYours() };
  const today = todayOf(context, member);
  const { shownOn } = digest;
  const when = { day: shownOn, today, now: context.now() };
  const question = await loadTierQuestion(context.db, member, when);
  const isAsked = question !== null;
  const lines = await loadShownLines(context.db, member, digest.lines, shownOn, today, { isAsked });
  const stamp = newStamp();
  const { days, meetings } = await loadCalendarAndDays(context.db, member, shownOn);
  const withBrief = await loadNextBrief(context.db, member, meetings, when);
  const message = digestMessage({
    name: member.name,
    surface: { nudgeId, shownOn },
    today,
    lines,
    meetings: withBrief,
    more: digest.more,
    days,
    zone: offeredZone(member, shownOn),
    question: question && tierQuestion(question, { surface: { nudgeId, shownOn }, today, stamp }),
    stamp,
    ...(tapped ? { tapped } : {}),
    ...(note ? { note } : {}),
  });
  // They are asked again as long as they are open: the list is drawn from the database alone.
  const below = (await mayHaveBelow(context.db, member.id, digest.dueAt))
    ? await loadBelow(context.db, member, { id: nudgeId, dueAt: digest.dueAt })
    : nothingBelow;
  return {
    read: JSON.stringify({ lines, question, withBrief, events: below.events.map(({ id }) => id) }),
    message: withBelow(message, below, today, nudgeId),
  };
}
