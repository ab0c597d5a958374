import { type BranchAction, branchRolesOf, mayInBranch } from '../../domain/access.ts';
import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import type { UndoneImport } from '../../domain/partners/undone-import.ts';
import { importUndoHours } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { removeJoined } from '../members/activate-members.ts';
import { findImport, importUndone, type PartnerImport } from '../partners/imports.ts';
import { legalHoldTables } from '../privacy/legal-hold-tables.ts';
import { writeTrace } from '../trace.ts';
import { takeBackSet } from './take-back-imported.ts';

/** `not theirs`: someone else imported it. `refused`: they may not import like that anymore. */
export type ImportUndo =
  | { how: 'done'; undone: UndoneImport }
  | { how: 'gone' | 'not theirs' | 'too late' }
  | { how: 'refused'; action: BranchAction };

/** Small enough that no one waits long for the branch's book. */
const partnersPerSet = 200;

const namesShown = 20;

/**
 * Undoes an import, set by set: an undo that stops half-way goes on when it is asked for again. An import that is still at
 * work stops before its next set. Idempotent; what it came to is read from the database, so that each press tells the same.
 * @param by null for an operator
 * @param onSet hears how many partners were looked at, and of how many
 */
export async function undoImport(
  db: Database,
  importId: number,
  by: Member | null,
  now: Date,
  onSet: (done: number, of: number) => Promise<void> = async () => {},
): Promise<ImportUndo> {
  const found = await findImport(db, importId);
  if (!found) return { how: 'gone' };
  const refused = by && (await refusalOf(db, found, by));
  if (refused) return refused;
  if (found.isTakenBack) return { how: 'done', undone: await loadUndone(db, found) };
  if (!(await begin(db, found, now))) return { how: 'too late' };
  const branches = await findPartners(db, found);
  const all = branches.reduce((sum, { partnerIds }) => sum + partnerIds.length, 0);
  let done = 0;
  for (const { branchId, zone, partnerIds } of branches) {
    const when = { today: dayIn(knownZone(zone), now), now };
    for (let from = 0; from < partnerIds.length; from += partnersPerSet) {
      const set = { branchId, partnerIds: partnerIds.slice(from, from + partnersPerSet) };
      await transaction(db, (tx) => takeBackSet(tx, found, set, when));
      done += set.partnerIds.length;
      await onSet(done, all);
    }
  }
  return { how: 'done', undone: await end(db, found, by, now) };
}

async function refusalOf(sql: Sql, imported: PartnerImport, by: Member): Promise<ImportUndo | null> {
  if (imported.memberId !== by.id) return { how: 'not theirs' };
  const action = imported.own ? 'add partners' : 'import for others';
  const branches = await findBranches(sql, imported);
  const mayAll = branches.every(({ id }) => mayInBranch(branchRolesOf(by, id), action));
  return mayAll ? null : { how: 'refused', action };
}

/** The branches of the partners that the import brought or changed; its own, if there are none. */
async function findBranches(
  sql: Sql,
  { id, branchId, branchName, memberId, madeAt }: PartnerImport,
): Promise<{ id: number; name: string }[]> {
  const branches = await sql.query<{ id: number; name: string }>(
    `select b.id, b.name from branch b
      where b.id in (select p.branch_id from (${partnersOf}) one join partner p on p.id = one.id) order by b.name, b.id`,
    [id, memberId, madeAt],
  );
  return branches.length > 0 ? branches : [{ id: branchId, name: branchName }];
}

/** The partners of the import ($1, of member $2, at $3), those taken back among them. */
const partnersOf = `
  select r.partner_id as id from relationship_fact f join relationship r on r.id = f.relationship_id
   where f.capture_id = $1
  union
  select t.subject_id from trace t
   where t.made_at = $3 and (t.made_by = $2 or (t.made_by is null and $2 is null)) and t.subject = 'partner'
     and t.action = 'edited' and t.after->>'source' = 'import'`;

/**
 * From here on, the import writes nothing more: the update waits for a set that is being written (`refuseIfUndone`). Returns
 * false if it is too old; an undo that had begun goes on.
 */
