import type { WebClient } from '@slack/web-api';
import type { Context } from '../../context.ts';
import {
  isOfTeam,
  nameInSlack,
  personOf,
  type SlackPerson,
  type SlackUser,
} from '../../domain/members/slack-user.ts';
import type { Outsider } from '../../messages/members/who-is-asked.ts';
import { given, readFailure } from '../../slack-failure.ts';

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

/** Returns one of the workspace's own people; null for everyone else. */
export async function findPerson(context: Context, slackUserId: string): Promise<SlackPerson | null> {
  const user = await findUser(context, slackUserId);
  return user && isOfTeam(user, context.team.id) ? personOf(user) : null;
}

/** Who is in a channel: people of this workspace, and who is no such person. Rapport itself is left out. */
interface InChannel {
  people: SlackPerson[];
  others: Outsider[];
}

export const loadPeople = async (context: Context, channelId: string): Promise<SlackPerson[]> =>
  (await lookAround(context, channelId)).people;

/** Lists who is in a channel. */
export async function lookAround(context: Context, channelId: string): Promise<InChannel> {
  const members = new Set<string>();
  for await (const page of context.slack.paginate('conversations.members', {
    channel: channelId,
    limit: 200,
  })) {
    for (const id of given((page as { members?: string[] }).members)) members.add(id);
  }
  members.delete(context.team.botUserId);
  const found: InChannel = { people: [], others: [] };
  for await (const user of listUsers(context.slack)) {
    if (!user.id || !members.delete(user.id)) continue;
    const person = personOf(user);
    if (person) found.people.push(person);
    else found.others.push({ name: nameInSlack({ ...user, id: user.id }), is: outsiderKind(user) });
  }
  // Slack's list leaves out the people of other companies, and of other workspaces of one organization.
  for (const _ of members) found.others.push({ name: null, is: 'from outside' });
  return found;
}

function outsiderKind(user: SlackUser): Outsider['is'] {
  if (user.is_bot || user.id === 'USLACKBOT') return 'an app';
  if (user.deleted) return 'deactivated';
  return user.is_stranger ? 'from outside' : 'a guest';
}

/** Lists the people of the workspace. `users.list` is one of Slack's slower methods (20 a minute), so pages are large. */
export async function listPeople(slack: WebClient): Promise<SlackPerson[]> {
  const people: SlackPerson[] = [];
  for await (const user of listUsers(slack)) {
    const person = personOf(user);
    if (person) people.push(person);
  }
  return people;
}

async function* listUsers(slack: WebClient): AsyncGenerator<SlackUser> {
  for await (const page of slack.paginate('users.list', { limit: 500 }))
    yield* given((page as { members?: SlackUser[] }).members);
}
