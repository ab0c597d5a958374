import { expect, test } from 'vitest';
import { transaction } from '../../src/store/db/database.ts';
import { claimNudge, completeNudge, startSending } from '../../src/store/nudges/nudges.ts';
import { putInDoubt, resolveFound, takeDoubts } from '../../src/store/nudges/nudges-doubt.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const now = new Date('2026-06-09T12:00:00Z');

test('a sender keeps its message if that message resolves the doubt at that moment', async () => {
  await db.query(
    `with b as (insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id)
     insert into nudge (key, mark, post, branch_id, due_at, expires_at)
     select 'one', gen_random_uuid(), 'plan', id, $1, $1::timestamptz + interval '4 hours' from b`,
    [now],
  );
  const nudge = (await claimNudge(db, ['plan'], now, 30_000))!;
  await startSending(db, nudge, 'D1', 30_000);
  await putInDoubt(db, nudge, 0, 'no answer');
  const [doubt] = await takeDoubts(db, 1, 0);

  const { completing } = await transaction(db, async (tx) => {
    await resolveFound(tx, doubt!, '1.000001', now);
    const completing = completeNudge(db, nudge, '1.000001', now);
    await untilOneWaits();
    return { completing };
  });
  expect(await completing).toBe('sent already');
});

/** Waits until a statement is blocked by another transaction’s row lock. */
async function untilOneWaits(): Promise<void> {
  for (;;) {
    const [row] = await db.query<{ waiting: boolean }>(
      `select exists (select from pg_locks l join pg_stat_activity a using (pid)
                       where not l.granted and a.datname = current_database()) as waiting`,
    );
    if (row!.waiting) return;
  }
}
