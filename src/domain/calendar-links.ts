import { type CalendarEntry, compact, compactInstant, hoursOf } from './calendar-file.ts';
import { addDays } from './days/day.ts';

/** Neither a calendar's ids nor a note go into an address. */
type Linked = Omit<CalendarEntry, 'uid' | 'sequence' | 'note'>;

/** Addresses that open a new entry in a calendar on the web, filled in: what, when, and where. A note stays with us. */
export function calendarLinks(entry: Linked): { google: string; outlook: string } {
  const { title, on, place } = entry;
  const span = hoursOf(entry);
  const nextDay = addDays(on, 1);
  const where: Record<string, string> = place ? { location: place } : {};
  return {
    google: address('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: title,
      dates: span
        ? `${compactInstant(span.from)}/${compactInstant(span.to)}`
        : `${compact(on)}/${compact(nextDay)}`,
      ...where,
    }),
    outlook: address('https://outlook.office.com/calendar/action/compose', {
      rru: 'addevent',
      subject: title,
      ...(span
        ? { startdt: span.from.toISOString(), enddt: span.to.toISOString() }
        : { startdt: on, enddt: nextDay, allday: 'true' }),
      ...where,
    }),
  };
}

/** Blanks as %20: Outlook shows a plus as a plus. */
const address = (base: string, parameters: Record<string, string>): string =>
  `${base}?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;

/** A search for a place in a map on the web. Null for an address on the web, which no one drives to. */
export const directionsLink = (place: string): string | null =>
  /:\/\/|^www\./i.test(place.trim())
    ? null
    : address('https://www.google.com/maps/search/', { api: '1', query: place.trim() });
