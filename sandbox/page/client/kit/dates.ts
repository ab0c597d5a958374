import type { Scene } from '../../scene.ts';
import { inZone } from '../days.ts';

export const zoneOf = (scene: Scene): string =>
  scene.people.find((person) => person.id === scene.me)?.zone ?? 'UTC';

const DAY = { day: 'numeric', year: 'numeric' } as const;
/** Slack's tokens. In Slack the pretty ones say "today"; here they name the day, because the page's clock is not the app's. */
const TOKENS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { ...DAY, month: 'long' },
  date_pretty: { ...DAY, month: 'long' },
  date_short: { ...DAY, month: 'short' },
  date_short_pretty: { ...DAY, month: 'short' },
  date_long: { ...DAY, month: 'long', weekday: 'long' },
  date_long_pretty: { ...DAY, month: 'long', weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Renders a `<!date^…>`. Returns the fallback if the format has an unknown token or `seconds` is not a number. */
export function dateInWords(seconds: number, format: string, fallback: string, zone: string): string {
  if (!Number.isFinite(seconds)) return fallback;
  let isKnown = true;
  const words = format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'date_num') return wallClock(seconds, zone).slice(0, 10);
    const how = TOKENS[token];
    if (how) return inZone(seconds * 1000, zone, how);
    isKnown = false;
    return whole;
  });
  return isKnown ? words : fallback;
}

/** The local time in a zone, as `YYYY-MM-DDTHH:mm`. */
export function wallClock(seconds: number, zone: string): string {
  const part = (how: Intl.DateTimeFormatOptions) => inZone(seconds * 1000, zone, how).padStart(2, '0');
  const day = [{ year: 'numeric' }, { month: '2-digit' }, { day: '2-digit' }] as const;
  const [hour, minute] = inZone(seconds * 1000, zone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).split(':');
  return `${day.map(part).join('-')}T${hour}:${minute}`;
}

/** The epoch seconds of a local time. For an hour that the zone skips or repeats, one of the two possible values. */
export function secondsOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`) / 1000;
  const offset = (at: number) => Date.parse(`${wallClock(at, zone)}Z`) / 1000 - Math.floor(at / 60) * 60;
  return asUtc - offset(asUtc - offset(asUtc));
}
