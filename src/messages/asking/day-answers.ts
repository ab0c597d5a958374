import type { Agreed, AheadPlan, ComingUp } from '../../domain/asking/coming-up.ts';
import type { Span } from '../../domain/asking/more-asked.ts';
import type { Day } from '../../domain/days/day.ts';
import { count, number, shortDay, withTime } from '../../domain/format.ts';
import { actions, capitalize, type Message, quoted, section, spoken } from '../blocks.ts';
import { contactName } from '../digest/digest-words.ts';
import { dueWords } from '../due-words.ts';
import { askButton, nameMax, naming, openButton, todaysListButton } from './ask-controls.ts';
import { promiseLine } from './promise-answers.ts';

/** Today's list has no one on it. */
export function noOneToday(): Message {
  const text = 'No one’s due today. A good day to see someone you like.';
  return { text, blocks: [section(text), actions([askButton('next', 'Who’s next?')])] };
}

const nextMax = 3;

/** "Next: *Dana Lee*, in person by Fri, Jun 12 · *Joan Ortiz*, talk by Mon, Jun 15" */
export function nextUp(coming: readonly ComingUp[], today: Day): Message {
  const [first] = coming;
  if (!first) {
    const none = 'No one’s coming up: no partner of yours has a next date.';
    return { text: none, blocks: [section(none)] };
  }
  const shown = coming.slice(0, nextMax);
  const text = `Next: ${shown.map((one) => dueText(one, today)).join(' · ')}`;
  return {
    text: spoken(text),
    blocks: [
      naming(
        shown.map(({ partnerId }) => partnerId),
        text,
      ),
      actions([openButton({ id: first.partnerId, name: first.name })]),
    ],
  };
}

const dueText = ({ name, next }: ComingUp, today: Day): string =>
  `*${quoted(name, nameMax)}*, ${dueWords(next, today)}`;

const spanWords: Record<Span, string> = {
  tomorrow: 'tomorrow',
  'this week': 'this week',
  'next week': 'next week',
  coming: 'in the next two weeks',
};

const daysShown = 5;

/** What is planned on these days, what was promised or is to be answered by then, and who else comes due. */
export function daysAhead(
  span: Span,
  { plans, promises, replies, due }: Agreed & { due: readonly ComingUp[] },
  today: Day,
): Message {
  const when = spanWords[span];
  if (plans.length + promises.length + replies.length + due.length === 0) {
    const none = `Nothing planned and no one due ${when}.`;
    return { text: none, blocks: [section(none), actions([askButton('next', 'Who’s next?')])] };
  }
  const counts = [
    ...(plans.length > 0 ? [`${number(plans.length)} planned`] : []),
    ...(promises.length > 0 ? [count(promises.length, 'promise')] : []),
    ...(replies.length > 0 ? [count(replies.length, 'reply', 'replies')] : []),
    ...(due.length > 0 ? [`${number(due.length)} to reach`] : []),
  ];
  const news = `${capitalize(when)}: ${counts.join(', ')}`;
  const lines = [
    ...shownOf('Planned', plans, (plan) => planLine(plan, today)),
    ...shownOf(
      'Promised',
      promises,
      (one) => `*${quoted(one.partnerName, nameMax)}*: ${promiseLine(one, today)}`,
    ),
    ...shownOf(
      'To answer',
      replies,
      ({ name, answerBy }) =>
        `*${quoted(name, nameMax)}*, reply ${answerBy < today ? 'was due' : 'by'} ${shortDay(answerBy, today)}`,
    ),
    ...shownOf('To reach', due, (one) => dueText(one, today)),
  ];
  const promised = promises.map(({ partnerId, partnerName }) => ({ partnerId, name: partnerName }));
  const named = [plans, promised, replies, due].flatMap((some) => some.slice(0, daysShown));
  return {
    text: news,
    blocks: [
      naming(
        named.map(({ partnerId }) => partnerId),
        [news, ...lines].join('\n'),
      ),
      actions([todaysListButton(), ...openFirst(named)]),
    ],
  };
}

const openFirst = ([first]: readonly { partnerId: number; name: string }[]) =>
  first ? [openButton({ id: first.partnerId, name: first.name })] : [];

function shownOf<One>(label: string, all: readonly One[], text: (one: One) => string): string[] {
  if (all.length === 0) return [];
  const more = all.length > daysShown ? [`+${all.length - daysShown} more`] : [];
  return [`${label}: ${[...all.slice(0, daysShown).map(text), ...more].join(' · ')}`];
}

/** "coffee with *Dana Lee* at Oxford Exchange, tomorrow" */
export function planLine(plan: AheadPlan, today: Day): string {
  const place = plan.place ? ` at ${quoted(plan.place, 60)}` : '';
  return `${quoted(contactName(plan), 40)} with *${quoted(plan.name, nameMax)}*${place}, ${withTime(shortDay(plan.on, today), plan.at)}`;
}
