import type { Context } from '../../context.ts';
import { worksWithPartners } from '../../domain/access.ts';
import type { Member } from '../../domain/members/member.ts';
import type { Message } from '../../messages/blocks.ts';
import { firstSteps, firstStepsMessage } from '../../messages/members/first-steps.ts';
import { notMember, readsOnly } from '../../messages/touchpoints/sentence-answers.ts';
import { sayFailure } from '../../slack-failure.ts';
import { hasBranches } from '../../store/members/branches.ts';
import { askAtFirstWord } from './first-word.ts';
import { branchRolesWithSlack } from './members.ts';

/** A workspace admin in no branch is shown how one begins; anyone else in none can only ask an admin. */

/** For commands and direct messages, which answer in words: returns why this person may not write, or null. */
export async function writeRefusal(
  context: Context,
  slackUserId: string,
  member: Member | null | undefined,
): Promise<Message | null> {
  if (member?.state !== 'active') return answerStranger(context, slackUserId, member);
  return worksWithPartners(member) ? null : readsOnly();
}

/**
 * The answer to a word from someone who is no active member. Who is in a branch's channel, and has not said whether they work
 * with partners, is asked.
 */
export async function answerStranger(
  context: Context,
  slackUserId: string,
  member: Member | null | undefined,
): Promise<Message> {
  const asked = !member || member.state === 'invited' ? await askAtFirstWord(context, slackUserId) : null;
  if (asked) return asked;
  const steps = member ? null : await firstStepsFor(context, slackUserId);
  return steps ? firstStepsMessage(steps) : notMember(member?.state ?? null);
}

/** What someone in no branch reads in Home if they are an admin; else null. */
export const firstStepsFor = async (context: Context, slackUserId: string): Promise<string | null> =>
  (await isAdmin(context, slackUserId)) ? firstSteps(await hasBranches(context.db)) : null;

/** Where Slack doesn't say, no one is: they are told to ask an admin. */
async function isAdmin(context: Context, slackUserId: string): Promise<boolean> {
  try {
    return (await branchRolesWithSlack(context, slackUserId, null, 0)).standings.includes('admin');
  } catch (error) {
    context.log.info({ reason: sayFailure(error) }, 'could not ask Slack whether someone is an admin');
    return false;
  }
}
