import type { Context } from '../../context.ts';
import { type Asked, readAsked } from '../../domain/asking/asked.ts';
import { partnersIn } from '../../domain/asking/asked-line.ts';
import { readBranchAsked } from '../../domain/asking/branch-asked.ts';
import { comingUp, daysOf, dueWithin } from '../../domain/asking/coming-up.ts';
import {
  asksHowToReach,
  type MoreAsked,
  readMoreAsked,
  type Span,
  spanOf,
} from '../../domain/asking/more-asked.ts';
import { readNamedQuestion } from '../../domain/asking/named-question.ts';
import { partnersInRow } from '../../domain/asking/partners-named.ts';
import type { Member } from '../../domain/members/member.ts';
import { isOrder } from '../../domain/orders/is-order.ts';
import { daysAhead, nextUp, noOneToday } from '../../messages/asking/day-answers.ts';
import { listAnswer } from '../../messages/asking/list-answers.ts';
import { anytime, feedbackAnswer, notCounted, standingAnswer } from '../../messages/asking/own-answers.ts';
import { partnersListed } from '../../messages/asking/partner-answers.ts';
import { allPromises } from '../../messages/asking/promise-answers.ts';
import type { Message } from '../../messages/blocks.ts';
import { help } from '../../messages/help.ts';
import { loadAgreed, loadOpenPromises } from '../../store/asking/own-contacts.ts';
import { loadStanding } from '../../store/asking/standing.ts';
import { countNeverAsked, loadOpenFeedback, loadTruthTellers } from '../../store/feedback/feedback.ts';
import { loadBook } from '../../store/partners/home-partners.ts';
import { drawListNow, loadListNow } from '../digest/digest-now.ts';
import { answerAbout } from './answer-about.ts';
import { answerBranch } from './answer-branch.ts';
import type { Asking } from './asking.ts';
import { loadList } from './load-list.ts';

/** Answers a line that is a question, by the asker's own rights; null for any other line. Changes nothing. */
export async function answerAsked(asking: Asking & { said: string }): Promise<Message | null> {
  const { said, book, today } = asking;
  if (isOrder(said, book, today)) return null;
  const branch = readBranchAsked(said);
  // "What did Dana say about our team" asks about her.
  const ofBranch =
    branch && partnersIn(said, book, today).length === 0 && (await answerBranch(asking, branch));
  if (ofBranch) return ofBranch;
  const more = readMoreAsked(said);
  const asked = more ?? readAsked(said, book, today);
  if (asked) return answerQuestion(asking, asked, said);
  const listed = partnersInRow(said, book);
  if (listed) return partnersListed(listed);
  // Whatever else is asked about a partner, the brief is what is known.
  const who = readNamedQuestion(said, book, today);
  return who && answerAbout(asking, 'brief', who);
}

/** `said` tells which days a question about a week means, and whether one about a partner is how to reach them. */
export async function answerQuestion(asking: Asking, asked: Asked | MoreAsked, said = ''): Promise<Message> {
  const { context, member, today } = asking;
  switch (asked.about) {
    case 'today':
      return answerToday(context, member);
    case 'next':
      return nextUp(comingUp(await loadBook(context.db, member.id, today), today), today);
    case 'week':
      return answerDays(asking, spanOf(said));
    case 'days':
      return answerDays(asking, asked.span);
    case 'promises':
      if (asked.who) return answerAbout(asking, asked.about, asked.who);
      return allPromises(await loadOpenPromises(context.db, member, null), today);
    case 'feedback':
      return answerFeedback(asking);
    case 'how am i':
      return standingAnswer(await loadStanding(context.db, member, today), today);
    case 'business':
      return notCounted();
    case 'help':
      return help(null, member, context.config.supportAddress);
    case 'thanks':
      return anytime();
    case 'late':
      return listAnswer(await loadList(asking, { about: 'late' }), today);
    case 'not met':
    case 'never asked':
    case 'kind':
    case 'tier':
      return listAnswer(await loadList(asking, asked), today);
    case 'inner circle':
      return listAnswer(await loadList(asking, { about: 'tier', tier: 'inner' }), today);
    case 'at company':
      return listAnswer(await loadList(asking, { about: 'company', name: asked.name }), today);
    case 'company':
      return listAnswer(await loadList(asking, { about: 'company', name: asked.who.said }), today);
    case 'wish':
    case 'reach':
      return answerAbout(asking, asked.about, { said: asked.name, ids: [] });
    case 'whoever':
      return answerAbout(asking, 'brief', { said: asked.name, ids: [] });
    case 'partner':
      return answerAbout(asking, asksHowToReach(said) ? 'reach' : asked.about, asked.who);
    case 'last contact':
    case 'brief':
      return answerAbout(asking, asked.about, asked.who);
  }
}

/** Today's list, as it is now. What was handled is no answer to who is left. */
async function answerToday(context: Context, member: Member): Promise<Message> {
  const list = await loadListNow(context, member, { handledMax: 0 });
  const isEmpty = list.lines.length + list.days.length + list.meetings.meetings.length === 0;
  return !isEmpty ? drawListNow(member, list) : noOneToday();
}

async function answerDays({ context, member, today }: Asking, span: Span): Promise<Message> {
  const days = daysOf(span, today);
  const agreed = await loadAgreed(context.db, member, days, today);
  const planned = new Set(agreed.plans.map(({ partnerId }) => partnerId));
  const book = await loadBook(context.db, member.id, today);
  return daysAhead(span, { ...agreed, due: dueWithin(book, days, planned, today) }, today);
}

async function answerFeedback({ context, member, today }: Asking): Promise<Message> {
  const open = await loadOpenFeedback(context.db, member, today, { whole: true });
  const waiting = open.filter(({ waitsForReader }) => waitsForReader);
  const told = await loadTruthTellers(context.db, member, today);
  const neverAsked = await countNeverAsked(context.db, member.id);
  return feedbackAnswer({ waiting, inBranches: open.length - waiting.length, told, neverAsked }, today);
}
