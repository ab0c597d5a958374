import { addDays, type Day } from './days/day.ts';
import { localInstant } from './days/post-times.ts';
import { planMinutes } from './policy.ts';
import type { TouchpointKind } from './words.ts';

/** A plan as a calendar entry. */
export interface CalendarEntry {
  /** Stable for a plan, so that a calendar takes a second file as a change. */
  uid: string;
  /** How often the plan was changed. A calendar keeps the file with the higher number (RFC 5545 §3.8.7.4). */
  sequence: number;
  title: string;
  kind: TouchpointKind;
  on: Day;
  /** HH:MM on the clocks of `timeZone`. Null: all day. */
  at: string | null;
  /** IANA name. */
  timeZone: string;
  place: string | null;
  note: string | null;
}

/**
 * One entry as an iCalendar file (RFC 5545): busy for its hour, or all day and free where no hour is known. Hours are in
 * UTC, which no calendar reads otherwise than we do: a zone's name would need its rules in the file (§3.6.5). Lines end with CRLF and are folded at 75 octets (§3.1), text is
 * escaped (§3.3.11), and an all-day entry ends on the day after (§3.6.1). There is no METHOD: that is for invitations,
 * and would require an organizer (RFC 5546 §3.2.1).
 */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const span = hoursOf(entry);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Plans//EN',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${compactInstant(now)}`,
    `SEQUENCE:${entry.sequence}`,
    ...(span
      ? [`DTSTART:${compactInstant(span.from)}`, `DTEND:${compactInstant(span.to)}`]
      : [`DTSTART;VALUE=DATE:${compact(entry.on)}`, `DTEND;VALUE=DATE:${compact(addDays(entry.on, 1))}`]),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(entry.note ? [`DESCRIPTION:${escaped(entry.note)}`] : []),
    `TRANSP:${span ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

/**
 * When an entry with an hour begins and ends; null without one. An hour that spring skips is the one after it, and of one
 * that autumn repeats, the first counts (`localInstant`).
 */
export function hoursOf({
  on,
  at,
  timeZone,
  kind,
}: Pick<CalendarEntry, 'on' | 'at' | 'timeZone' | 'kind'>): { from: Date; to: Date } | null {
  if (at === null) return null;
  const from = localInstant(timeZone, on, at);
  return { from, to: new Date(from.getTime() + planMinutes[kind] * 60_000) };
}

/** "20260618" */
export const compact = (day: Day): string => day.replaceAll('-', '');

/** "20260618T163000Z" */
export const compactInstant = (at: Date): string =>
  at.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replace(/\r\n|\r|\n/g, '\\n');

const lineOctets = 75;

/** Cuts between characters, never inside one that takes several octets. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    // The space that begins a continuation line counts, too.
    if (octets + size > lineOctets - (parts.length > 0 ? 1 : 0)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
