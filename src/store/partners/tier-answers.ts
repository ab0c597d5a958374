import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { loadFacts } from '../clocks/clocks.ts';
import { type Database, transaction } from '../db/database.ts';
import {
  lockRelationship,
  newFirstDue,
  noteChange,
  setTier,
  tierBelowWithRoom,
} from './relationship-changes.ts';
import { answerOf, loadAsked } from './tier-questions.ts';
import type { NewFact } from './write-change.ts';

interface When {
  today: Day;
  now: Date;
}

/**
 * Keeps a partner of whom a day's list asked, as a recommitment, or moves them to the next tier down with room. Once:
 * whatever was answered first stands. Returns false if they are not this member's, or that list did not ask.
 */
export async function answerWhoStays(
  db: Database,
  member: Member,
  { relationshipId, askedOn, what }: { relationshipId: number; askedOn: Day; what: 'keep' | 'move down' },
  { today, now }: When,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    const one = await lockRelationship(tx, member, relationshipId, today);
    const asked = (await loadAsked(tx, member, { day: askedOn, now })).find(
      (row) => row.relationshipId === relationshipId,
    );
    if (!one || !asked) return false;
    if (answerOf('close partners', asked, askedOn) || one.tier === 'resting') return true;
    const loaded = await loadFacts(tx, [one.id]);
    const when = { today, now };
    if (what === 'keep') {
      const facts: NewFact[] = [
        { relationshipId: one.id, kind: 'recommit' },
        ...(await newFirstDue(tx, one, loaded, today)),
      ];
      await noteChange(tx, member, one, { loaded, facts }, when, { action: 'recommit' });
    } else {
      const tier = await tierBelowWithRoom(tx, one, one.tier);
      const facts: NewFact[] = [{ relationshipId: one.id, kind: 'tier', tier }];
      const change = { action: 'tier', before: { tier: one.tier }, after: { tier } };
      await noteChange(tx, member, one, { loaded, facts }, when, change);
    }
    return true;
  });
}

/**
 * Makes those chosen the inner circle, each by the rules of the tier form, out of those whom a day's list suggested; the rest
 * is settled. `chosen`: how many of them that list suggested. `fullAt`: the cap, if there was no room for all of them.
 */
export async function chooseInner(
  db: Database,
  member: Member,
  { relationshipIds, askedOn }: { relationshipIds: readonly number[]; askedOn: Day },
  { today, now }: When,
): Promise<{ chosen: number; fullAt: number | null }> {
  const asked = await loadAsked(db, member, { day: askedOn, now });
  const chosen = asked.filter(({ relationshipId }) => relationshipIds.includes(relationshipId));
  let fullAt: number | null = null;
  for (const { partnerId, relationshipId } of chosen) {
    const change = { partnerId, relationshipId, tier: 'inner' as const };
    const changed = await setTier(db, member, change, { today, now });
    if (changed.how === 'full') fullAt = changed.cap;
  }
  const kept = chosen.map(({ relationshipId }) => relationshipId);
  if (kept.length > 0) await settle(db, member, askedOn, kept);
  return { chosen: chosen.length, fullAt };
}

/** "Not now": the suggestion of a day's list is settled, and not made again. */
export const declineInner = (db: Database, member: Member, askedOn: Day): Promise<void> =>
  settle(db, member, askedOn, []);

/** Ends the suggestion of a day's list for all but `kept` and those who are already in the inner circle. */
async function settle(db: Database, member: Member, askedOn: Day, kept: readonly number[]): Promise<void> {
  await transaction(db, (tx) =>
    tx.query(
      `with settled as (
         select s.nudge_id, s.partner_id
           from showing s join relationship r on r.partner_id = s.partner_id and r.owner_id = s.member_id
          where s.member_id = $1 and s.shown_on = $2 and s.reason = 'inner circle' and r.tier <> 'inner' and r.id <> all($3::int[])
          order by s.nudge_id, s.partner_id for no key update of s)
       update showing s set line = '{"settled": true}' from settled
        where s.nudge_id = settled.nudge_id and s.partner_id = settled.partner_id`,
      [member.id, askedOn, kept],
    ),
  );
}
