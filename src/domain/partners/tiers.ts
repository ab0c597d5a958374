import { capsPerWeeklyMeeting, keepCap } from '../policy.ts';
import { type Tier, tiers } from '../words.ts';

/**
 * The most relationships of a tier that one member may hold; null for resting, which has no cap. Rounded down: the caps
 * together already take all of a member's meetings, and half a partner cannot be seen.
 */
export function capFor(tier: Tier, meetingsPerWeek: number): number | null {
  if (tier === 'resting') return null;
  if (tier === 'keep') return keepCap;
  return Math.floor(capsPerWeeklyMeeting[tier] * meetingsPerWeek);
}

export type CapCheck = { ok: true } | { ok: false; tier: Tier; cap: number; held: number };

/**
 * Whether a member who holds `held` relationships of this tier may take one more. A lead may override a refusal, with a
 * reason.
 */
export function checkCap(tier: Tier, meetingsPerWeek: number, held: number): CapCheck {
  const cap = capFor(tier, meetingsPerWeek);
  return cap === null || held < cap ? { ok: true } : { ok: false, tier, cap, held };
}

/** As our own files write them. */
export const tierNames: Readonly<Record<Tier, string>> = {
  inner: 'inner circle',
  core: 'core',
  keep: 'keep in touch',
  resting: 'resting',
};

/** The tier for one more relationship: the wanted one, or the next one below with room. Resting always has room. */
export const tierWithRoom = (wished: Tier, meetingsPerWeek: number, held: ReadonlyMap<Tier, number>): Tier =>
  tiers
    .slice(tiers.indexOf(wished))
    .find((tier) => checkCap(tier, meetingsPerWeek, held.get(tier) ?? 0).ok) ?? 'resting';
