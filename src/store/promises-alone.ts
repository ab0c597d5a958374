import { dayIn } from '../domain/days/day.ts';
import type { Member } from '../domain/members/member.ts';
import type { SavedPromises } from '../domain/promises.ts';
import type { PromiseMade } from '../domain/touchpoints/capture.ts';
import { type Database, type Sql, transaction } from './db/database.ts';
import { insertPromises } from './promises.ts';
import { noteSaidBy } from './touchpoints/said-by.ts';
import { hashWords, sameWordsMinutes } from './touchpoints/same-words.ts';
import { claimOnce, withdrawSmall } from './touchpoints/small-captures.ts';
import { type ByOrder, writeTrace } from './trace.ts';

/** Promises told in words without a contact: each to all of these partners. */
export interface NewPromises {
  /** Unique per command or message. */
  requestKey: string;
  source: 'words' | 'dm';
  member: Member;
  partnerIds: readonly number[];
  promises: PromiseMade[];
  said: string;
  /** Whoever told it for the member, who is told of it. */
  saidBy?: Member;
  now: Date;
}

/** Saves them once per request, and not again for the same words within minutes. Null if one of the partners has been erased. */
export async function savePromises(
  db: Database,
  { requestKey, source, member, partnerIds, promises, said, saidBy, now }: NewPromises,
): Promise<{ how: 'saved' | 'repeated' | 'same words'; saved: SavedPromises } | null> {
  return transaction(db, async (tx) => {
    // The same words may come twice at once.
    await tx.query('select id from member where id = $1 for no key update', [member.id]);
    // What made these words a promise may make them a contact once the book has changed: the two are not the same.
    const wordsHash = hashWords(`promised: ${said}`);
    const [earlier] = await tx.query<{ id: number; isRepeated: boolean }>(
      `select id, request_key is not distinct from $1 as "isRepeated" from capture
        where request_key = $1
           or (member_id = $2 and words_hash = $3 and undone_at is null
               and made_at > (select $4::timestamptz - make_interval(mins => $5)))
        order by 2 desc, id desc limit 1`,
      [requestKey, member.id, wordsHash, now, sameWordsMinutes],
    );
    if (earlier) {
      const saved = await findPromises(tx, earlier.id, member);
      return saved && { how: earlier.isRepeated ? 'repeated' : 'same words', saved };
    }
    const captureId = await claimOnce(tx, requestKey, member, source, partnerIds, now, wordsHash);
    if (captureId === null) return null;
    await insertPromises(tx, captureId, member, promises, [...partnerIds], dayIn(member.timeZone, now));
    const subjectId = Math.min(...partnerIds);
    // One each: a redaction of its words finds them by the whole text.
    for (const { text, dueOn } of promises)
      await writeTrace(tx, {
        subject: 'partner',
        subjectId,
        action: 'promised',
        madeBy: member.id,
        now,
        after: { on: dueOn, captureId },
        texts: [{ field: 'promise', before: null, after: text }],
      });
    if (saidBy) await noteSaidBy(tx, captureId, member, saidBy, now);
    const saved = await findPromises(tx, captureId, member);
    return saved && { how: 'saved', saved };
  });
}

/** Finds what a request saved, after the answer to its COMMIT was lost. */
export async function findPromisesOf(
  db: Database,
  requestKey: string,
  member: Member,
): Promise<SavedPromises | null> {
  const [row] = await db.query<{ id: number }>('select id from capture where request_key = $1', [requestKey]);
  return row ? findPromises(db, row.id, member) : null;
}

/** The promises that the member told of alone, in one sentence. Null if there are none to anyone who is still there. */
export async function findPromises(
  sql: Sql,
  captureId: number,
  member: Pick<Member, 'id'>,
): Promise<SavedPromises | null> {
  const rows = await sql.query<SavedPromises['promises'][number] & { undone: boolean }>(
    `select k.undone_at is not null as undone, p.name as "partnerName", q.id, q.text, q.due_on as "dueOn", q.state
       from capture k join promise q on q.capture_id = k.id
       join partner p on p.id = q.partner_id and p.erased_at is null
      where k.id = $1 and k.member_id = $2
        -- Those made at a contact are changed and undone with it.
        and not exists (select from touchpoint t where t.capture_id = k.id)
        and not exists (select from plan l where l.capture_id = k.id)
        and not exists (select from attempt a where a.capture_id = k.id)
      order by min(q.id) over (partition by q.text, q.due_on), q.id`,
    [captureId, member.id],
  );
  const [first] = rows;
  return first
    ? {
        captureId,
        undone: first.undone,
        promises: rows.map(({ undone: _, ...promise }) => promise),
      }
    : null;
}

/**
 * Takes the promises back, unless one was kept or dropped since: `changed`. Idempotent. Null if they are not the member's.
 */
export async function undoPromises(
  db: Database,
  captureId: number,
  member: Member,
  now: Date,
  by: ByOrder = {},
): Promise<{ changed: boolean; saved: SavedPromises } | null> {
  return transaction(db, async (tx) => {
    if (!(await findPromises(tx, captureId, member))) return null;
    await tx.query('select id from promise where capture_id = $1 order by id for no key update', [captureId]);
    const before = await findPromises(tx, captureId, member);
    if (!before) return null;
    const changed = before.promises.some(({ state }) => state !== 'open');
    if (before.undone || changed) return { changed: changed && !before.undone, saved: before };
    await withdrawSmall(tx, captureId, now);
    const traces = await tx.query<{ id: number; partnerId: number }>(
      `update trace set undone_at = $2
        where undone_at is null and subject = 'partner' and action = 'promised' and (after->>'captureId')::int = $1
          and subject_id = (select min(partner_id) from promise where capture_id = $1)
        returning id, subject_id as "partnerId"`,
      [captureId, now],
    );
    for (const trace of traces)
      await writeTrace(tx, {
        subject: 'partner',
        subjectId: trace.partnerId,
        action: 'promised undone',
        madeBy: member.id,
        now,
        before: { traceId: trace.id },
        after: { captureId, ...by },
      });
    return { changed: false, saved: { ...before, undone: true } };
  });
}
