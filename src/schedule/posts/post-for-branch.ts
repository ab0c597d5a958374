import type { Context } from '../../context.ts';
import type { Message } from '../../messages/blocks.ts';
import { insteadOfChannel } from '../../messages/members/undeliverable.ts';
import type { BranchForPosts } from '../../store/members/branches.ts';
import { findUsableAudience } from '../check-channels.ts';
import type { Composed } from './post.ts';

/** Addresses a branch's post: to its channel, else the manager, else a lead. With none of them, closes the nudge with the reason. */
export async function postFor(
  context: Context,
  branch: BranchForPosts,
  message: Message,
  plainer?: Message,
): Promise<Composed> {
  const audience = await findUsableAudience(context, branch.id);
  if (audience === null)
    return { close: 'cancelled', reason: 'no channel, and neither a manager nor a lead to tell' };
  if ('wait' in audience) return audience;
  if (audience.kind === 'channel') {
    return { to: { channelId: audience.channelId }, message, ...(plainer ? { plainer } : {}) };
  }
  const { member, problem } = audience;
  const instead = (one: Message) => insteadOfChannel(branch.name, problem, one);
  return { to: { member }, message: instead(message), ...(plainer ? { plainer: instead(plainer) } : {}) };
}
