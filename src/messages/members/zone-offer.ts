import type { KnownBlock } from '@slack/types';
import { clockTime, timeZoneName } from '../../domain/format.ts';
import { button, plainMessage, section } from '../blocks.ts';

/** Carries the zone; `slack/members/zone-offer.buttons.ts` answers it. */
export const useZoneAction = 'zone.use';

/** A line in the morning list and in Home, after someone's zone changed in Slack. */
export const zoneOfferLine = (timeZone: string): KnownBlock => ({
  ...section(`Slack says you’re in ${timeZoneName(timeZone)} now.`),
  accessory: button(useZoneAction, `Use ${timeZoneName(timeZone)}`, timeZone),
});

/** "Your list arrives at 8:00 AM, Pacific Time." */
export const zoneTaken = (timeZone: string, digestAt: string) =>
  plainMessage(`✓ Saved. Your list arrives at ${clockTime(digestAt)}, ${timeZoneName(timeZone)}.`);
