import { addClose } from '../../domain/clocks/first-weeks.ts';
import { type Day, dayIn } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import type { SlackPerson } from '../../domain/members/slack-user.ts';
import { knownZone } from '../../domain/members/time-zones-and-regions.ts';
import { decideRow, type Entry, type PartnerBook } from '../../domain/partners/partner-book.ts';
import { changedFields } from '../../domain/partners/partner-fields.ts';
import type { PartnerRow, RowProblem } from '../../domain/partners/partner-row.ts';
import { placeRows } from '../../domain/partners/place-rows.ts';
import type { RefusedRow } from '../../domain/partners/refused-row.ts';
import type { Answers, AskedRow } from '../../domain/partners/row-question.ts';
import type { SetOutcome } from '../../domain/partners/set-outcome.ts';
import { cadences } from '../../domain/policy.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { nextIds } from '../db/next-ids.ts';
import { activateMembers } from '../members/activate-members.ts';
import { refuseIfUndone } from './imports.ts';
import { insertRelationships } from './new-relationships.ts';
import { emptyBook, loadIntoBook } from './partner-book.ts';
import { insertPartners, lockBook } from './partners.ts';
import { planAnew } from './partners-alike.ts';
import { type UpdatedPartner, updatePartners } from './update-partners.ts';

export interface SetOfRows {
  branchId: number;
  rows: PartnerRow[];
  /** The named owners who are in Slack, by lower-case e-mail address. */
  people: ReadonlyMap<string, SlackPerson>;
  /** Of the branch. */
  today: Day;
  now: Date;
  /** Returns the id of the import, and begins it if this is the first set that writes anything. Not asked by a preview. */
  importId?: (tx: Sql) => Promise<number>;
  /** Who imports. Without one, it is an operator. */
  reader?: Member;
  /** What a person has decided about rows of the file. */
  answers?: Answers;
}

/**
 * Writes one set of rows, in a transaction of its own: an import that stops half-way has whole sets, and the same file
 * again adds only the rest. Imports of one branch take turns, set by set.
 * @throws ImportUndone if the import was undone meanwhile
 */
export async function importSet(db: Database, set: SetOfRows): Promise<SetOutcome> {
  return transaction(db, async (tx) => {
    await lockBook(tx, set.branchId, 'alone');
    await lockMembers(tx, set.people);
    const { entries, updates, outcome } = await planAnew(tx, () => decideRows(tx, emptyBook(), set));
    const writes = entries.length + updates.length > 0;
    const importId = writes && set.importId ? await set.importId(tx) : null;
    if (importId !== null) await refuseIfUndone(tx, importId);
    outcome.joined = await writeEntries(tx, entries, set, importId);
    const by = { madeBy: set.reader?.id ?? null, now: set.now };
    outcome.updated = await updatePartners(tx, updates, by);
    return outcome;
  });
}

/**
 * What `importSet` would do, without writing. The book keeps what the file has told so far, as no set before this one
 * was written; start with `emptyBook()`.
 */
export async function previewSet(db: Database, book: PartnerBook, set: SetOfRows): Promise<SetOutcome> {
  const known = new Set(book.owners.keys());
  const { entries, outcome } = await transaction(db, (tx) => planAnew(tx, () => decideRows(tx, book, set)));
  const joining = [...book.owners].filter(([email, owner]) => !known.has(email) && isJoining(owner.state));
  const named = new Set(entries.map((entry) => entry.owner));
  outcome.joined = joining.filter(([, owner]) => named.has(owner)).map(([, owner]) => owner.name);
  return outcome;
}

const isJoining = (state: string): boolean => state === 'new' || state === 'invited';

async function decideRows(
  sql: Sql,
  book: PartnerBook,
  { branchId, rows, people, today, reader, answers }: SetOfRows,
): Promise<{ entries: Entry[]; updates: UpdatedPartner[]; outcome: SetOutcome }> {
  await loadIntoBook(sql, book, branchId, rows, people, reader ? { member: reader, today } : null);
  const were = new Map([...book.all].map((partner) => [partner, partner.fields]));
  const entries: Entry[] = [];
  const asked: AskedRow[] = [];
  const problems: RefusedRow[] = [];
  const leftOut: RowProblem[] = [];
  let there = 0;
  for (const row of rows) {
    const decision = decideRow(row, book, answers);
    if (decision.how === 'enters') {
      entries.push(decision.entry);
      if (decision.leftOut) leftOut.push(decision.leftOut);
    } else if (decision.how === 'bad') problems.push(decision.refused);
    else if (decision.how === 'asked') asked.push(decision.asked);
    else there++;
  }
  const takenOver = entries.filter((entry) => entry.takesOver !== null).length;
  const partners = entries.filter((entry) => entry.isNewPartner).length;
  const entered = { partners, takenOver, owners: entries.length - partners - takenOver };
  const unowned = entries.filter((entry) => entry.owner === null).length;
  const changed = [...were].filter(([{ fields }, before]) => changedFields(before, fields).length > 0);
  // In a preview, those whom an earlier set brought have no id yet.
  const updates = changed.flatMap(([{ id, fields: after }, before]) =>
    id === null ? [] : [{ id, before, after }],
  );
  const updated = changed.length;
  return {
    entries,
    updates,
    outcome: {
      entered,
      updated,
      there,
      asked,
      problems,
      leftOut,
      unowned,
      joined: [],
      close: closeOf(entries),
    },
  };
}

