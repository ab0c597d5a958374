import { type Sandbox, startSandbox } from 'slack-sandbox';
import { emailOf, type Handle, offices, people } from '../cast/people.ts';

/** Ids in the local Slack: users by handle, channels by name. */
export interface SlackIds {
  users: Readonly<Record<Handle, string>>;
  channels: Readonly<Record<string, string>>;
}

/** Adds people and channels, always in the same order: it determines their ids, which the database refers to. */
export function populate(sandbox: Sandbox): SlackIds {
  const users = Object.fromEntries(
    people.map(({ handle, realName, zone, isAdmin = false }) => {
      const user = sandbox.addUser({ name: handle, realName, email: emailOf(handle), tz: zone, isAdmin });
      return [handle, user.id];
    }),
  );
  const general = sandbox.addChannel({ name: 'general', members: Object.values(users), botIn: false });
  const branches = offices.map(({ name, channel }) => {
    const theirs = people.filter(({ channels }) => channels.includes(name));
    const members = theirs.map(({ handle }) => users[handle]!);
    return [channel, sandbox.addChannel({ name: channel, members, botIn: true }).id];
  });
  return { users, channels: { general: general.id, ...Object.fromEntries(branches) } };
}

/** Returns the same ids from a throwaway Slack, before the real one is up: that one waits for its page. */
export async function rehearse(): Promise<SlackIds> {
  const sandbox = await startSandbox({ manifest: 'manifest.yml' });
  try {
    return populate(sandbox);
  } finally {
    await sandbox.close();
  }
}
