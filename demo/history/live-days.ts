import { nextWorkingDay, type WorkCalendar } from '../../src/domain/days/calendar.ts';
import { addDays, type Day, daysBetween, laterOf } from '../../src/domain/days/day.ts';
import { cadences } from '../../src/domain/policy.ts';
import { inPersonKinds, type PartnerKind, type Tier, type TouchpointKind } from '../../src/domain/words.ts';
import type { Course } from '../cast/partner.ts';
import type { Handle } from '../cast/people.ts';
import type { Random } from '../random.ts';
import { firstDay, lastDay } from './days.ts';
import type { Deed } from './deeds.ts';
import { notes, promises } from './small-talk.ts';

/** One relationship, whose half year is invented here. */
export interface Lived {
  by: Handle;
  partner: string;
  kind: PartnerKind;
  tier: Tier;
  course: Course;
  /** The note of the last contact. */
  said: string | null;
  calendar: WorkCalendar;
  /** Someone from the same branch who sometimes comes along. */
  colleague: Handle | null;
}

interface Habits {
  /** Days between contacts, as a share of the cadence. */
  pace: readonly [least: number, most: number];
  /** Share of due meetings that are really held in person. */
  meets: number;
  /** Most days by which a promise may be late. */
  lateDays: number;
}

const steady: Habits = { pace: [0.6, 0.93], meets: 1, lateDays: 0 };
const slipping: Habits = { pace: [0.8, 1.75], meets: 0.55, lateDays: 6 };

/** From this day on, a `mending` relationship is steady: early enough to be in rhythm when the demo begins. */
const mended: Day = '2026-04-20';

const habitsOn = (course: Course, on: Day): Habits =>
  course === 'slipping' || (course === 'mending' && on < mended) ? slipping : steady;

/** A `quiet` relationship ends in this span. From there to the demo, two or three core cadences pass. */
const silence = { from: '2026-03-02', days: 30 } as const;

/** Share of meetings that end with a promise. */
const promising = 0.22;

/** Invents the deeds of half a year. Contacts are in order; a `kept` deed directly follows its promise. */
export function liveHalfYear(lived: Lived, random: Random): Deed[] {
  const { touchDays, faceDays } = cadences[lived.tier];
  if (touchDays === null || lived.course === 'told') return [];
  const habits = (on: Day) => habitsOn(lived.course, on);
  const ends =
    lived.course === 'quiet'
      ? addDays(silence.from, Math.floor(random.between(0, silence.days)))
      : addDays(lastDay, -1);
  const step = (on: Day) => Math.max(2, Math.round(touchDays * random.between(...habits(on).pace)));
  const days = contactDays(
    addDays(firstDay, 2 + Math.floor(random.next() * touchDays * 0.6)),
    ends,
    step,
    lived,
  );
  const told = [...notes[lived.kind]];
  let lastMet: Day = firstDay;
  return days.flatMap((on, index) => {
    const isLast = index === days.length - 1;
    // Waiting for the next contact would let the face clock run out.
    const owed =
      faceDays !== null && daysBetween(lastMet, days[index + 1] ?? addDays(on, touchDays)) > faceDays * 0.9;
    const kind = owed && random.chance(habits(on).meets) ? meetingKind(lived, random) : smallKind(random);
    if (inPersonKinds.has(kind)) lastMet = on;
    const note = isLast && lived.said ? lived.said : random.chance(0.55) ? takeOne(told, random) : null;
    return contact(lived, on, kind, note, habits(on), random);
  });
}

function contactDays(first: Day, ends: Day, step: (on: Day) => number, { calendar }: Lived): Day[] {
  const days: Day[] = [];
  for (
    let on = nextWorkingDay(first, calendar);
    on <= ends;
    on = nextWorkingDay(addDays(on, step(on)), calendar)
  ) {
    days.push(on);
  }
  return days;
}

function contact(
  lived: Lived,
  on: Day,
  kind: TouchpointKind,
  note: string | null,
  { lateDays }: Habits,
  random: Random,
): Deed[] {
  const { by, partner, colleague, calendar } = lived;
  const met = inPersonKinds.has(kind);
  const along = met && colleague && random.chance(0.15) ? { along: colleague } : {};
  const paid =
    kind === 'meal' ? { paid: random.pick(['each own', 'each own', 'they did', 'we did'] as const) } : {};
  const deed: Deed = {
    what: 'contact',
    by,
    partner,
    on,
    kind,
    word: wordFor(kind, random),
    note,
    ...along,
    ...paid,
  };
  if (!met || !random.chance(promising)) return [deed];
  const dueOn = nextWorkingDay(addDays(on, Math.floor(random.between(2, 9))), calendar);
  const keptOn = nextWorkingDay(
    laterOf(addDays(on, 1), addDays(dueOn, Math.floor(random.between(-2, lateDays)))),
    calendar,
  );
  const promised: Deed = { ...deed, promise: { text: random.pick(promises), dueOn } };
  return keptOn <= lastDay ? [promised, { what: 'kept', by, partner, on: keptOn, of: promised }] : [promised];
}

/** No events for the inner circle: two in a row do not reset its face clock. */
const meetingKind = ({ kind, tier }: Lived, random: Random): TouchpointKind =>
  random.pick(
    kind === 'builder'
      ? (['visit', 'visit', 'meal'] as const)
      : (['meal', 'meal', 'visit', tier === 'inner' ? 'meal' : 'event'] as const),
  );

const smallKind = (random: Random): TouchpointKind =>
  random.pick(['call', 'call', 'call', 'video', 'visit', 'meal'] as const);

const words: Readonly<Partial<Record<TouchpointKind, readonly string[]>>> = {
  meal: ['coffee', 'coffee', 'lunch', 'breakfast'],
  event: ['open house', 'mixer', 'chamber lunch'],
  visit: ['office visit'],
};

const wordFor = (kind: TouchpointKind, random: Random): string | null => {
  const said = words[kind];
  return said ? random.pick(said) : null;
};

/** Removes and returns a random entry, so that no partner says the same thing twice. Null if none is left. */
function takeOne(from: string[], random: Random): string | null {
  return from.splice(Math.floor(random.next() * from.length), 1)[0] ?? null;
}
