import type { SavedCapture } from '../domain/capture.ts';
import type { Day } from '../domain/day.ts';
import type { Sql } from './database.ts';

/** Notes what partners are trying to grow as a capture tells it; null clears it. What was known before is kept. */
export async function sayGrowing(
  tx: Sql,
  captureId: number,
  partnerIds: number[],
  growing: string | null,
  /** When they told it. */
  on: Day,
): Promise<void> {
  await tx.query(
    `with was as (
       select id, growing from partner where id = any($2::int[]) and growing is distinct from $3
        order by id for no key update),
     known as (
       update partner p set growing = $3, growing_on = case when $3::text is not null then $4::date else growing_on end
         from was where p.id = was.id)
     insert into growing_text as g (capture_id, partner_id, before, said)
     select $1, id, growing, $3 from was
     on conflict (capture_id, partner_id) do update
       set said = excluded.said,
           before = case when g.said is not distinct from excluded.before then g.before else excluded.before end`,
    [captureId, partnerIds, growing, on],
  );
}

/** Makes it what an edit of the capture says. A form left as it was opened says nothing new. */
export async function editGrowing(
  tx: Sql,
  before: SavedCapture,
  partnerIds: number[],
  growing: string | null,
): Promise<void> {
  const [told] = await tx.query<{ said: string | null }>(
    'select said from growing_text where capture_id = $1 limit 1',
    [before.id],
  );
  await takeBackGrowing(tx, before.id, partnerIds);
  const isNew = growing !== shownGrowing(before);
  if (isNew || (growing !== null && growing === told?.said))
    await sayGrowing(tx, before.id, partnerIds, growing, before.on);
}

/** What a form on the capture opens with: of several partners there is no one thing that they grow. */
export const shownGrowing = ({ partners }: SavedCapture): string | null =>
  partners.length === 1 ? (partners[0]?.growing ?? null) : null;

/** Brings back what was known before the capture, where nobody has told anything else since. */
export async function takeBackGrowing(tx: Sql, captureId: number, except: number[] = []): Promise<void> {
  await tx.query(
    `with gone as (
       delete from growing_text where capture_id = $1 and partner_id <> all($2::int[])
       returning partner_id, before, said),
     -- Who told something else since would bring back what is taken back here.
     since as (
       update growing_text g set before = gone.before from gone
        where g.partner_id = gone.partner_id and g.capture_id <> $1 and g.before is not distinct from gone.said)
     update partner p set growing = gone.before from gone
      where p.id = gone.partner_id and p.growing is not distinct from gone.said`,
    [captureId, except],
  );
}
