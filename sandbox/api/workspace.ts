import { type Method, TIER } from './method.ts';
import { Refusal } from './refusal.ts';

const authTest: Method = {
  run: ({ identity }) => ({
    url: `https://${identity.teamDomain}.slack.com/`,
    team: identity.teamName,
    user: identity.botUserId.toLowerCase(),
    team_id: identity.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    is_enterprise_install: false,
  }),
};

const teamInfo: Method = {
  scopes: ['team:read'],
  perMinute: TIER.three,
  run({ identity }, args) {
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
      },
    };
  },
};

/** Opens the way for Socket Mode: one ticket, one connection. */
const connectionsOpen: Method = {
  token: 'app',
  perMinute: TIER.three,
  run(world) {
    if (!world.manifest.socketMode) {
      world.log('note: the manifest does not enable Socket Mode; Slack itself would refuse this connection');
    }
    return { url: `${world.url.replace(/^http/, 'ws')}/link?ticket=${world.sockets.ticket()}` };
  },
};

export const WORKSPACE: Readonly<Record<string, Method>> = {
  'api.test': { run: (_world, args) => ({ args: { ...args.raw, token: undefined } }) },
  'auth.test': authTest,
  'team.info': teamInfo,
  'apps.connections.open': connectionsOpen,
};
