const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in words, in an IANA zone. */
export function inZone(ms: number, zone: string, how: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(how);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { ...how, timeZone: zone });
    formats.set(key, format);
  }
  return format.format(ms);
}

/** A message timestamp in milliseconds. */
const msOf = (ts: string): number => Number(ts) * 1000;

export const dayOf = (ts: string, zone: string): string =>
  inZone(msOf(ts), zone, { weekday: 'long', month: 'long', day: 'numeric' });

export const timeOf = (ts: string, zone: string): string =>
  inZone(msOf(ts), zone, { hour: 'numeric', minute: '2-digit' });
