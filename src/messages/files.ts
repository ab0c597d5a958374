import type { ModalView } from '@slack/types';
import type { FileRefusal } from '../domain/file-refusal.ts';
import { count } from '../domain/format.ts';
import { filePolicy } from '../domain/policy.ts';
import { capitalize, plain, section } from './blocks.ts';
import { missingScopeText } from './failure.ts';

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
const splitIt =
  'Split it, or ask your administrator to run rapport import partners, which takes files of any size.';

/** Why a file cannot be read, and what to do. `path` on a command line, which names the file. */
export function fileRefused(refusal: FileRefusal, path?: string): string {
  const it = path ?? 'The file';
  switch (refusal.why) {
    case 'empty':
      return `${it} is empty.`;
    case 'no format':
      return `${path ?? 'That'} isn’t a file I can read. I take CSV, Excel (.xlsx), and contact cards (.vcf).`;
    case 'old workbook':
      return `${path ?? 'That'} has a password, or is from an old Excel (.xls). Save it as .xlsx, without a password.`;
    case 'long line':
      return `${it} has a line of more than ${megabytes(filePolicy.rowBytesMax)} (line ${refusal.line}). Look for a quote that opens there and never closes.`;
    case 'no rows':
      return `${it} has a header, but no rows.`;
    case 'header':
      return path ? `${path}: ${refusal.says}` : capitalize(refusal.says);
    case 'too many bytes':
      return `Files can be up to ${megabytes(filePolicy.bytesMax)} here. ${splitIt}`;
    case 'too much unpacked':
      return `That workbook comes to more than ${megabytes(filePolicy.unpackedBytesMax)}. Save the sheet alone as CSV.`;
    case 'too many rows':
      return `That file has more than ${count(filePolicy.rowsMax, 'row')}. ${splitIt}`;
    case 'too slow':
      return `Reading that file takes too long. ${splitIt}`;
    case 'too much memory':
      return 'Reading that file takes too much memory. Save it again as “CSV UTF-8,” or split it.';
    case 'crashed':
      return 'That file couldn’t be read. Save it again as “CSV UTF-8,” and try once more.';
    case 'not in slack':
      return 'That file isn’t stored in Slack. Upload it here from your computer.';
    case 'unreachable':
      return 'I couldn’t get the file from Slack. Try again in a minute.';
    case 'download too slow':
      return 'Slack took too long to hand me the file. Try again in a minute.';
    case 'gone':
      return 'That file isn’t in Slack anymore. Upload it again.';
    case 'changed':
      return 'That has changed since I read it. Start again.';
    case 'no scope':
      return missingScopeText(['files:read']);
    case 'forbidden':
      return 'Slack didn’t let me read the file. Upload it again.';
  }
}

/** Why a file cannot even wait for its turn: another of the same person has one, or too many people wait. */
export type FilesBusy = 'own' | 'full';

export const filesBusy = (why: FilesBusy): string =>
  why === 'own'
    ? 'I’m still working on another file of yours. Try again when it’s done.'
    : 'I’m working on too many files right now. Try again in a few minutes.';

/** On top of a form without a field to show it at, which stays as it is. */
export const filesBusyView = (why: FilesBusy): ModalView => ({
  type: 'modal',
  title: plain('Not yet'),
  close: plain('Back'),
  blocks: [section(filesBusy(why))],
});
