import type { Day } from '../../domain/days/day.ts';
import type { DigestLine } from '../../domain/digest/digest.ts';
import type { Member } from '../../domain/members/member.ts';
import type { TierQuestion } from '../../domain/partners/tier-questions.ts';
import type { Sql } from '../db/database.ts';

/** A digest as decided, for redrawing. */
interface ShownDigest {
  nudgeId: number;
  shownOn: Day;
  lines: DigestLine[];
  /** N in "+N more". */
  more: number;
}

/** SQL: whether row `s` of `showing` is a line of a list, and no part of a question below it. */
export const isLine = (s: string): string => `${s}.reason not in ('inner circle', 'close partners')`;

/** The content of `showing.line`: codes and days. Words are loaded for drawing, so an erasure can skip this table. */
interface StoredLine extends Omit<DigestLine, 'lastSaid' | 'growing'> {
  more: number;
}

/** The location of a digest's message in Slack. */
interface DigestMessageRef {
  channel: string;
  ts: string;
}

/**
 * Records the partners that a digest is about to show, in its lines and in a question below. They count as shown once the nudge is sent. A second try replaces
 * the first one's rows.
 */
export async function noteShowings(
  tx: Sql,
  memberId: number,
  { nudgeId, shownOn, lines, more, question = null }: ShownDigest & { question?: TierQuestion | null },
): Promise<void> {
  await tx.query('delete from showing where nudge_id = $1', [nudgeId]);
  await tx.query(
    `insert into showing (nudge_id, partner_id, member_id, shown_on, position, reason, line)
     select $1, "partnerId", $2, $3, position, reason, line
       from jsonb_to_recordset($4::jsonb) as s("partnerId" int, position int, reason text, line jsonb)`,
    [
      nudgeId,
      memberId,
      shownOn,
      JSON.stringify([
        ...lines.map((line, position) => ({
          partnerId: line.partnerId,
          position,
          reason: line.reasons[0]?.code ?? '',
          line: withoutWords(line, more),
        })),
        ...(question?.partners ?? []).map(({ partnerId }, index) => ({
          partnerId,
          position: lines.length + index,
          reason: question!.about,
          line: {},
        })),
      ]),
    ],
  );
}

function withoutWords({ lastSaid: _, growing: __, ...line }: DigestLine, more: number): StoredLine {
  const reasons = line.reasons.map((reason) =>
    reason.code === 'promise' ? { ...reason, text: '' } : reason,
  );
  return { ...line, reasons, more };
}

/** Finds the message of a nudge to this member. Null if it is not known to be sent. */
export async function findDigestMessage(
  sql: Sql,
  nudgeId: number,
  member: Member,
): Promise<DigestMessageRef | null> {
  const [row] = await sql.query<DigestMessageRef>(
    `select channel_id as channel, message_ts as ts from nudge
      where id = $1 and member_id = $2 and state = 'sent' and channel_id is not null and message_ts is not null`,
    [nudgeId, member.id],
  );
  return row ?? null;
}

/**
 * Loads the digest of a nudge to this member. Null if there is none, or it is another member's. One without lines has its
 * day from its key.
 */
export async function loadShownDigest(
  sql: Sql,
  nudgeId: number,
  member: Member,
): Promise<(ShownDigest & { dueAt: Date }) | null> {
  const rows = await sql.query<{ shownOn: Day | null; line: StoredLine | null; dueAt: Date }>(
    `select coalesce(s.shown_on, substring(n.key from '\\d{4}-\\d{2}-\\d{2}$')::date) as "shownOn", s.line, n.due_at as "dueAt"
       from nudge n left join showing s on s.nudge_id = n.id and ${isLine('s')}
      where n.id = $1 and n.member_id = $2 and n.post = 'digest'
      order by s.position`,
    [nudgeId, member.id],
  );
  const [first] = rows;
  if (!first?.shownOn) return null;
  const lines = rows.flatMap(({ line }) => line ?? []);
  return {
    nudgeId,
    shownOn: first.shownOn,
    dueAt: first.dueAt,
    more: lines[0]?.more ?? 0,
    lines: lines.map(({ more: _, ...line }) => ({ ...line, lastSaid: null, growing: null })),
  };
}
