import type { KnownBlock, ModalView } from '@slack/types';
import { count, number, plural } from '../../domain/format.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  cut,
  type Message,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { questionBlocks, type ShownQuestion } from './import-questions.ts';
import { describeImport, type ImportReport } from './import-report.ts';
import { rowsAsRead } from './import-rows.ts';

/** What an import shows: the form, what it would do, how far it is, what it came to. */

/** Sends a sample file; `slack/partners/import-sample.buttons.ts` answers it. */
export const sampleAction = 'import.sample';

/** The form; `error` is why the file before was none. */
export function importForm(
  who: { own: boolean; branchName: string },
  error?: string,
): Pick<ModalView, 'title' | 'submit' | 'blocks'> {
  const whose = who.own
    ? 'Partners go into your own book; only managers can import for others.'
    : `Partners go into *${quoted(who.branchName, 60)}*, each to the owner whose email is in the file.`;
  const blocks: KnownBlock[] = [
    ...(error ? [section(`:warning: ${asTyped(error)}`)] : []),
    section(
      [
        'Choose the file you have: contacts from your phone (.vcf), from Google, Outlook, LinkedIn, or your CRM (.csv), or your own sheet (.xlsx, .csv). Only names are required.',
        whose,
        'I save names, companies, kinds, phones, emails, birthdays, and last contacts; notes and addresses stay out. You’ll see what will change before anything is saved.',
      ].join('\n'),
    ),
    {
      type: 'input',
      block_id: 'file',
      label: plain('File'),
      element: {
        type: 'file_input',
        action_id: 'file',
        filetypes: ['csv', 'tsv', 'txt', 'vcf', 'vcard', 'xlsx'],
        max_files: 1,
      },
    },
    actions([button(sampleAction, 'Send me a sample', 'sample')]),
  ];
  return { title: plain('Import partners'), submit: plain('Check file'), blocks };
}

/** On top of the form, which stays as it is. */
export const sampleView = (): ModalView => ({
  type: 'modal',
  title: plain('Sample'),
  close: plain('Back'),
  blocks: [section('I’ll send you a sample in a direct message. Put your partners in place of its rows.')],
});

/** `ahead`: how many files are read before this one. */
export const checkingView = (fileName: string, ahead: number): ModalView => ({
  type: 'modal',
  title: plain('Import partners'),
  close: plain('Cancel'),
  blocks: [
    section(ahead > 0 ? waiting(`*${quoted(fileName, 80)}*`, ahead) : `Reading *${quoted(fileName, 80)}*…`),
  ],
});

const waiting = (name: string, ahead: number): string =>
  `${name} is waiting its turn: ${count(ahead, 'file')} ${plural(ahead, 'is', 'are')} ahead of it.`;

/** When what went wrong says nothing to the person. */
export const importNotChecked = 'Something went wrong, and nothing was saved. Try again in a minute.';

/** Slack's limit for a section is 3,000 characters; so many sections of bad rows are shown, the rest comes as a file. */
const sectionCharacters = 2800;
const sectionsMax = 20;
const cellSectionsMax = 4;

/** The report of a terminal lists the rows before it; here they stand below. */
const isAboutRows = (line: string): boolean =>
  line.startsWith('Fix the rows') || line.startsWith('Problems by column');

/** What would change and every bad row, before anything is written. */
export function previewView(preview: {
  fileName: string;
  branchName: string;
  report: ImportReport;
  refused: readonly string[];
  willSendList: boolean;
  questions: readonly ShownQuestion[];
}): Pick<ModalView, 'title' | 'submit' | 'blocks'> {
  const { report, refused, questions } = preview;
  const isEmpty = !report.changed && questions.length === 0;
  const cellsLeftOut = report.cellsLeftOut();
  const [, ...lines] = describeImport(report, preview.branchName, true).filter((line) => !isAboutRows(line));
  const blocks: KnownBlock[] = [
    section(
      `*${quoted(preview.fileName, 80)}*: ${count(report.rows, 'row')} for ${quoted(preview.branchName, 60)}. Nothing is saved yet.`,
    ),
    section(asTyped(lines.join('\n'))),
    ...rowsAsRead(report.firstRows),
    ...questionBlocks(questions),
    ...(refused.length > 0 ? [section(`*${count(report.badRows, 'row')} to skip:*`)] : []),
    ...listSections(refused),
    ...(cellsLeftOut.length > 0 ? [section(`*${count(cellsLeftOut.length, 'cell')} I couldn’t use:*`)] : []),
    ...listSections(cellsLeftOut, cellSectionsMax),
    ...(preview.willSendList
      ? [section('I’ll send you all of them as a file that you can fix and import.')]
      : []),
    ...(isEmpty ? [section('Nothing to import: everyone is already here, or every row has a problem.')] : []),
  ];
  const toImport = report.partners + report.owners + report.takenOver + report.updated;
  return {
    title: plain('What will change'),
    submit: isEmpty
      ? undefined
      : plain(toImport > 0 ? cut(`Import ${count(toImport, 'row')}`, 24) : 'Import'),
    blocks,
  };
}

/** How many of the lines fit the preview; more come as a file. */
export const fitsPreview = (refused: readonly string[]): boolean =>
  listSections(refused).length < sectionsMax;

function listSections(lines: readonly string[], most = sectionsMax): KnownBlock[] {
  const sections: string[] = [];
  let text = '';
  for (const line of lines) {
    const next = `• ${asTyped(cut(capitalize(line), 300))}\n`;
    if (text.length + next.length > sectionCharacters) {
      sections.push(text);
      text = '';
      if (sections.length === most) break;
    }
    text += next;
  }
  if (text && sections.length < most) sections.push(text);
  return sections.map(section);
}

const say = (text: string): Message => ({ text, blocks: [section(text)] });

/** `of`: how many rows the file has, if that is known. */
export function importProgress(fileName: string, done: number, of: number | undefined): Message {
  const rows = of === undefined ? count(done, 'row') : `${number(done)} of ${count(of, 'row')}`;
  return say(`Importing ${quoted(fileName, 80)}${done > 0 ? `: ${rows}` : ''}…`);
}

export const importWaiting = (fileName: string, ahead: number): Message =>
  say(waiting(quoted(fileName, 80), ahead));

const linesMax = 20;

export function importDone(report: ImportReport, branchName: string, refused: readonly string[]): Message {
  const shown = refused.slice(0, linesMax);
  const more = refused.length - shown.length;
  const came = describeImport(report, branchName, false).filter((line) => !isAboutRows(line));
  const lines = [
    `✓ ${came.join('\n')}`,
    ...(refused.length > 0
      ? [
          `I skipped ${plural(refused.length, 'this row. Fix it', 'these rows. Fix them')} in the file I sent you, and import it:`,
        ]
      : []),
    ...shown.map((line) => `• ${cut(capitalize(line), 120)}`),
    ...(more > 0 ? [`+${more} more`] : []),
  ];
  const left = report.badRows + report.asked;
  const skipped = left > 0 ? `, ${count(left, 'row')} skipped` : '';
  return {
    text: `Import into ${quoted(branchName, 60)}: ${count(report.partners, 'partner')} added${skipped}.`,
    blocks: [section(asTyped(lines.join('\n')))],
  };
}

/** `why`: null when only the log knows. */
export function importStopped(fileName: string, added: number, why: string | null): Message {
  const text = `The import of ${quoted(fileName, 80)} stopped after ${count(added, 'partner')}. Import it again; partners already here aren’t added twice.`;
  return { text, blocks: [section(why ? `${asTyped(why)}\n${text}` : text)] };
}
