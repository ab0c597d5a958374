import { type Day, daysBetween } from '../days/day.ts';
import { planDaysMax } from '../plans.ts';
import type { Doubt, Reading } from './reading.ts';
import { dayAhead, dayBehind, type SaidDay } from './said-day.ts';
import type { SpokenContact } from './spoken-contact.ts';

/** A contact further back is more likely a date misread than meant. */
const farBackDays = 180;

interface ContactDay {
  on: Day | null;
  doubts: Doubt[];
  /** Where the words point to two days, both, the likelier first. */
  eitherDay: [Day, Day] | null;
}

/**
 * The one day of the contact: today if none was said; null, with the reason, where the words pin none. `isPast`: told in the
 * past. `isBare`: nothing else was said of it.
 */
export function decideDay(
  { days, signals }: SpokenContact,
  what: Reading['what'],
  today: Day,
  isPast: boolean,
  isBare: boolean,
): ContactDay {
  const plan = what === 'plan';
  const open = (on: Day | null, ...doubts: Doubt[]) => ({ on, doubts, eitherDay: null });
  if (days.length === 0) {
    if (plan) return open(null, 'no day');
    return signals.has('stray day') && what !== 'attempt' ? open(null, 'day unreadable') : open(today);
  }
  const isAhead = plan || (signals.has('intent') && !isPast);
  const meant = new Set(days.map((said) => dayMeant(said, isAhead, today)));
  if (meant.size > 1) return { ...open(null, 'two days'), eitherDay: plan ? null : bothOf([...meant]) };
  const [on = null] = meant;
  if (on === null) return open(on, days[0]?.is === 'stretch' && plan ? 'no day' : 'day unreadable');
  const away = daysBetween(today, on);
  const ahead = what === 'touchpoint' && !isPast ? likelierAhead(days, signals, on, today, isBare) : null;
  if (ahead) return { on: null, doubts: ['two days'], eitherDay: [ahead, on] };
  if (away < -farBackDays) return open(on, 'day too far back');
  if (away > planDaysMax) return open(on, 'day too far ahead');
  const isOdd = plan ? away < 0 : away > 0;
  return open(on, ...(isOdd ? (['past or to come'] as const) : []));
}

/**
 * Whether only the day to come can be meant: "Friday the 12th", where the 12th gone by was none, and with an hour "6/12", where
 * the one gone by was last year's.
 */
export function isOnlyAhead(said: SaidDay, hasHour: boolean, today: Day): boolean {
  if (said.is === 'day of month') return !dayBehind(said, today) && dayAhead(said, today) !== null;
  if (said.is !== 'date' || !hasHour) return false;
  const [behind, ahead] = [dayBehind(said, today), dayAhead(said, today)];
  if (!behind || !ahead) return false;
  return daysBetween(behind, today) > farBackDays && daysBetween(today, ahead) <= planDaysMax;
}

/** "Zoom with Rita Fri 2pm", said on a Wednesday: with an hour, the nearer of the two Fridays is an appointment. */
export function isSoonAgain(said: SaidDay, today: Day): boolean {
  if (said.is !== 'weekday' || said.thisWeek) return false;
  const [behind, ahead] = [dayBehind(said, today), dayAhead(said, today)];
  if (!behind || !ahead || behind === today) return false;
  return daysBetween(today, ahead) < daysBetween(behind, today);
}

/** Two days said, the later first. */
function bothOf(days: (Day | null)[]): [Day, Day] | null {
  const [later, earlier] = days
    .filter((day) => day !== null)
    .sort()
    .reverse();
  return days.length === 2 && later && earlier ? [later, earlier] : null;
}

/** Without a word of the past, "the 12th" said on the 10th, and "Friday at 3", may as well lie ahead. */
function likelierAhead(
  days: readonly SaidDay[],
  signals: SpokenContact['signals'],
  behind: Day,
  today: Day,
  isBare: boolean,
): Day | null {
  const [said] = days;
  if (!said || said.is === 'exact' || said.is === 'tonight' || behind === today) return null;
  const ahead = dayAhead(said, today);
  // "Lunch with Grant Monday at 12:30" has an hour as what is still to come has, whichever Monday is nearer.
  const isTimed = signals.has('hour') && isBare && said.is === 'weekday' && !said.thisWeek;
  if (!ahead || (!isTimed && daysBetween(today, ahead) >= daysBetween(behind, today))) return null;
  if (said.is !== 'weekday') return ahead;
  // On a Wednesday, "lunch Friday" and nothing more is an appointment as likely as a report.
  const isSoon = isBare && !said.thisWeek && daysBetween(today, ahead) <= 2;
  return signals.has('hour') || isSoon ? ahead : null;
}

function dayMeant(said: SaidDay, plan: boolean, today: Day): Day | null {
  // "Next week" agrees on a lunch, but not on its day.
  if (said.is === 'stretch') return null;
  if (said.is === 'tonight') return today;
  return plan ? dayAhead(said, today) : dayBehind(said, today);
}
