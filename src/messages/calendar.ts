import type { CalendarEntry } from '../domain/calendar-file.ts';
import { calendarLinks } from '../domain/calendar-links.ts';
import type { SavedCapture } from '../domain/touchpoints/capture.ts';
import { capitalize } from './blocks.ts';
import { planTitle } from './evening/questions.ts';

/** A plan as an entry of its maker's calendar. */
export const calendarEntry = ({
  kind,
  word,
  partners,
  on,
  at,
  timeZone,
  place,
  note,
}: SavedCapture): Omit<CalendarEntry, 'uid' | 'sequence'> => ({
  title: capitalize(
    planTitle({ kind: kind ?? 'visit', word, partnerNames: partners.map(({ name }) => name) }),
  ),
  kind: kind ?? 'visit',
  ...{ on, at, timeZone, place, note },
});

/** "Add to Google or Outlook", beside the calendar file. */
export function calendarLine(plan: SavedCapture): string {
  const { google, outlook } = calendarLinks(calendarEntry(plan));
  const link = (address: string, name: string) => `<${address.replaceAll('&', '&amp;')}|${name}>`;
  return `Add to ${link(google, 'Google')} or ${link(outlook, 'Outlook')}`;
}
