import type { Message, Sandbox } from 'slack-sandbox';
import { nudgeEventType } from '../../src/schedule/engine/send-once.ts';
import type { Database } from '../../src/store/db/database.ts';
import { Broken } from './broken.ts';

/** What must have come: the digest of a member for a local day. */
export interface Owed {
  memberId: number;
  day: string;
}

/** What became of the nudges of a world, looked at from both ends. */
export interface Verdict {
  due: number;
  sent: number;
  /** A line for each message too many, and each that is missing. */
  duplicates: string[];
  losses: string[];
  inDoubt: number;
  failed: number;
  /** Whatever else is wrong: messages that no nudge knows of, nudges that claim a message that is not there. */
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

/** Clocks of replicas may differ by so much, and a message may be under way a moment. */
const lateMs = 11 * 60_000;

/** @param now nudges due later than this are no business of the verdict */
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
      verdict.strange.push(`a message of no nudge: ${message.ts}`);
      continue;
    }
    verdict.sent += 1;
    const what = owedBy(row.key);
    came.set(what, (came.get(what) ?? 0) + 1);
    if (row.ts !== message.ts)
      verdict.strange.push(`${row.key} is ${row.state} with ${row.ts}, its message is ${message.ts}`);
    if (Number(message.ts) * 1000 > row.expiresAt.getTime() + lateMs)
      verdict.strange.push(`${row.key} came after it had expired`);
  }
  for (const [what, count] of came) if (count > 1) verdict.duplicates.push(`${what} came ${count} times`);
  for (const row of rows) {
    if (row.state === 'sending' || (row.state === 'planned' && row.dueAt <= now))
      verdict.strange.push(`${row.key} is left ${row.state}`);
    if (row.state === 'sent' && !came.has(owedBy(row.key)))
      verdict.losses.push(`${row.key} is said to be sent and is not there`);
  }
  for (const { memberId, day } of owed) {
    const what = `digest:${memberId}:${day}`;
    const row = rows.find((one) => one.key.startsWith(what));
    if (!came.has(what))
      verdict.losses.push(`${what} did not come: ${row?.closedAs ?? row?.state ?? 'unplanned'}`);
  }
  return verdict;
}

/** All that is wrong, a line each; what stays in doubt or failed is wrong as well where everything can be read. */
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

/** The messages of nudges that stand in Slack. */
const nudgeMessages = (sandbox: Sandbox): Message[] =>
  [...sandbox.world.channels.values()]
    .flatMap((channel) => channel.messages)
    .filter((message) => message.metadata?.event_type === nudgeEventType);

/** "digest:12:2026-06-09", also where a key had more to it: nobody wants two digests on a day, whatever their keys. */
const owedBy = (key: string): string => key.split(':').slice(0, 3).join(':');
