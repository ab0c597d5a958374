import type { Message, Sandbox } from 'slack-sandbox';
import { nudgeEventType } from '../../src/schedule/engine/send-once.ts';
import type { Database } from '../../src/store/db/database.ts';
import { Broken } from './broken.ts';

/** A digest or an evening message that must have come: a member's, for a local day. */
export interface Owed {
  post: 'digest' | 'evening';
  memberId: number;
  day: string;
}

/** The outcome of a world's nudges, seen from both the database and Slack. */
export interface Verdict {
  due: number;
  sent: number;
  /** A line for each duplicate, and for each missing message. */
  duplicates: string[];
  losses: string[];
  inDoubt: number;
  failed: number;
  /** Anything else that is wrong: messages without a nudge, nudges with another message's `ts`, nudges left unfinished. */
  strange: string[];
}

interface Row {
  key: string;
  mark: string;
  state: string;
  closedAs: string | null;
  ts: string | null;
  dueAt: Date;
  expiresAt: Date;
}

/** Tolerance for replicas' clock differences and a message in flight. */
const lateMs = 11 * 60_000;

/** @param now nudges due after this are ignored */
export async function judge(db: Database, sandbox: Sandbox, owed: Owed[], now: Date): Promise<Verdict> {
  const rows = await db.query<Row>(
    `select key, mark::text as mark, state, closed_as as "closedAs", message_ts as ts, due_at as "dueAt",
            expires_at as "expiresAt" from nudge order by id`,
  );
  const byMark = new Map(rows.map((row) => [row.mark, row]));
  const verdict: Verdict = {
    due: owed.length,
    sent: 0,
    duplicates: [],
    losses: [],
    inDoubt: rows.filter((row) => row.state === 'in doubt').length,
    failed: rows.filter((row) => row.closedAs === 'failed').length,
    strange: [],
  };

  const came = new Map<string, number>();
  for (const message of nudgeMessages(sandbox)) {
    const row = byMark.get(String(message.metadata?.event_payload.mark));
    if (!row) {
      verdict.strange.push(`a message without a nudge: ${message.ts}`);
      continue;
    }
    verdict.sent += 1;
    const what = owedBy(row.key);
    came.set(what, (came.get(what) ?? 0) + 1);
    if (row.ts !== message.ts)
      verdict.strange.push(`${row.key} is ${row.state} with ${row.ts}, its message is ${message.ts}`);
    if (Number(message.ts) * 1000 > row.expiresAt.getTime() + lateMs)
      verdict.strange.push(`${row.key} came after it expired`);
  }
  for (const [what, count] of came) if (count > 1) verdict.duplicates.push(`${what} came ${count} times`);
  for (const row of rows) {
    if (row.state === 'sending' || (row.state === 'planned' && row.dueAt <= now))
      verdict.strange.push(`${row.key} is left ${row.state}`);
    if (row.state === 'sent' && !came.has(owedBy(row.key)))
      verdict.losses.push(`${row.key} is recorded as sent but is not in Slack`);
  }
  for (const { post, memberId, day } of owed) {
    const what = `${post}:${memberId}:${day}`;
    const row = rows.find((one) => one.key.startsWith(what));
    if (!came.has(what))
      verdict.losses.push(`${what} did not come: ${row?.closedAs ?? row?.state ?? 'unplanned'}`);
  }
  return verdict;
}

/** Everything that is wrong, a line each. Nudges in doubt or failed count too, because all history is readable here. */
export const complaints = (verdict: Verdict): string[] => [
  ...verdict.duplicates,
  ...verdict.losses,
  ...verdict.strange,
  ...(verdict.inDoubt > 0 ? [`${verdict.inDoubt} in doubt`] : []),
  ...(verdict.failed > 0 ? [`${verdict.failed} failed`] : []),
];

/** @throws Broken unless everything came exactly once */
export function mustBeClean(verdict: Verdict): void {
  const wrong = complaints(verdict);
  if (wrong.length > 0) throw new Broken(wrong.join('; '));
}

/** The nudge messages now in Slack. */
const nudgeMessages = (sandbox: Sandbox): Message[] =>
  [...sandbox.world.channels.values()]
    .flatMap((channel) => channel.messages)
    .filter((message) => message.metadata?.event_type === nudgeEventType);

/** "digest:12:2026-06-09", even if a key has more parts: two digests on one day are wrong, whatever their keys. */
const owedBy = (key: string): string => key.split(':').slice(0, 3).join(':');
