import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { findMember } from '../../store/members/members.ts';
import { requireMember, requireReader, todayOf } from '../members/members.ts';
import type { EdgeContext } from './deadline.ts';

/** Who asks, for a rule of its own; `member` is null for who is none. */
export interface Asker {
  context: EdgeContext;
  slackUserId: string;
  member: Member | null;
}

/**
 * Who may use a form or a button. `member`: whoever works with partners. `reader`: compliance too, for what only shows.
 * `anyone`: the definition looks for itself. A function: returns why this person may not, or null; for what admins of
 * Slack may do. What concerns one partner or one branch is decided in the definition, by `access.ts`, where that row is
 * loaded.
 */
export type May = 'member' | 'reader' | 'anyone' | ((asker: Asker) => Promise<string | null>);

/** What is handed to whoever was let in: a member and their day, or who may be none. */
export type Admitted<Who extends May> = {
  context: EdgeContext;
  slackUserId: string;
  now: Date;
} & (Who extends 'member' | 'reader' ? { member: Member; today: Day } : { member: Member | null });

/** Thrown where a rule refuses; its message is what the person reads. */
export class NotAllowed extends Error {
  override name = 'NotAllowed';
}

/** @throws NotMember, ReadsOnly, NotAllowed */
export async function admit<Who extends May>(
  context: EdgeContext,
  slackUserId: string,
  may: Who,
): Promise<Admitted<Who>> {
  const asker = { context, slackUserId, now: context.now() };
  if (may === 'member' || may === 'reader') {
    const member = await (may === 'member' ? requireMember : requireReader)(context, slackUserId);
    return { ...asker, member, today: todayOf(context, member) } as unknown as Admitted<Who>;
  }
  const member = await findMember(context.db, slackUserId);
  const refused = typeof may === 'function' ? await may({ context, slackUserId, member }) : null;
  if (refused !== null) throw new NotAllowed(refused);
  return { ...asker, member } as unknown as Admitted<Who>;
}
