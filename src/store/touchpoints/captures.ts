import { createHash } from 'node:crypto';
import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SpendStatement } from '../../domain/record/spend.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import {
  type Contact,
  type LockedRelationship,
  lockRelationships,
  recomputeLockedClocks,
} from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { setFeedback } from '../feedback/feedback-changes.ts';
import { editGrowthGoal, revertGrowthGoal, setGrowthGoal, shownGrowthGoal } from '../partners/growth-goal.ts';
import {
  addPartners,
  bringBackPartners,
  findTakenBack,
  lockForAdding,
  mayWriteAbout,
} from '../partners/partners.ts';
import { recordSpend, withdrawSpend } from '../record/spend-record.ts';
import { writeTrace } from '../trace.ts';
import { heardOn, insertContent, replacePromises, withdrawContent } from './capture-content.ts';
import { finishDraft } from './drafts.ts';
import { loadCapture } from './saved-capture.ts';
import { withdrawRelationships } from './withdraw-relationships.ts';

export interface NewCapture {
  /** Unique for one thing that a person did in Slack; docs/design.md, Captures, says which id serves where. */
  requestKey: string;
  source: 'words' | 'dm' | 'modal' | 'tap';
  member: Member;
  content: CaptureContent;
  /** Stated at once in a modal; null asks afterwards. */
  meal?: SpendStatement | null;
  /** What was typed: the same words within minutes are taken for a slip, unless `evenIfSame`. */
  said?: string;
  evenIfSame?: boolean;
  /** The digest whose line was tapped. */
  nudgeId?: number;
  /** The kept sentence that this finishes. */
  draftId?: number;
  now: Date;
}

/**
 * `repeated`: the same request came again, and this is what it made the first time. `same words`: the same member said
 * the same minutes ago, and it was saved once.
 */
export interface CaptureOutcome {
  how: 'saved' | 'repeated' | 'same words';
  capture: SavedCapture;
}

/** The same words by the same member within this time are answered "already saved" (docs/design.md, Captures). */
const sameWordsMinutes = 15;

/**
 * Saves one capture with all it makes, in one transaction, and moves the clocks that it moves.
 * @throws CommitUnknown when the answer to the commit was lost; `findCapture` tells then.
 */
export async function saveCapture(db: Database, capture: NewCapture): Promise<CaptureOutcome> {
  return transaction(db, async (tx) => {
    const { member, now } = capture;
    let { content } = capture;
    // The member first: the same words may come twice at a moment, and the book may grow. A tap is on a partner whom the
    // member has.
    if (capture.source !== 'tap') await lockForAdding(tx, member, content.newPartners);
    // Locked before anything is read: captures of one relationship follow each other, each folding what the last left.
    const locked = await lockRelationships(tx, [contactOf(member, content, content.partnerIds)]);
    const strange = content.partnerIds.filter((id) => !isInBook(locked, member, id));
    // Whom the member has is kept by the lock of the relationship; an erasure takes it as well.
    const mayWrite = strange.length === 0 || (await mayWriteAbout(tx, strange));
    if (!mayWrite) content = withoutWords(content);
    const back = capture.source === 'tap' || !mayWrite ? [] : await findTakenBack(tx, member, strange);
    const claim = await claimRequest(tx, capture);
    if (claim.how === 'saved') {
      const added = await addPartners(tx, member, content.newPartners, 'keep', content.today, claim.id);
      await bringBackPartners(tx, member, back, content.today, claim.id);
      const partnerIds = [...new Set([...content.partnerIds, ...added])];
      await insertContent(tx, claim.id, member, content, partnerIds, now);
      if (capture.meal) await recordSpend(tx, claim.id, member.id, capture.meal);
      if (capture.draftId) await finishDraft(tx, capture.draftId, now);
      await recomputeLockedClocks(
        tx,
        added.length > 0 ? await lockRelationships(tx, [contactOf(member, content, partnerIds)]) : locked,
      );
    }
    return { how: claim.how, capture: await loadMade(tx, claim.id) };
  });
}

/** What a request made, for when the answer to its commit was lost. Null: nothing was saved. */
export async function findCapture(db: Database, requestKey: string): Promise<SavedCapture | null> {
  const [row] = await db.query<{ id: number }>('select id from capture where request_key = $1', [requestKey]);
  return row ? loadCapture(db, row.id) : null;
}

/** A capture of this member's own; null for anybody else's. */
export async function findOwnCapture(sql: Sql, id: number, member: Member): Promise<SavedCapture | null> {
  const capture = await loadCapture(sql, id);
  return capture?.memberId === member.id ? capture : null;
}

