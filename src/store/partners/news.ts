import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { News } from '../../domain/news/news.ts';
import type { PartnerFields } from '../../domain/partners/card.ts';
import { changedFields } from '../../domain/partners/partner-fields.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { hashWords, sameWordsMinutes } from '../touchpoints/same-words.ts';
import { claimOnce } from '../touchpoints/small-captures.ts';
import { type ChangedText, writeTrace } from '../trace.ts';
import { writeAdvocate, writeAsk, writeHelp } from './goodwill.ts';
import { fieldColumns, writeFields } from './partner-edit.ts';
import { mayWriteAbout } from './partners.ts';

/** News told in words, about partners whom the member may write about. */
export interface NewsRequest {
  /** Unique per command or message, and per news in it. */
  requestKey: string;
  source: 'words' | 'dm';
  member: Member;
  said: string;
  now: Date;
}

/** `same`: the field already says so. `no ask`: none is open that this could answer. Null: a partner has been erased. */
export type SavedNews =
  | { how: 'saved' | 'same words'; told: ToldNews[] }
  | { how: 'same' }
  | { how: 'no ask' }
  | null;

/** What one trace tells of one partner: what its confirmation shows, and what Undo takes back. */
export interface ToldNews {
  traceId: number;
  partnerId: number;
  partnerName: string;
  action: string;
  undone: boolean;
  /** Empty after a redaction. */
  changes: ChangedText[];
}

/** Saves news once per request. Undo works for an hour (`undoChange`). */
export async function saveNews(db: Database, request: NewsRequest, news: News): Promise<SavedNews> {
  return transaction(db, async (tx) => {
    if (news.is === 'field') return saveField(tx, request, news);
    if (news.is === 'ask answer') return saveAnswer(tx, request, news);
    return saveGoodwill(tx, request, news);
  });
}

type Goodwill = Exclude<News, { is: 'field' | 'ask answer' }>;

const actionOf = { help: 'helped', ask: 'asked', review: 'spoke up' } as const;

async function saveGoodwill(tx: Sql, request: NewsRequest, news: Goodwill): Promise<SavedNews> {
  const { requestKey, source, member, said, now } = request;
  // The same words may come twice at once.
  await tx.query('select id from member where id = $1 for no key update', [member.id]);
  const wordsHash = hashWords(`${news.is}: ${said}`);
  const [earlier] = await tx.query<{ id: number; isRepeated: boolean }>(
    `select id, request_key is not distinct from $1 as "isRepeated" from capture
      where request_key = $1
         or (member_id = $2 and words_hash = $3 and undone_at is null
             and made_at > (select $4::timestamptz - make_interval(mins => $5)))
      order by 2 desc, id desc limit 1`,
    [requestKey, member.id, wordsHash, now, sameWordsMinutes],
  );
  const find = async (captureId: number, how: 'saved' | 'same words'): Promise<SavedNews> => {
    const told = await loadTold(tx, member, { partnerIds: news.partnerIds, captureId });
    return told.length > 0 ? { how, told } : null;
  };
  if (earlier) return find(earlier.id, earlier.isRepeated ? 'saved' : 'same words');
  const captureId = await claimOnce(tx, requestKey, member, source, news.partnerIds, now, wordsHash);
  if (captureId === null) return null;
  for (const partnerId of news.partnerIds) {
    const { after, texts } = await write(tx, captureId, { ...request, partnerId }, news);
    await writeTrace(tx, {
      subject: 'partner',
      subjectId: partnerId,
      action: actionOf[news.is],
      madeBy: member.id,
      now,
      after: { ...after, captureId },
      texts,
    });
  }
  return find(captureId, 'saved');
}

function write(
  tx: Sql,
  captureId: number,
  by: { member: Member; partnerId: number; now: Date },
  news: Goodwill,
) {
  if (news.is === 'help') return writeHelp(tx, captureId, { ...by, ...news });
  if (news.is === 'ask') return writeAsk(tx, captureId, { ...by, ...news });
  return writeAdvocate(tx, captureId, { ...by, ...news });
}

