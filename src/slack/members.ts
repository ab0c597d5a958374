import type { Context } from '../context.ts';
import type { Member } from '../domain/member.ts';
import { findMember } from '../store/members.ts';

/** Thrown where somebody presses or submits what only members are shown; the error handler tells them so. */
export class NotMember extends Error {
  override name = 'NotMember';
}

/** @throws NotMember for a stranger, and for who was asked and has not said yes */
export async function requireMember(context: Context, slackUserId: string): Promise<Member> {
  const member = await findMember(context.db, slackUserId);
  if (member?.state !== 'active') throw new NotMember(slackUserId);
  return member;
}
