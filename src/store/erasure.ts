import { type Database, type Sql, transaction } from './database.ts';
import { isHeld } from './holds.ts';
import { writeTrace } from './trace.ts';

/** Whom an erasure is about, and what must not be found any more. */
export interface ToErase {
  kind: 'partner' | 'member';
  id: number;
  branchId: number;
  /** The row, and those merged into it. */
  ids: number[];
  /** Names, phones and addresses, as they stand: each is looked for everywhere. */
  words: string[];
  erasedAt: Date | null;
}

/** Where text was taken out, and how often. */
export type Erased = { where: string; rows: number }[];

/** `held`: compliance keeps it for now. `has partners`: they are to be handed over first. */
export type Erasure =
  | { how: 'done'; erased: Erased }
  | { how: 'held' | 'gone' | 'erased already' }
  | { how: 'has partners'; partners: number };

const tombstone = { partner: 'Erased partner', member: 'Erased member' } as const;

/** A partner by id, with all that names them; null: there is none. One who was merged leads to who they are now. */
export async function findPartnerToErase(sql: Sql, id: number): Promise<ToErase | null> {
  const rows = await sql.query<{
    id: number;
    branchId: number;
    name: string;
    company: string | null;
    phone: string | null;
    email: string | null;
    erasedAt: Date | null;
  }>(
    `select p.id, p.branch_id as "branchId", p.name, p.company, p.phone, p.email, p.erased_at as "erasedAt"
       from partner p, (select coalesce(merged_into, id) as id from partner where id = $1) kept
      where p.id = kept.id or p.merged_into = kept.id order by p.id = kept.id desc, p.id`,
    [id],
  );
  const [first] = rows;
  if (!first) return null;
  const former = await sql.query<{ before: string }>(
    `select x.before from trace t join trace_text x on x.trace_id = t.id and x.field in ('name', 'phone', 'email')
      where t.subject = 'partner' and t.subject_id = any($1::int[]) and x.before is not null`,
    [rows.map((row) => row.id)],
  );
  return {
    kind: 'partner',
    id: first.id,
    branchId: first.branchId,
    ids: rows.map((row) => row.id),
    words: wordsOf([
      ...rows.flatMap(({ name, company, phone, email }) => [
        name,
        phone,
        email,
        // "Quade Homes" tells of Zebulon Quade; the company of many tells of none of them.
        company && namesOne(company, name) ? company : null,
      ]),
      ...former.map(({ before }) => before),
    ]),
    erasedAt: first.erasedAt,
  };
}

/** A member by their Slack id; null: there is none. */
export async function findMemberToErase(sql: Sql, slackUserId: string): Promise<ToErase | null> {
  const [row] = await sql.query<{
    id: number;
    branchId: number;
    name: string;
    email: string | null;
    erasedAt: Date | null;
  }>(
    `select id, branch_id as "branchId", name, email, erased_at as "erasedAt" from member where slack_user_id = $1`,
    [slackUserId],
  );
  if (!row) return null;
  return {
    kind: 'member',
    id: row.id,
    branchId: row.branchId,
    ids: [row.id],
    words: wordsOf([row.name, row.email, slackUserId]),
    erasedAt: row.erasedAt,
  };
}

/** Partners of one name, to be erased by id. */
export const findNamesakes = (
  sql: Sql,
  name: string,
  branchId: number,
): Promise<{ id: number; name: string; company: string | null }[]> =>
  sql.query(
    `select id, name, company from partner
      where branch_id = $2 and lower(name) = lower($1) and merged_into is null order by id`,
    [name.trim(), branchId],
  );

const namesOne = (company: string, name: string): boolean =>
  name.split(/\s+/).some((part) => part.length > 3 && company.toLowerCase().includes(part.toLowerCase()));

/** The longest first, so that no part of a longer one is left. One letter is no name. */
const wordsOf = (all: readonly (string | null)[]): string[] =>
  [...new Set(all.flatMap((word) => (word && word.trim().length > 1 ? [word.trim()] : [])))].sort(
    (a, b) => b.length - a.length,
  );

/** All words as one expression, of Postgres and of JavaScript alike, whatever blanks are between their parts; nothing in it is an operator. */
export const patternOf = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|');

const mark = '[erased]';

/**
 * Takes a person out: the texts about them alone are blanked, their names in any other text are replaced, and their row stays as a
 * tombstone that nobody finds. `dry`: nothing is changed, and what would be is told. Doing it twice changes nothing.
 */
