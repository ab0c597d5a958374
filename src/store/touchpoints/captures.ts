import { dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { mealPaidBy, restated, type SpendStatement } from '../../domain/record/spend.ts';
import { longestNote, withAddition } from '../../domain/touchpoints/addition.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import { feedbackFiledUnder } from '../../domain/touchpoints/whose-words.ts';
import type { CaptureSource } from '../../domain/words.ts';
import { type LockedRelationship, lockRelationships, recomputeLockedClocks } from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { setFeedback } from '../feedback/feedback-changes.ts';
import { editGrowthGoal, setGrowthGoal, shownGrowthGoal, undoGrowthGoal } from '../partners/growth-goal.ts';
import {
  addPartners,
  bringBackPartners,
  findTakenBack,
  lockForAdding,
  lockPartners,
  mayWriteAbout,
} from '../partners/partners.ts';
import {
  heldEntries,
  recordAddedSpend,
  recordSpend,
  withdrawAddedSpend,
  withdrawSpend,
} from '../record/spend-record.ts';
import { joinAddition, moveAdditions, setNote, takeOutNote, undoAdditions } from './additions.ts';
import { heardOn, insertContent, replacePromises, withdrawContent } from './capture-content.ts';
import {
  type ChangedBy,
  changeCapture,
  contactOf,
  loadMade,
  traceChange,
  withoutWords,
} from './change-capture.ts';
import { DraftFinished, finishDraft } from './drafts.ts';
import { noteSaidBy } from './said-by.ts';
import { hashWords, sameWordsMinutes } from './same-words.ts';
import { loadCapture } from './saved-capture.ts';
import { withdrawRelationships } from './withdraw-relationships.ts';

export interface NewCapture {
  /** Unique per action in Slack. Captures in docs/design.md lists which id is used where. */
  requestKey: string;
  source: Exclude<CaptureSource, 'import'>;
  member: Member;
  content: CaptureContent;
  /** Stated right away in a modal. Null: ask afterward. */
  meal?: SpendStatement | null;
  /** The typed words. The same words within minutes are taken for a mistake, unless `evenIfSame`. */
  said?: string;
  evenIfSame?: boolean;
  /** The member's own partners when the words were read. */
  book?: readonly { id: number }[];
  /** The nudge of the digest whose line was tapped. */
  nudgeId?: number;
  /** The draft that this finishes. */
  draftId?: number;
  /** For a button under a draft: another one, pressed at the same moment, may have finished it. */
  onlyIfOpen?: boolean;
  /** Whoever told it for the member, who is told of it. */
  saidBy?: Member;
  now: Date;
}

/**
 * `repeated`: the request came twice; this is what the first one created. `same words`: the member said the same thing
 * minutes ago, or nothing new about a touchpoint of theirs; this is what was saved then.
 */
export interface CaptureOutcome {
  how: 'saved' | 'repeated' | 'same words';
  capture: SavedCapture;
  /** The member's first: they are owed the message that says when their first list comes. */
  isFirst?: boolean;
}

/**
 * Saves one capture with everything it creates, in one transaction, and recomputes the clocks.
 * @throws CommitUnknown when the answer to COMMIT was lost; `findCapture` then tells whether it was saved.
 * @throws DraftFinished with `onlyIfOpen`, if the draft is finished and this request has not saved it before
 */
export async function saveCapture(db: Database, capture: NewCapture): Promise<CaptureOutcome> {
  return transaction(db, async (tx) => {
    const { member, now } = capture;
    let { content } = capture;
    // Lock before reading anything, so that captures of one relationship run one after another, and each folds the last one's facts.
    const locked = await lockForCapture(tx, capture);
    const strange = content.partnerIds.filter((id) => !isInBook(locked, member, id));
    // The lock on the member's own relationships already holds off an erasure, which takes it, too.
    const mayWrite = strange.length === 0 || (await mayWriteAbout(tx, strange));
    if (!mayWrite) content = withoutWords(content);
    const back = capture.source === 'tap' || !mayWrite ? [] : await findTakenBack(tx, member, strange);
    const claim = await claimRequest(tx, { ...capture, content });
    if (claim.how === 'saved') {
      const added = await addPartners(tx, member, content.newPartners, 'keep', content.today, claim.id);
      await bringBackPartners(tx, member, back, content.today, claim.id);
      const partnerIds = [...new Set([...content.partnerIds, ...added])];
      if (claim.addedTo !== null) await lockPartners(tx, partnerIds);
      await insertContent(tx, claim.id, member, content, partnerIds, now);
      const said = content.meal && mealPaidBy(content.meal.payer, content.meal.amountCents);
      const meal = capture.meal ?? said;
      if (claim.addedTo === null) {
        if (meal) await recordSpend(tx, claim.id, member.id, meal);
      } else {
        const addition = { id: claim.id, addedTo: claim.addedTo };
        await joinAddition(tx, addition.addedTo, { id: addition.id, note: content.note }, member, now);
        if (meal) {
          const before = await loadMade(tx, addition.addedTo);
          await recordAddedSpend(tx, addition, member.id, restated(before.meal, meal));
        }
      }
      if (capture.saidBy) await noteSaidBy(tx, claim.id, member, capture.saidBy, now);
      const wasOpen = !capture.draftId || (await finishDraft(tx, capture.draftId, now));
      if (capture.onlyIfOpen && !wasOpen) throw new DraftFinished();
      await recomputeLockedClocks(
        tx,
        added.length > 0 ? await lockRelationships(tx, [contactOf(member, content, partnerIds)]) : locked,
      );
    }
    const isFirst = claim.how === 'saved' && claim.isFirst;
    return { how: claim.how, capture: await loadMade(tx, claim.id), isFirst };
  });
}

/**
 * Locks the member, because the same words may come twice at once, and the book may grow; then the relationships. A tap needs
 * only these: it is always on a partner the member already has.
 */
async function lockForCapture(
  tx: Sql,
  { member, content, source, book }: NewCapture,
): Promise<LockedRelationship[]> {
  const { partnerIds, newPartners } = content;
  const contact = contactOf(member, content, partnerIds);
  if (source === 'tap') return lockRelationships(tx, [contact]);
  // With partners from the book, there is no relationship that another request could be adding.
  const isFromBook = newPartners.length === 0 && partnerIds.every((id) => book?.some((own) => own.id === id));
  const locked = isFromBook ? await lockRelationships(tx, [contact], { after: member.id }) : [];
  // Without any, everyone has left the book since. Nothing is locked yet, so the usual order still holds.
  if (locked.length > 0) return locked;
  await lockForAdding(tx, member, newPartners);
  return lockRelationships(tx, [contact]);
}

/** Finds what a request created, after the answer to its COMMIT was lost. Null if nothing was saved. */
export async function findCapture(db: Database, requestKey: string): Promise<SavedCapture | null> {
  const [row] = await db.query<{ id: number }>('select id from capture where request_key = $1', [requestKey]);
  return row ? loadCapture(db, row.id) : null;
}

/** Finds a capture by this member. Null if there is none, or it is another member's. */
export async function findOwnCapture(sql: Sql, id: number, member: Member): Promise<SavedCapture | null> {
  const capture = await loadCapture(sql, id);
  return capture?.memberId === member.id ? capture : null;
}

/**
 * Undoes everything that a capture created, and frees the key of a tap, so that the same button works again. Idempotent.
 * Null if it is not this member's capture.
 */
export async function undoCapture(
  db: Database,
  id: number,
  member: Member,
  now: Date,
  changed: ChangedBy = {},
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before) => {
    if (before.undone) return;
    // Any other request keeps its key: a second delivery of it must not restore what was undone.
    await tx.query(
      `update capture set undone_at = $2, request_key = case when source = 'tap' then null else request_key end
        where id = $1`,
      [id, now],
    );
    await (before.addedTo === null
      ? undoAdditions(tx, before, changed.by ?? member, now)
      : takeOutNote(tx, before));
    await withdrawContent(tx, before, now);
    await undoGrowthGoal(tx, id);
    await withdrawRelationships(tx, id, dayIn(member.timeZone, now), now);
    const meal = await withdrawSpend(tx, id, (changed.by ?? member).id);
    await traceChange(tx, 'undone', member, before, null, now, { ...changed, meal });
  });
}

