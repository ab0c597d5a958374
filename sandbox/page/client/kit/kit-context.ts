import { createContext, useContext } from 'react';
import type { Typed } from '../../../people/inputs.ts';
import type { ViewState } from '../../../views/state.ts';
import type { Scene, ShownBlock } from '../../scene.ts';
import type { Acting, Where } from '../api.ts';

/** An unsent edit of an input: the value to show, and the value to send to the server. */
export interface Edit {
  shown: unknown;
  typed: Typed;
}
/** By `block_id/action_id`. */
export type Edits = Readonly<Record<string, Edit>>;

/** Shared by all elements of one message or view. */
export interface Kit {
  where: Where;
  acting: Acting;
  scene: Scene;
  state: ViewState;
  /** In a form: the edits, the errors by block_id, and how to edit. */
  edits: Edits;
  errors: Readonly<Record<string, string>>;
  onEdit?: ((key: string, edit: Edit) => void) | undefined;
  /** Runs before a press, so that the app sees what was typed. */
  beforePress?: (() => Promise<unknown>) | undefined;
}

export const KitContext = createContext<Kit | null>(null);
export const useKit = (): Kit => useContext(KitContext)!;

/** For `aria-invalid`: true if the block's field has an error, undefined if not. */
export const useInvalid = (block: ShownBlock): true | undefined =>
  useKit().errors[block.block_id ?? ''] === undefined ? undefined : true;
