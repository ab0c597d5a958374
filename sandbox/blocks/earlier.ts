import type { Block } from './shapes.ts';

/** A person presses within seconds of looking; an app that redraws more often than this meanwhile is none we know. */
const KEPT = 3;

const earlier = new WeakMap<object, (readonly Block[])[]>();

/** Notes what a message or view showed before it is drawn anew, the newest first. */
export function rememberEarlier(shown: object, blocks: readonly Block[] | undefined): void {
  if (blocks) earlier.set(shown, [blocks, ...(earlier.get(shown) ?? [])].slice(0, KEPT));
}

/**
 * The blocks that a person saw who presses something in `blockId`: those of now, or where it was redrawn between the look
 * and the press, the last that had it. Slack delivers such a press as well.
 */
export function blocksSeen(
  shown: object,
  current: readonly Block[],
  blockId: string | undefined,
): readonly Block[] {
  const has = (blocks: readonly Block[]) => blocks.some((block) => block.block_id === blockId);
  if (blockId === undefined || has(current)) return current;
  return earlier.get(shown)?.find(has) ?? current;
}
