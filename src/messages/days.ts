import { type Day, daysBetween, type Weekday, weekdayOf } from '../domain/days/day.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "Jun 9", with the year where it is not the year of `today`: "Jun 9, 2025". */
export function monthDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-');
  const text = `${months[Number(month) - 1]} ${Number(date)}`;
  return year === today.slice(0, 4) ? text : `${text}, ${year}`;
}

/** "Tue Jun 9" */
export const fullDay = (day: Day, today: Day): string =>
  `${weekdays[weekdayOf(day)]} ${monthDay(day, today)}`;

/** "May 2026" */
export const monthName = (month: string): string =>
  `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** "May 26", for a row of months. */
export const monthShort = (month: string): string =>
  `${months[Number(month.slice(5)) - 1]} ${month.slice(2, 4)}`;

/** "Tue" */
export const weekdayName = (day: Day): string => weekdays[weekdayOf(day)]!;

const weekdayNames = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

/** "Mondays" */
export const weekdayPlural = (day: Weekday): string => weekdayNames[day]!;

/** "yesterday, Tue Jun 9"; further away only "Tue Jun 9". */
export function spokenDay(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  const word = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }[distance];
  return word ? `${word}, ${fullDay(day, today)}` : fullDay(day, today);
}

/** "today", "tomorrow", "yesterday", or "Fri Jun 12". */
export function shortDay(day: Day, today: Day): string {
  const distance = daysBetween(today, day);
  return { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }[distance] ?? fullDay(day, today);
}

/** A day of every year, MM-DD, as it is said: "Jun 9". */
export function yearDay(monthAndDay: string): string {
  const [month, date] = monthAndDay.split('-').map(Number);
  return `${months[(month ?? 1) - 1]} ${date}`;
}
