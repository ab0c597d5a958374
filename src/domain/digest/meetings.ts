import type { Brief } from '../asking/brief.ts';
import type { Settlement } from '../clocks/facts.ts';
import type { Day } from '../days/day.ts';
import { localInstant } from '../days/post-times.ts';
import { planReminderMinutes } from '../policy.ts';
import { inPersonKinds, type TouchpointKind } from '../words.ts';

/** A plan of the member's for the day of the list, with everyone it was made with. */
export interface Meeting {
  planId: number;
  kind: TouchpointKind;
  word: string | null;
  /** HH:MM where the member is. */
  at: string | null;
  place: string | null;
  /** Null: open. */
  settled: Settlement['how'] | null;
  /** Whether a contact of that day answers it, with no word about the plan. */
  met: boolean;
  /** At least one. */
  partners: readonly { id: number; name: string }[];
}

/** The meetings of a list. The next one comes with what to know before it. */
export interface TodaysMeetings {
  /** By hour; those without one last. */
  meetings: readonly Meeting[];
  next: { planId: number; brief: Brief } | null;
}

export const noMeetings: TodaysMeetings = { meetings: [], next: null };

export const isAhead = ({ settled, met }: Meeting): boolean => settled === null && !met;

/** Someone late for one still wants to know what to ask. */
const graceMs = 3_600_000;

/**
 * The first that is still to come. Of one without an hour, all of the day is. Who is reminded has the brief of one that is
 * about to begin from the reminder.
 */
export const nextMeeting = (
  meetings: readonly Meeting[],
  { timeZone, day, now, isReminded }: { timeZone: string; day: Day; now: Date; isReminded: boolean },
): Meeting | null => {
  const extraMs = isReminded ? -planReminderMinutes * 60_000 : graceMs;
  return (
    meetings.find(
      (meeting) =>
        isAhead(meeting) &&
        (meeting.at === null || localInstant(timeZone, day, meeting.at).getTime() + extraMs > now.getTime()),
    ) ?? null
  );
};

/** What people sit down for, as opposed to a call or a message. */
export const isMeeting = ({ kind }: Pick<Meeting, 'kind'>): boolean =>
  inPersonKinds.has(kind) || kind === 'video';
