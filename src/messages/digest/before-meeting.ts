import type { Brief } from '../../domain/asking/brief.ts';
import type { Day } from '../../domain/days/day.ts';
import { isAhead, type Meeting } from '../../domain/digest/meetings.ts';
import { count, shortDay } from '../../domain/format.ts';
import { type Message, plainMessage, spoken } from '../blocks.ts';
import { drawEnded, drawWithBrief, endText, titleWithHour } from './meetings.ts';

/** The buttons of a reminder; each carries its nudge. `slack/plans/before-meeting.buttons.ts` answers them. */
export const beforeMeetingActions = {
  move: 'before-meeting.move',
  off: 'before-meeting.off',
  undo: 'before-meeting.undo',
} as const;

interface Reminder {
  nudgeId: number;
  meeting: Meeting;
  /** Null: the reader may not see the partner. */
  brief: Brief | null;
  /** The day of the meeting. */
  day: Day;
  today: Day;
  /** Another one each time the same message is drawn again. */
  stamp: string;
  /** How long until it begins, where that is what the message is sent for. */
  minutesLeft?: number;
}

/** Half an hour before a meeting: the brief that the morning's list has of the next one, or what became of it since. */
export function beforeMeeting(reminder: Reminder): Message {
  const { nudgeId, meeting, brief, day, today, stamp, minutesLeft } = reminder;
  const value = String(nudgeId);
  const { move, off, undo } = beforeMeetingActions;
  if (!isAhead(meeting)) {
    const when = shortDay(day, today);
    return {
      text: spoken(endText(meeting, when)),
      blocks: drawEnded(meeting, when, { stamp }, { undo, value }),
    };
  }
  const begins = minutesLeft ? `In ${count(minutesLeft, 'minute')}` : undefined;
  const drawing = { today, stamp, listed: new Set<number>() };
  return {
    text: spoken(titleWithHour(meeting)),
    blocks: drawWithBrief(meeting, brief, drawing, { move, off, value }, begins),
  };
}

/** In its place, where the plan is on another day now, or was undone. */
export const meetingChanged = (): Message =>
  plainMessage('That plan was changed or undone. My Home tab shows today’s plans.');
