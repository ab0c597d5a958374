import { type Day, dayIn } from '../../domain/days/day.ts';
import { count, fullDay } from '../../domain/format.ts';
import { type Message, quoted, section, spoken } from '../blocks.ts';

const say = (said: string): Message => ({ text: spoken(said), blocks: [section(said)] });

export const exporting = (): Message => say('I’ll send you the files in a direct message shortly.');

export const exportFailed = (): Message =>
  say('The export didn’t work. Try */partner export* again in a minute.');

export const exportComment = ({ partners, touchpoints }: { partners: number; touchpoints: number }): string =>
  `${count(partners, 'partner')} and ${count(touchpoints, 'touchpoint')}. Only you see this. You’re responsible for how you use the files.`;

/** To the person who oversees the branch: someone exported their own book. */
export function exportedBook(
  exported: { name: string; partners: number; touchpoints: number; at: Date },
  zone: string,
  today: Day,
): Message {
  const day = fullDay(dayIn(zone, new Date(exported.at)), today);
  return say(
    `*${quoted(exported.name, 60)}* exported their own book on ${day}: ${count(exported.partners, 'partner')}, ${count(exported.touchpoints, 'touchpoint')}. That’s allowed. I let you know every time.`,
  );
}
