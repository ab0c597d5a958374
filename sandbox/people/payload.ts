import type { Channel } from '../workspace/channels.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';

/** The fields that every interaction has. */
export function commonPayload(world: World, user: User): Record<string, unknown> {
  const { teamId, teamDomain, appId, verificationToken } = world.identity;
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: teamId },
    api_app_id: appId,
    token: verificationToken,
    team: { id: teamId, domain: teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelRef(channel: Channel): { id: string; name: string } {
  return { id: channel.id, name: channelLabel(channel) };
}

/** The channel name that Slack sends to the app. Names of private channels and direct messages are not sent. */
export function channelLabel(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

/**
 * Converts typed text as Slack does: escapes `&`, `<` and `>`, and turns the `@name` of an existing user into a mention, like
 * the composer's completion.
 */
export function typedText(world: World, text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/(^|\s)@([\w.-]+)/g, (whole, before: string, name: string) => {
    const user = [...world.users.values()].find((each) => each.name === name);
    return user ? `${before}<@${user.id}>` : whole;
  });
}
