import type { Brief, BriefDetails, WorthAsking } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import { listOf, monthDay, shortDay, withTime, yearDay } from '../../domain/format.ts';
import { suggestHelp } from '../../domain/partners/help.ts';
import { actions, emailLink, type Message, quoted, section } from '../blocks.ts';
import { contactName, onDay, waitingText } from '../digest/digest-words.ts';
import { dueWords } from '../due-words.ts';
import { phoneLinks } from '../phone-links.ts';
import { growthQuestion, questionWords } from '../questions.ts';
import { nameMax, openButton } from './ask-controls.ts';
import { promiseLine } from './promise-answers.ts';

const promisesMax = 3;

/** What one should know before meeting a partner, on a screen of a phone. A lock screen shows only the name. */
export function briefMessage(brief: Brief, today: Day): Message {
  const { details } = brief;
  const lines = details ? detailLines(brief, details, today) : outlineLines(brief, today);
  return {
    text: `Brief: ${quoted(brief.name, nameMax)}`,
    blocks: [section([headLine(brief), ...lines].join('\n')), actions([openButton(brief)])],
  };
}

/** "*Dana Lee* · Lee & Co · realtor · (813) 555-0142" */
function headLine({ name, company, details }: Brief): string {
  const email = details?.email && !details.phone ? emailLink(details.email) : null;
  return [
    `*${quoted(name, nameMax)}*`,
    company && quoted(company, nameMax),
    details && details.kind !== 'other' && details.kind,
    details?.phone && phoneLinks(details.phone),
    email,
  ]
    .filter(Boolean)
    .join(' · ');
}

const ownersLine = (owners: readonly string[]): string[] =>
  owners.length > 0 ? [`Owner: ${listOf(owners.map((name) => quoted(name, 60)))}`] : [];

function outlineLines({ owners, lastTouchOn }: Brief, today: Day): string[] {
  return [
    ...(owners.length > 0 ? ownersLine(owners) : ['No owner yet.']),
    lastTouchOn ? `Last contact: ${shortDay(lastTouchOn, today)}` : 'No contact logged yet.',
  ];
}

function detailLines({ owners }: Brief, details: BriefDetails, today: Day): string[] {
  const { due, growing, promises, plan, feedback, birthday } = details;
  const idea = suggestHelp(growing)?.idea;
  const owed = promises.slice(0, promisesMax).map((one) => {
    const by = one.by ? ` (${quoted(one.by, 40)})` : '';
    return `${promiseLine(one, today)}${by}`;
  });
  const more = promises.length > promisesMax ? [`+${promises.length - promisesMax} more`] : [];
  const place = plan?.place ? ` at ${quoted(plan.place, 60)}` : '';
  const planner = plan?.by ? ` (${quoted(plan.by, 40)})` : '';
  return [
    ...ownersLine(owners),
    ...lastLines(details, today),
    ...(growing ? [`*Growing:* ${quoted(growing, 160)}${idea ? `. You could ${idea}.` : ''}`] : []),
    ...(owed.length > 0 ? [`*Owed:* ${[...owed, ...more].join(' · ')}`] : []),
    ...feedback.slice(0, 1).map((one) => waitingText(one, today)),
    ...(plan
      ? [
          `*Planned:* ${quoted(contactName(plan), 40)}${place}, ${withTime(shortDay(plan.on, today), plan.at)}${planner}`,
        ]
      : due
        ? [`*Next:* ${dueWords(due, today)}`]
        : []),
    ...(birthday ? [`*Birthday:* ${yearDay(birthday)}`] : []),
    `*Worth asking:* ${askText(details.ask)}`,
  ];
}

/** "Last: coffee yesterday, with Sam Ortiz" and what was said then, or at an earlier one. */
function lastLines({ last, said }: BriefDetails, today: Day): string[] {
  if (!last) return ['No contact logged yet.'];
  const withWhom =
    last.with && last.with.length > 0 ? `, with ${listOf(last.with.map((name) => quoted(name, 40)))}` : '';
  const how = `*Last:* ${quoted(contactName(last), 40)} ${onDay(last.on, today)}${withWhom}`;
  if (!said) return [how];
  const words = `“${quoted(said.text, 220)}”`;
  if (said.on === last.on) return [`${how}: ${words}`];
  return [how, `*Said ${monthDay(said.on, today)}*${said.by ? ` (${quoted(said.by, 40)})` : ''}: ${words}`];
}

function askText(ask: WorthAsking): string {
  switch (ask.ask) {
    case 'growing':
      return `“${growthQuestion}”`;
    case 'growing again':
      return `“${growthQuestion}” It’s been a year.`;
    case 'how it goes':
      return 'how it’s going with what they’re trying to grow.';
    case 'feedback':
      return `“${questionWords[ask.wording]}”`;
  }
}
