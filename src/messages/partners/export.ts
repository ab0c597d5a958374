import type { KnownBlock } from '@slack/types';
import { type Day, dayIn } from '../../domain/days/day.ts';
import { count, fullDay, listOf, plural } from '../../domain/format.ts';
import { type ExportCounts, type ExportKind, exportKinds } from '../../domain/partners/export-kinds.ts';
import { exportPolicy } from '../../domain/policy.ts';
import { context, type Message, quoted, section, spoken } from '../blocks.ts';
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

const kindWords: Record<ExportKind, [one: string, many: string]> = {
  partners: ['partner', 'partners'],
  touchpoints: ['touchpoint', 'touchpoints'],
  promises: ['promise', 'promises'],
  plans: ['plan', 'plans'],
  feedback: ['piece of feedback', 'pieces of feedback'],
  contacts: ['contact card', 'contact cards'],
};

/** "60 partners, 1 touchpoint, and 3 promises". Of what people said, nothing is told where there is none. */
function whatIsIn(counts: ExportCounts): string {
  const told = exportKinds.filter((kind) => counts[kind] || (counts[kind] === 0 && isAlwaysTold(kind)));
  return listOf(told.map((kind) => count(counts[kind]!, ...kindWords[kind])));
}

const isAlwaysTold = (kind: ExportKind): boolean =>
  kind === 'partners' || kind === 'touchpoints' || kind === 'contacts';

export const exportComment = (counts: ExportCounts): string =>
  `${whatIsIn(counts)}. Only you see this. You’re responsible for how you use the files.`;

export const contactsComment = (cards: number): string =>
  `${count(cards, ...kindWords.contacts)}. Open the file on your phone to add them to your contacts. Only you see this. You’re responsible for how you use the file.`;

/** To the person who oversees the branch: someone exported their own book. */
export function exportedBook(
  exported: { name: string; counts: ExportCounts; at: Date },
  zone: string,
  today: Day,
): Message {
  const day = fullDay(dayIn(zone, new Date(exported.at)), today);
  return say(
    `*${quoted(exported.name, 60)}* exported their own book on ${day}: ${whatIsIn(exported.counts)}. That’s allowed. I let you know every time.`,
  );
}

export interface ShownExport {
  at: Date;
  /** Null: an operator. */
  by: string | null;
  what: 'partners' | 'record' | 'everything';
  scope: string;
  branch: string | null;
  whose: string | null;
  counts: ExportCounts;
  entries: number | null;
}

/** To compliance: who took which files out, newest first. */
export function exportLog(exports: readonly ShownExport[], zone: string, today: Day): KnownBlock[] {
  if (exports.length === 0) return [context('No exports so far.')];
  return [
    section(
      exports
        .map((one) => {
          const who = one.by === null ? 'Whoever runs Rapport' : quoted(one.by, 40);
          return `• ${fullDay(dayIn(zone, one.at), today)}: *${who}*, ${whatLeft(one)}`;
        })
        .join('\n'),
    ),
  ];
}

function whatLeft(one: ShownExport): string {
  if (one.what === 'everything') return 'everything';
  if (one.what === 'record')
    return `the expense record${one.scope === 'own' ? ', own entries' : ''}: ${count(one.entries ?? 0, 'entry', 'entries')}`;
  const whose =
    one.scope === 'all'
      ? 'all branches'
      : one.scope === 'branch'
        ? quoted(one.branch ?? 'a branch', 40)
        : one.whose === null
          ? 'own book'
          : `${quoted(one.whose, 40)}’s book`;
  return `${whose}: ${whatIsIn(one.counts)}`;
}