/** Replaces a capture's content with its teller's new version. An undone capture stays undone. Null if it is not this member's. */
export async function editCapture(
  db: Database,
  id: number,
  member: Member,
  told: CaptureContent,
  meal: SpendStatement | null,
  now: Date,
  changed: ChangedBy = {},
): Promise<SavedCapture | null> {
  const by = changed.by ?? member;
  return changeCapture(
    db,
    id,
    member,
    async (tx, before, mayWrite) => {
      if (before.undone || before.addedTo !== null) return;
      const content = mayWrite ? told : withoutWords(told);
      const added = await addPartners(tx, member, content.newPartners, 'keep', content.today, id);
      if (mayWrite) await bringBackPartners(tx, member, content.partnerIds, content.today, id);
      const partnerIds = [...new Set([...content.partnerIds, ...added])];
      await withdrawContent(tx, before, now);
      const rest = { ...content, promises: [], feedback: null, growing: null };
      await insertContent(tx, id, member, rest, partnerIds, now);
      await editGrowthGoal(tx, before, partnerIds, content.growing);
      await replacePromises(tx, before, member, content, partnerIds, now);
      const heard = { text: content.feedback, heardOn: heardOn(content), partnerIds };
      await setFeedback(tx, before, member, heard, now);
      await moveAdditions(tx, before, member, content, partnerIds, now);
      await withdrawRelationships(tx, id, content.today, now);
      const stated = meal ?? before.meal;
      await withdrawAddedSpend(tx, id, by.id);
      if (content.what !== 'touchpoint' || content.kind !== 'meal') await withdrawSpend(tx, id, by.id);
      else if (stated) await recordSpend(tx, id, by.id, stated);
      // `changeCapture` recomputes the existing relationships. Partners added just now belong to no other member yet.
      if (added.length > 0)
        await recomputeLockedClocks(tx, await lockRelationships(tx, [contactOf(member, content, added)]));
      await traceChange(tx, 'edited', member, before, await loadMade(tx, id), now, changed);
    },
    told,
  );
}

