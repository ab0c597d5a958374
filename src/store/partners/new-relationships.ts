import { type Entered, enterRelationships } from '../../domain/clocks/entering.ts';
import type { Day } from '../../domain/days/day.ts';
import { inPersonKinds, type Tier } from '../../domain/words.ts';
import { recomputeClocks } from '../clocks/clocks.ts';
import { loadOwnerWeeks, lockOwners, writeFirstDues } from '../clocks/first-dues.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';
import { nextIds } from '../db/next-ids.ts';
import { insertPastContacts, type PastContact } from './past-contacts.ts';

/** One member and one partner without an active relationship. */
export interface NewRelationship {
  partnerId: number;
  /** The partner is new to Rapport, so there are no earlier contacts on record. */
  isNewPartner: boolean;
  /** Null if the partner belongs to the branch. */
  ownerId: number | null;
  tier: Tier;
  /** The last contact from before Rapport. It counts for history and warmth. */
  contact: PastContact['contact'] | null;
  /** Id of the branch's relationship with the partner, which becomes the owner's. */
  takesOver: number | null;
  /** Id of the owner's archived relationship, which restarts. */
  bringsBack?: number | null;
}

export interface Entrance {
  branchId: number;
  today: Day;
  /** Null if there is no particular member, as in an import. */
  madeBy: number | null;
  /** The capture that created them. Undoing it also removes them. */
  captureId?: number | null;
}

/**
 * Adds relationships to their owners' books: facts, first due days, past contacts, clocks. The only way in, for single
 * additions and imports alike. The caller has locked the branch's book (`lockBook`) and checked that no owner has an active
 * relationship with the partner.
 */
export async function insertRelationships(
  tx: Sql,
  relationships: NewRelationship[],
  entrance: Entrance,
): Promise<void> {
  if (relationships.length === 0) return;
  const inserted = relationships.filter((one) => one.takesOver === null && !one.bringsBack);
  const ids = await nextIds(tx, 'relationship', inserted.length);
  const idOf = new Map(inserted.map((one, i) => [one, ids[i]!]));
  const entered = await enterWithNewPartners(tx, relationships, entrance.today);
  await insertRows(tx, inserted, idOf, entered, entrance);
  await insertFacts(tx, inserted, idOf, entered, entrance);

  const takenOver = relationships.filter((one) => hasId(one, 'takesOver'));
  for (const one of takenOver) idOf.set(one, one.takesOver);
  await takeOver(tx, takenOver, entrance);
  const broughtBack = relationships.filter((one) => hasId(one, 'bringsBack'));
  for (const one of broughtBack) idOf.set(one, one.bringsBack);
  await bringBack(tx, broughtBack, entrance);
  await insertPastContacts(tx, relationships.filter(hasContact));

  // The owner may have met an existing partner before, so these dates are computed from everything on record.
  const unfolded = relationships.filter((one) => one.ownerId !== null && !one.isNewPartner);
  for (const [ownerId, theirs] of byOwner(unfolded)) {
    await writeFirstDues(
      tx,
      ownerId,
      theirs.map((one) => idOf.get(one)!),
      entrance.today,
      entrance.captureId,
    );
  }
  await recomputeClocks(
    tx,
    unfolded.map((one) => idOf.get(one)!),
  );
}

/** A new partner's facts are all in memory, so first dues and clocks are computed without reading the rows again. */
async function enterWithNewPartners(
  tx: Sql,
  relationships: NewRelationship[],
  today: Day,
): Promise<Map<NewRelationship, Entered>> {
  const owners = byOwner(relationships);
  const calendars = await lockOwners(tx, [...owners.keys()], today);
  const needDues = [...owners].filter(([, theirs]) => theirs.some((one) => one.tier !== 'resting'));
  const weeks = await loadOwnerWeeks(
    tx,
    needDues.map(([ownerId]) => ownerId),
    today,
  );
  const result = new Map<NewRelationship, Entered>();
  for (const [ownerId, theirs] of owners) {
    const fresh = theirs.filter((one) => one.isNewPartner);
    const entered = enterRelationships(
      fresh,
      weeks.get(ownerId) ?? { meetingsPerWeek: 1, held: [] },
      calendars.get(ownerId)!,
      today,
    );
    for (const [i, one] of fresh.entries()) result.set(one, entered[i]!);
  }
  return result;
}

async function insertRows(
  tx: Sql,
  relationships: NewRelationship[],
  idOf: Map<NewRelationship, number>,
  entered: Map<NewRelationship, Entered>,
  { branchId, today }: Entrance,
): Promise<void> {
  const clocks = relationships.map((one) => entered.get(one)?.clocks);
  await tx.query(
    `insert into relationship (id, partner_id, owner_id, branch_id, tier, entered_on, touch_due, touch_grace, face_due,
                               face_grace, last_touch_on, last_face_on)
     select id, partner_id, owner_id, $1, tier, $2, touch_due, touch_grace, face_due, face_grace, last_touch_on,
            last_face_on
       from unnest($3::int[], $4::int[], $5::int[], $6::text[], $7::date[], $8::date[], $9::date[], $10::date[],
                   $11::date[], $12::date[])
         as r(id, partner_id, owner_id, tier, touch_due, touch_grace, face_due, face_grace, last_touch_on,
              last_face_on)`,
    [
      branchId,
      today,
      arrayText(relationships.map((one) => idOf.get(one)!)),
      arrayText(relationships.map((one) => one.partnerId)),
      arrayText(relationships.map((one) => one.ownerId)),
      arrayText(relationships.map((one) => one.tier)),
      arrayText(clocks.map((one) => one?.touch?.due ?? null)),
      arrayText(clocks.map((one) => one?.touch?.graceEnds ?? null)),
      arrayText(clocks.map((one) => one?.face?.due ?? null)),
      arrayText(clocks.map((one) => one?.face?.graceEnds ?? null)),
      arrayText(relationships.map((one, i) => lastTouchOn(one, clocks[i]))),
      arrayText(relationships.map((one, i) => lastFaceOn(one, clocks[i]))),
    ],
  );
}

