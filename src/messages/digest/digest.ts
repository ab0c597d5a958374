import type { KnownBlock } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { askingLine } from '../../domain/digest/asking-line.ts';
import type { RememberedDay } from '../../domain/digest/days-to-remember.ts';
import {
  isAhead,
  isMeeting,
  type Meeting,
  noMeetings,
  type TodaysMeetings,
} from '../../domain/digest/meetings.ts';
import type { HandledToday, ShownLine } from '../../domain/digest/shown-line.ts';
import { count, fullDay, plural, shortDay, spelled } from '../../domain/format.ts';
import { asTyped, context, lowerFirst, type Message, quoted, section, spoken } from '../blocks.ts';
import { zoneOfferLine } from '../members/zone-offer.ts';
import { fewNames } from '../names.ts';
import { phoneLink } from '../phone-links.ts';
import { whyInAWord } from './clock-words.ts';
import type { Surface } from './digest-buttons.ts';
import { drawHandled } from './digest-handled.ts';
import { drawLine, type Tapped } from './digest-line.ts';
import { drawMeetings, meetingNews } from './meetings.ts';

/** Slack takes 50 blocks in a message. */
const blocksMax = 50;

interface DigestDrawing {
  /** The member's. */
  name: string;
  surface: Surface;
  today: Day;
  /** At most five. */
  lines: readonly ShownLine[];
  /** Today's plans, which are outside the five. */
  meetings?: TodaysMeetings;
  /** Partners who did not fit. */
  more: number;
  /** Another one each time the same message is drawn again. */
  stamp: string;
  /** What was dealt with today and stands in no line; for lists drawn on demand. */
  handled?: readonly HandledToday[];
  /** Birthdays and the like; they are lines below, and none of the five. */
  days?: readonly RememberedDay[];
  /** A zone to offer, which Slack says they are in now. */
  zone?: string | null;
  /** A question below the list; `text` is the news if there is no list. */
  question?: Message | null;
  /** A contact that waits to be told for which day it is. */
  tapped?: Tapped | null;
  /** What to say first, about a button that could not do what it says. */
  note?: string;
}

/** The morning's message, as it is sent, asked for, and drawn again after a tap. */
export function digestMessage(digest: DigestDrawing): Message {
  const { surface, today, lines, more, handled = [], days = [], note, zone } = digest;
  const { meetings = noMeetings, question } = digest;
  const remembered = dayTexts(days, today);
  const below = footer(surface, today, more);
  const asks = question ? null : askingLine(lines, meetings);
  const tail: KnownBlock[] = [
    ...(remembered.length > 0 ? [section(remembered.join('\n'))] : []),
    ...below.map(context),
  ];
  const listed = new Set(lines.map(({ line }) => line.partnerId));
  const blocks: KnownBlock[] = [
    ...(note ? [section(asTyped(note))] : []),
    section(greeting(digest)),
    ...drawMeetings(meetings, { ...digest, listed }),
    ...lines.flatMap((line) => drawLine(line, { ...digest, asks })),
  ];
  for (const one of handled) {
    const drawn = drawHandled(one, digest);
    if (blocks.length + drawn.length + tail.length <= blocksMax) blocks.push(...drawn);
  }
  const asked = question?.blocks ?? [];
  if (blocks.length + tail.length + asked.length <= blocksMax) tail.push(...asked);
  if (zone && blocks.length + tail.length < blocksMax) tail.push(zoneOfferLine(zone));
  return { text: spoken(note ? asTyped(note) : news(digest)), blocks: [...blocks, ...tail] };
}

/**
 * For the lock screen, which others may see: hours, names, and why, but nothing that was said or promised. "10:00 AM: coffee
 * with Marcus Webb. 2 to reach: Dana Lee (promise), Grant Whitfield (meet)"
 */
