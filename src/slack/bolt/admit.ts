import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { findMember } from '../../store/members/members.ts';
import { requireMember, requireReader, todayOf } from '../members/members.ts';
import type { EdgeContext } from './deadline.ts';

/** The person asking, for a custom rule. `member` is null for someone who is not a member. */
export interface Asker {
  context: EdgeContext;
  slackUserId: string;
  member: Member | null;
}

/**
 * Who may use a form or a button. `member`: people who work with partners. `reader`: compliance too, for what is
 * read-only. `anyone`: the definition checks for itself. A function: returns why this person may not, or null; for what
 * Slack admins may do. Rules about one partner or one branch are decided in the definition, by `access.ts`, where that
 * row is loaded.
 */
export type May = 'member' | 'reader' | 'anyone' | ((asker: Asker) => Promise<string | null>);

/** What an admitted person's request gets: the member and their day, or a member that may be null. */
export type Admitted<Who extends May> = {
  context: EdgeContext;
  slackUserId: string;
  now: Date;
} & (Who extends 'member' | 'reader' ? { member: Member; today: Day } : { member: Member | null });

/** Thrown when a rule refuses. The person reads its message. */
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
