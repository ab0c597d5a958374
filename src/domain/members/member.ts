import type { Day, Weekday } from '../days/day.ts';
import type { MemberKind, MemberRole } from '../words.ts';

export const memberStates = ['invited', 'active', 'declined', 'left'] as const;
export type MemberState = (typeof memberStates)[number];

/** A Slack user who works with partners, or was asked whether they do. */
export interface Member {
  id: number;
  slackUserId: string;
  name: string;
  /** IANA zone: where their "today" is. */
  timeZone: string;
  state: MemberState;
  kind: MemberKind;
  roles: MemberRole[];
  meetingsPerWeek: number;
  workdays: Weekday[];
  /** Local time of the morning digest, HH:MM. */
  digestAt: string;
  dmChannelId: string | null;
  /** Ids of the branches they manage: usually none, or their own. */
  manages: number[];
  branch: {
    id: number;
    name: string;
    channelId: string;
    timeZone: string;
    region: string | null;
    daysOff: Day[];
  };
}

/** The names Slack may have for a user. */
interface SlackNames {
  id: string;
  name?: string | undefined;
  real_name?: string | undefined;
  profile?: { display_name?: string | undefined; real_name?: string | undefined } | undefined;
}

/** A person's name in Rapport. It is read when they are asked to join and again every day, so one rule serves both. */
export const nameInSlack = (user: SlackNames): string =>
  user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id;
