import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { HelpKind } from '../../domain/partners/help.ts';
import type { AskAnswer } from '../../domain/partners/readiness.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { insertPromises } from '../promises.ts';
import { claimOnce } from '../touchpoints/small-captures.ts';
import { type ChangedText, writeTrace } from '../trace.ts';
import { mayWriteAbout } from './partners.ts';

/** Everything a member records about a partner besides contacts: help, asks, advocates, promises, hard closings. */

/** The ids of what was saved; Undo works for an hour. Null if the same request was already saved. */
export type Saved = { traceId: number; captureId: number } | null;

interface Request {
  /** Unique per submission. */
  requestKey: string;
  member: Member;
  partnerId: number;
  now: Date;
}

/** Saves one request about one partner: claims it, runs `make`, and writes the trace that Undo needs. */
async function saveOnce(
  db: Database,
  { requestKey, member, partnerId, partnerIds = [partnerId], now }: Request & { partnerIds?: number[] },
  action: string,
  make: (tx: Sql, captureId: number) => Promise<{ after?: object; texts?: ChangedText[] }>,
): Promise<Saved> {
  return transaction(db, async (tx) => {
    const captureId = await claimOnce(tx, requestKey, member, 'modal', partnerIds, now);
    if (captureId === null) return null;
    const { after = {}, texts = [] } = await make(tx, captureId);
    const traceId = await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action,
      madeBy: member.id,
      now,
      after: { ...after, captureId },
      texts,
    });
    return { traceId, captureId };
  });
}

const said = (field: string, text: string | null): ChangedText[] =>
  text === null ? [] : [{ field, before: null, after: text }];

/** Who records something about whom. */
interface Deed {
  member: Member;
  partnerId: number;
  now: Date;
}

/** What a trace says of it. */
type Written = { after: object; texts: ChangedText[] };

export async function writeHelp(
  tx: Sql,
  captureId: number,
  { member, partnerId, kind, on, note }: Deed & { kind: HelpKind; on: Day; note: string | null },
): Promise<Written> {
  await tx.query(
    `insert into help (capture_id, partner_id, member_id, kind, helped_on, note) values ($1, $2, $3, $4, $5, $6)`,
    [captureId, partnerId, member.id, kind, on, note],
  );
  return { after: { help: kind, on }, texts: said('note', note) };
}

export async function writeAsk(
  tx: Sql,
  captureId: number,
  { member, partnerId, on, answer, note, now }: Deed & { on: Day; answer: AskAnswer; note: string | null },
): Promise<Written> {
  await tx.query(
    `insert into ask (capture_id, partner_id, member_id, asked_on, answer, answered_on, note)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      captureId,
      partnerId,
      member.id,
      on,
      answer,
      answer === 'open' ? null : dayIn(member.timeZone, now),
      note,
    ],
  );
  return { after: { answer, on }, texts: said('note', note) };
}

export async function writeAdvocate(
  tx: Sql,
  captureId: number,
  { member, partnerId, on, occasion }: Deed & { on: Day; occasion: string },
): Promise<Written> {
  await tx.query(
    `insert into advocate (capture_id, partner_id, member_id, spoke_on, occasion) values ($1, $2, $3, $4, $5)`,
    [captureId, partnerId, member.id, on, occasion],
  );
  return { after: { on }, texts: said('occasion', occasion) };
}

export const saveHelp = (
  db: Database,
  request: Request & { kind: HelpKind; on: Day; note: string | null },
  /** Saves its cost in the expense record, in the same transaction. */
  alsoSave?: (tx: Sql, captureId: number) => Promise<void>,
): Promise<Saved> =>
  saveOnce(db, request, 'helped', async (tx, captureId) => {
    const written = await writeHelp(tx, captureId, request);
    await alsoSave?.(tx, captureId);
    return written;
  });

export const saveAsk = (
  db: Database,
  request: Request & { on: Day; answer: AskAnswer; note: string | null },
): Promise<Saved> => saveOnce(db, request, 'asked', (tx, captureId) => writeAsk(tx, captureId, request));

/** Records the answer to an open ask. Returns false if it is already answered, not this partner's, or the partner is erased. */
export async function answerAsk(
  db: Database,
  { member, partnerId, now }: Omit<Request, 'requestKey'>,
  askId: number,
  answer: AskAnswer,
  note: string | null,
): Promise<boolean> {
  return transaction(db, async (tx) => {
    if (!(await mayWriteAbout(tx, [partnerId]))) return false;
    const changed = await tx.query<{ id: number }>(
      `update ask set answer = $3, answered_on = $4, note = coalesce($5, note)
        where id = $1 and partner_id = $2 and withdrawn_at is null and answer = 'open' and $3 <> 'open' returning id`,
      [askId, partnerId, answer, dayIn(member.timeZone, now), note],
    );
    if (changed.length === 0) return false;
    await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'ask answered',
      madeBy: member.id,
      now,
      after: { answer, askId },
      texts: said('note', note),
    });
    return true;
  });
}

export const saveAdvocate = (
  db: Database,
  request: Request & { on: Day; occasion: string },
): Promise<Saved> =>
  saveOnce(db, request, 'spoke up', (tx, captureId) => writeAdvocate(tx, captureId, request));

/** Saves a promise made without a touchpoint. */
export const savePromise = (
  db: Database,
  request: Request & { text: string; dueOn: Day; partnerIds: number[] },
): Promise<Saved> =>
  saveOnce(db, request, 'promised', async (tx, captureId) => {
    const today = dayIn(request.member.timeZone, request.now);
    const promise = { text: request.text, dueOn: request.dueOn };
    await insertPromises(tx, captureId, request.member, [promise], request.partnerIds, today);
    return { after: { on: request.dueOn }, texts: said('promise', request.text) };
  });

/** Records a hard closing, so that "What could we do better?" is asked at the next meeting. Returns the trace's id. */
export async function noteHardClosing(
  db: Database,
  { member, partnerId, now }: Omit<Request, 'requestKey'>,
): Promise<number> {
  const today = dayIn(member.timeZone, now);
  return transaction(db, async (tx) => {
    const [was] = await tx.query<{ hardClosingOn: Day | null }>(
      'select hard_closing_on as "hardClosingOn" from partner where id = $1 for no key update',
      [partnerId],
    );
    await tx.query('update partner set hard_closing_on = $2 where id = $1', [partnerId, today]);
    return writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: 'hard closing',
      madeBy: member.id,
      now,
      before: was ?? null,
      after: { on: today },
    });
  });
}
