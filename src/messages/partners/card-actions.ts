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
} as const;

export const cardModal = 'partner-card';

/** The choices of the menu “More”. */
export const moreChoices = ['tier', 'fit', 'advocate', 'hard closing', 'record', 'merge', 'archive'] as const;
export type MoreChoice = (typeof moreChoices)[number];

/** What is said above a card, with Undo where there is something to take back. Plain text. */
export interface CardNote {
  text: string;
  undo?: number | null;
}
