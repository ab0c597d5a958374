/** What can be done on a card; each button carries the partner's id. `slack/partners/card.buttons.ts` answers them. */
export const cardActions = {
  open: 'partner.card',
  log: 'partner.log',
  plan: 'partner.plan',
  later: 'partner.later',
  edit: 'partner.edit',
  reassign: 'partner.reassign',
  history: 'partner.history',
  more: 'partner.more',
  tier: 'partner.tier',
  recommit: 'partner.recommit',
  archive: 'partner.archive',
  takeOn: 'partner.take-on',
  add: 'partner.add',
  undo: 'partner.undo',
  promise: 'partner.promise',
  help: 'partner.help',
  ask: 'partner.ask',
  answerAsk: 'partner.ask.answer',
  knownYears: 'partner.known-years',
} as const;

export const cardModal = 'partner-card';

/** The choices of the menu “More”. */
export const moreChoices = ['tier', 'fit', 'advocate', 'hard closing', 'record', 'merge', 'archive'] as const;
export type MoreChoice = (typeof moreChoices)[number];

/** What is said above a card, with Undo where there is something to undo. Plain text. */
export interface CardNote {
  text: string;
  undo?: number | null;
}

type Undone = { how: 'undone' | 'changed since' | 'gone' } | { how: 'too late'; action: string };

/** What became of an undo. Plain text. */
export function undoNote(undone: Undone): CardNote {
  switch (undone.how) {
    case 'undone':
      return { text: 'Undone.' };
    case 'too late':
      return { text: `Too late to undo: Undo works for an hour.${otherWay(undone.action)}` };
    case 'changed since':
      return { text: 'Can’t undo: this was changed after you saved it, and Undo would overwrite that.' };
    case 'gone':
      return { text: 'Can’t undo: only the person who did it can.' };
  }
}

const byButtons: ReadonlySet<string> = new Set([
  ...['edited', 'fit', 'tier', 'recommit', 'archive', 'handed over', 'taken on', 'brought back', 'added'],
]);

/** What puts it right after the hour, where something does. */
function otherWay(action: string): string {
  if (action === 'recorded') return ' You can correct the entry in /rapport record anytime.';
  if (action === 'helped') return ' You can correct the cost in /rapport record anytime.';
  return byButtons.has(action) ? ' You can still change it with the card’s buttons.' : '';
}
