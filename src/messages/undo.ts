import type { CardNote } from './card-actions.ts';

/** What became of an undo. Plain text. */
export function undoNote({ how }: { how: 'undone' | 'too late' | 'changed since' | 'gone' }): CardNote {
  switch (how) {
    case 'undone':
      return { text: 'Taken back.' };
    case 'too late':
      return { text: 'Nothing changed: Undo works for an hour. The card’s buttons change it any time.' };
    case 'changed since':
      return { text: 'Nothing changed: something was done to them since, which Undo would wipe out.' };
    case 'gone':
      return { text: 'Nothing changed: only who did it can take it back.' };
  }
}