function closeOf(entries: readonly Entry[]): SetOutcome['close'] {
  const close: SetOutcome['close'] = new Map();
  for (const { owner, row } of entries) {
    if (!owner || cadences[row.tier].faceDays === null) continue;
    const of = close.get(owner.slackUserId) ?? { meetingsPerWeek: owner.meetingsPerWeek, tiers: [] };
    of.tiers.push(row.tier);
    close.set(owner.slackUserId, of);
  }
  return close;
}

/** Returns the names of the new members. */
async function writeEntries(
  tx: Sql,
  entries: Entry[],
  set: SetOfRows,
  importId: number | null,
): Promise<string[]> {
  const { branchId, people, today, now } = set;
  const named = new Set(entries.flatMap((entry) => (entry.owner ? entry.row.ownerEmail! : [])));
  const { ids, joined } = await activateMembers(
    tx,
    branchId,
    [...named].map((email) => people.get(email)!),
    now,
    importId,
  );

  const fresh = entries.filter((entry) => entry.isNewPartner);
  const partnerIds = await nextIds(tx, 'partner', fresh.length);
  for (const [i, entry] of fresh.entries()) entry.partner.id = partnerIds[i]!;
  await insertPartners(
    tx,
    branchId,
    fresh.map(({ partner }) => ({ ...partner.fields, id: partner.id! })),
    today,
  );
  await insertRelationships(
    tx,
    entries.map(({ row, partner, owner, isNewPartner, takesOver, bringsBack }) => ({
      partnerId: partner.id!,
      isNewPartner,
      ownerId: owner ? ids.get(owner.slackUserId)! : null,
      tier: row.tier,
      contact: row.lastTouch && { ...row.lastTouch, toldAt: now },
      takesOver,
      bringsBack,
    })),
    { branchId, today, madeBy: null, captureId: importId },
  );
  return joined;
}

/** Their caps are counted after this, so no one else may add to their books in the meantime. */
async function lockMembers(tx: Sql, people: ReadonlyMap<string, SlackPerson>): Promise<void> {
  await tx.query(
    'select id from member where slack_user_id = any($1::text[]) order by id for no key update',
    [[...people.values()].map((person) => person.slackUserId)],
  );
}

/** Where the rows of a file may go. */
export interface Places {
  /** The branch that the file goes into. Rows of our export go back into the branch that they name. */
  here: PlaceToImport;
  /** Whether the person may import into this branch. */
  mayEnter: (branch: PlaceToImport) => boolean;
}

interface PlaceToImport {
  id: number;
  name: string;
  timeZone: string;
}

/** Does with each branch's rows of a set what `apply` does, and returns what that came to in all, and where. */
export async function intoBranches(
  sql: Sql,
  { here, mayEnter }: Places,
  { rows, people, now }: Pick<SetOfRows, 'rows' | 'people' | 'now'>,
  apply: (set: SetOfRows) => Promise<SetOutcome>,
): Promise<{ outcome: SetOutcome; names: string[] }> {
  const isElsewhere = rows.some(({ branch }) => branch !== undefined && branch !== here.name);
  const placed = placeRows(rows, here, isElsewhere ? await loadPlaces(sql) : [here], mayEnter);
  const outcome: SetOutcome = {
    entered: { partners: 0, owners: 0, takenOver: 0 },
    updated: 0,
    there: 0,
    asked: [],
    problems: placed.refused,
    leftOut: placed.leftOut,
    unowned: 0,
    joined: [],
    close: new Map(),
  };
  for (const { branch, rows: theirs } of placed.groups) {
    const today = dayIn(branch.timeZone, now);
    const one = await apply({ branchId: branch.id, rows: theirs, people, today, now });
    outcome.entered.partners += one.entered.partners;
    outcome.entered.owners += one.entered.owners;
    outcome.entered.takenOver += one.entered.takenOver;
    outcome.there += one.there;
    outcome.updated += one.updated;
    outcome.asked.push(...one.asked);
    outcome.unowned += one.unowned;
    outcome.problems.push(...one.problems);
    outcome.leftOut.push(...one.leftOut);
    outcome.joined.push(...one.joined);
    addClose(outcome.close, one.close);
  }
  return { outcome, names: placed.groups.map(({ branch }) => branch.name) };
}

async function loadPlaces(sql: Sql): Promise<PlaceToImport[]> {
  const rows = await sql.query<PlaceToImport>('select id, name, zone as "timeZone" from branch order by id');
  return rows.map((row) => ({ ...row, timeZone: knownZone(row.timeZone) }));
}

/** What a preview keeps of each branch. An owner with partners in two of them has that much room in all. */
export function emptyBooks(): (branchId: number) => PartnerBook {
  const books = new Map<number, PartnerBook>();
  const owners: PartnerBook['owners'] = new Map();
  return (branchId) => {
    const book = books.get(branchId) ?? emptyBook(owners);
    books.set(branchId, book);
    return book;
  };
}
