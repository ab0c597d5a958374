import type { Context } from '../../context.ts';
import type { Message } from '../../messages/blocks.ts';
import { askFirst } from '../../messages/members/first-word.ts';
import { listChannelsOf } from '../../slack-client.ts';
import { sayFailure } from '../../slack-failure.ts';
import { askAtOnce, findBranchesOf } from '../../store/members/welcomes.ts';
import { findPerson } from './people.ts';

/** Null also where Slack doesn't say: they are told what keeps them out, and asked at their next word. */
async function findThem(context: Context, slackUserId: string) {
  try {
    const person = await findPerson(context, slackUserId);
    return person && { person, channels: await listChannelsOf(context.slack, slackUserId) };
  } catch (error) {
    context.log.info({ reason: sayFailure(error) }, 'could not ask Slack who writes, and where they are');
    return null;
  }
}

/**
 * Asks someone who writes before they have said whether they work with partners, in place of the message that is planned for
 * their morning. Null for who is in no branch's channel, and for guests and people of other companies, who are never asked.
 */
export async function askAtFirstWord(context: Context, slackUserId: string): Promise<Message | null> {
  const found = await findThem(context, slackUserId);
  if (!found) return null;
  const { person, channels } = found;
  const branches = await findBranchesOf(context.db, channels);
  const [first] = branches;
  if (!first) return null;
  const { isNew } = await askAtOnce(context.db, first.id, person, context.now());
  return askFirst(person.name, branches, isNew);
}
