import type { WebClient } from '@slack/web-api';
import type { Context } from '../../context.ts';
import { emailInSlack, isOutsider, nameInSlack, type SlackUser } from '../../domain/members/slack-user.ts';
import { isTimeZone } from '../../domain/members/time-zones-and-regions.ts';
import { given, readFailure } from '../../slack-failure.ts';
import type { SlackPerson } from '../../store/members/branches.ts';

/**
 * Returns a person in this workspace; null for bots, guests, strangers, and people who have left: they do not keep
 * partners here.
 */
export function personOf(user: SlackUser): SlackPerson | null {
  if (!user.id || user.deleted || user.is_bot || isOutsider(user) || user.id === 'USLACKBOT') return null;
  return {
    slackUserId: user.id,
    name: nameInSlack({ ...user, id: user.id }),
    email: emailInSlack(user),
    timeZone: isTimeZone(user.tz) ? user.tz : null,
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
