import { createContext, useContext } from 'react';
import type { Typed } from '../../../people/inputs.ts';
import type { ViewState } from '../../../views/state.ts';
import type { Scene, ShownBlock } from '../../scene.ts';
import type { Acting, Where } from '../api.ts';

/** What a person has put into an input and not yet sent: as it is shown, and as the server takes it. */
export interface Edit {
  shown: unknown;
  typed: Typed;
}
/** By `block_id/action_id`. */
export type Edits = Readonly<Record<string, Edit>>;

/** What all elements of one message or view share. */
export interface Kit {
  where: Where;
  acting: Acting;
  scene: Scene;
  state: ViewState;
  /** In a form: what was typed, what is wrong with it by block_id, and how to type. */
  edits: Edits;
  errors: Readonly<Record<string, string>>;
  onEdit?: ((key: string, edit: Edit) => void) | undefined;
  /** Runs before a press: the app is to see what was typed. */
  beforePress?: (() => Promise<unknown>) | undefined;
}

export const KitContext = createContext<Kit | null>(null);
export const useKit = (): Kit => useContext(KitContext)!;

/** For `aria-invalid`: true where the block's field was found wrong, else absent. */
export const useInvalid = (block: ShownBlock): true | undefined =>
  useKit().errors[block.block_id ?? ''] === undefined ? undefined : true;