/** Saves one field of a partner, whatever else was changed meanwhile. */
async function saveField(
  tx: Sql,
  { requestKey, member, now }: NewsRequest,
  { partnerIds: [partnerId = 0], field, value }: Extract<News, { is: 'field' }>,
): Promise<SavedNews> {
  const [row] = await tx.query<PartnerFields & { version: number }>(
    `select ${fieldColumns} from partner
      where id = $1 and merged_into is null and erased_at is null for no key update`,
    [partnerId],
  );
  if (!row) return null;
  const known = await loadTold(tx, member, { partnerIds: [partnerId], requestKey });
  if (known.length > 0) return { how: 'saved', told: known };
  const { version, ...before } = row;
  const fields = { ...before, [field]: value };
  const changes = changedFields(before, fields);
  if (changes.length === 0) return { how: 'same' };
  await writeFields(tx, partnerId, fields, dayIn(member.timeZone, now));
  await writeTrace(tx, {
    subject: 'partner',
    subjectId: partnerId,
    action: 'edited',
    madeBy: member.id,
    now,
    after: { fields: [field], version: version + 1, request: requestKey },
    texts: changes,
  });
  return { how: 'saved', told: await loadTold(tx, member, { partnerIds: [partnerId], requestKey }) };
}

/** Saves the answer to the latest ask that is still open. */
async function saveAnswer(
  tx: Sql,
  { requestKey, member, now }: NewsRequest,
  { partnerIds: [partnerId = 0], answer }: Extract<News, { is: 'ask answer' }>,
): Promise<SavedNews> {
  if (!(await mayWriteAbout(tx, [partnerId]))) return null;
  const [open] = await tx.query<{ id: number }>(
    `select id from ask where partner_id = $1 and withdrawn_at is null and answer = 'open'
      order by asked_on desc, id desc limit 1 for no key update`,
    [partnerId],
  );
  // Looked up under the lock: of two deliveries, the second finds what the first did.
  const known = await loadTold(tx, member, { partnerIds: [partnerId], requestKey });
  if (known.length > 0) return { how: 'saved', told: known };
  if (!open) return { how: 'no ask' };
  await tx.query('update ask set answer = $2, answered_on = $3 where id = $1', [
    open.id,
    answer,
    dayIn(member.timeZone, now),
  ]);
  await writeTrace(tx, {
    subject: 'partner',
    subjectId: partnerId,
    action: 'ask answered',
    madeBy: member.id,
    now,
    after: { answer, askId: open.id, request: requestKey },
  });
  return { how: 'saved', told: await loadTold(tx, member, { partnerIds: [partnerId], requestKey }) };
}

/** Loads what the member told: by its traces, or what a request or capture made of these partners. */
export async function loadTold(
  sql: Sql,
  member: Member,
  by: { traceIds?: number[]; partnerIds?: number[]; captureId?: number; requestKey?: string },
): Promise<ToldNews[]> {
  return sql.query<ToldNews>(
    `select t.id as "traceId", p.id as "partnerId", p.name as "partnerName", t.action, t.undone_at is not null as undone,
            (select coalesce(json_agg(json_build_object('field', x.field, 'before', x.before, 'after', x.after)), '[]')
               from trace_text x where x.trace_id = t.id) as changes
       from trace t join partner p on p.id = t.subject_id and p.erased_at is null
      where t.subject = 'partner' and t.made_by = $1
        and t.action in ('helped', 'asked', 'ask answered', 'spoke up', 'edited')
        and (t.id = any($2::int[])
             or (t.subject_id = any($3::int[])
                 and ((t.after->>'captureId')::int = $4::int or t.after->>'request' = $5::text)))
      order by t.id`,
    [member.id, by.traceIds ?? null, by.partnerIds ?? null, by.captureId ?? null, by.requestKey ?? null],
  );
}
