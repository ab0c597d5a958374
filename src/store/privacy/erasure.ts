import { erasedMark, mentionsOf } from '../../domain/privacy/mentions.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { keepLeft } from './erasure-left.ts';
import type { Conversation, ToErase } from './erasure-subject.ts';
import { type Note, sweep } from './erasure-sweep.ts';
import { findHoldsOnWords } from './held.ts';
import { isHeld } from './holds.ts';

/** Where text was taken out, and how often. */
export type Erased = { where: string; rows: number }[];

/** `held`: compliance keeps them, or words about them, for now. `has partners`: they are to be handed over first. */
export type Erasure =
  | { how: 'done'; erased: Erased }
  | { how: 'held' | 'erased already' }
  | { how: 'has partners'; partners: number };

const tombstone = { partner: 'Erased partner', member: 'Erased member' } as const;

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
    const rows = await tx.query<{ erased: boolean }>(
      `select erased_at is not null as erased from ${subject.kind} where id = any($1::int[]) order by id for update`,
      [subject.ids],
    );
    // Asked under the lock: another run may have done it since.
    if (rows.some(({ erased }) => erased)) return { how: 'erased already' };
    for (const id of subject.ids)
      if (await isHeld(tx, subject.kind === 'partner' ? { partnerId: id } : { memberId: id }))
        return { how: 'held' };
    // What a held colleague wrote of them, or what was told of them together with somebody held.
    if (subject.kind === 'partner' && (await findHoldsOnWords(tx, subject.ids)).length > 0)
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
    if (subject.kind === 'partner') await blankTheirs(tx, subject, note);
    await sweep(
      tx,
      subject.kind === 'partner' ? subject.ids : [],
      mentionsOf(subject.tellings, subject.others),
      note,
    );
    if (dry) throw new DryRun(erased);
    if (subject.kind === 'partner') await buryPartner(tx, subject, now);
    else await buryMember(tx, subject, now);
    const traceId = await writeTrace(tx, {
      subject: subject.kind,
      subjectId: subject.id,
      action: 'erased',
      madeBy: null,
      now,
      after: { rows: erased.reduce((sum, { rows }) => sum + rows, 0) },
    });
    await keepLeft(tx, traceId, {
      tellings: subject.tellings,
      channel: subject.conversation?.channel ?? null,
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

/** What was written of this partner: blanked where it is of them alone; of several, the sweep takes out the name. */
async function blankTheirs(tx: Sql, { ids }: ToErase, note: Note): Promise<void> {
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
  // Who became manager of a branch is traced by their Slack id.
  await tx.query(
    `update trace t set after = jsonb_set(t.after, '{manager}', to_jsonb($2::text)) from member m
      where m.id = $1 and t.subject = 'branch' and t.after->>'manager' = m.slack_user_id`,
    [id, erasedMark],
  );
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

/** Conversations that may hold messages about somebody: of their branch's people, of who met them, of leads and compliance; and their own. */
export async function findConversations(sql: Sql, subject: ToErase): Promise<Conversation[]> {
  const found = await sql.query<Conversation>(
    `select distinct m.dm_channel_id as channel, m.slack_user_id as "slackUserId" from member m
      where m.dm_channel_id is not null
        and (m.branch_id = $1 or m.roles && '{lead,compliance}'
             or exists (select from branch b where b.id = $1 and b.manager_id = m.id)
             or ($2 = 'partner' and (exists (select from relationship r where r.owner_id = m.id and r.partner_id = any($3))
                                     or exists (select from touchpoint_member tm
                                                  join touchpoint_partner tp on tp.touchpoint_id = tm.touchpoint_id
                                                 where tm.member_id = m.id and tp.partner_id = any($3)))))
      order by 1`,
    [subject.branchId, subject.kind, subject.ids],
  );
  const own = subject.conversation;
  return own && !found.some(({ channel }) => channel === own.channel) ? [...found, own] : found;
}

/** Posts in the channel of a branch that name partners or members: their text is kept nowhere, so all of them count. */
export const findChannelPosts = (sql: Sql, branchId: number): Promise<{ channel: string; ts: string }[]> =>
  sql.query(
    `select n.channel_id as channel, n.message_ts as ts from nudge n
      where n.branch_id = $1 and n.state = 'sent' and n.message_ts is not null and n.member_id is null
        and n.post in ('plan', 'reminder', 'leaderboard') order by n.id`,
    [branchId],
  );