/** Without an owner there are no clocks, but everyone in the branch may see the last contact. */
const lastTouchOn = ({ contact }: NewRelationship, clocks: Entered['clocks'] | undefined): Day | null =>
  clocks ? (clocks.lastTouch?.on ?? null) : (contact?.on ?? null);

const lastFaceOn = ({ contact }: NewRelationship, clocks: Entered['clocks'] | undefined): Day | null => {
  if (clocks) return clocks.lastFace?.on ?? null;
  return contact && inPersonKinds.has(contact.kind) ? contact.on : null;
};

async function insertFacts(
  tx: Sql,
  relationships: NewRelationship[],
  idOf: Map<NewRelationship, number>,
  entered: Map<NewRelationship, Entered>,
  { today, madeBy, captureId = null }: Entrance,
): Promise<void> {
  const due = relationships.filter((one) => entered.get(one)?.firstDue);
  const dues = due.map((one) => entered.get(one)!.firstDue!);
  await tx.query(
    `insert into relationship_fact (relationship_id, kind, on_day, until_day, face_day, tier, made_by, capture_id)
     select id, 'entered', $1::date, null, null, tier, $2::int, $8::int from unnest($3::int[], $4::text[]) as e(id, tier)
     union all
     select id, 'first due', $1, touch, face, null, null, $8 from unnest($5::int[], $6::date[], $7::date[]) as d(id, touch, face)`,
    [
      today,
      madeBy,
      arrayText(relationships.map((one) => idOf.get(one)!)),
      arrayText(relationships.map((one) => one.tier)),
      arrayText(due.map((one) => idOf.get(one)!)),
      arrayText(dues.map((one) => one.touchDue)),
      arrayText(dues.map((one) => one.faceDue)),
      captureId,
    ],
  );
}

/** Gives the branch's relationships a new owner and tier. The day they entered Rapport stays. */
async function takeOver(tx: Sql, relationships: WithId<'takesOver'>[], entrance: Entrance): Promise<void> {
  if (relationships.length === 0) return;
  await tx.query(
    `with t as (select * from unnest($3::int[], $4::int[], $5::text[]) as t(id, owner_id, tier)),
     owned as (update relationship r set owner_id = t.owner_id, tier = t.tier from t where r.id = t.id)
     insert into relationship_fact (relationship_id, kind, on_day, tier, made_by, capture_id)
     select id, 'owner', $1::date, null, $2::int, $6::int from t
     union all select id, 'tier', $1, tier, $2, $6 from t`,
    [
      entrance.today,
      entrance.madeBy,
      relationships.map((one) => one.takesOver),
      relationships.map((one) => one.ownerId),
      relationships.map((one) => one.tier),
      entrance.captureId ?? null,
    ],
  );
}

/** Restarts archived relationships, with their tier from today on: a new `entered` fact if the old one was undone, else `tier`. */
async function bringBack(tx: Sql, relationships: WithId<'bringsBack'>[], entrance: Entrance): Promise<void> {
  if (relationships.length === 0) return;
  await tx.query(
    `with t as (select * from unnest($3::int[], $4::text[]) as t(id, tier)),
     back as (update relationship r set archived_on = null, tier = t.tier from t where r.id = t.id)
     insert into relationship_fact (relationship_id, kind, on_day, tier, made_by, capture_id)
     select id, case when exists (select from relationship_fact f where f.relationship_id = t.id and f.kind = 'entered'
                                     and f.withdrawn_at is null) then 'tier' else 'entered' end,
            $1, tier, $2, $5
       from t`,
    [
      entrance.today,
      entrance.madeBy,
      relationships.map((one) => one.bringsBack),
      relationships.map((one) => one.tier),
      entrance.captureId ?? null,
    ],
  );
}

type WithId<Which extends 'takesOver' | 'bringsBack'> = NewRelationship & Record<Which, number>;

const hasId = <Which extends 'takesOver' | 'bringsBack'>(
  one: NewRelationship,
  which: Which,
): one is WithId<Which> => typeof one[which] === 'number';

const hasContact = (one: NewRelationship): one is NewRelationship & PastContact => one.contact !== null;

function byOwner(relationships: NewRelationship[]): Map<number, NewRelationship[]> {
  const owners = new Map<number, NewRelationship[]>();
  for (const one of relationships) {
    if (one.ownerId === null) continue;
    const theirs = owners.get(one.ownerId);
    if (theirs) theirs.push(one);
    else owners.set(one.ownerId, [one]);
  }
  return owners;
}
