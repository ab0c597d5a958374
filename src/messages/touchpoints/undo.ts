import type { CardNote } from '../partners/card-actions.ts';

type Undone = { how: 'undone' | 'changed since' | 'gone' } | { how: 'too late'; action: string };

/** What became of an undo. Plain text. */
export function undoNote(undone: Undone): CardNote {
  switch (undone.how) {
    case 'undone':
      return { text: 'Taken back.' };
    case 'too late':
      return { text: `Nothing changed: Undo works for an hour.${otherWay(undone.action)}` };
    case 'changed since':
      return { text: 'Nothing changed: something was done to them since, which Undo would wipe out.' };
    case 'gone':
      return { text: 'Nothing changed: only who did it can take it back.' };
  }
}

const byButtons: ReadonlySet<string> = new Set([
  ...['edited', 'fit', 'tier', 'recommit', 'archive', 'handed over', 'taken on', 'brought back', 'added'],
]);

/** What puts it right after the hour, where something does. */
function otherWay(action: string): string {
  if (action === 'recorded') return ' /rapport record corrects an entry any time.';
  if (action === 'helped') return ' What it cost is corrected in /rapport record any time.';
  return byButtons.has(action) ? ' The card’s buttons change it any time.' : '';
}
