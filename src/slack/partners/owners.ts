import type { WebClient } from '@slack/web-api';
import type { SlackPerson } from '../../domain/members/slack-user.ts';
import { politely } from '../../slack-client.ts';
import { sayFailure } from '../../slack-failure.ts';
import { listPeople } from '../members/people.ts';

/** Slack did not list the people in the workspace. The message says why. */
export class SlackUnavailable extends Error {}

/** Slack allows 20 pages a minute. A workspace large enough to reach that limit is asked again a few times. */
const patience = 3;

/**
 * Finds people in the workspace by email (lower case). Everyone is loaded once, when the first owner is named: Slack
 * looks up single addresses no faster.
 */
export function loadOwnersOnce(slack: WebClient): (emails: string[]) => Promise<Map<string, SlackPerson>> {
  let loading: Promise<Map<string, SlackPerson>> | undefined;
  return async (emails) => {
    if (emails.length === 0) return new Map();
    loading ??= loadByEmail(slack);
    const people = await loading;
    return new Map(emails.flatMap((email) => (people.has(email) ? [[email, people.get(email)!]] : [])));
  };
}

async function loadByEmail(slack: WebClient): Promise<Map<string, SlackPerson>> {
  const people = await listPatiently(slack);
  const byEmail = new Map(people.flatMap((person) => (person.email ? [[person.email, person]] : [])));
  if (people.length > 0 && byEmail.size === 0) {
    throw new SlackUnavailable('Slack shared no email addresses: the app needs the users:read.email scope.');
  }
  return byEmail;
}

async function listPatiently(slack: WebClient): Promise<SlackPerson[]> {
  try {
    return await politely(() => listPeople(slack), { tries: patience });
  } catch (error) {
    throw new SlackUnavailable(`Slack didn’t list the people in the workspace: ${sayFailure(error)}.`, {
      cause: error,
    });
  }
}
