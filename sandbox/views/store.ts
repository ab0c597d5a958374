import type { Option, ViewDefinition } from '../blocks/shapes.ts';
import type { ViewState } from './state.ts';

/** A modal or Home tab as one person has it before them. */
export interface View {
  id: string;
  user: string;
  definition: ViewDefinition;
  hash: string;
  rootId: string;
  previousId: string | null;
  state: ViewState;
  /** The channel the person was in when the modal came up. */
  channel: string | undefined;
  /** Options the app has answered, by `block_id action_id`: a person can only pick what was offered. */
  offered: Map<string, Option[]>;
}

export interface Views {
  byId: Map<string, View>;
  /** Ids of the open modals of each person, the root first. */
  stacks: Map<string, string[]>;
  homes: Map<string, string>;
}

export function emptyViews(): Views {
  return { byId: new Map(), stacks: new Map(), homes: new Map() };
}
