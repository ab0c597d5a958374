import { useReducer, useRef, useState } from 'react';
import type { Element, Option } from '../../../blocks/shapes.ts';
import { optionsOf } from '../../../blocks/walk.ts';
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
  /** What went wrong, as text to show. */
  trouble: string | undefined;
  press(value?: Typed): Promise<void>;
  /** For typing: the last value is never lost, but values in between may be. */
  pressLatest(value: Typed): Promise<void>;
}

/** Tells the app about presses, one at a time. */
export function usePressing({ block, element }: Placed): Pressing {
  const { where, acting, beforePress } = useKit();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  // A ref, not state: another letter may be typed before the next render.
  const isOnItsWay = useRef(false);
  const latest = useRef<{ value: Typed }>(undefined);
  return {
    isBusy,
    trouble,
    async pressLatest(value) {
      latest.current = { value };
      while (latest.current && !isOnItsWay.current) {
        const next: { value: Typed } = latest.current;
        latest.current = undefined;
        await this.press(next.value);
      }
    },
    async press(value) {
      if (isOnItsWay.current) return;
      isOnItsWay.current = true;
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
        isOnItsWay.current = false;
        setBusy(false);
      }
    },
  };
}

/**
 * Choices made outside of a form, by person, place and element. Kept outside of the components: a message that scrolls out of
 * view is mounted again when it returns.
 */
const kept = new Map<string, { shown: unknown }>();

/** The value of an element, in the form of Slack's state, and how to change it. */
export function useHeld(placed: Placed): {
  held: unknown;
  change: (shown: unknown) => void;
  /** Changes it without telling the app. */
  put: (shown: unknown) => void;
  pressing: Pressing;
} {
  const { block, element } = placed;
  const { where, scene, state, edits, onEdit } = useKit();
  const pressing = usePressing(placed);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const place = `${scene.me} ${JSON.stringify(where)} ${keyOf(placed)}`;
  const holding = HOLDINGS[element.type]!;
  const stored = state[block.block_id!]?.[element.action_id!];
  const own = edits[keyOf(placed)] ?? kept.get(place);
  const edit = own && isOffered(element, own.shown) ? own : undefined;
  const isInput = block.type === 'input';
  const put = (shown: unknown) => {
    if (isInput && onEdit) return onEdit(keyOf(placed), { shown, typed: typedOf(shown) });
    kept.set(place, { shown });
    redraw();
  };
  return {
    held: edit ? edit.shown : (stored?.[holding.key] ?? element[holding.initial] ?? holding.empty),
    pressing,
    put,
    change(shown) {
      put(shown);
      // The app gets an input's value with the next press or on submit, or at once if the block dispatches.
      if (!isInput || block.dispatch_action === true) void pressing.press(typedOf(shown));
    },
  };
}

/** As in Slack, a choice that an update removed cannot stay selected. */
function isOffered(element: Element, shown: unknown): boolean {
  if (!element.options && !element.option_groups) return true;
  const values = new Set(optionsOf(element).map((option) => option.value));
  return [shown ?? []].flat().every((each) => values.has((each as Option).value));
}

/** Sends options by value and files by id. */
function typedOf(shown: unknown): Typed {
  if (Array.isArray(shown)) return shown.map((each) => typedOf(each) as string);
  if (typeof shown === 'object' && shown !== null) {
    const { value, id, text } = shown as Option & { id?: string };
    return value ?? id ?? text?.text ?? null;
  }
  return shown as Typed;
}

/** Opens the address of a button in a new tab. Web addresses only. */
export function openSite(url: string | undefined): void {
  if (url !== undefined && /^https?:/.test(url)) window.open(url, '_blank', 'noreferrer');
}
