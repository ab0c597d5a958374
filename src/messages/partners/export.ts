import { type Day, dayIn } from '../../domain/days/day.ts';
import { count, fullDay, plural } from '../../domain/format.ts';
import { exportPolicy } from '../../domain/policy.ts';
import { type Message, quoted, section, spoken } from '../blocks.ts';
import { type FilesBusy, filesBusy } from '../files.ts';

const say = (said: string): Message => ({ text: spoken(said), blocks: [section(said)] });

/** `ahead`: how many exports come before this one. */
export const exporting = (ahead: number): Message =>
  say(
    ahead > 0
      ? `I’ll send you the files in a direct message. ${count(ahead, 'export')} ${plural(ahead, 'is', 'are')} ahead of yours.`
      : 'I’ll send you the files in a direct message shortly.',
  );

export const exportNotYet = (why: FilesBusy): Message => say(filesBusy(why));

/** `commands`: what an operator types for the same. */
export const exportTooLarge = (commands: readonly string[]): Message => ({
  text: `The export is more than ${exportPolicy.filesMax} files, which is too much for Slack.`,
  blocks: [
    section(
      [
        `The export is more than ${exportPolicy.filesMax} files, which is too much for Slack. Nothing was sent. Whoever runs Rapport can write it to a file:`,
        ...commands.map((command) => `*npm run rapport -- ${command} > FILE.csv*`),
      ].join('\n'),
    ),
  ],
});

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
