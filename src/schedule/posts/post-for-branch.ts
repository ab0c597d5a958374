import type { Message } from '../../messages/blocks.ts';
import { insteadOfChannel } from '../../messages/members/undeliverable.ts';
import { notePosted, noteTold } from '../../store/members/audience.ts';
import { findUsableAudience, isRefusal } from '../check-channels.ts';
import type { BranchMoment } from './branch-post.ts';
import type { Composed } from './post.ts';

/**
 * Addresses a branch's post: to its channel, else the manager, else a lead. With none of them, closes the nudge with the
 * reason. What to change is said once: as long as nothing changes, the posts after that say only why.
 */
export async function postFor(
  { context, nudge, branch }: Pick<BranchMoment, 'context' | 'nudge' | 'branch'>,
  message: Message,
  plainer?: Message,
): Promise<Composed> {
  const audience = await findUsableAudience(context, branch.id, isRefusal(nudge.reason));
  if (audience === null)
    return { close: 'cancelled', reason: 'no channel, and neither a manager nor a lead to tell' };
  if ('wait' in audience) return audience;
  if (audience.kind === 'channel') {
    return {
      to: { channelId: audience.channelId },
      message,
      ...(plainer ? { plainer } : {}),
      onSent: (sql) => notePosted(sql, branch.id),
    };
  }
  const { member, problem, isTold } = audience;
  const instead = (one: Message) => insteadOfChannel(branch.name, problem, isTold, one);
  return {
    to: { member },
    message: instead(message),
    ...(plainer ? { plainer: instead(plainer) } : {}),
    onSent: (sql) => noteTold(sql, branch.id, problem),
  };
}
