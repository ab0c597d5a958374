import type { KnownBlock } from '@slack/types';

/**
 * A question of an evening (`cover` has the id of the absence), or of the list on the morning after an event. Several stand in one message, and an answer draws
 * only its own part again: its blocks are known by their ids, which Slack sends along with each press.
 */
export type Asked = { what: 'plan' | 'event' | 'cover'; id: number } | { what: 'meals' };

/** A question in a message, which is that of a nudge. */
interface Part {
  asked: Asked;
  nudgeId: number;
}

const isSame = (a: Asked, b: Asked): boolean => nameOf(a) === nameOf(b);

const nameOf = (asked: Asked): string => (asked.what === 'meals' ? asked.what : `${asked.what}.${asked.id}`);

/** Gives the blocks of a question their ids: "ask.345.plan.12-1". A block that has an id keeps it behind the dash. */
export const asPart = ({ asked, nudgeId }: Part, blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.map((block, index) => ({
    ...block,
    block_id: `ask.${nudgeId}.${nameOf(asked)}-${block.block_id ?? String(index)}`,
  }));

const pattern = /^ask\.(\d{1,10})\.(plan|event|cover|meals)(?:\.(\d{1,10}))?-/;

/** Reads the question that a block belongs to; null for a block of nothing that is asked. */
function partOf({ block_id: blockId = '' }: { block_id?: string }): Part | null {
  const [, nudgeId, what, id] = pattern.exec(blockId) ?? [];
  if (what === 'meals') return { asked: { what }, nudgeId: Number(nudgeId) };
  if ((what !== 'plan' && what !== 'event' && what !== 'cover') || !id) return null;
  return { asked: { what, id: Number(id) }, nudgeId: Number(nudgeId) };
}

type Identified = readonly { block_id?: string }[];

/** The nudge whose message asks this; null for a message of an earlier release, which asks nothing else. */
export const nudgeAsking = (blocks: Identified, asked: Asked): number | null =>
  blocks.map(partOf).find((part) => part && isSame(part.asked, asked))?.nudgeId ?? null;

/** Whether more stands in a message than this question. */
export const hasMore = (blocks: Identified, asked: Asked): boolean =>
  nudgeAsking(blocks, asked) !== null &&
  blocks.some((block) => {
    const part = partOf(block);
    return part === null || !isSame(part.asked, asked);
  });

/**
 * The blocks of a message with its questions drawn again. Whatever else stands there stays as it is.
 * @param draw the blocks of a question as it stands now
 */
export async function drawAskedAgain(
  blocks: readonly KnownBlock[],
  draw: (asked: Asked) => Promise<KnownBlock[]>,
): Promise<KnownBlock[]> {
  const drawn: KnownBlock[] = [];
  const done = new Set<string>();
  for (const block of blocks) {
    const part = partOf(block);
    if (!part) drawn.push(block);
    else if (!done.has(nameOf(part.asked))) {
      done.add(nameOf(part.asked));
      drawn.push(...asPart(part, await draw(part.asked)));
    }
  }
  return drawn;
}
