import { uninstallApp } from '../delivery/workspace-events.ts';
import { type Method, TIER } from './method.ts';
import { Refusal } from './refusal.ts';

const authTest: Method = {
  perMinute: TIER.special,
  run: ({ identity, users }) => ({
    url: `https://${identity.teamDomain}.slack.com/`,
    team: identity.teamName,
    user: users.get(identity.botUserId)?.name,
    team_id: identity.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    ...(identity.organization && { enterprise_id: identity.organization.id }),
    is_enterprise_install: false,
  }),
};

/** The bot's token is the only token of its installation. Revoking it removes the app. */
const authRevoke: Method = {
  wrongToken: 'not_bearer_token',
  perMinute: TIER.three,
  run(world, args) {
    if (args.flag('test')) return { revoked: false };
    void uninstallApp(world);
    return { revoked: true };
  },
};

const teamInfo: Method = {
  scopes: ['team:read'],
  perMinute: TIER.three,
  run({ identity }, args) {
    // Domains distinguish the workspaces of an organization for apps that are installed in all of it.
    if (args.text('team') === undefined && args.text('domain') !== undefined)
      throw new Refusal('team_not_on_enterprise');
    const team = args.text('team') ?? identity.teamId;
    if (team !== identity.teamId) throw new Refusal('team_not_found');
    return {
      team: {
        id: identity.teamId,
        name: identity.teamName,
        url: `https://${identity.teamDomain}.slack.com/`,
        domain: identity.teamDomain,
        email_domain: '',
        icon: { image_default: true },
        ...(identity.organization && {
          enterprise_id: identity.organization.id,
          enterprise_name: identity.organization.name,
        }),
      },
    };
  },
};

/** Opens Socket Mode: one ticket for one connection. */
const connectionsOpen: Method = {
  token: 'app',
  postOnly: true,
  perMinute: TIER.three,
  run(world) {
    if (!world.manifest.socketMode) {
      world.log(
        'note: the manifest does not enable Socket Mode; the real Slack would refuse this connection',
      );
    }
    return { url: `${world.url.replace(/^http/, 'ws')}/link?ticket=${world.sockets.ticket()}` };
  },
};

export const WORKSPACE: Readonly<Record<string, Method>> = {
  'api.test': { perMinute: TIER.four, run: (_world, args) => ({ args: { ...args.raw, token: undefined } }) },
  'auth.test': authTest,
  'auth.revoke': authRevoke,
  'team.info': teamInfo,
  'apps.connections.open': connectionsOpen,
};
