import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';

/** A group of branches under one program lead. */
export interface Area {
  id: number;
  name: string;
  lead: { id: number; name: string } | null;
  branches: { id: number; name: string }[];
}

export const loadAreas = (db: Database): Promise<Area[]> =>
  db.prisma.area.findMany({
    select: {
      id: true,
      name: true,
      lead: { select: { id: true, name: true } },
      branches: { select: { id: true, name: true }, orderBy: { name: 'asc' } },
    },
    orderBy: { name: 'asc' },
  });

/** All areas by name, for a menu. */
export const loadAreaNames = (db: Database): Promise<{ id: number; name: string }[]> =>
  db.prisma.area.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });

/** Loads program leads and branches, for the area form. */
export async function loadAreaChoices(sql: Sql): Promise<{
  leads: { id: number; name: string }[];
  branches: { id: number; name: string; areaId: number | null }[];
}> {
  const [row] = await sql.query<{
    leads: { id: number; name: string }[];
    branches: { id: number; name: string; areaId: number | null }[];
  }>(
    `select (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]') from member
              where 'lead' = any(roles) and state = 'active') as leads,
            (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'areaId', area_id) order by name), '[]')
               from branch) as branches`,
  );
  return row!;
}

export type SavedArea = { how: 'saved'; id: number } | { how: 'name taken' } | { how: 'gone' };

/**
 * Creates or changes an area: its name, its lead (a program lead, or none) and its branches. A branch belongs to one area,
 * so it moves here from any other.
 * @param areaId null: create a new area
 */
export async function saveArea(
  db: Database,
  areaId: number | null,
  {
    name,
    leadId,
    branchIds,
    offered,
  }: {
    name: string;
    leadId: number | null;
    branchIds: readonly number[];
    /** The branches offered in the form. Default: all. The others do not move. */
    offered?: readonly number[];
  },
  madeBy: number | null,
  now: Date,
): Promise<SavedArea> {
  return transaction(db, async (tx) => {
    const taken = await tx.query(
      'select from area where lower(name) = lower($1) and id is distinct from $2',
      [name, areaId],
    );
    if (taken.length > 0) return { how: 'name taken' };
    // Branches before areas, the order of saving a branch. Only these move: one that comes into the area meanwhile is not
    // locked in order, and the transaction that put it there saved last.
    const locked = await tx.query<{ id: number }>(
      'select id from branch where id = any($1::int[]) or area_id = $2 order by id for no key update',
      [branchIds, areaId],
    );
    const lead = `(select id from member where id = $2 and 'lead' = any(roles) and state = 'active')`;
    const [row] =
      areaId === null
        ? await tx.query<{ id: number }>(
            `insert into area (name, lead_id) values ($1, ${lead}) returning id`,
            [name, leadId],
          )
        : await tx.query<{ id: number }>(
            `update area set name = $1, lead_id = ${lead} where id = $3 returning id`,
            [name, leadId, areaId],
          );
    if (!row) return { how: 'gone' };
    const moved = await tx.query<{ id: number }>(
      `update branch set area_id = case when id = any($2::int[]) then $1::int end
        where id = any($4::int[]) and (id = any($2::int[])) <> (area_id is not distinct from $1)
          and ($3::int[] is null or id = any($3))
        returning id`,
      [row.id, branchIds, offered ?? null, locked.map((branch) => branch.id)],
    );
    await writeTrace(tx, {
      subject: 'area',
      subjectId: row.id,
      action: areaId === null ? 'created' : 'changed',
      madeBy,
      now,
      after: { leadId, moved: moved.map((branch) => branch.id) },
    });
    return { how: 'saved', id: row.id };
  });
}