/**
 * Takes back all that a capture made, and frees the key of a tap, so that the same button may count again. Undoing
 * twice changes nothing. Null: not a capture of this member.
 */
export async function undoCapture(
  db: Database,
  id: number,
  member: Member,
  now: Date,
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before) => {
    if (before.undone) return;
    // Any other request keeps its key: a copy of it, sent again, must not bring back what was undone.
    await tx.query(
      `update capture set undone_at = $2, request_key = case when source = 'tap' then null else request_key end
        where id = $1`,
      [id, now],
    );
    await withdrawContent(tx, id, now);
    await revertGrowthGoal(tx, id);
    await withdrawRelationships(tx, id, dayIn(member.timeZone, now), now);
    await withdrawSpend(tx, id, member.id);
    await traceChange(tx, 'undone', member, before, null, now);
  });
}

/** Replaces what a capture made by what its teller says now. An undone one stays undone. Null: not this member's. */
export async function editCapture(
  db: Database,
  id: number,
  member: Member,
  told: CaptureContent,
  meal: SpendStatement | null,
  now: Date,
): Promise<SavedCapture | null> {
  return changeCapture(
    db,
    id,
    member,
    async (tx, before, mayWrite) => {
      if (before.undone) return;
      const content = mayWrite ? told : withoutWords(told);
      const added = await addPartners(tx, member, content.newPartners, 'keep', content.today, id);
      if (mayWrite) await bringBackPartners(tx, member, content.partnerIds, content.today, id);
      const partnerIds = [...new Set([...content.partnerIds, ...added])];
      await withdrawContent(tx, id, now);
      const rest = { ...content, promises: [], feedback: null, growing: null };
      await insertContent(tx, id, member, rest, partnerIds, now);
      await editGrowthGoal(tx, before, partnerIds, content.growing);
      await replacePromises(tx, before, member, content, partnerIds, now);
      const heard = { text: content.feedback, heardOn: heardOn(content) };
      await setFeedback(tx, id, member, partnerIds, heard, now);
      await withdrawRelationships(tx, id, content.today, now);
      const stated = meal ?? before.meal;
      if (content.what !== 'touchpoint' || content.kind !== 'meal') await withdrawSpend(tx, id, member.id);
      else if (stated) await recordSpend(tx, id, member.id, stated);
      // Those already there are folded by `changeCapture`; partners added just now are nobody else's yet.
      if (added.length > 0)
        await recomputeLockedClocks(tx, await lockRelationships(tx, [contactOf(member, content, added)]));
      await traceChange(tx, 'edited', member, before, await loadMade(tx, id), now);
    },
    told,
  );
}

/** Adds what the partner said to a capture: to its note, as feedback, as what they grow. Null: not this member's. */
export async function addToCapture(
  db: Database,
  id: number,
  member: Member,
  told: { note: string | null; feedback: string | null; growing: string | null },
  now: Date,
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before, mayWrite) => {
    if (!mayWrite || before.undone || before.what !== 'touchpoint') return;
    const partnerIds = before.partners.map((partner) => partner.id);
    await tx.query(
      `insert into touchpoint_note (touchpoint_id, note)
       select id, $2 from touchpoint where capture_id = $1 and withdrawn_at is null
       on conflict (touchpoint_id) do update set note = excluded.note`,
      [id, told.note],
    );
    if (told.feedback !== before.feedback)
      await setFeedback(tx, id, member, partnerIds, { text: told.feedback, heardOn: before.on }, now);
    if (told.growing !== shownGrowthGoal(before))
      await setGrowthGoal(tx, id, partnerIds, told.growing, before.on);
    await traceChange(tx, 'heard', member, before, before, now);
  });
}

/** States who paid for the meal of a capture. Null: not a capture of this member. */
export async function payMeal(
  db: Database,
  id: number,
  member: Member,
  meal: SpendStatement,
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before) => {
    if (!before.undone) await recordSpend(tx, id, member.id, meal);
  });
}

/**
 * One change of one own capture, alone: its row is locked, its teller and the relationships it moves (and `becoming` will
 * move) are locked before and folded after.
 */
