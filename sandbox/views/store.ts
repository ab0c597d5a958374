import type { Option, ViewDefinition } from '../blocks/shapes.ts';
import type { ViewState } from './state.ts';

/** A modal or Home tab as one person sees it. */
export interface View {
  id: string;
  user: string;
  definition: ViewDefinition;
  hash: string;
  rootId: string;
  previousId: string | null;
  state: ViewState;
  /** The channel the person was in when the modal opened. */
  channel: string | undefined;
  /** Options that the app has offered, by `block_id action_id`. A person can pick only these. */
  offered: Map<string, Option[]>;
}

export interface Views {
  byId: Map<string, View>;
  /** Ids of each person's open modals, the root first. */
  stacks: Map<string, string[]>;
  homes: Map<string, string>;
}

export function emptyViews(): Views {
  return { byId: new Map(), stacks: new Map(), homes: new Map() };
}