async function begin(sql: Sql, { id, madeAt }: PartnerImport, now: Date): Promise<boolean> {
  const isYoung = now.getTime() - madeAt.getTime() <= importUndoHours * 3_600_000;
  const begun = await sql.query(
    'update capture set undone_at = coalesce(undone_at, $2) where id = $1 and ($3 or undone_at is not null) returning id',
    [id, now, isYoung],
  );
  return begun.length > 0;
}

/** By branch, and all ids in one text: the driver takes long to read thousands of rows. */
async function findPartners(
  sql: Sql,
  { id, memberId, madeAt }: PartnerImport,
): Promise<{ branchId: number; zone: string; partnerIds: number[] }[]> {
  const rows = await sql.query<{ branchId: number; zone: string; ids: string }>(
    `select b.id as "branchId", b.zone, string_agg(p.id::text, ',' order by p.id) as ids
       from (${partnersOf}) one join partner p on p.id = one.id and p.erased_at is null join branch b on b.id = p.branch_id
      group by b.id order by b.id`,
    [id, memberId, madeAt],
  );
  return rows.map(({ ids, ...branch }) => ({ ...branch, partnerIds: ids.split(',').map(Number) }));
}

const end = (db: Database, imported: PartnerImport, by: Member | null, now: Date): Promise<UndoneImport> =>
  transaction(db, async (tx) => {
    await removeJoined(tx, imported, now);
    // Of two undos at once, the second finds it done.
    await tx.query('select id from capture where id = $1 for no key update', [imported.id]);
    if ((await findImport(tx, imported.id))?.isTakenBack) return loadUndone(tx, imported);
    const undone = await loadUndone(tx, imported);
    const { gone, released, emptied, kept, held, left } = undone;
    await writeTrace(tx, {
      subject: 'branch',
      subjectId: imported.branchId,
      action: importUndone,
      madeBy: by?.id ?? null,
      now,
      after: {
        importId: imported.id,
        ...{ gone, released, emptied, kept: kept.count, held, left: left.length },
      },
    });
    return undone;
  });

async function loadUndone(sql: Sql, imported: PartnerImport): Promise<UndoneImport> {
  const { id, memberId, madeAt } = imported;
  const [row] = await sql.query<Omit<UndoneImport, 'branchNames' | 'kept'> & { keptIds: number[] }>(
    `with ${legalHoldTables},
     touched as (
       select r.id, r.owner_id, coalesce(p.merged_into, p.id) as partner_id, p.erased_at is not null as buried,
              bool_or(f.withdrawn_at is null) as stands
         from relationship_fact f join relationship r on r.id = f.relationship_id join partner p on p.id = r.partner_id
        where f.capture_id = $1 group by r.id, p.id),
     kept as (
       select partner_id, bool_or(exists (select from held_partner h where h.id = touched.partner_id)
                                  or exists (select from held_member h where h.id = touched.owner_id)) as held
         from touched where stands group by partner_id)
     select (select count(distinct partner_id)::int from touched where buried) as gone,
            (select count(*)::int from touched where not stands and not buried) as released,
            (select count(distinct t.subject_id)::int from trace t join partner p on p.id = t.subject_id and p.erased_at is null
              where t.made_at = $2 and (t.made_by = $3 or (t.made_by is null and $3 is null)) and t.subject = 'partner'
                and t.action = 'edited' and t.after->>'source' = 'import' and t.undone_at is not null) as emptied,
            (select count(*)::int from kept where held) as held,
            array(select partner_id from kept where not held) as "keptIds",
            array(select m.name from trace t join member m on m.id = t.subject_id and m.state = 'invited'
                   where t.subject = 'member' and t.action = 'joined by import' and (t.after->>'importId')::int = $1
                   order by m.name) as left,
            array(select m.name from trace t join member m on m.id = t.subject_id and m.state <> 'invited'
                   where t.subject = 'member' and t.action = 'joined by import' and (t.after->>'importId')::int = $1
                   order by m.name) as stayed`,
    [id, madeAt, memberId],
  );
  const { keptIds, ...counts } = row!;
  const named = await sql.query<{ name: string }>(
    'select name from partner where id = any($1::int[]) order by name, id limit $2',
    [keptIds, namesShown],
  );
  const names = named.map((one) => one.name);
  const branchNames = (await findBranches(sql, imported)).map((branch) => branch.name);
  return { ...counts, branchNames, kept: { count: keptIds.length, names } };
}
