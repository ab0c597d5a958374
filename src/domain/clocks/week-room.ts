import { nextWorkingDay, type WorkCalendar } from '../days/calendar.ts';
import { addDays, type Day, mondayOf } from '../days/day.ts';
import { cadences, firstDuesPerDay, roomAheadDays } from '../policy.ts';
import type { Tier } from '../words.ts';

/** The due days ahead of a relationship. Days that are over, or not set, take no room. */
export interface HeldDue {
  tier: Tier;
  touchDue: Day | null;
  faceDue: Day | null;
}

/** What an owner's weeks hold, and what is in them already. */
export interface OwnerWeeks {
  meetingsPerWeek: number;
  held: readonly HeldDue[];
}

/**
 * The room in one owner's coming weeks: so many meetings a week, spread over its days, and so many partners a morning.
 * For a quarter ahead, it reckons with what will come due again once those who are due now have been seen. Past that,
 * or if what comes again fills every week of it, only the due days themselves count.
 */
export class WeekRoom {
  readonly #perWeek: number;
  readonly #perDay: number;
  readonly #calendar: WorkCalendar;
  readonly #until: Day;
  readonly #dues = new Counts();
  /** `#dues`, and what comes due again. */
  readonly #expected = new Counts();
  readonly #findMeeting: Find;
  readonly #findTalk: Find;

  constructor({ meetingsPerWeek, held }: OwnerWeeks, calendar: WorkCalendar, today: Day) {
    this.#perWeek = Math.max(1, meetingsPerWeek);
    this.#perDay = Math.min(firstDuesPerDay, Math.ceil(this.#perWeek / Math.max(1, calendar.weekdays.size)));
    this.#calendar = calendar;
    this.#until = addDays(today, roomAheadDays);
    this.#findMeeting = this.#finder((counts, day) => this.#dayAfterFullOfMeetings(counts, day));
    this.#findTalk = this.#finder((counts, day) => dayAfterFullMorning(counts, day));
    for (const { tier, touchDue, faceDue } of held) {
      const meeting = isAhead(faceDue, today) ? faceDue : null;
      if (meeting !== null) this.#holdMeeting(tier, meeting);
      if (isAhead(touchDue, today)) this.#holdTalks(tier, touchDue, meeting);
    }
  }

  /** Takes the first working day from `earliest` on whose week has room for a meeting. */
  takeMeeting(tier: Tier, earliest: Day): Day {
    const day = this.#findMeeting(earliest);
    this.#holdMeeting(tier, day);
    return day;
  }

  /**
   * Takes the first morning with room from `earliest` on. Who is met in that very week, or before, needs no talk ahead
   * of it: the day of the meeting it is.
   */
  takeTalk(tier: Tier, earliest: Day, faceDue: Day | null): Day {
    const found = this.#findTalk(earliest);
    const day = faceDue !== null && mondayOf(found) >= mondayOf(faceDue) ? faceDue : found;
    this.#holdTalks(tier, day, faceDue);
    return day;
  }

  #holdMeeting(tier: Tier, faceDue: Day): void {
    this.#dues.addMeeting(faceDue);
    for (const day of this.#again(faceDue, cadences[tier].faceDays)) this.#expected.addMeeting(day);
  }

  /** The mornings of the meetings themselves are held with these. */
  #holdTalks(tier: Tier, touchDue: Day, faceDue: Day | null): void {
    if (touchDue !== faceDue) this.#dues.addTalk(touchDue);
    const { touchDays, faceDays } = cadences[tier];
    const meetings = new Set(faceDue === null ? [] : this.#again(faceDue, faceDays));
    const before = this.#again(touchDue, touchDays).filter((day) => faceDue === null || day < faceDue);
    // A meeting starts the touch clock, too.
    const after = faceDue === null ? [] : this.#again(faceDue, touchDays);
    for (const day of [...before, ...after]) if (!meetings.has(day)) this.#expected.addTalk(day);
  }

  /** The day, and when it comes due again if it is kept each time, as far as we look ahead. */
  #again(due: Day, everyDays: number | null): Day[] {
    const days = [due];
    let next = due;
    while (everyDays !== null) {
      next = addDays(next, everyDays);
      if (next > this.#until) break;
      next = nextWorkingDay(next, this.#calendar);
      days.push(next);
    }
    return days;
  }

  /** Where to go on from a day that takes no more meetings; the day itself if it does. */
  #dayAfterFullOfMeetings(counts: Counts, day: Day): Day {
    const monday = mondayOf(day);
    if (counts.meetingsOfWeek(monday) >= this.#perWeek) return addDays(monday, 7);
    return counts.meetingsOf(day) >= this.#perDay ? addDays(day, 1) : day;
  }

  #finder(goOn: (counts: Counts, day: Day) => Day): Find {
    const expecting = firstWithRoom(this.#calendar, (day) => goOn(this.#expected, day));
    const plainly = firstWithRoom(this.#calendar, (day) => goOn(this.#dues, day));
    return (earliest) => {
      const day = expecting(earliest);
      return day <= this.#until ? day : plainly(earliest);
    };
  }
}

type Find = (earliest: Day) => Day;

const isAhead = (day: Day | null, today: Day): day is Day => day !== null && day > today;

const dayAfterFullMorning = (counts: Counts, day: Day): Day =>
  counts.partnersOf(day) >= firstDuesPerDay ? addDays(day, 1) : day;

/** Meetings by day and week, and partners by morning. */
class Counts {
  readonly #meetings = new Map<Day, number>();
  readonly #weeks = new Map<Day, number>();
  readonly #talks = new Map<Day, number>();

  addMeeting(day: Day): void {
    add(this.#meetings, day);
    add(this.#weeks, mondayOf(day));
  }

  addTalk(day: Day): void {
    add(this.#talks, day);
  }

  meetingsOf = (day: Day): number => this.#meetings.get(day) ?? 0;
  meetingsOfWeek = (monday: Day): number => this.#weeks.get(monday) ?? 0;
  partnersOf = (day: Day): number => this.meetingsOf(day) + (this.#talks.get(day) ?? 0);
}

const add = (counts: Map<Day, number>, day: Day): void => {
  counts.set(day, (counts.get(day) ?? 0) + 1);
};

/**
 * Finds the first working day with room, from a given day on. Room is only ever taken, so a full day remembers a later
 * day to go on from, and every walk over it shortens the way: an import of 100,000 does not count through the same full
 * weeks for each of its rows.
 */
function firstWithRoom(calendar: WorkCalendar, goOn: (day: Day) => Day): Find {
  const onwards = new Map<Day, Day>();
  return (earliest) => {
    const walked: Day[] = [];
    let day = earliest;
    for (;;) {
      const working = onwards.get(day) ?? nextWorkingDay(day, calendar);
      const next = working === day ? goOn(day) : working;
      if (next === day) break; // it has room, or is the last day there is
      walked.push(day);
      day = next;
    }
    for (const passed of walked) onwards.set(passed, day);
    return day;
  };
}