export async function erase(
  db: Database,
  subject: ToErase,
  { dry }: { dry: boolean },
  now: Date,
): Promise<Erasure> {
  return transaction<Erasure>(db, async (tx) => {
    await tx.query(`select id from ${subject.kind} where id = any($1::int[]) order by id for update`, [
      subject.ids,
    ]);
    if (subject.erasedAt) return { how: 'erased already' };
    for (const id of subject.ids)
      if (await isHeld(tx, subject.kind === 'partner' ? { partnerId: id } : { memberId: id }))
        return { how: 'held' };
    if (subject.kind === 'member') {
      const [owns] = await tx.query<{ partners: number }>(
        'select count(*)::int as partners from relationship where owner_id = $1 and archived_on is null',
        [subject.id],
      );
      if (owns!.partners > 0) return { how: 'has partners', partners: owns!.partners };
    }
    const erased: Erased = [];
    const note = (where: string, rows: readonly unknown[]) => {
      if (rows.length > 0) erased.push({ where, rows: rows.length });
    };
    const pattern = patternOf(subject.words);
    if (subject.kind === 'partner') await blankTheirs(tx, subject, pattern, note);
    await sweep(tx, subject, pattern, note);
    if (dry) throw new DryRun(erased);
    if (subject.kind === 'partner') await buryPartner(tx, subject, now);
    else await buryMember(tx, subject, now);
    await writeTrace(tx, {
      subject: subject.kind,
      subjectId: subject.id,
      action: 'erased',
      madeBy: null,
      now,
      after: { rows: erased.reduce((sum, { rows }) => sum + rows, 0) },
    });
    return { how: 'done', erased };
  }).catch((error: unknown): Erasure => {
    if (error instanceof DryRun) return { how: 'done', erased: error.erased };
    throw error;
  });
}

/** Thrown to roll a dry run back. */
class DryRun extends Error {
  readonly erased: Erased;
  constructor(erased: Erased) {
    super('nothing was changed');
    this.erased = erased;
  }
}

type Note = (where: string, rows: readonly unknown[]) => void;

/** What was written of this partner: blanked where it is of them alone; of several, the sweep takes out the name. */
async function blankTheirs(tx: Sql, { ids }: ToErase, pattern: string, note: Note): Promise<void> {
  const alone = `exists (select from touchpoint_partner tp where tp.touchpoint_id = n.touchpoint_id and tp.partner_id = any($1))
    and not exists (select from touchpoint_partner tp where tp.touchpoint_id = n.touchpoint_id and tp.partner_id <> all($1))`;
  note(
    'notes',
    await tx.query(
      `update touchpoint_note n set note = null, along = '{}' where (note is not null or along <> '{}') and ${alone} returning 1`,
      [ids],
    ),
  );
  const columns: Record<string, string[]> = {
    attempt: ['note'],
    plan: ['note', 'place'],
    feedback: ['text', 'answer', 'untold_reason'],
    help: ['note'],
    ask: ['note'],
    advocate: ['occasion'],
    growing_text: ['before', 'said'],
  };
  for (const [table, fields] of Object.entries(columns)) {
    const rows = await tx.query(
      `update ${table} set ${fields.map((field) => `${field} = null`).join(', ')}
        where partner_id = any($1) and num_nonnulls(${fields.join(', ')}) > 0 returning 1`,
      [ids],
    );
    note(table, rows);
  }
  note(
    'promises',
    await tx.query(`update promise set text = '' where partner_id = any($1) and text <> '' returning 1`, [
      ids,
    ]),
  );
  note(
    'words of changes',
    await tx.query(
      `update trace_text x set before = null, after = null from trace t
        where t.id = x.trace_id and num_nonnulls(x.before, x.after) > 0
          and ((t.subject = 'partner' and t.subject_id = any($1))
            or (t.subject = 'relationship' and t.subject_id in (select id from relationship where partner_id = any($1)))
            or (t.subject = 'promise' and t.subject_id in (select id from promise where partner_id = any($1)))
            or (t.subject = 'feedback' and t.subject_id in (select id from feedback where partner_id = any($1))))
        returning 1`,
      [ids],
    ),
  );
  // The record keeps who paid, how much and when; its words may only be blanked.
  note(
    'words of the record',
    await tx.query(
      `update spend_record_text x set purpose = null, attendees = null, what = null, blanked_at = clock_timestamp()
         from spend_record r
        where r.id = x.record_id and x.blanked_at is null and r.partner_ids && $1::int[]
          and (r.partner_ids <@ $1::int[] or concat_ws(' ', x.purpose, x.attendees, x.what) ~* $2) returning 1`,
      [ids, pattern],
    ),
  );
  note('drafts', await tx.query(`update draft set said = null where said ~* $1 returning 1`, [pattern]));
}

/** Columns that name somebody else, or cannot hold a name; a namesake keeps theirs. */
const spared = new Set([
  'partner.name',
  'partner.name_key',
  'partner.company',
  'partner.company_key',
  'partner.phone',
  'partner.email',
  'member.name',
  'member.email',
  'branch.name',
]);

