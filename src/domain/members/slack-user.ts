import { isTimeZone } from './time-zones-and-regions.ts';

/** The parts of a Slack user that matter here, in Slack's list, in an event, and asked for one by one. */
export interface SlackUser {
  id?: string | undefined;
  name?: string | undefined;
  real_name?: string | undefined;
  /** Missing, null, or empty for some people. */
  tz?: string | null | undefined;
  deleted?: boolean | undefined;
  is_bot?: boolean | undefined;
  is_restricted?: boolean | undefined;
  is_ultra_restricted?: boolean | undefined;
  is_stranger?: boolean | undefined;
  /** The workspace they belong to. */
  team_id?: string | undefined;
  /** In an Enterprise organization, all the workspaces they are in. */
  enterprise_user?: { teams?: string[] | undefined } | undefined;
  profile?:
    | { email?: string | undefined; display_name?: string | undefined; real_name?: string | undefined }
    | undefined;
}

/** What Postgres takes as text: without the character NUL, and without halves of a character. */
const asText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();

/** A person's name in Rapport. It is read when they are asked to join and again every day, so one rule serves both. */
export const nameInSlack = (user: SlackUser & { id: string }): string =>
  asText(user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || '') ||
  user.id;

/** A person's address; null if Slack has none. */
const emailInSlack = (user: Pick<SlackUser, 'profile'>): string | null =>
  asText(user.profile?.email?.toLowerCase() ?? '') || null;

/** A guest, or someone of another company: partners' names are not for them. */
export const isOutsider = (user: SlackUser): boolean =>
  Boolean(user.is_restricted || user.is_ultra_restricted || user.is_stranger);

/**
 * Whether someone is in the workspace's list of people, for whom Slack is asked about one by one: it also answers about the
 * people of other companies in shared channels, and of an organization's other workspaces.
 */
export const isOfTeam = (user: SlackUser, teamId: string): boolean =>
  user.team_id === undefined ||
  user.team_id === teamId ||
  (user.enterprise_user?.teams?.includes(teamId) ?? false);

/** What Rapport needs to know of a Slack user who may keep partners. */
export interface SlackPerson {
  slackUserId: string;
  name: string;
  email: string | null;
  /** Null if Slack has none, or none that this Node knows: they get their branch's. */
  timeZone: string | null;
}

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

/** Why someone is no longer one of the workspace's own people. */
export const goneReasons = ['deactivated', 'guest'] as const;
export type GoneReason = (typeof goneReasons)[number];

/** A user of the workspace as Slack has them now. */
export interface ListedUser {
  slackUserId: string;
  name: string;
  /** Null if Slack has none. */
  email: string | null;
  /** IANA. Null if Slack has none that we know. */
  timeZone: string | null;
  /** Null while they are one of the workspace's own people. */
  gone: GoneReason | null;
}

/** Null for what names no user. */
export function listedUser(user: SlackUser): ListedUser | null {
  if (!user.id) return null;
  return {
    slackUserId: user.id,
    name: nameInSlack({ ...user, id: user.id }),
    email: emailInSlack(user),
    timeZone: isTimeZone(user.tz) ? user.tz : null,
    gone: user.deleted ? 'deactivated' : isOutsider(user) ? 'guest' : null,
  };
}
