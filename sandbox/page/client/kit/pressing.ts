import { useState } from 'react';
import type { Element, Option } from '../../../blocks/shapes.ts';
import type { Typed } from '../../../people/inputs.ts';
import { HOLDINGS } from '../../../views/state.ts';
import type { ShownBlock } from '../../scene.ts';
import { Failed } from '../api.ts';
import { useKit } from './kit-context.ts';

export interface Placed {
  block: ShownBlock;
  element: Element;
}

export const keyOf = ({ block, element }: Placed): string => `${block.block_id}/${element.action_id}`;

export interface Pressing {
  isBusy: boolean;
  /** What went wrong, in words. */
  trouble: string | undefined;
  press(value?: Typed): Promise<void>;
}

/** Tells the app that something was pressed; one press at a time. */
export function usePressing({ block, element }: Placed): Pressing {
  const { where, acting, beforePress } = useKit();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  return {
    isBusy,
    trouble,
    async press(value) {
      if (isBusy) return;
      setBusy(true);
      setTrouble(undefined);
      try {
        await beforePress?.();
        const outcome = await acting.press(where, {
          actionId: element.action_id!,
          blockId: block.block_id!,
          ...(value !== undefined && { value }),
        });
        setTrouble(outcome.trouble);
      } catch (error) {
        setTrouble(error instanceof Failed ? error.message : String(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

/** What an element holds, as Slack's state spells it, and how to change it. */
export function useHeld(placed: Placed): {
  held: unknown;
  change: (shown: unknown) => void;
  pressing: Pressing;
} {
  const { block, element } = placed;
  const { state, edits, onEdit } = useKit();
  const pressing = usePressing(placed);
  const [chosen, setChosen] = useState<{ shown: unknown }>();
  const holding = HOLDINGS[element.type]!;
  const stored = state[block.block_id!]?.[element.action_id!];
  const edit = edits[keyOf(placed)] ?? chosen;
  const isForm = block.type === 'input' && onEdit !== undefined;
  return {
    held: edit ? edit.shown : (stored?.[holding.key] ?? element[holding.initial] ?? holding.empty),
    pressing,
    change(shown) {
      const typed = typedOf(shown);
      if (isForm) onEdit(keyOf(placed), { shown, typed });
      else setChosen({ shown });
      // In a form the app hears of it on submit, unless the block wants to know at once; texts say so themselves.
      if (!isForm || (block.dispatch_action === true && holding.key !== 'value')) void pressing.press(typed);
    },
  };
}

/** Options go by their value, files by their id. */
function typedOf(shown: unknown): Typed {
  if (Array.isArray(shown)) return shown.map((each) => typedOf(each) as string);
  if (typeof shown === 'object' && shown !== null) {
    const { value, id, text } = shown as Option & { id?: string };
    return value ?? id ?? text?.text ?? null;
  }
  return shown as Typed;
}

/** Opens the address of a button in a tab of its own; nothing but a web site. */
export function openSite(url: string | undefined): void {
  if (url !== undefined && /^https?:/.test(url)) window.open(url, '_blank', 'noreferrer');
}
