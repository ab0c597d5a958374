import type { WorkCalendar } from '../days/calendar.ts';
import type { Day } from '../days/day.ts';
import { inPersonKinds, type Tier } from '../words.ts';
import { type Clocks, foldClocks } from './clocks.ts';
import type { Contact } from './contacts.ts';
import type { Fact } from './facts.ts';
import { type FirstDue, spreadFirstDues } from './first-due.ts';
import type { OwnerWeeks } from './week-room.ts';

/** A relationship about to enter its owner's book, with its one contact from before, if any. */
export interface Entering {
  tier: Tier;
  contact: Contact | null;
}

/** `firstDue` is null for a resting relationship. */
export interface Entered {
  firstDue: Pick<FirstDue, 'touchDue' | 'faceDue'> | null;
  clocks: Pick<Clocks, 'touch' | 'face' | 'lastTouch' | 'lastFace'>;
}

/**
 * First due days and clocks of relationships that all enter one owner's book on the same day, in the order given. The
 * clocks are folded from the very facts that will be written, so the stored dates are right from the first day.
 */
export function enterRelationships(
  entering: readonly Entering[],
  weeks: OwnerWeeks,
  calendar: WorkCalendar,
  today: Day,
): Entered[] {
  const items = entering.map(({ tier, contact }, place) => ({
    relationshipId: place,
    tier,
    lastTouchOn: contact?.on ?? null,
    lastFaceOn: contact && inPersonKinds.has(contact.kind) ? contact.on : null,
  }));
  const firstDues = new Map(
    spreadFirstDues(items, weeks, calendar, today).map((due) => [due.relationshipId, due]),
  );
  return entering.map((one, place) => {
    const firstDue = firstDues.get(place) ?? null;
    // Most of a large book is resting and has no clocks. Skip the fold for those.
    if (one.tier === 'resting') return { firstDue: null, clocks: withoutClocks(one.contact) };
    return { firstDue, clocks: foldClocks(factsOf(one, firstDue, today), calendar) };
  });
}

const withoutClocks = (contact: Contact | null): Entered['clocks'] => ({
  touch: null,
  face: null,
  lastTouch: contact,
  lastFace: contact && inPersonKinds.has(contact.kind) ? contact : null,
});

function factsOf({ tier, contact }: Entering, firstDue: FirstDue | null, today: Day): Fact[] {
  const facts: Fact[] = [{ type: 'entered', tier, on: today }];
  if (firstDue) {
    facts.push({ type: 'first due', touchDue: firstDue.touchDue, faceDue: firstDue.faceDue, on: today });
  }
  if (contact) facts.push({ type: 'touchpoint', ...contact });
  return facts;
}