async function changeCapture(
  db: Database,
  id: number,
  member: Member,
  change: (tx: Sql, before: SavedCapture, mayWrite: boolean) => Promise<void>,
  becoming?: CaptureContent,
): Promise<SavedCapture | null> {
  return transaction(db, async (tx) => {
    const first = await findOwnCapture(tx, id, member);
    if (!first) return null;
    await lockForAdding(tx, member, becoming?.newPartners ?? []);
    const alongIds = first.along.flatMap((person) => person.memberId ?? []);
    const partnerIds = first.partners.map((partner) => partner.id);
    const locked = await lockRelationships(tx, [
      contactOf(member, { alongIds, on: first.on }, partnerIds),
      ...(becoming ? [contactOf(member, becoming, becoming.partnerIds)] : []),
    ]);
    const mayWrite = await mayWriteAbout(tx, [...partnerIds, ...(becoming?.partnerIds ?? [])]);
    await tx.query('select id from capture where id = $1 for update', [id]);
    // Read again under the locks: a double click may have changed it meanwhile.
    await change(tx, await loadMade(tx, id), mayWrite);
    await recomputeLockedClocks(tx, locked);
    return loadMade(tx, id);
  });
}

/** What is told of somebody who was erased meanwhile is an event, as after an erasure of it. */
const withoutWords = (content: CaptureContent): CaptureContent => ({
  ...content,
  word: null,
  alongNames: [],
  note: null,
  place: null,
  promises: [],
  feedback: null,
  growing: null,
});

const contactOf = (
  member: Member,
  { alongIds, on }: Pick<CaptureContent, 'alongIds' | 'on'>,
  partnerIds: number[],
): Contact => ({ partnerIds, memberIds: [member.id, ...alongIds], on });

const isInBook = (locked: LockedRelationship[], member: Member, partnerId: number): boolean =>
  locked.some((one) => one.partnerId === partnerId && one.ownerId === member.id && !one.isArchived);

async function claimRequest(
  tx: Sql,
  capture: NewCapture,
): Promise<{ how: CaptureOutcome['how']; id: number }> {
  // "(select …)" hides the time from the planner, or it would plan anew for each capture.
  const [row] = await tx.query<{ made: number | null; earlier: number | null; same: number | null }>(
    `with earlier as (select id from capture where request_key = $1),
     same as (
       select id from capture
        where member_id = $2 and words_hash = $4 and not $6::boolean and undone_at is null
          and made_at > (select $5::timestamptz - make_interval(mins => $7)) order by id desc limit 1),
     made as (
       insert into capture (request_key, member_id, source, words_hash, made_at, nudge_id)
       select $1, $2, $3, $4, $5, $8 where not exists (select from same) and not exists (select from earlier)
       on conflict (request_key) do nothing returning id)
     select (select id from made) as made, (select id from earlier) as earlier, (select id from same) as same`,
    [
      capture.requestKey,
      capture.member.id,
      capture.source,
      capture.said ? hashWords(capture.said) : null,
      capture.now,
      capture.evenIfSame ?? false,
      sameWordsMinutes,
      capture.nudgeId ?? null,
    ],
  );
  if (row?.made) return { how: 'saved', id: row.made };
  if (row?.earlier) return { how: 'repeated', id: row.earlier };
  if (row?.same) return { how: 'same words', id: row.same };
  // Its twin committed between this statement's snapshot and its insert.
  const [twin] = await tx.query<{ id: number }>('select id from capture where request_key = $1', [
    capture.requestKey,
  ]);
  if (!twin) throw new Error('a capture was neither made nor found');
  return { how: 'repeated', id: twin.id };
}

/** The same sentence again, whatever its case and spacing. */
function hashWords(said: string): string {
  return createHash('sha256').update(said.toLowerCase().replace(/\s+/g, ' ').trim()).digest('base64url');
}

async function loadMade(sql: Sql, id: number): Promise<SavedCapture> {
  const capture = await loadCapture(sql, id);
  if (!capture) throw new Error(`capture ${id} has no content`);
  return capture;
}

function traceChange(
  tx: Sql,
  action: string,
  member: Member,
  before: SavedCapture,
  after: SavedCapture | null,
  now: Date,
): Promise<number> {
  return writeTrace(tx, {
    subject: 'capture',
    subjectId: before.id,
    action,
    madeBy: member.id,
    now,
    before: codesOf(before),
    after: after && codesOf(after),
  });
}

const codesOf = ({ what, kind, on, partners, along, meal }: SavedCapture): object => ({
  what,
  kind,
  on,
  partners: partners.map((partner) => partner.id),
  along: along.map((person) => person.memberId),
  payer: meal?.payer ?? null,
  amountCents: meal?.amountCents ?? null,
});
