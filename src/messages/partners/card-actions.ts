/** What can be done on a card; each control carries the partner's id. `slack/partners/card.buttons.ts` answers them. */
export const cardActions = {
  open: 'partner.card',
  log: 'partner.log',
  plan: 'partner.plan',
  later: 'partner.later',
  history: 'partner.history',
  more: 'partner.more',
  /** A menu beside a plan of the reader's. */
  planned: 'partner.planned',
  tier: 'partner.tier',
  recommit: 'partner.recommit',
  archive: 'partner.archive',
  takeOn: 'partner.take-on',
  handOver: 'partner.hand-over',
  add: 'partner.add',
  undo: 'partner.undo',
  undoCancel: 'partner.undo-cancel',
  /** The menu beside an entry of the timeline, and Undo of what it deleted. */
  entry: 'partner.entry',
  restore: 'partner.restore',
} as const;

export const cardModal = 'partner-card';

/** The choices of the menu “More”, by group. Help stands apart from reviews and expenses, which are a record (RESPA § 8). */
export const moreChoices = {
  add: ['promise', 'help', 'ask', 'ask answer', 'feedback', 'growing', 'birthday', 'hard closing'],
  record: ['advocate', 'record'],
  change: ['edit', 'tier', 'take on', 'hand over', 'known years', 'fit', 'merge', 'archive'],
} as const;
export type MoreChoice = (typeof moreChoices)[keyof typeof moreChoices][number];

/** What can be done with an entry of the timeline. */
export const touchChoices = ['edit', 'delete', 'note'] as const;

/** What can be done with a plan. */
export const planChoices = ['move', 'cancel'] as const;

/** How one went whose day is over. */
export const endChoices = ['held', 'missed', 'move'] as const;

/** What a menu's option carries: "12.tier", or with what it is about, "12.move 51". */
export const cardValue = (partnerId: number, choice: string, about?: number): string =>
  `${partnerId}.${choice}${about === undefined ? '' : ` ${about}`}`;

/** What is said above a card, with Undo where there is something to undo. Plain text. */
export interface CardNote {
  text: string;
  /** The trace of the change. */
  undo?: number | null;
  /** Undo of what has no such trace. */
  undoBy?: { actionId: string; value: string };
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
