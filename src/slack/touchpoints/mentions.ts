import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { nameInSlack } from '../../domain/members/slack-user.ts';
import { mentionOf } from '../../domain/reading/mentions.ts';
import { findNames } from '../../store/members/members.ts';

const mention = /<@([UW][A-Z0-9]{1,30})(?:\|([^<>\n]*))?>/g;
/** People asked for in Slack for one message; more are "a colleague". */
const lookupsMax = 5;
/** The answer to the message waits for them. Milliseconds. */
const lookupMs = 800;

/**
 * The text of a message with colleagues by name where Slack wrote their ids: "@Sam Cole". Whoever Slack can't name in
 * time is "a colleague": no id ever stands in a note.
 */
export async function nameMentions({ db, slack, team }: Context, message: string): Promise<string> {
  const text = message.replaceAll(`<@${team.botUserId}>`, ' ');
  const labels = new Map(
    [...text.matchAll(mention)].map(([, id = '', label]) => [id, label?.trim() || null]),
  );
  if (labels.size === 0) return text;
  const names = await findNames(db, [...labels.keys()]);
  const unknown = [...labels.keys()].filter((id) => !names.has(id) && !labels.get(id));
  await Promise.all(
    unknown.slice(0, lookupsMax).map(async (id) => {
      const { user } = await Promise.race([
        slack.users.info({ user: id }).catch(() => ({ user: undefined })),
        delay(lookupMs, { user: undefined }, { ref: false }),
      ]);
      if (user) names.set(id, nameInSlack({ ...user, id }));
    }),
  );
  return text.replace(mention, (_, id: string) => {
    const name = names.get(id) ?? labels.get(id)?.replace(/^@/, '');
    return name ? mentionOf(name) : 'a colleague';
  });
}
