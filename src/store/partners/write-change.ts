import { type Clocks, foldClocks } from '../../domain/clocks/clocks.ts';
import type { Day } from '../../domain/days/day.ts';
import type { FactKind, Tier } from '../../domain/words.ts';
import { type RelationshipFacts, storedClocks, storingClocks, toFact } from '../clocks/clocks.ts';
import type { Sql } from '../db/database.ts';
import { type Change, traced, tracing } from '../trace.ts';

/** A fact that a change writes for today. */
export interface NewFact {
  relationshipId: number;
  kind: FactKind;
  tier?: Tier;
  /** The days of a first due. */
  until?: Day;
  face?: Day | null;
}

/**
 * Writes what a change of relationships consists of: its facts, the clocks that they give together with those already
 * `loaded`, and its trace, which names the facts, so that an undo can withdraw them. The caller has held the relationships'
 * locks since before loading. Returns the trace's id.
 */
export async function writeChange(
  tx: Sql,
  loaded: readonly RelationshipFacts[],
  facts: readonly NewFact[],
  today: Day,
  change: Change,
): Promise<number> {
  const clocks = new Map(
    loaded.map((one): [number, Clocks] => [
      one.id,
      foldClocks([...one.facts, ...newFactsOf(one)], one.calendar),
    ]),
  );
  const [row] = await tx.query<{ id: number }>(
    `with fact as (
       insert into relationship_fact (relationship_id, kind, on_day, tier, until_day, face_day, made_by, made_at)
       select f.relationship_id, f.kind, $1::date, f.tier, f.until_day, f.face_day, $2::int, $3::timestamptz
         from unnest($4::int[], $5::text[], $6::text[], $7::date[], $8::date[])
              with ordinality as f(relationship_id, kind, tier, until_day, face_day, nr)
        order by f.nr returning id),
     stored as (${storingClocks(9)}),
     ${tracing(17, { adding: `jsonb_build_object('facts', (select jsonb_agg(id order by id) from fact))` })}
     select id from traced`,
    [
      today,
      change.madeBy,
      change.now,
      facts.map((fact) => fact.relationshipId),
      facts.map((fact) => fact.kind),
      facts.map((fact) => fact.tier ?? null),
      facts.map((fact) => fact.until ?? null),
      facts.map((fact) => fact.face ?? null),
      ...storedClocks(clocks),
      ...traced(change),
    ],
  );
  return row!.id;

  /** They come after all facts of their day: ids grow with the time of writing, and these have none yet. */
  function newFactsOf({ id }: RelationshipFacts) {
    return facts
      .map((fact, index) => ({ ...fact, seq: Number.MAX_SAFE_INTEGER - facts.length + index }))
      .filter(({ relationshipId, kind }) => relationshipId === id && kind !== 'archived')
      .map(({ kind, tier = null, until = null, face = null, seq }) =>
        toFact({ kind, on: today, until, face, tier, seq }),
      );
  }
}
