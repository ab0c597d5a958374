import type { Member } from '../../domain/members/member.ts';
import type { CaptureContent, SavedCapture } from '../../domain/touchpoints/capture.ts';
import { type Contact, lockRelationships, recomputeLockedClocks } from '../clocks/clocks.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { lockForAdding, lockPartners } from '../partners/partners.ts';
import { type ByOrder, writeTrace } from '../trace.ts';
import { loadCapture } from './saved-capture.ts';

/**
 * Runs one change of a member's own capture. Locks the member, the relationships it moves (and those that `becoming` will
 * move), the partners, and then the capture, with what was added to it, or what it was added to. Recomputes the clocks
 * afterward.
 */
export async function changeCapture(
  db: Database,
  id: number,
  member: Member,
  change: (tx: Sql, before: SavedCapture, mayWrite: boolean) => Promise<void>,
  becoming?: CaptureContent,
): Promise<SavedCapture | null> {
  return transaction(db, async (tx) => {
    const first = await loadCapture(tx, id);
    if (first?.memberId !== member.id) return null;
    await lockForAdding(tx, member, becoming?.newPartners ?? []);
    const alongIds = first.along.flatMap((person) => person.memberId ?? []);
    const partnerIds = first.partners.map((partner) => partner.id);
    const locked = await lockRelationships(tx, [
      contactOf(member, { alongIds, on: first.on }, partnerIds),
      ...(becoming ? [contactOf(member, becoming, becoming.partnerIds)] : []),
    ]);
    const mayWrite = await lockPartners(tx, [...partnerIds, ...(becoming?.partnerIds ?? [])]);
    await tx.query(
      `select id from capture where id = $1 or added_to = $1 or id = (select added_to from capture where id = $1)
        order by id for no key update`,
      [id],
    );
    // Read again under the locks, because a double click may have changed it.
    await change(tx, await loadMade(tx, id), mayWrite);
    await recomputeLockedClocks(tx, locked);
    return loadMade(tx, id);
  });
}

/** A capture about a person who has been erased keeps only the event, just like captures from before the erasure. */
export const withoutWords = (content: CaptureContent): CaptureContent => ({
  ...content,
  word: null,
  alongNames: [],
  note: null,
  place: null,
  promises: [],
  feedback: null,
  moreFeedback: [],
  growing: null,
});

export const contactOf = (
  member: Member,
  { alongIds, on }: Pick<CaptureContent, 'alongIds' | 'on'>,
  partnerIds: number[],
): Contact => ({ partnerIds, memberIds: [member.id, ...alongIds], on });

/** Loads a capture that is known to be there. */
export async function loadMade(sql: Sql, id: number): Promise<SavedCapture> {
  const capture = await loadCapture(sql, id);
  if (!capture) throw new Error(`capture ${id} has no content`);
  return capture;
}

/** Who changes a capture, where that is not who told it, and the order in words that says so. */
export interface ChangedBy extends ByOrder {
  by?: Member | undefined;
}

export function traceChange(
  tx: Sql,
  action: string,
  member: Member,
  before: SavedCapture,
  after: SavedCapture | null,
  now: Date,
  { by = member, ...more }: ChangedBy & { meal?: boolean } = {},
): Promise<number> {
  return writeTrace(tx, {
    subject: 'capture',
    subjectId: before.id,
    action,
    madeBy: by.id,
    now,
    before: codesOf(before),
    after: after || Object.keys(more).length > 0 ? { ...(after && codesOf(after)), ...more } : null,
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
