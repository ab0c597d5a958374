import type { Block, Element, Option } from './shapes.ts';

/** Lists the interactive elements of the blocks in reading order, each with its block. */
export function interactiveElements(blocks: readonly Block[]): { block: Block; element: Element }[] {
  return blocks.flatMap((block) =>
    block.type === 'container'
      ? interactiveElements(childBlocks(block))
      : elementsOf(block).map((element) => ({ block, element })),
  );
}

/** The blocks in a container. Other block types have none. */
function childBlocks(block: Block): Block[] {
  return block.type === 'container' ? ((block.child_blocks as Block[] | undefined) ?? []) : [];
}

function elementsOf(block: Block): Element[] {
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return block.elements ?? [];
    case 'section':
      return block.accessory && block.accessory.type !== 'image' ? [block.accessory] : [];
    case 'input':
      return block.element ? [block.element] : [];
    case 'card':
      return (block.actions as Element[] | undefined) ?? [];
    case 'carousel':
      return ((block.elements as unknown as Block[]) ?? []).flatMap(elementsOf);
    default:
      return [];
  }
}

/** The options of an element, including those in groups. */
export function optionsOf(element: Element): Option[] {
  return [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
}

/**
 * Copies the blocks. Like Slack, adds a missing block_id to every block and a missing action_id to every interactive element,
 * to identify what a person acts on.
 */
export function withIds(blocks: readonly Block[], newId: () => string): Block[] {
  const copy = copyOf(blocks) as Block[];
  for (const block of copy.flatMap((each) => [each, ...childBlocks(each)])) block.block_id ||= newId();
  for (const { element } of interactiveElements(copy)) element.action_id ||= newId();
  return copy;
}

/** Copies parsed JSON, which has only lists, plain objects and values. Several times as fast as `structuredClone`. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyOf((value as Record<string, unknown>)[key]);
  return copy;
}
