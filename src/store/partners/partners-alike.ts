import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { alikeKeys, index, type KnownPartner, phoneEnds } from '../../domain/partners/known-partner.ts';
import type { Identity } from '../../domain/partners/likeness.ts';
import type { PartnerBook } from '../../domain/partners/partner-book.ts';
import { nameKey } from '../../domain/partners/same-partner.ts';
import { arrayText } from '../db/array-text.ts';
import type { Sql } from '../db/database.ts';

/** Whose eyes the book is for: they decide which partners are open. Null for operators, who may see all. */
export interface Reader {
  member: Member;
  today: Day;
}

/**
 * Loads into the book the partners of a branch whom these people may be, or whose `ids` are named, with their owners. Partners and
 * keys that are in the book already stay as they are.
 */
export async function loadAlike(
  sql: Sql,
  book: PartnerBook,
  branchId: number,
  people: readonly Identity[],
  { ids = [], reader = null }: { ids?: readonly number[]; reader?: Reader | null } = {},
): Promise<void> {
  const fresh = people.filter((one) => alikeKeys(one).some((key) => !book.looked.has(key)));
  for (const one of fresh) for (const key of alikeKeys(one)) book.looked.add(key);
  const found = await findAlike(sql, branchId, fresh, ids);
  const rows = new Map(found.map((row) => [row.id, row]));
  const partners = new Map<number, KnownPartner>();
  const merged = new Map<number, KnownPartner>();
  for (const row of rows.values()) {
    const kept = keptOf(row, rows);
    if (!kept || book.byId.has(kept.id)) continue;
    const partner = partners.get(kept.id) ?? known(kept);
    partners.set(kept.id, partner);
    if (row !== kept) addAlias(partner, row);
    merged.set(row.id, partner);
  }
  await loadRelationsOf(sql, partners, branchId, reader);
  for (const [id, partner] of merged) book.byId.set(id, partner);
  for (const partner of partners.values()) index(book, partner);
}

interface AlikeRow extends PartnerFields {
  id: number;
  mergedInto: number | null;
}

/** The expressions of the indexes. Queries must use them exactly as written. */
const phoneEndsOf = `phone_ends(p.phone_numbers)`;
const emailKeyOf = `p.branch_id::text || ' ' || lower(p.email)`;
const companyKeyOf = `p.branch_id::text || ' ' || p.company_key`;

const columns = `p.id, p.merged_into as "mergedInto", p.name, p.company, p.kind, p.phone, p.email, p.growing, p.birthday, p.anniversary`;

/**
 * Plans each statement of the work anew: a plan from when a table was small reads all of it for each key once it has grown. Not
 * what is written after it: Postgres checks every foreign key of every row with a statement of its own.
 */
