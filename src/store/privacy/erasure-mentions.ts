import { searchFor } from '../../domain/privacy/mentions.ts';
import type { TextKind } from '../../domain/privacy/redaction.ts';
import { type Database, type Sql, transaction } from '../db/database.ts';
import { writeTrace } from '../trace.ts';
import { isAnyOnLegalHold, legalHoldTables, notOnLegalHold } from './legal-hold-tables.ts';
import type { Redacted } from './redaction.ts';
import { blankCopies, followCopies, legalHoldScope, lockDestruction } from './redaction-copies.ts';
import { findMentions, loadTexts, type RowText } from './texts.ts';

/** Another person's text that mentions an erased person. */
export type Mention = Omit<RowText, 'words' | 'captureId'>;

/** The person who was erased. */
interface ErasedSubject {
  kind: 'partner' | 'member';
  id: number;
}

const withoutWords = ({ words: _, captureId: __, ...mention }: RowText): Mention => mention;

/** Records which rows mention the names, by id, with the erasure's trace. This is the last time the names are known. */
export async function noteMentions(tx: Sql, traceId: number, names: readonly string[]): Promise<void> {
  const found = await findMentions(tx, searchFor(names));
  await tx.query(
    `insert into erasure_mention (trace_id, kind, row_id) select $1, m.kind, m.id from unnest($2::text[], $3::int[]) as m(kind, id)`,
    [traceId, found.map(({ kind }) => kind), found.map(({ id }) => id)],
  );
}

/** Loads an erasure's open mentions: rows that were neither redacted nor kept, and still have words. */
export async function loadMentionsLeft(sql: Sql, { kind, id }: ErasedSubject): Promise<Mention[]> {
  const rows = await sql.query<{ kind: TextKind; ids: number[] }>(
    `select m.kind, array_agg(m.row_id) as ids from erasure_mention m join trace t on t.id = m.trace_id
      where t.subject = $1 and t.subject_id = $2 and m.resolved_at is null group by m.kind order by m.kind`,
    [kind, id],
  );
  const left: Mention[] = [];
  for (const row of rows) left.push(...(await loadTexts(sql, row.kind, row.ids)).map(withoutWords));
  return left;
}

/** Finds a row that an erasure left for review. Null if none did. `resolved`: redacted, kept, or no longer has words. */
export async function findMention(
  db: Database,
  kind: TextKind,
  id: number,
): Promise<{ resolved: boolean; mention: Mention | null } | null> {
  const noted = await db.prisma.erasureMention.findMany({
    where: { kind, rowId: id },
    select: { resolvedAt: true },
  });
  if (noted.length === 0) return null;
  const [text] = await loadTexts(db, kind, [id]);
  const isOpen = noted.some(({ resolvedAt }) => resolvedAt === null);
  return { resolved: !text || !isOpen, mention: text ? withoutWords(text) : null };
}

/** Statements that blank the texts without copies elsewhere. */
const blanks: Partial<Record<TextKind, string[]>> = {
  word: [
    'update touchpoint set word = null where capture_id = $1',
    'update plan set word = null where capture_id = $1',
  ],
  company: [`update partner set company = null, company_key = '', version = version + 1 where id = $1`],
  draft: ['update draft set said = null where id = $1'],
  event: [`update branch_event set name = 'Event', place = null where id = $1`],
  hold: ['update hold set reason = null where id = $1'],
  area: [`update area set name = 'Area ' || id where id = $1`],
};

/** Destroys the words of a row left for review, and all copies that Rapport made of them. The event stays. */
export async function redactMention(db: Database, kind: TextKind, id: number, now: Date): Promise<Redacted> {
  return transaction<Redacted>(db, async (tx) => {
    await lockDestruction(tx);
    const [subject] = await lockMentions(tx, kind, id);
    const [text] = await loadTexts(tx, kind, [id]);
    if (!subject || !text) return { how: 'gone' };
    const { words, captureId, partnerIds } = text;
    const captureIds = captureId === null ? [] : [captureId];
    const copies = await followCopies(tx, { words, along: words, partnerIds, captureIds }, [{ kind, id }]);
    if (
      (await isAnyOnLegalHold(tx, legalHoldScope(copies))) ||
      (kind === 'draft' && (await isDraftHeld(tx, id)))
    )
      return { how: 'held' };
    if (blanks[kind]) for (const blank of blanks[kind]) await tx.query(blank, [id]);
    else await blankCopies(tx, copies);
    const [partnerId] = partnerIds;
    const whose = partnerId === undefined ? subject : { subject: 'partner' as const, subjectId: partnerId };
    await resolveMention(tx, kind, id, 'redacted', now);
    await writeTrace(tx, {
      ...whose,
      action: 'redacted',
      madeBy: null,
      now,
      after: { text: kind, id, reason: 'they asked' },
    });
    return { how: 'done', words: blanks[kind] ? [] : words, names: copies.partners, since: copies.since };
  });
}

/** Keeps a mention after review, because it means someone or something else. */
export async function keepMention(db: Database, kind: TextKind, id: number, now: Date): Promise<void> {
  await transaction(db, async (tx) => {
    const subjects = await lockMentions(tx, kind, id);
    await resolveMention(tx, kind, id, 'kept', now);
    for (const subject of subjects)
      await writeTrace(tx, {
        ...subject,
        action: 'mention kept',
        madeBy: null,
        now,
        after: { text: kind, id },
      });
  });
}

/** Locks the row's open mentions. Returns the erased people they belong to. */
const lockMentions = (tx: Sql, kind: TextKind, id: number) =>
  tx.query<{ subject: 'partner' | 'member'; subjectId: number }>(
    `select t.subject, t.subject_id as "subjectId" from erasure_mention m join trace t on t.id = m.trace_id
      where m.kind = $1 and m.row_id = $2 and m.resolved_at is null order by t.id for no key update of m`,
    [kind, id],
  );

const resolveMention = (tx: Sql, kind: TextKind, id: number, resolution: 'redacted' | 'kept', now: Date) =>
  tx.query(
    `update erasure_mention set resolved_at = $4, resolution = $3 where kind = $1 and row_id = $2 and resolved_at is null`,
    [kind, id, resolution, now],
  );

async function isDraftHeld(sql: Sql, id: number): Promise<boolean> {
  const free = await sql.query(
    `with ${legalHoldTables} select 1 from draft d where d.id = $1 and ${notOnLegalHold('draft', 'd.id')}`,
    [id],
  );
  return free.length === 0;
}