function news({
  surface,
  today,
  lines,
  meetings = noMeetings,
  handled,
  days = [],
  question,
}: DigestDrawing): string {
  const [first, ...later] = meetings.meetings.filter(isAhead);
  const met = first && `${meetingNews(first)}${later.length > 0 ? ` +${later.length}` : ''}`;
  if (lines.length > 0) {
    const when = surface.shownOn === today ? '' : ` on ${fullDay(surface.shownOn, today)}`;
    const whom = lines
      .slice(0, namesMax)
      .map((line) => `${quoted(line.partner.name, 40)} (${whyInAWord(line)})`);
    const reach = `${lines.length} to reach${when}: ${whom.join(', ')}`;
    return met ? `${met}. ${reach}` : reach;
  }
  if (met) return met;
  if (days.length > 0)
    return `No one due today. ${plural(days.length, 'A date', 'Dates')} to remember: ${fewNames(
      days.map(({ name }) => name),
      namesMax,
    )}`;
  if (question) return question.text;
  return handled?.length ? 'Today’s list is done' : nothingDue;
}

const nothingDue = 'Nothing due today';
const namesMax = 5;

const daysMax = 3;

/** "🎂 Birthday: *Dana Lee*, Sat, Jun 13 · 555-0142" */
function dayTexts(days: readonly RememberedDay[], today: Day): string[] {
  const texts = days.slice(0, daysMax).map(({ on, what, name, phone }) => {
    const which = what === 'birthday' ? '🎂 Birthday' : '🎉 Business anniversary';
    const call = phone ? ` · ${phoneLink(phone)}` : '';
    return `${which}: *${quoted(name, 80)}*, ${shortDay(on, today)}${call}`;
  });
  const left = days.length - texts.length;
  return left > 0 ? [...texts, `+${count(left, 'more date')}`] : texts;
}

function greeting(digest: DigestDrawing): string {
  const { name, surface, today, lines, meetings, handled, days = [], question } = digest;
  const member = called(name);
  const toDo = countsInWords(lines.length, (meetings ?? noMeetings).meetings);
  if (surface.nudgeId !== null) return `Good morning, ${member}. ${overview()}`;
  if (toDo) return `${toDo} today, ${member}:`;
  return handled?.length
    ? `Today’s list is done, ${member}. No one else is waiting.`
    : `No one’s due today, ${member}. After your next coffee, send me one line, like “coffee with NAME, promised the slides by Friday.”`;

  function overview(): string {
    if (toDo)
      return surface.shownOn === today ? `${toDo}.` : `${toDo} on ${fullDay(surface.shownOn, today)}.`;
    if (days.length === 0 && question) return 'No one’s due today.';
    // The last partner on it has another owner now, or the last meeting is off.
    if (days.length === 0)
      return meetings?.meetings.length ? 'Nothing’s left on this list.' : 'No one’s left on this list.';
    return `No one’s due today, but there ${plural(days.length, 'is a date', 'are dates')} to remember:`;
  }
}

/** "One meeting, two to reach"; null for nothing. What was met meanwhile still counts, what was called off does not. */
function countsInWords(lines: number, meetings: readonly Meeting[]): string | null {
  const held = meetings.filter(({ settled }) => settled === null || settled === 'held');
  const noun = held.every(isMeeting) ? 'meeting' : 'plan';
  const parts = [
    ...(held.length > 0 ? [`${spelled(held.length)} ${plural(held.length, noun, `${noun}s`)}`] : []),
    ...(lines > 0 ? [`${spelled(lines)} to reach`] : []),
  ];
  return parts.length > 0 ? [parts[0], ...parts.slice(1).map(lowerFirst)].join(', ') : null;
}

function footer(surface: Surface, today: Day, more: number): string[] {
  if (surface.shownOn !== today) {
    return [
      `This is your list from ${fullDay(surface.shownOn, today)}. For today’s, open my Home tab or type /rapport digest.`,
    ];
  }
  return more > 0 ? [`+${more} more in my Home tab`] : [];
}

const called = (name: string): string => quoted(name.split(' ')[0] || name, 40);

/** Monday, with a book that rests and room for partners. */
export function pickFive(name: string): Message {
  const says = `Good morning, ${called(name)}. All your partners are resting.\nPick five you’d like to have lunch with and send me their names, one per line. I’ll remind you to see them.`;
  return { text: 'Pick five partners to see this month', blocks: [section(says)] };
}