export async function planAnew<Result>(tx: Sql, work: () => Promise<Result>): Promise<Result> {
  await tx.query(`select set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const result = await work();
  await tx.query(`select set_config('plan_cache_mode', 'auto', true)`);
  return result;
}

/**
 * Merged ones lead to whom they were merged into. Lateral and "offset 0" make the planner use the indexes. It has no statistics yet
 * for a table that is being filled.
 */
function findAlike(
  sql: Sql,
  branchId: number,
  people: readonly Identity[],
  ids: readonly number[],
): Promise<AlikeRow[]> {
  if (people.length + ids.length === 0) return Promise.resolve([]);
  const near = people
    .filter(({ name, company }) => nameKey(company ?? '') !== '' && !/\d/.test(name))
    .map(nearOf);
  return sql.query<AlikeRow>(
    `with recursive found as (
       (select p.* from unnest($2::text[]) as k(key)
         cross join lateral (
           select ${columns} from partner p
            where p.branch_id = $1 and p.name_key = k.key and p.erased_at is null offset 0) as p
        union
        select ${columns} from unnest($3::text[]) as k(key)
         cross join lateral (
           select * from partner p where ${phoneEndsOf} @> array[k.key] and p.erased_at is null offset 0) as p
         where p.branch_id = $1
        union
        select p.* from unnest($4::text[]) as k(key)
         cross join lateral (
           select ${columns} from partner p
            where p.email is not null and ${emailKeyOf} = k.key and p.erased_at is null offset 0) as p
        union
        select p.* from unnest($5::text[], $6::text[], $7::text[]) as k(company, first, last)
         cross join lateral (
           select ${columns} from partner p
            where p.company_key <> '' and ${companyKeyOf} = k.company and p.erased_at is null
              and (split_part(p.name_key, ' ', 1) in (k.first, k.last)
                   or split_part(p.name_key, ' ', -1) in (k.first, k.last)) offset 0) as p
        union
        select ${columns} from partner p where p.id = any($8::int[]) and p.branch_id = $1 and p.erased_at is null)
       union
       select p.* from found f cross join lateral (
         select ${columns} from partner p where p.id = f."mergedInto" and p.erased_at is null offset 0) as p)
     select * from found order by id`,
    [
      branchId,
      arrayText(unique(people.map(({ name }) => nameKey(name)))),
      arrayText(unique(people.flatMap(({ phone }) => phoneEnds(phone)))),
      arrayText(unique(people.flatMap(({ email }) => (email ? `${branchId} ${email.toLowerCase()}` : [])))),
      arrayText(near.map(({ company }) => `${branchId} ${company}`)),
      arrayText(near.map(({ first }) => first)),
      arrayText(near.map(({ last }) => last)),
      arrayText(ids),
    ],
  );
}

const unique = (keys: string[]): string[] => [...new Set(keys)].filter((key) => key !== '');

function nearOf({ name, company }: Identity): { company: string; first: string; last: string } {
  const words = nameKey(name).split(' ');
  return { company: nameKey(company ?? ''), first: words[0]!, last: words.at(-1)! };
}

/** The one whom a merge kept; undefined if they were erased. */
function keptOf(row: AlikeRow, rows: ReadonlyMap<number, AlikeRow>): AlikeRow | undefined {
  let kept: AlikeRow | undefined = row;
  while (kept && kept.mergedInto !== null) kept = rows.get(kept.mergedInto);
  return kept;
}

function known({ id, mergedInto: _, ...fields }: AlikeRow): KnownPartner {
  const { name, company, phone, email } = fields;
  const identity = { names: [{ name, company }], phones: phone ? [phone] : [], emails: email ? [email] : [] };
  return { id, fields, identity, isOpen: true, owners: [], takenBack: new Map(), unowned: null };
}

function addAlias(partner: KnownPartner, { name, company, phone, email }: AlikeRow): void {
  const { names, phones, emails } = partner.identity;
  partner.identity = {
    names: [...names, { name, company }],
    phones: [...phones, ...(phone ? [phone] : [])],
    emails: [...emails, ...(email ? [email] : [])],
  };
}

async function loadRelationsOf(
  sql: Sql,
  partners: ReadonlyMap<number, KnownPartner>,
  branchId: number,
  reader: Reader | null,
): Promise<void> {
  if (partners.size === 0) return;
  const rows = await sql.query<{
    id: number;
    partnerId: number;
    ownerId: number | null;
    owner: string | null;
    archived: boolean;
    takenBack: boolean;
    covered: boolean;
  }>(
    `select r.id, r.partner_id as "partnerId", r.owner_id as "ownerId", m.slack_user_id as owner,
            r.archived_on is not null as archived,
            r.archived_on is not null and not exists (
              select from relationship_fact f
               where f.relationship_id = r.id and f.kind = 'entered' and f.withdrawn_at is null) as "takenBack",
            exists (select from absence a where a.member_id = r.owner_id and a.cover_id = $2::int
                                            and $3::date between a.from_day and a.to_day) as covered
       from relationship r left join member m on m.id = r.owner_id
      where r.partner_id = any($1::int[]) order by r.id`,
    [arrayText([...partners.keys()]), reader?.member.id ?? null, reader?.today ?? null],
  );
  const ties = new Map<number, { ownerIds: number[]; covers: { ownerId: number; coverId: number }[] }>();
  for (const id of partners.keys()) ties.set(id, { ownerIds: [], covers: [] });
  for (const { id, partnerId, ownerId, owner, archived, takenBack, covered } of rows) {
    const partner = partners.get(partnerId)!;
    if (owner && takenBack) partner.takenBack.set(owner, id);
    else if (owner) partner.owners.push(owner);
    else if (!archived) partner.unowned ??= { relationshipId: id };
    if (ownerId === null || archived) continue;
    ties.get(partnerId)!.ownerIds.push(ownerId);
    if (reader && covered) ties.get(partnerId)!.covers.push({ ownerId, coverId: reader.member.id });
  }
  if (!reader) return;
  for (const [id, partner] of partners)
    partner.isOpen = may(partnerRolesOf(reader.member, { branchId, ...ties.get(id)! }), 'see card');
}
