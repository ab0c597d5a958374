import type { Button, ExternalSelect, SectionBlock, StaticSelect } from '@slack/types';
import type { ListAsked } from '../../domain/asking/list-asked.ts';
import { button, cut, plain, section } from '../blocks.ts';
import { type HomeScreen, writeScreen } from '../home/home-screen.ts';
import { cardActions } from '../partners/card-actions.ts';

/** Controls that ask or do what could also be typed; `slack/asking` answers them. */
export const askActions = {
  today: 'asking.today',
  next: 'asking.next',
  late: 'asking.late',
  notMet: 'asking.not-met',
  neverAsked: 'asking.never-asked',
  promises: 'asking.promises',
  feedback: 'asking.feedback',
  /** With the partner's id. */
  brief: 'asking.brief',
  /** With the code of a list (`listCode`). */
  list: 'asking.list',
  /** With the id of the chosen partner. */
  plan: 'asking.plan',
  find: 'asking.find',
  log: 'asking.log',
  /** With a screen of Home. */
  screen: 'asking.screen',
  /** `.0` and so on, with the promise's id: ids are unique within a row. */
  promiseDone: 'asking.promise.done',
  promiseReopen: 'asking.promise.reopen',
} as const;

/** A button carries nothing but its action: who presses it asks for themselves. */
export const askButton = (action: keyof typeof askActions, label: string): Button =>
  button(askActions[action], label, action);

export const todaysListButton = (): Button => askButton('today', 'Today’s list');

export interface Named {
  id: number;
  name: string;
}

export const nameMax = 80;
/** Slack's limit for the label of a button, or the text of an option. Characters. */
export const labelMax = 75;

/** An erasure finds an answer that names several by the id of its block. */
export const naming = (partnerIds: readonly number[], text: string): SectionBlock => ({
  ...section(text),
  block_id: ['asked', ...new Set(partnerIds)].join('.'),
});

export const openButton = ({ id, name }: Named): Button =>
  button(cardActions.open, cut(`Open ${name}`, labelMax), String(id));

export const briefButton = ({ id }: Named): Button => button(askActions.brief, 'Brief', String(id));

/** Searches all partners that the person typing may find. */
export const findMenu = (): ExternalSelect => ({
  type: 'external_select',
  action_id: askActions.find,
  placeholder: plain('Find a partner'),
  min_query_length: 0,
});

/** Opens the form of a touchpoint, empty: what was sent is not kept, not even here. */
export const logButton = (): Button => askButton('log', 'Log a touchpoint');

/** Plans a contact with one of the partners whom an answer names. */
export const planMenu = (partners: readonly Named[]): StaticSelect => ({
  type: 'static_select',
  action_id: askActions.plan,
  placeholder: plain('Plan one…'),
  options: partners.map(({ id, name }) => ({ text: plain(cut(name, labelMax)), value: String(id) })),
});

export const planButton = ({ id }: Named): Button => button(askActions.plan, 'Plan…', String(id));

/** Opens a screen of Home, and says so. */
export const screenButton = (label: string, screen: HomeScreen): Button =>
  button(askActions.screen, cut(label, labelMax), writeScreen(screen));

export const listButton = (asked: ListAsked): Button =>
  button(askActions.list, 'Open list', JSON.stringify(asked));
