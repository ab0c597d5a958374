import type { Organization, World } from '../world.ts';

/** Everyone here uses Slack in English. */
export const LOCALE = 'en-US';

export interface NewUser {
  /** The handle, unique in the workspace. */
  name: string;
  realName?: string;
  /** Null for none. Default: one made from the name. */
  email?: string | null;
  /** IANA zone. Default: America/New_York. Null: Slack has none for this person. */
  tz?: string | null;
  /** Instead of `tz`, a zone whose name this Node does not know: Slack may learn of new ones first. */
  unknownTz?: string;
  isAdmin?: boolean;
  isBot?: boolean;
  guest?: 'multi' | 'single';
  /** The id of their workspace, if it is another one. They can be in channels, but `users.list` leaves them out. */
  teamId?: string;
}

export interface User {
  id: string;
  /** Set if they are of another workspace. */
  teamId: string | undefined;
  name: string;
  realName: string;
  email: string | undefined;
  tz: string | null;
  isAdmin: boolean;
  isBot: boolean;
  guest: 'multi' | 'single' | undefined;
  deleted: boolean;
  /** Business time, in Unix seconds. */
  updated: number;
}

export function addUser(world: World, wanted: NewUser, id = newId(world, wanted)): User {
  for (const user of world.users.values())
    if (user.name === wanted.name) throw new Error(`a user named ${wanted.name} already exists`);
  const tz = wanted.unknownTz ?? (wanted.tz === undefined ? 'America/New_York' : wanted.tz);
  if (wanted.unknownTz === undefined && tz !== null && zoneName(tz, 'long', new Date()) === undefined)
    throw new Error(`unknown time zone: ${tz}`);
  const user: User = {
    id,
    teamId: wanted.teamId,
    name: wanted.name,
    realName: wanted.realName ?? wanted.name,
    email: wanted.isBot ? undefined : emailOf(wanted),
    tz,
    isAdmin: wanted.isAdmin ?? false,
    isBot: wanted.isBot ?? false,
    guest: wanted.guest,
    deleted: false,
    updated: seconds(world),
  };
  world.users.set(user.id, user);
  world.changes.announce({ kind: 'user', user: user.id });
  return user;
}

/** In an organization, people's ids begin with `W`. */
function newId({ ids, identity }: World, { isBot = false }: NewUser): string {
  return ids.next(identity.organization && !isBot ? 'W' : 'U');
}

function emailOf({ name, email }: NewUser): string | undefined {
  return email === undefined ? `${name}@sandbox.example` : (email ?? undefined);
}
/** The zone of a person as the page can show times in it. */
export const shownZone = ({ tz }: User): string =>
  tz !== null && zoneName(tz, 'long', new Date()) !== undefined ? tz : 'UTC';

const AVATAR = 'g0000000000';

/** Addresses of a picture in Slack's sizes. No server has them. */
const PICTURES = Object.fromEntries(
  [24, 32, 48, 72, 192, 512].map((size) => [
    `image_${size}`,
    `https://avatars.sandbox.example/${AVATAR}-${size}.png`,
  ]),
);

/** The user object of the Web API and of events. Includes the email only if the app may read it. */
export function userPayload(world: World, user: User): Record<string, unknown> {
  const [first = '', ...rest] = user.realName.split(' ');
  const isApp = user.id === world.identity.botUserId;
  const { organization } = world.identity;
  const teamId = user.teamId ?? world.identity.teamId;
  return {
    id: user.id,
    team_id: teamId,
    name: user.name,
    deleted: user.deleted,
    color: '4bbe2e',
    real_name: user.realName,
    tz: user.tz,
    tz_label: zoneName(user.tz, 'long', world.clock.now()) ?? 'Pacific Standard Time',
    tz_offset: offsetSeconds(user.tz, world.clock.now()),
    profile: {
      title: '',
      phone: '',
      skype: '',
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.isBot ? '' : user.name,
      display_name_normalized: user.isBot ? '' : user.name,
      status_text: '',
      status_text_canonical: '',
      status_emoji: '',
      status_emoji_display_info: [],
      status_expiration: 0,
      huddle_state: 'default_unset',
      huddle_state_expiration_ts: 0,
      pronouns: '',
      avatar_hash: AVATAR,
      ...PICTURES,
      first_name: first,
      last_name: rest.join(' '),
      team: teamId,
      ...(isApp && { bot_id: world.identity.botId, api_app_id: world.identity.appId, always_active: true }),
      ...(user.email !== undefined && world.manifest.scopes.has('users:read.email') && { email: user.email }),
    },
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.guest !== undefined,
    is_ultra_restricted: user.guest === 'single',
    is_bot: user.isBot,
    ...(user.isBot && { is_workflow_bot: false }),
    is_app_user: false,
    is_email_confirmed: !user.isBot,
    ...(organization && !user.isBot && { enterprise_user: enterpriseUser(organization, user.id, teamId) }),
    who_can_share_contact_card: 'EVERYONE',
    updated: user.updated,
  };
}

function enterpriseUser(
  { id, name, otherTeam }: Organization,
  userId: string,
  teamId: string,
): Record<string, unknown> {
  return {
    id: userId,
    enterprise_id: id,
    enterprise_name: name,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    teams: [...new Set([teamId, otherTeam.id])],
  };
}

export function seconds(world: World): number {
  return Math.floor(world.clock.now().getTime() / 1000);
}

/** Slack's guess for people without a zone: -8 hours. */
const GUESS_SECONDS = -28_800;

function offsetSeconds(tz: string | null, at: Date): number {
  const name = zoneName(tz, 'longOffset', at);
  if (name === undefined) return GUESS_SECONDS;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

/** Creating a format is expensive, and a list of people reuses the same few. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Undefined without a zone, and for one that this Node does not know. */
function zoneName(tz: string | null, style: 'long' | 'longOffset', at: Date): string | undefined {
  if (tz === null) return undefined;
  const key = `${style} ${tz}`;
  let format = formats.get(key);
  try {
    format ??= new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: style });
  } catch {
    return undefined;
  }
  formats.set(key, format);
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
}
