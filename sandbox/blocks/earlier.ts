import type { Block } from './shapes.ts';

/** People press within seconds of looking. No app we know redraws more often than this in that time. */
const KEPT = 3;

const earlier = new WeakMap<object, (readonly Block[])[]>();

/** Remembers what a message or view showed before it is redrawn, newest first. */
export function rememberEarlier(shown: object, blocks: readonly Block[] | undefined): void {
  if (blocks) earlier.set(shown, [blocks, ...(earlier.get(shown) ?? [])].slice(0, KEPT));
}

/**
 * Returns the blocks that a person saw when they pressed something in `blockId`: the current ones, or, if a redraw removed that
 * block before the press, the latest earlier ones that had it. Slack delivers such a press too.
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
