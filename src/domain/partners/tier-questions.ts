import type { Clocks } from '../clocks/clocks.ts';
import { isLate } from '../clocks/state.ts';
import { addDays, compareDays, type Day, daysBetween } from '../days/day.ts';
import type { Member } from '../members/member.ts';
import { cadences, closeQuestion, innerSuggestion } from '../policy.ts';
import type { Tier } from '../words.ts';
import { type FitAnswer, tierForFit } from './card.ts';
import { capFor } from './tiers.ts';

/**
 * A question about tiers, below the list of a morning: who could be the inner circle, once ever, or which close partners to
 * keep, once a quarter.
 */
export interface TierQuestion {
  about: 'inner circle' | 'close partners';
  /** Those it asks about who are still the member's, by name. */
  partners: readonly AskedPartner[];
  /** How many close partners the member has time for. */
  room: number;
}

export interface AskedPartner {
  relationshipId: number;
  partnerId: number;
  name: string;
  company: string | null;
  tier: Tier;
  lastFaceOn: Day | null;
  faceDue: Day | null;
  /** What has become of them since. Null: nothing yet. */
  answer: TierAnswer | null;
}

/** `undo`: the change's trace, as long as it can be undone. */
export type TierAnswer = { what: 'kept' | 'moved'; undo: number | null } | { what: 'met' };

/** Whether an inner circle may be suggested on a day, as far as the member alone decides. */
export const maySuggestInner = ({ joinedOn, innerAskedOn }: Member, day: Day): boolean =>
  innerAskedOn === null && daysBetween(joinedOn, day) >= innerSuggestion.afterDays;

/** Whether it may be asked on a day who stays close: once in the first month of a quarter. */
export function mayAskWhoStays({ closeAskedOn }: Member, day: Day): boolean {
  const begins = quarterOf(day);
  const isAsked = closeAskedOn !== null && closeAskedOn >= begins;
  return !isAsked && daysBetween(begins, day) < closeQuestion.firstDays;
}

/** The first day of the quarter. */
function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01` as Day;
}

/** A close partner in a member's book. */
export interface ClosePartner extends Omit<AskedPartner, 'answer'> {
  /** Null: no one has answered the four questions. */
  fit: readonly FitAnswer[] | null;
  /** Days lately on which the owner met them in person. */
  meetings: number;
}

/** The day after which meetings count for the suggestion. */
export const meetingsCountAfter = (day: Day): Day => addDays(day, -innerSuggestion.withinDays);

/**
 * Whom to suggest as the inner circle: the core partners met most often, unless the answers about their fit speak against
 * it. No one if the member has an inner circle already, or too few qualify.
 */
export function whoCouldBeInner(close: readonly ClosePartner[], meetingsPerWeek: number): ClosePartner[] {
  if (close.some(({ tier }) => tier === 'inner')) return [];
  const met = close
    .filter(
      ({ tier, meetings, fit }) => tier === 'core' && meetings >= innerSuggestion.meetings && suits(fit),
    )
    .sort((a, b) => b.meetings - a.meetings || compareDays(b.lastFaceOn, a.lastFaceOn) || byId(a, b))
    .slice(0, Math.min(innerSuggestion.partnersMax, capFor('inner', meetingsPerWeek)!));
  return met.length < innerSuggestion.partnersMin ? [] : met;
}

const suits = (fit: ClosePartner['fit']): boolean => fit === null || tierForFit(fit) === 'inner';

/**
 * Whether a close partner has gone unseen for two cadences: the meeting is late, and has been due for another whole
 * cadence. A first due, a plan, a deal, and a quiet time excuse as they do everywhere; a snooze hides.
 */
export function isLongUnseen({ tier, face, hiddenUntil }: Clocks, day: Day): boolean {
  const { faceDays } = cadences[tier];
  if (faceDays === null || face === null || !isLate(face, day)) return false;
  return daysBetween(face.due, day) >= faceDays && (hiddenUntil === null || hiddenUntil <= day);
}

/** Those unseen for longest. */
export const longestUnseen = (close: readonly ClosePartner[]): ClosePartner[] =>
  close
    .toSorted(
      (a, b) => compareDays(a.lastFaceOn, b.lastFaceOn) || compareDays(a.faceDue, b.faceDue) || byId(a, b),
    )
    .slice(0, closeQuestion.partnersMax);

const byId = (a: ClosePartner, b: ClosePartner): number => a.relationshipId - b.relationshipId;

/** How many partners a member has time for in the inner circle and core. */
export const closeRoom = (meetingsPerWeek: number): number =>
  capFor('inner', meetingsPerWeek)! + capFor('core', meetingsPerWeek)!;
