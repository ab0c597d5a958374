import type { Day } from '../../domain/days/day.ts';
import type { SavedCapture } from '../../domain/touchpoints/capture.ts';
import type { Sql } from '../db/database.ts';

/**
 * Saves what partners are trying to grow, from a capture; null clears it. Keeps the previous text for Undo. The same text
 * again counts as fresh, so that we do not ask again within the year.
 */
export async function setGrowthGoal(
  tx: Sql,
  captureId: number,
  partnerIds: number[],
  growing: string | null,
  /** The day they told us. */
  on: Day,
): Promise<void> {
  await tx.query(
    `with was as (
       select id, growing, growing_on from partner where id = any($2::int[]) order by id for no key update),
     known as (
       update partner p set growing = $3, growing_on = case when $3::text is not null then $4::date else p.growing_on end
         from was where p.id = was.id and (was.growing is distinct from $3 or p.growing_on < $4::date))
     insert into growing_text as g (capture_id, partner_id, before, before_on, said)
     select $1, id, growing, growing_on, $3 from was where growing is distinct from $3
     on conflict (capture_id, partner_id) do update
       set said = excluded.said,
           before = case when g.said is not distinct from excluded.before then g.before else excluded.before end,
           before_on = case when g.said is not distinct from excluded.before then g.before_on else excluded.before_on end`,
    [captureId, partnerIds, growing, on],
  );
}

/** Updates the goal from an edit of the capture. An unchanged form field changes nothing. */
export async function editGrowthGoal(
  tx: Sql,
  before: SavedCapture,
  partnerIds: number[],
  growing: string | null,
): Promise<void> {
  const [told] = await tx.query<{ said: string | null }>(
    'select said from growing_text where capture_id = $1 limit 1',
    [before.id],
  );
  await revertGrowthGoal(tx, before.id, partnerIds);
  const isNew = growing !== shownGrowthGoal(before);
  if (isNew || (growing !== null && growing === told?.said))
    await setGrowthGoal(tx, before.id, partnerIds, growing, before.on);
}

/** Returns the goal that the capture's form opens with. Several partners have no common goal. */
export const shownGrowthGoal = ({ partners }: SavedCapture): string | null =>
  partners.length === 1 ? (partners[0]?.growing ?? null) : null;

/** Restores the goal from before the capture, unless a later capture has changed it. */
const revertGrowthGoal = (tx: Sql, captureId: number, except: number[]): Promise<unknown> =>
  tx.query(
    reverting(`delete from growing_text where capture_id = $1 and partner_id <> all($2::int[])
       returning partner_id, before, before_on, said`),
    [captureId, except],
  );

/** The same for a capture that is undone. Its words stay with it, because it may be restored. */
export const undoGrowthGoal = (tx: Sql, captureId: number): Promise<unknown> =>
  tx.query(reverting('select partner_id, before, before_on, said from growing_text where capture_id = $1'), [
    captureId,
  ]);

/** The goal of a capture that is restored, unless it has changed since. */
export async function restoreGrowthGoal(tx: Sql, captureId: number, on: Day): Promise<void> {
  await tx.query(
    `update partner p set growing = g.said, growing_on = $2::date from growing_text g
      where g.capture_id = $1 and g.partner_id = p.id and p.growing is not distinct from g.before`,
    [captureId, on],
  );
}

const reverting = (gone: string): string =>
  `with gone as (
       ${gone}),
     -- Reverting a later goal must not bring back the one reverted here.
     since as (
       update growing_text g set before = gone.before, before_on = gone.before_on from gone
        where g.partner_id = gone.partner_id and g.capture_id <> $1 and g.before is not distinct from gone.said)
     update partner p set growing = gone.before, growing_on = gone.before_on from gone
      where p.id = gone.partner_id and p.growing is not distinct from gone.said`;