/**
 * Adds what the partner said to a capture: its note, feedback and growth goal. Feedback that could be anyone's of several stays
 * in the note. Null if it is not this member's capture.
 */
export async function addToCapture(
  db: Database,
  id: number,
  member: Member,
  told: { note: string | null; feedback: string | null; growing: string | null },
  now: Date,
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before, mayWrite) => {
    if (!mayWrite || before.undone || before.addedTo !== null || before.what !== 'touchpoint') return;
    const partnerIds = before.partners.map((partner) => partner.id);
    const isFirst = before.feedback === null && told.feedback !== null;
    const from = isFirst ? feedbackFiledUnder(told.feedback ?? '', before.partners) : partnerIds;
    const { note, feedback } =
      from || !told.feedback ? told : { note: withAddition(told.note, told.feedback), feedback: null };
    await setNote(tx, id, note);
    if (feedback !== before.feedback) {
      const heard = { text: feedback, heardOn: before.on, partnerIds: from ?? [] };
      await setFeedback(tx, before, member, heard, now);
    }
    if (told.growing !== shownGrowthGoal(before))
      await setGrowthGoal(tx, id, partnerIds, told.growing, before.on);
    await traceChange(tx, 'heard', member, before, before, now);
  });
}

/** Records who paid for a capture's meal, given what was stated before. Null if it is not this member's capture. */
export async function payMeal(
  db: Database,
  id: number,
  member: Member,
  stating: (before: SpendStatement | null) => SpendStatement,
): Promise<SavedCapture | null> {
  return changeCapture(db, id, member, async (tx, before) => {
    if (before.undone || before.addedTo !== null) return;
    await withdrawAddedSpend(tx, id, member.id);
    await recordSpend(tx, id, member.id, stating(before.meal));
  });
}

/** Takes back a payer that was tapped. What was filled in is put right in the record. Null if it is not this member's capture. */
export const unpayMeal = (db: Database, id: number, member: Member): Promise<SavedCapture | null> =>
  changeCapture(db, id, member, async (tx, before) => {
    if (before.undone || before.addedTo !== null || before.meal?.payer === 'we did') return;
    await withdrawSpend(tx, id, member.id);
  });

const isInBook = (locked: LockedRelationship[], member: Member, partnerId: number): boolean =>
  locked.some((one) => one.partnerId === partnerId && one.ownerId === member.id && !one.isArchived);

/**
 * `addedTo`: the touchpoint was told of before, by the same member with the same partners, day, and kind, and by no other
 * word for it; a lunch is not the coffee of that morning.
 */
type Claim =
  | { how: 'saved'; id: number; addedTo: number | null; isFirst: boolean }
  | { how: 'repeated' | 'same words'; id: number };

