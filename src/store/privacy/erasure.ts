import { dayIn } from '../../domain/days/day.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { lockBook } from '../partners/partners.ts';
import { writeTrace } from '../trace.ts';
import { buryPartners } from './bury-partners.ts';
import { loadMentionsLeft, type Mention, noteMentions } from './erasure-mentions.ts';
import { findNames, findPartnerToErase, type ToErase } from './erasure-subject.ts';
import { findCapturesAndChanges, findLegalHoldsOnWords, isAnyOnLegalHold } from './legal-hold-tables.ts';
import { isOnLegalHold } from './legal-holds.ts';
import {
  blankCopies,
  type Copies,
  followCopies,
  legalHoldScope,
  lockDestruction,
} from './redaction-copies.ts';
import { loadTexts, loadTextsAbout } from './texts.ts';

/**
 * `done`: how many texts were blanked, and what is left to review. `held`: a legal hold is on them, or on words about them.
 * `has partners`: the member's partners must be handed over first.
 */
export type Erasure =
  | { how: 'done'; blanked: number; left: Mention[] }
  | { how: 'held' }
  | { how: 'has partners'; partners: number };

const tombstone = 'Erased member';

/**
 * Erases a person. Blanks the texts about them and all copies, and keeps their row as a tombstone that no search finds. Every
 * other text that mentions them is recorded, by its row, for review. `dry`: changes nothing, and returns what would happen.
 * Running it again blanks newer texts, and returns what is left to review.
 */
export async function erase(
  db: Database,
  { kind, id, ...found }: ToErase,
  { dry }: { dry: boolean },
  now: Date,
): Promise<Erasure> {
  return transaction<Erasure>(db, async (tx) => {
    // Keeps out additions, merges and handovers. Then come a capture's locks, in the same order.
    await lockBook(tx, found.branchId, 'alone');
    await lockDestruction(tx);
    const merged = kind === 'partner' ? await findPartnerToErase(tx, id) : null;
    const subject = merged ?? { kind, id, ...found };
    const isErased = await lockSubject(tx, subject);
    const about = await findAbout(tx, subject);
    const isDone = isErased && about.texts === 0;
    if (!isDone && (await isKept(tx, subject, about.copies))) return { how: 'held' };
    const partners = kind === 'member' && !isErased ? await countOwned(tx, id) : 0;
    if (partners > 0) return { how: 'has partners', partners };
    const names = isErased ? [] : await findNames(tx, subject);
    await blankCopies(tx, about.copies);
    if (!isErased) {
      await (kind === 'partner' ? buryPartner(tx, subject, now) : buryMember(tx, id, now));
      const traceId = await writeTrace(tx, {
        subject: kind,
        subjectId: id,
        action: 'erased',
        madeBy: null,
        now,
        after: { rows: about.texts },
      });
      await noteMentions(tx, traceId, names);
      // After the search, which would otherwise find it.
      if (kind === 'member') await keepSlackId(tx, traceId, names.at(-1)!);
    }
    const outcome: Erasure = {
      how: 'done',
      blanked: about.texts,
      left: await loadMentionsLeft(tx, { kind, id }),
    };
    if (dry) throw new DryRun(outcome);
    return outcome;
  }).catch((error: unknown): Erasure => {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  });
}

/** Thrown to roll back a dry run. */
class DryRun extends Error {
  readonly outcome: Erasure;
  constructor(outcome: Erasure) {
    super('nothing was changed');
    this.outcome = outcome;
  }
}

/**
 * Locks the rows. Writers about a partner hold the partner's row, so earlier texts are visible now, and later ones find a
 * tombstone. The only FOR UPDATE: it must also wait for those who merely refer to the row, by a foreign key or `for key share`.
 */
async function lockSubject(tx: Sql, subject: ToErase): Promise<boolean> {
  const { kind, ids } = subject;
  if (kind === 'member') {
    await lockAroundMember(tx, ids);
    const [member] = await tx.query<{ erased: boolean }>(
      'select erased_at is not null as erased from member where id = any($1::int[]) for update',
      [ids],
    );
    return member?.erased ?? false;
  }
  await tx.query(
    'select id from relationship where partner_id = any($1::int[]) order by id for no key update',
    [ids],
  );
  // Partners who share a text with them lose it, too. Locked together, in id order, as others lock them.
  const { copies } = await findAbout(tx, subject);
  const rows = await tx.query<{ id: number; erased: boolean }>(
    'select id, erased_at is not null as erased from partner where id = any($1::int[]) order by id for update',
    [[...ids, ...copies.partnerIds]],
  );
  return rows.some(({ id, erased }) => erased && ids.includes(id));
}

/**
 * Locks what others hold when they come to refer to a member: a branch being saved or a week being closed, a schedule being
 * planned. Locking the member for update first would deadlock with them.
 */
