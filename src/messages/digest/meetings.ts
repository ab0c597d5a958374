import type { Button, KnownBlock } from '@slack/types';
import type { Brief } from '../../domain/asking/brief.ts';
import { directionsLink } from '../../domain/calendar-links.ts';
import { isAhead, type Meeting, type TodaysMeetings } from '../../domain/digest/meetings.ts';
import { clockTime, count, withTime } from '../../domain/format.ts';
import { inPersonKinds } from '../../domain/words.ts';
import { briefButton } from '../asking/ask-controls.ts';
import { button, capitalize, escaped, labeled, quoted, section } from '../blocks.ts';
import { planTitle } from '../evening/questions.ts';
import { firstName } from '../names.ts';
import { detailLines, reach } from './brief-lines.ts';
import { digestActions, pressValue, row } from './digest-buttons.ts';
import type { Drawing } from './digest-line.ts';

/** More in one day are in their maker's calendar. */
const meetingsMax = 6;

interface MeetingsDrawing extends Drawing {
  /** Partners with a line of their own: it says what they were promised, and what they told us. */
  listed: ReadonlySet<number>;
}

/** Today's meetings by hour, the next one with what to know before the door. At most 13 blocks. */
export function drawMeetings({ meetings, next }: TodaysMeetings, drawing: MeetingsDrawing): KnownBlock[] {
  const shown = meetings.slice(0, meetingsMax);
  const left = meetings.length - shown.length;
  return [
    ...shown.flatMap((meeting) =>
      next?.planId === meeting.planId && isAhead(meeting)
        ? drawNext(meeting, next.brief, drawing)
        : drawOther(meeting, drawing),
    ),
    ...(left > 0 ? [section(`+${count(left, 'more plan')} today`)] : []),
  ];
}

const drawNext = (meeting: Meeting, brief: Brief, drawing: MeetingsDrawing): KnownBlock[] =>
  drawWithBrief(meeting, brief, drawing, {
    ...{ move: digestActions.planMove, off: digestActions.planOff },
    value: pressValue(drawing.surface, meeting.planId, meeting.partners[0]?.id ?? 0),
  });

/** What to know before the door, and the row of buttons. `brief` is null for a partner whom the reader may not see. */
export function drawWithBrief(
  meeting: Meeting,
  brief: Brief | null,
  drawing: Pick<MeetingsDrawing, 'today' | 'listed' | 'stamp'>,
  { move, off, value }: { move: string; off: string; value: string },
  begins?: string,
): KnownBlock[] {
  const buttons = [
    button(move, 'Move…', value),
    button(off, 'It’s off', value),
    ...meeting.partners
      .slice(1, 2)
      .map((other) => ({ ...briefButton(other), ...named(`Brief: ${firstName(other.name)}`) })),
  ];
  const head = begins ? `${begins}: ${headLine(meeting)}` : headLine(meeting);
  const lines = [head, ...(brief ? briefLines(meeting, brief, drawing) : [])];
  return [about(meeting, lines.join('\n')), actionsOf(meeting, buttons, drawing)];
}

const named = (label: string): Pick<Button, 'text'> => ({
  text: { type: 'plain_text', text: label.slice(0, 75) },
});

/** One line: what is ahead later today, or what became of it. */
function drawOther(meeting: Meeting, drawing: Drawing): KnownBlock[] {
  const [first] = meeting.partners;
  if (isAhead(meeting)) {
    const line = about(meeting, headLine(meeting));
    return first ? [{ ...line, accessory: labeled(first.name, briefButton(first)) }] : [line];
  }
  const value = pressValue(drawing.surface, meeting.planId, first?.id ?? 0);
  return drawEnded(meeting, 'today', drawing, { undo: digestActions.planReopen, value });
}

/** What became of a meeting, and how to take that back. */
export function drawEnded(
  meeting: Meeting,
  when: string,
  drawing: Pick<Drawing, 'stamp'>,
  { undo, value }: { undo: string; value: string },
): KnownBlock[] {
  const line = about(meeting, endText(meeting, when));
  if (meeting.settled !== 'dropped') return [line];
  return [line, actionsOf(meeting, [button(undo, 'Undo', value)], drawing)];
}

/** An erasure finds it by the partners in the id of its block. */
const about = (meeting: Meeting, text: string) => ({
  ...section(text),
  block_id: ['asked', ...meeting.partners.map(({ id }) => id), `plan-${meeting.planId}`].join('.'),
});

const actionsOf = (meeting: Meeting, buttons: Button[], { stamp }: Pick<Drawing, 'stamp'>): KnownBlock => {
  const title = capitalize(planTitle(namesOf(meeting)));
  return row(
    `meeting-${meeting.planId}.${stamp}`,
    buttons.map((each) => labeled(title, each)),
  );
};

const namesOf = ({ kind, word, partners }: Meeting) => ({
  ...{ kind, word },
  partnerNames: partners.map(({ name }) => name),
});

/** "*10:00 AM · Coffee with Marcus Webb* · Blue Door" */
function headLine(meeting: Meeting): string {
  const title = `*${meeting.at ? clockTime(meeting.at) : 'Today'} · ${quoted(capitalize(planTitle(namesOf(meeting))), 150)}*`;
  return meeting.place ? `${title} · ${quoted(meeting.place, 80)}` : title;
}

/** "✓ Canceled: coffee with Marcus Webb, 10:00 AM. …" `when` is the day of it. */
export function endText(meeting: Meeting, when: string): string {
  const title = quoted(planTitle(namesOf(meeting)), 150);
  switch (meeting.settled) {
    case 'dropped':
      return `✓ Canceled: ${withTime(title, meeting.at)}. Let them know; I don’t contact partners.`;
    case 'moved':
      return `✓ Moved: ${title}. I’ll ask on the new day how it went.`;
    case 'missed':
      return `Got it: no ${title} ${when}.`;
    default:
      return `✓ ${capitalize(title)} ${when}`;
  }
}

/** What one should know before the door. Help, money, and reviews stay out, and so does an ask for an introduction. */
function briefLines(
  meeting: Meeting,
  { name, id, details }: Brief,
  { today, listed }: Pick<MeetingsDrawing, 'today' | 'listed'>,
): string[] {
  const whom = meeting.partners.length > 1 ? quoted(name, 60) : null;
  const line = [whom, details && reach(details), directions(meeting)].filter(Boolean).join(' · ');
  if (!details) return line ? [line] : [];
  return [...(line ? [line] : []), ...detailLines(details, today, { isListed: listed.has(id) })];
}

function directions({ kind, place }: Meeting): string | null {
  const link = place && inPersonKinds.has(kind) ? directionsLink(place) : null;
  return link && `<${escaped(link)}|Directions>`;
}

/** "Coffee with Marcus Webb at 10:00 AM" */
export const titleWithHour = (meeting: Meeting): string => {
  const title = quoted(capitalize(planTitle(namesOf(meeting))), 150);
  return meeting.at ? `${title} at ${clockTime(meeting.at)}` : title;
};

/** What a lock screen has of a meeting: "10:00 AM: coffee with Marcus Webb". */
export const meetingNews = (meeting: Meeting): string => {
  const title = quoted(planTitle(namesOf(meeting)), 150);
  return meeting.at ? `${clockTime(meeting.at)}: ${title}` : `Today: ${title}`;
};
