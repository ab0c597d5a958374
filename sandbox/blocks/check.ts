import { BLOCK, type Surface } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { id, plainText } from './objects.ts';
import {
  anything,
  boolean,
  byType,
  type Check,
  complaints,
  type Fields,
  isObject,
  list,
  object,
  type Report,
  string,
} from './schema.ts';
import type { Block, Element } from './shapes.ts';
import { interactiveElements } from './walk.ts';

/**
 * Returns what is wrong with the blocks of a message, in Slack's words, each with a JSON pointer to the place.
 * Empty if Slack would accept them.
 */
export function checkMessageBlocks(blocks: unknown, at = '/blocks'): string[] {
  return complaints(MESSAGE_BLOCKS, blocks, at);
}

/** Returns what is wrong with a view for `views.open`, `push`, `update` (modal) or `publish` (home). */
export function checkView(view: unknown): string[] {
  return complaints(VIEW, view, '/view');
}

/** Hidden until a menu opens, or limited separately: a table may hold more text than a whole message. */
const NOT_COUNTED = new Set(['options', 'option_groups', 'confirm', 'rows']);

/** Counts the characters that people read in the blocks. Slack caps their sum. */
export function charactersIn(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce((sum: number, each) => sum + charactersIn(each), 0);
  if (!isObject(blocks)) return 0;
  let sum = 0;
  for (const key of Object.keys(blocks)) {
    const value = blocks[key];
    if (key === 'text' && typeof value === 'string') sum += value.length;
    else if (typeof value === 'object' && !NOT_COUNTED.has(key)) sum += charactersIn(value);
  }
  return sum;
}

function blocksOf(surface: Surface): Check {
  const each = list(BLOCK[surface], { min: surface === 'message' ? 0 : 1, max: LIMITS.blocks[surface] });
  return (value, at, report) => {
    each(value, at, report);
    checkIds(placed(value, at), report);
  };
}

/** A block and its JSON pointer. */
interface Placed {
  block: Block;
  at: string;
}

/** Lists the blocks that are objects, including those in containers. Anything else has already been reported. */
function placed(blocks: unknown, at: string): Placed[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((each: unknown, index): Placed[] => {
    if (!isObject(each)) return [];
    const block = each as unknown as Block;
    const here = { block, at: `${at}/${index}` };
    if (block.type !== 'container') return [here];
    return [here, ...placed(block.child_blocks, `${here.at}/child_blocks`)];
  });
}

/** A block_id is unique in its surface, an action_id in its block. Together they identify what a person acted on. */
function checkIds(blocks: readonly Placed[], report: Report): void {
  const blockIds = new Set<string>();
  for (const { block, at } of blocks) {
    if (typeof block.block_id === 'string') {
      if (blockIds.has(block.block_id))
        report(`\`block_id\` ${block.block_id} is already used`, `${at}/block_id`);
      blockIds.add(block.block_id);
    }
    const actionIds = new Set<string>();
    for (const element of elementsIn(block)) {
      if (typeof element.action_id !== 'string') continue;
      if (actionIds.has(element.action_id)) report(`\`action_id\` ${element.action_id} is already used`, at);
      actionIds.add(element.action_id);
    }
  }
}

/** Broken blocks have already been reported. Walking them may throw, and then yields no elements. */
function elementsIn(block: Block): Element[] {
  if (block.type === 'container') return [];
  try {
    return interactiveElements([block]).flatMap(({ element }) => (isObject(element) ? [element] : []));
  } catch {
    return [];
  }
}

const messageBlocks = blocksOf('message');
const MESSAGE_BLOCKS: Check = (value, at, report) => {
  messageBlocks(value, at, report);
  const all = placed(value, at);
  const count = (type: string) => all.filter(({ block }) => block.type === type).length;
  if (count('table') > LIMITS.message.tables) report('only one table is allowed', at);
  if (count('data_visualization') > LIMITS.message.charts)
    report(`no more than ${LIMITS.message.charts} charts allowed`, at);
};

const viewFields = {
  private_metadata: string({ max: LIMITS.view.privateMetadata }),
  callback_id: id,
  external_id: id,
};

const modal: Check = object(
  { type: anything, title: plainText(LIMITS.view.title), blocks: blocksOf('modal') },
  {
    ...viewFields,
    submit: plainText(LIMITS.view.submit),
    close: plainText(LIMITS.view.close),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
  (view, at, report) => {
    const blocks = placed(view.blocks, `${at}/blocks`);
    for (const { block, at: place } of blocks) {
      if (block.type === 'input' && view.submit === undefined)
        report('must define `submit` to use an `input` block in modals', `${place}/input`);
    }
    oneFocus(blocks, at, report);
  },
);

const home: Check = object(
  { type: anything, blocks: blocksOf('home') },
  // Slack accepts these on a Home tab and ignores them.
  {
    ...viewFields,
    title: plainText(LIMITS.view.title),
    submit: anything,
    close: anything,
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
  (view, at, report) => oneFocus(placed(view.blocks, `${at}/blocks`), at, report),
);

function oneFocus(blocks: readonly Placed[], at: string, report: Report): void {
  const focused = blocks
    .flatMap(({ block }) => elementsIn(block))
    .filter((element) => element.focus_on_load === true);
  if (focused.length > 1) report('only one element can have `focus_on_load`', `${at}/blocks`);
}

const VIEW: Check = (view, at, report) => byType({ modal, home })(view as Fields, at, report);