/** Looks for the words in every column of text that there is, and puts a mark in their place. */
async function sweep(tx: Sql, subject: ToErase, pattern: string, note: Note): Promise<void> {
  const columns = await tx.query<{ table: string; column: string; type: string }>(
    `select c.table_name as "table", c.column_name as "column", c.udt_name as type
       from information_schema.columns c
       join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = current_schema() and c.udt_name in ('text', 'varchar', '_text', 'jsonb', 'json')
        and c.table_name not like '\\_prisma%' order by 1, 2`,
  );
  const words = pattern;
  for (const { table, column, type } of columns) {
    if (spared.has(`${table}.${column}`)) continue;
    // Their own row is made a tombstone; a key of Slack is no text.
    if (table === 'member' && subject.kind === 'member' && column === 'slack_user_id') continue;
    if (table === 'spend_record_text') {
      note(
        'words of the record',
        await tx.query(
          `update spend_record_text set purpose = null, attendees = null, what = null, blanked_at = clock_timestamp()
            where ${column} ~* $1 and blanked_at is null returning 1`,
          [words],
        ),
      );
      continue;
    }
    const replaced =
      type === '_text'
        ? `array(select regexp_replace(one, $1, '${mark}', 'gi') from unnest(${column}) one)`
        : type === 'jsonb' || type === 'json'
          ? `regexp_replace(${column}::text, $1, '${mark}', 'gi')::${type}`
          : `regexp_replace(${column}, $1, '${mark}', 'gi')`;
    const found = type === 'text' || type === 'varchar' ? `${column} ~* $1` : `${column}::text ~* $1`;
    note(
      `${table}.${column}`,
      await tx.query(`update ${table} set ${column} = ${replaced} where ${found} returning 1`, [words]),
    );
  }
}

/** It points to itself like one that was merged, so that nobody finds it by any list or search. */
async function buryPartner(tx: Sql, { id, ids, branchId }: ToErase, now: Date): Promise<void> {
  await tx.query(
    `update partner set name = $2, company = null, phone = null, email = null, growing = null, growing_on = null, birthday = null,
            anniversary = null, name_key = '', company_key = '', erased_at = $3, version = version + 1,
            merged_into = coalesce(merged_into, $4)
      where id = any($1)`,
    [ids, tombstone.partner, now, id],
  );
  await tx.query(
    `update relationship set archived_on = coalesce(archived_on, ($2::timestamptz at time zone b.zone)::date), touch_due = null,
            touch_grace = null, face_due = null, face_grace = null
       from branch b where b.id = $3 and partner_id = any($1)`,
    [ids, now, branchId],
  );
  await tx.query(
    `update promise set state = 'dropped', closed_on = coalesce(closed_on, due_on) where partner_id = any($1) and state = 'open'`,
    [ids],
  );
  await tx.query(
    `update plan set settled = 'dropped', settled_on = planned_on where partner_id = any($1) and settled is null`,
    [ids],
  );
}

async function buryMember(tx: Sql, { id }: ToErase, now: Date): Promise<void> {
  await tx.query(
    `update member set name = $2, email = null, slack_user_id = 'erased-' || id, dm_channel_id = null, state = 'left',
            roles = '{member}', erased_at = $3 where id = $1`,
    [id, tombstone.member, now],
  );
  await tx.query('update branch set manager_id = null where manager_id = $1', [id]);
  await tx.query('update area set lead_id = null where lead_id = $1', [id]);
  await tx.query('delete from schedule where member_id = $1', [id]);
  await tx.query(
    `update nudge set state = 'closed', closed_as = 'cancelled', reason = 'erased' where member_id = $1 and state = 'planned'`,
    [id],
  );
}

/** Conversations that may hold messages about somebody: of their branch's people, of who met them, of leads and compliance. */
export const findConversations = (
  sql: Sql,
  subject: ToErase,
): Promise<{ channel: string; slackUserId: string }[]> =>
  sql.query(
    `select distinct m.dm_channel_id as channel, m.slack_user_id as "slackUserId" from member m
      where m.dm_channel_id is not null
        and (m.branch_id = $1 or m.roles && '{lead,compliance}'
             or ($2 = 'member' and m.id = any($3))
             or ($2 = 'partner' and (exists (select from relationship r where r.owner_id = m.id and r.partner_id = any($3))
                                     or exists (select from touchpoint_member tm
                                                  join touchpoint_partner tp on tp.touchpoint_id = tm.touchpoint_id
                                                 where tm.member_id = m.id and tp.partner_id = any($3)))))
      order by 1`,
    [subject.branchId, subject.kind, subject.ids],
  );

/** Posts in the channel of a branch that name partners or members: their text is kept nowhere, so all of them count. */
export const findChannelPosts = (sql: Sql, branchId: number): Promise<{ channel: string; ts: string }[]> =>
  sql.query(
    `select n.channel_id as channel, n.message_ts as ts from nudge n
      where n.branch_id = $1 and n.state = 'sent' and n.message_ts is not null and n.member_id is null
        and n.post in ('plan', 'reminder', 'leaderboard') order by n.id`,
    [branchId],
  );
