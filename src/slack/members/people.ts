import type { WebClient } from '@slack/web-api';
import type { Context } from '../../context.ts';
import { nameInSlack } from '../../domain/members/member.ts';
import { given, readFailure } from '../../slack-failure.ts';
import type { SlackPerson } from '../../store/members/branches.ts';

/** The parts of a Slack user that matter here. */
interface SlackUser {
  id?: string | undefined;
  name?: string | undefined;
  real_name?: string | undefined;
  tz?: string | undefined;
  deleted?: boolean | undefined;
  is_bot?: boolean | undefined;
  is_restricted?: boolean | undefined;
  is_ultra_restricted?: boolean | undefined;
  is_stranger?: boolean | undefined;
  profile?:
    | { email?: string | undefined; display_name?: string | undefined; real_name?: string | undefined }
    | undefined;
}

/**
 * Returns a person in this workspace; null for bots, guests, strangers, and people who have left: they do not keep
 * partners here.
 */
export function personOf(user: SlackUser): SlackPerson | null {
  const isOutside = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
  if (!user.id || user.deleted || user.is_bot || isOutside || user.id === 'USLACKBOT') return null;
  return {
    slackUserId: user.id,
    name: nameInSlack({ ...user, id: user.id }),
    email: user.profile?.email?.toLowerCase() ?? null,
    timeZone: user.tz ?? 'America/New_York',
  };
}

/** Returns the user as Slack knows them; null for an unknown id. */
export async function findUser(context: Context, slackUserId: string) {
  if (!/^[UW]\w+$/.test(slackUserId)) return null;
  try {
    return (await context.slack.users.info({ user: slackUserId })).user ?? null;
  } catch (error) {
    if (readFailure(error).means === 'someone else') return null;
    throw error;
  }
}

/** Lists the people in a channel. */
export async function loadPeople(context: Context, channelId: string): Promise<SlackPerson[]> {
  const members = new Set<string>();
  for await (const page of context.slack.paginate('conversations.members', {
    channel: channelId,
    limit: 200,
  })) {
    for (const id of given((page as { members?: string[] }).members)) members.add(id);
  }
  const people = await listPeople(context.slack);
  return people.filter((person) => members.has(person.slackUserId));
}

/** Lists everyone in the workspace. `users.list` is one of Slack's slower methods (20 a minute), so pages are large. */
export async function listPeople(slack: WebClient): Promise<SlackPerson[]> {
  const people: SlackPerson[] = [];
  for await (const page of slack.paginate('users.list', { limit: 500 })) {
    for (const user of given((page as { members?: SlackUser[] }).members)) {
      const person = personOf(user);
      if (person) people.push(person);
    }
  }
  return people;
}
