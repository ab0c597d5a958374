import type { Day } from '../days/day.ts';
import { timeZoneName } from '../format.ts';
import type { Member } from './member.ts';

/** A zone that Slack says a member is in now, and the day whose morning list showed it. */
export interface ZoneOffer {
  timeZone: string;
  /** Null: none yet. */
  offeredOn: Day | null;
}

/**
 * The zone to offer a member on a day: until one morning's list has shown it, and in that list. A member who chooses
 * another zone is offered nothing more before Slack's changes again.
 */
export function offeredZone({ zoneOffer }: Pick<Member, 'zoneOffer'>, day: Day): string | null {
  if (!zoneOffer) return null;
  return zoneOffer.offeredOn === null || zoneOffer.offeredOn === day ? zoneOffer.timeZone : null;
}

/**
 * What Slack's zone, which is new, makes of the offer to a member in `own`. Detroit and New York are one zone to those who
 * live there.
 */
export const offerOf = (own: string, slacks: string): string | null =>
  timeZoneName(slacks) === timeZoneName(own) ? null : slacks;
