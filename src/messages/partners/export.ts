import { type Day, dayIn } from '../../domain/days/day.ts';
import { count, fullDay } from '../../domain/format.ts';
import { type Message, quoted, section } from '../blocks.ts';

const say = (text: string): Message => ({ text, blocks: [section(text)] });

export const exporting = (): Message => say('The files are on their way into our messages.');

export const exportFailed = (): Message =>
  say('The export did not come through. Try */partner export* again in a minute.');

export const exportComment = ({ partners, touchpoints }: { partners: number; touchpoints: number }): string =>
  `${count(partners, 'partner')} and ${count(touchpoints, 'touchpoint')}. Only you see this; what you do with the files is yours to answer for.`;

/** To whoever oversees a branch: somebody took their own book out. */
export function exportedBook(
  exported: { name: string; partners: number; touchpoints: number; at: Date },
  zone: string,
  today: Day,
): Message {
  const day = fullDay(dayIn(zone, new Date(exported.at)), today);
  return say(
    `*${quoted(exported.name, 60)}* exported their own book on ${day}: ${count(exported.partners, 'partner')}, ${count(exported.touchpoints, 'touchpoint')}. That is allowed; you are told each time.`,
  );
}
