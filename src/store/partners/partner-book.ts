import type { SlackPerson } from '../../domain/members/slack-user.ts';
import type { Owner, PartnerBook } from '../../domain/partners/partner-book.ts';
import type { PartnerRow } from '../../domain/partners/partner-row.ts';
import { meetingsPerWeekDefault } from '../../domain/policy.ts';
import type { Tier } from '../../domain/words.ts';
import type { Sql } from '../db/database.ts';
import { loadAlike, type Reader } from './partners-alike.ts';

/** @param owners whose room a book of another branch has counted on */
export const emptyBook = (owners: PartnerBook['owners'] = new Map()): PartnerBook => ({
  alike: new Map(),
  looked: new Set(),
  byId: new Map(),
  all: new Set(),
  owners,
});

/**
 * Loads into the book everything these rows may match: partners who may be the same, their owners, and each owner's counts by
 * tier. Existing entries do not change.
 */
export async function loadIntoBook(
  sql: Sql,
  book: PartnerBook,
  branchId: number,
  rows: PartnerRow[],
  people: ReadonlyMap<string, SlackPerson>,
  reader: Reader | null = null,
): Promise<void> {
  const ids = rows.flatMap(({ id, sameAs }) => [id ?? [], typeof sameAs === 'number' ? sameAs : []].flat());
  await loadAlike(sql, book, branchId, rows, { ids, reader });
  const emails = new Set(rows.flatMap(({ ownerEmail: email }) => email ?? []));
  const fresh = [...emails].filter((email) => people.has(email) && !book.owners.has(email));
  await loadOwners(sql, book, new Map(fresh.map((email) => [email, people.get(email)!])));
}

async function loadOwners(
  sql: Sql,
  book: PartnerBook,
  people: ReadonlyMap<string, SlackPerson>,
): Promise<void> {
  const ids = [...people.values()].map((person) => person.slackUserId);
  if (ids.length === 0) return;
  const rows = await sql.query<Omit<Owner, 'held'> & { id: number }>(
    `select id, slack_user_id as "slackUserId", name, state, meetings_per_week as "meetingsPerWeek" from member
      where slack_user_id = any($1::text[])`,
    [ids],
  );
  const members = new Map(rows.map((row) => [row.slackUserId, row]));
  const held = await countHeld(
    sql,
    rows.map((row) => row.id),
  );
  for (const [email, { slackUserId, name }] of people) {
    const member = members.get(slackUserId);
    book.owners.set(email, {
      slackUserId,
      name: member?.name ?? name,
      state: member?.state ?? 'new',
      meetingsPerWeek: member?.meetingsPerWeek ?? meetingsPerWeekDefault.originator,
      held: (member && held.get(member.id)) ?? new Map(),
    });
  }
}

/**
 * Counts these members' relationships by tier, for their caps. Leaves out resting ones, which have no due day: they have no
 * cap either, and there may be thousands.
 */
export async function countHeld(sql: Sql, ownerIds: number[]): Promise<Map<number, Map<Tier, number>>> {
  const rows = await sql.query<{ ownerId: number; tier: Tier; count: number }>(
    `select owner_id as "ownerId", tier, count(*)::int as count from relationship
      where owner_id = any($1::int[]) and touch_due is not null and archived_on is null group by 1, 2`,
    [ownerIds],
  );
  const held = new Map<number, Map<Tier, number>>();
  for (const { ownerId, tier, count } of rows) {
    const tiers = held.get(ownerId) ?? new Map<Tier, number>();
    held.set(ownerId, tiers.set(tier, count));
  }
  return held;
}