/** "You're set", once ever: with the first capture that member $2 makes at $5. Those before are seen as they were. */
const oweFirstList = `
  insert into nudge (key, mark, post, member_id, branch_id, due_at, expires_at)
  select 'first list:' || m.id, gen_random_uuid(), 'first list', m.id, m.branch_id, $5, $5::timestamptz + interval '3 days'
    from made cross join member m
   where m.id = $2 and not exists (select from capture where member_id = $2 and source <> 'import')
  on conflict (key) do nothing returning id`;

async function claimRequest(tx: Sql, capture: NewCapture): Promise<Claim> {
  const again = toldAgain(capture);
  // "(select …)" hides the time from the planner, which would otherwise plan again for each capture.
  const [row] = await tx.query<{
    made: number | null;
    earlier: number | null;
    same: number | null;
    told: number | null;
    isFirst: boolean;
  }>(
    `with earlier as (select id from capture where request_key = $1),
     same as (
       select id from capture
        where member_id = $2 and words_hash = $4 and not $6::boolean and undone_at is null
          and made_at > (select $5::timestamptz - make_interval(mins => $7)) order by id desc limit 1),
     told as (
       select k.id, $15::boolean or strpos(coalesce(n.note, ''), $14) = 0
                or ($18::boolean and not exists (
                      select from ${heldEntries('k.id')}
                         and coalesce(r.payer = $19, true) and coalesce(r.amount_cents = $20, true))) as has_more
         from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
         join capture k on k.id = t.capture_id and k.member_id = $2 and k.undone_at is null
         left join touchpoint_note n on n.touchpoint_id = t.id
        where tp.partner_id = ($9::int[])[1] and t.occurred_on = $10 and t.kind = $11 and coalesce(t.word = $12, true)
          and array(select partner_id from touchpoint_partner o where o.touchpoint_id = t.id order by 1) = $9
          and $13::int[] <@ array(select member_id from touchpoint_member o where o.touchpoint_id = t.id)
          and $16::text[] <@ coalesce(n.along, '{}') and length(concat(n.note, $14)) <= $17
        order by k.id desc limit 1),
     made as (
       insert into capture (request_key, member_id, source, words_hash, made_at, nudge_id, added_to)
       select $1, $2, $3, $4, $5, $8, (select id from told)
        where not exists (select from same) and not exists (select from earlier)
          and not exists (select from told where not has_more)
       on conflict (request_key) do nothing returning id),
     first as (${oweFirstList})
     select exists (select from first) as "isFirst", (select id from made) as made, (select id from earlier) as earlier, (select id from same) as same,
            (select id from told) as told`,
    [
      capture.requestKey,
      capture.member.id,
      capture.source,
      capture.said ? hashWords(capture.said) : null,
      capture.now,
      capture.evenIfSame ?? false,
      sameWordsMinutes,
      capture.nudgeId ?? null,
      again?.partnerIds ?? null,
      again?.on ?? null,
      again?.kind ?? null,
      again?.word ?? null,
      again?.alongIds ?? [],
      again?.note ?? '',
      again !== null && (again.promises.length > 0 || again.feedback !== null),
      again?.alongNames ?? [],
      longestNote,
      again?.meal !== undefined,
      again?.meal?.payer ?? null,
      again?.meal?.amountCents ?? null,
    ],
  );
  if (row?.made) return { how: 'saved', id: row.made, addedTo: row.told, isFirst: row.isFirst };
  if (row?.earlier) return { how: 'repeated', id: row.earlier };
  if (row?.same) return { how: 'same words', id: row.same };
  if (row?.told) return { how: 'same words', id: row.told };
  // The same request committed between this statement's snapshot and its insert.
  const [twin] = await tx.query<{ id: number }>('select id from capture where request_key = $1', [
    capture.requestKey,
  ]);
  if (!twin) throw new Error('a capture was neither inserted nor found');
  return { how: 'repeated', id: twin.id };
}

/** A touchpoint in words, which may have been told of before. Null for anything else. */
function toldAgain({ source, content, evenIfSame }: NewCapture): CaptureContent | null {
  const isInWords = source === 'words' || source === 'dm';
  if (!isInWords || evenIfSame || content.what !== 'touchpoint' || content.newPartners.length > 0)
    return null;
  return { ...content, partnerIds: [...new Set(content.partnerIds)].sort((a, b) => a - b) };
}
