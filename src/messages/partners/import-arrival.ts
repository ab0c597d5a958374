import type { ModalView } from '@slack/types';
import { count } from '../../domain/format.ts';
import {
  actions,
  asTyped,
  button,
  type Message,
  plain,
  plainMessage,
  quoted,
  section,
  spoken,
} from '../blocks.ts';

/** What Rapport says to a file, or to pasted rows, in a direct message. */

/** Opens what comes next for the file in its value; `slack/partners/import-arrival.buttons.ts` answers it. */
export const openImportAction = 'import.open';

/** What a look at the file came to. */
export type Arrived =
  /** In our own columns. */
  | { what: 'rows'; rows: number }
  /** From elsewhere, so the importer is asked which of them to import. */
  | { what: 'contacts'; people: number }
  | { what: 'unnamed' }
  /** Still being read. */
  | { what: 'reading' }
  | { what: 'refused'; why: string }
  /** Not a turn for it now. It can be opened later. */
  | { what: 'busy'; why: string };

/** @param value names the file for the button */
export function fileArrived(fileName: string, arrived: Arrived, value: string): Message {
  const name = `*${quoted(fileName, 80)}*`;
  const open = (label: string) => actions([button(openImportAction, label, value, { style: 'primary' })]);
  const say = (text: string, label?: string): Message => ({
    text: spoken(text),
    blocks: [section(text), ...(label ? [open(label)] : [])],
  });
  switch (arrived.what) {
    case 'rows':
      return say(`Got ${name}: ${count(arrived.rows, 'row')}. Nothing is saved yet.`, 'Preview…');
    case 'contacts':
      return say(`Got ${name}: ${count(arrived.people, 'contact')}. Who do you work with?`, 'Choose…');
    case 'unnamed':
      return say(`Got ${name}, but I can’t tell which column has the names.`, 'Choose columns…');
    case 'reading':
      return say(
        `Got ${name}. I’m reading it; you’ll see what will change before anything is saved.`,
        'Open…',
      );
    case 'busy':
      return say(`Got ${name}. ${asTyped(arrived.why)}`, 'Open…');
    case 'refused':
      return say(`I couldn’t use ${name}. ${asTyped(arrived.why)}`);
  }
}

/** What stands for the name of pasted rows, which have none. */
export const pastedName = 'pasted rows';

/** Files besides the one that is answered. */
export const oneFileAtATime = (fileName: string): Message =>
  plainMessage(`I read one file at a time, so I took only ${fileName}. Send the others one by one.`);

/** In place of what was to come. */
export const importStoppedView = (why: string): ModalView => ({
  type: 'modal',
  title: plain('Import partners'),
  close: plain('Close'),
  blocks: [section(asTyped(why))],
});
