import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../../src/messages/blocks.ts';

/** A form or a screen of Home. */
export type Screen = Pick<ModalView, 'blocks'> & Partial<Pick<ModalView, 'title' | 'submit' | 'close'>>;

/** What a person is shown. */
export type Shown = Message | Screen | KnownBlock | readonly KnownBlock[] | string | readonly string[];

export interface Surface {
  /** What it is: "the list, with a promise due". */
  title: string;
  /** The function that made it, or the id of the form; null for a constant. */
  made: unknown;
  shown: Shown;
}

export interface Subject {
  title: string;
  surfaces: readonly Surface[];
}

/** Adds what `make` shows for these arguments. */
export type Show = <Make extends (...given: never[]) => Shown | null>(
  title: string,
  make: Make,
  ...given: Parameters<Make>
) => void;

/** Adds a text that is a constant, or a part of something else that `show` returns. */
export type Say = (title: string, shown: Shown, made?: unknown) => void;

/** A subject, with everything it shows in the order it is read. */
export function subject(title: string, fill: (show: Show, say: Say) => void): Subject {
  const surfaces: Surface[] = [];
  fill(
    (what, make, ...given) => {
      const shown = make(...given);
      if (shown === null) throw new Error(`${what}: nothing is shown`);
      surfaces.push({ title: `${make.name}: ${what}`, made: make, shown });
    },
    (what, shown, made = null) => surfaces.push({ title: what, made, shown }),
  );
  return { title, surfaces };
}

export const isMessage = (shown: Shown): shown is Message =>
  typeof shown === 'object' && 'text' in shown && typeof shown.text === 'string';