async function lockAroundMember(tx: Sql, ids: readonly number[]): Promise<void> {
  const managed = () =>
    tx.query<{ id: number }>(
      'select id from branch where manager_id = any($1::int[]) order by id for no key update',
      [ids],
    );
  let locked = await managed();
  for (;;) {
    await tx.query('savepoint around_member');
    await tx.query('select id from member where id = any($1::int[]) order by id for no key update', [ids]);
    const now = await tx.query<{ id: number }>(
      'select id from branch where manager_id = any($1::int[]) order by id',
      [ids],
    );
    if (now.every(({ id }) => locked.some((one) => one.id === id))) break;
    // They became the manager of one more branch meanwhile. Branches are locked before members: let go of these, and begin anew.
    await tx.query('rollback to savepoint around_member');
    locked = await managed();
  }
  await tx.query('select id from schedule where member_id = any($1::int[]) order by id for no key update', [
    ids,
  ]);
}

/** Finds the texts about them, and every copy of those. */
async function findAbout(tx: Sql, { kind, ids }: ToErase): Promise<{ copies: Copies; texts: number }> {
  const partnerIds = kind === 'partner' ? ids : [];
  const changed =
    kind === 'partner' ? await findCapturesAndChanges(tx, ids) : { captureIds: [], changeIds: [] };
  const feedback = await tx.query<{ id: number }>('select id from feedback where about_id = any($1::int[])', [
    kind === 'member' ? ids : [],
  ]);
  const texts = [
    ...(await loadTextsAbout(tx, { ...changed, partnerIds })),
    // Partners' feedback about a member.
    ...(await loadTexts(
      tx,
      'feedback',
      feedback.map((row) => row.id),
    )),
  ];
  const words = texts.flatMap((text) => text.words);
  const captureIds = texts.flatMap(({ captureId }) => captureId ?? []);
  return {
    copies: await followCopies(tx, { words, along: words, partnerIds, captureIds }, texts),
    texts: texts.length,
  };
}

async function isKept(tx: Sql, { kind, id, ids }: ToErase, copies: Copies): Promise<boolean> {
  if (kind === 'member')
    return (await isOnLegalHold(tx, { memberId: id })) || isAnyOnLegalHold(tx, legalHoldScope(copies));
  // Holds also cover texts by a held colleague, and captures that include someone held, even if no words are left in them.
  return (await findLegalHoldsOnWords(tx, ids)).length > 0 || isAnyOnLegalHold(tx, legalHoldScope(copies));
}

async function countOwned(tx: Sql, memberId: number): Promise<number> {
  const [owns] = await tx.query<{ partners: number }>(
    'select count(*)::int as partners from relationship where owner_id = $1 and archived_on is null',
    [memberId],
  );
  return owns!.partners;
}

async function buryPartner(tx: Sql, { ids, branchId }: ToErase, now: Date): Promise<void> {
  const [branch] = await tx.query<{ zone: string }>('select zone from branch where id = $1', [branchId]);
  await buryPartners(tx, ids, dayIn(knownZone(branch!.zone), now), now);
  await tx.query(
    `update promise set state = 'dropped', closed_on = coalesce(closed_on, due_on) where partner_id = any($1) and state = 'open'`,
    [ids],
  );
  await tx.query(
    `update plan set settled = 'dropped', settled_on = planned_on where partner_id = any($1) and settled is null`,
    [ids],
  );
}

async function buryMember(tx: Sql, id: number, now: Date): Promise<void> {
  // Traces of a branch name its manager by Slack id.
  await tx.query(
    `update trace t set after = jsonb_set(t.after, '{manager}', to_jsonb('erased-' || m.id)) from member m
      where m.id = $1 and t.subject = 'branch' and t.after->>'manager' = m.slack_user_id`,
    [id],
  );
  await tx.query(
    `update member set name = $2, email = null, slack_user_id = 'erased-' || id, dm_channel_id = null, state = 'left',
            roles = '{member}', erased_at = $3 where id = $1`,
    [id, tombstone, now],
  );
  await tx.query('update branch set manager_id = null where manager_id = $1', [id]);
  await tx.query('update area set lead_id = null where lead_id = $1', [id]);
  await tx.query('delete from schedule where member_id = $1', [id]);
  await tx.query(
    `update nudge set state = 'closed', closed_as = 'cancelled', reason = 'erased' where member_id = $1 and state = 'planned'`,
    [id],
  );
}

/** Keeps a member's Slack id, so that the same command finds them again while mentions are left to review. */
const keepSlackId = (tx: Sql, traceId: number, slackUserId: string) =>
  tx.query(`insert into trace_text (trace_id, field, before) values ($1, 'slack id', $2)`, [
    traceId,
    slackUserId,
  ]);

/** Deletes an erased member's Slack id, once nothing is left to review. */
export async function forgetSlackId(sql: Sql, memberId: number): Promise<void> {
  await sql.query(
    `delete from trace_text x using trace t
      where t.id = x.trace_id and t.subject = 'member' and t.subject_id = $1 and t.action = 'erased'`,
    [memberId],
  );
}
