import type { Context } from '../context.ts';
import type { Message } from '../messages/blocks.ts';
import { findBranchById } from '../store/branches.ts';
import type { Composed } from './posts/post.ts';

/** A post of a branch, with where it goes. */
export async function recipientOf(
  { db }: Context,
  branchId: number,
  message: Message,
  plainer?: Message,
): Promise<Composed> {
  const branch = await findBranchById(db, branchId);
  if (!branch) return { close: 'cancelled', reason: 'no branch any more' };
  return { to: { channelId: branch.channelId }, message, ...(plainer ? { plainer } : {}) };
}
