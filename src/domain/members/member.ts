import type { Day, Weekday } from '../days/day.ts';
import type { MemberKind, MemberRole } from '../words.ts';
import type { ZoneOffer } from './zone-offer.ts';

export const memberStates = ['invited', 'active', 'declined', 'left'] as const;
export type MemberState = (typeof memberStates)[number];

/** A Slack user who works with partners, or was asked whether they do. */
export interface Member {
  id: number;
  slackUserId: string;
  name: string;
  /** IANA zone: where their "today" is. */
  timeZone: string;
  /** A zone that Slack says they are in now, if they have not settled it. */
  zoneOffer: ZoneOffer | null;
  /** Where it is UTC. */
  joinedOn: Day;
  /** The days whose morning lists suggested an inner circle, and last asked who stays close. Null: none yet. */
  innerAskedOn: Day | null;
  closeAskedOn: Day | null;
  state: MemberState;
  kind: MemberKind;
  roles: MemberRole[];
  meetingsPerWeek: number;
  workdays: Weekday[];
  /** Local time of the morning digest, HH:MM. */
  digestAt: string;
  /** Reminded before each plan that has an hour. */
  remindedOfPlans: boolean;
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
    holidayChanges: string[];
  };
}
