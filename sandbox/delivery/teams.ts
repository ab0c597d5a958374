import { isObject } from '../blocks/schema.ts';
import type { User } from '../workspace/users.ts';
import type { Organization, World } from '../world.ts';
import type { Delivery } from './deliver.ts';

type Fields = Record<string, unknown>;

/**
 * Names the workspaces in a payload as Slack does. The outer one is the acting person's, which may be another than the one the
 * app is installed in: a partner's (Slack Connect), or another of the organization (Enterprise Grid). There it is null for
 * every other person, so that an app meets both. What always names the installation is `authorizations` in an event,
 * `app_installed_team_id` in a view, and `context_team_id`.
 *
 * Slack is known to do this to events and views (slackapi/java-slack-sdk#218, slackapi/bolt-js#1614). What it does to commands,
 * shortcuts and presses in messages within an organization is not documented: this is the worst that an app could meet.
 */
export function withTeams(world: World, { kind, payload }: Pick<Delivery, 'kind' | 'payload'>): Fields {
  const actor = actorOf(world, kind, payload);
  const { teamId, organization } = world.identity;
  const outer = outerTeamOf(world, actor);
  if (kind === 'event') return eventOf(world, payload, outer);
  if (outer === teamId && !organization) return payload;
  if (kind === 'command') return commandOf(world, payload, outer);
  return interactionOf(world, payload, actor, outer);
}

/** The workspace that a person acts in, or null. */
function outerTeamOf(world: World, actor: User | undefined): string | null {
  const { teamId, organization } = world.identity;
  if (actor?.teamId !== undefined) return actor.teamId;
  if (!organization) return teamId;
  const isEveryOther = Number.parseInt(actor?.id.at(-1) ?? '0', 36) % 2 === 1;
  return isEveryOther ? null : organization.otherTeam.id;
}

function actorOf(world: World, kind: Delivery['kind'], payload: Fields): User | undefined {
  if (kind === 'command') return world.users.get(String(payload.user_id));
  const { user, message } = (kind === 'event' ? payload.event : payload) as Fields;
  const acting = user ?? (isObject(message) ? message.user : undefined);
  return world.users.get(String(isObject(acting) ? acting.id : acting));
}

function eventOf(world: World, payload: Fields, outer: string | null): Fields {
  const { teamId, organization } = world.identity;
  const event = payload.event as Fields;
  return {
    ...payload,
    team_id: outer,
    ...(organization && { enterprise_id: organization.id }),
    context_team_id: teamId,
    context_enterprise_id: organization?.id ?? null,
    authorizations: (payload.authorizations as Fields[]).map((each) => ({
      ...each,
      enterprise_id: organization?.id ?? null,
    })),
    event: {
      ...event,
      ...(typeof event.team === 'string' && { team: outer ?? organization?.otherTeam.id }),
      ...(isObject(event.view) && { view: viewOf(world, event.view, outer) }),
    },
  };
}

/** A form has no null: who would have one has the installed workspace, as Slack is reported to send it. */
function commandOf(world: World, payload: Fields, outer: string | null): Fields {
  const { teamId, organization } = world.identity;
  return {
    ...payload,
    team_id: outer ?? teamId,
    team_domain: domainOf(world, outer ?? teamId),
    ...(organization && {
      enterprise_id: organization.id,
      enterprise_name: organization.name,
      context_team_id: teamId,
    }),
  };
}

function interactionOf(world: World, payload: Fields, actor: User | undefined, outer: string | null): Fields {
  const { teamId, organization } = world.identity;
  const home = outer ?? organization?.otherTeam.id;
  const person = { ...(payload.user as Fields), team_id: home };
  // A partner's press in a message is told as one in the installed workspace (slackapi/java-slack-sdk#1041).
  if (!organization && !isObject(payload.view)) return { ...payload, user: person };
  const isPartner = actor?.teamId !== undefined && actor.teamId !== organization?.otherTeam.id;
  return {
    ...payload,
    team: outer === null ? null : teamOf(world, outer, isPartner ? undefined : organization),
    user: person,
    ...(organization && {
      enterprise: { id: organization.id, name: organization.name },
      context_team_id: teamId,
    }),
    ...(isObject(payload.view) && { view: viewOf(world, payload.view, outer) }),
  };
}

function teamOf(world: World, id: string, organization: Organization | undefined): Fields {
  return {
    id,
    domain: domainOf(world, id),
    ...(organization && { enterprise_id: organization.id, enterprise_name: organization.name }),
  };
}

/** A view's own workspace is the acting person's. It also names the installed one. */
function viewOf(world: World, view: Fields, outer: string | null): Fields {
  return { ...view, team_id: outer ?? world.identity.organization?.otherTeam.id };
}

function domainOf({ identity }: World, id: string): string {
  if (id === identity.teamId) return identity.teamDomain;
  return id === identity.organization?.otherTeam.id
    ? identity.organization.otherTeam.domain
    : id.toLowerCase();
}
