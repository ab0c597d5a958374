import { addDays, type Day } from './days/day.ts';

/** A plan as a calendar entry. */
export interface CalendarEntry {
  /** Stable for a plan, so that a calendar takes a second file as a change. */
  uid: string;
  /** How often the plan was changed. A calendar keeps the file with the higher number (RFC 5545 §3.8.7.4). */
  sequence: number;
  title: string;
  on: Day;
  place: string | null;
  note: string | null;
}

/**
 * One all-day entry as an iCalendar file (RFC 5545). Lines end with CRLF and are folded at 75 octets (§3.1), text is
 * escaped (§3.3.11), and an all-day entry ends on the day after (§3.6.1). There is no METHOD: that is for invitations,
 * and would require an organizer (RFC 5546 §3.2.1).
 */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Plans//EN',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${now.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTART;VALUE=DATE:${compact(entry.on)}`,
    `DTEND;VALUE=DATE:${compact(addDays(entry.on, 1))}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(entry.note ? [`DESCRIPTION:${escaped(entry.note)}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const compact = (day: Day): string => day.replaceAll('-', '');

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
