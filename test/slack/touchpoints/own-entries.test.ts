import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { historyActions } from '../../../src/messages/touchpoints/history.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const book = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);
await db.query('update branch set manager_id = (select id from member where slack_user_id = $1)', [
  rapport.sam.id,
]);
const dana = book['Dana Lee']!;

await priya.command('/touchpoint', 'lunch with Dana, loved the patio', rapport.channel);
const [{ id: captureId } = { id: 0 }] = await db.query<{ id: number }>('select id from capture');
// Two years ago.
await db.query(`update touchpoint set occurred_on = '2024-06-11'`);
await db.query(`update capture set made_at = '2024-06-11T16:00Z'`);

const dueOn = async () =>
  (
    await db.query<{ due: string }>('select touch_due::text as due from relationship where partner_id = $1', [
      dana,
    ])
  )[0]?.due;
const shown = (who = priya) => readable(who.view()!);
async function openHistory(who = priya) {
  await who.command('/partner', 'dana lee', rapport.channel);
  await who.press({ actionId: cardActions.history });
  await vi.waitFor(() => expect(shown(who)).toContain('== History =='));
}
const choose = (how: string) =>
  priya.press({ actionId: historyActions.entry, value: `${dana}.0.${how}.${captureId}` });

test('an entry of two years ago is edited from the history, with its old day', async () => {
  await openHistory();
  expect(shown()).toContain('*Tue, Jun 11, 2024* · Priya Patel · lunch');
  await choose('edit');
  await vi.waitFor(() => expect(shown()).toContain('== Edit touchpoint =='));
  await priya.submit(priya.view()!, { note: 'loved the garden' });
  await vi.waitFor(async () =>
    expect(
      await db.query(
        'select n.note, t.occurred_on::text as on from touchpoint t join touchpoint_note n on n.touchpoint_id = t.id where t.withdrawn_at is null',
      ),
    ).toEqual([{ note: 'loved the garden', on: '2024-06-11' }]),
  );
  await priya.closeView({ all: true });
});

test('and deleted and put back, traced, with the clocks', async () => {
  await openHistory();
  const due = await dueOn();
  await choose('delete');
  await vi.waitFor(() => expect(shown()).toContain('Jun 11, 2024* · Priya Patel · ~lunch~ (undone)'));
  expect(await db.query('select from touchpoint where withdrawn_at is null')).toEqual([]);
  await choose('restore');
  await vi.waitFor(() => expect(shown()).toContain('restored an entry'));
  expect(await db.query('select from touchpoint where withdrawn_at is null')).toHaveLength(1);
  expect(await dueOn()).toBe(due);
  expect(await db.query(`select action from trace where subject = 'capture' order by id`)).toEqual(
    ['edited', 'undone', 'restored'].map((action) => ({ action })),
  );
  await priya.closeView({ all: true });
});

test('a manager, who reads it, is offered none of it and can do none of it', async () => {
  await openHistory(sam);
  expect(JSON.stringify(sam.view())).not.toContain(historyActions.entry);
  for (const how of ['edit', 'delete', 'restore']) {
    const value = `${dana}.0.${how}.${captureId}`;
    expect((await forge(rapport, rapport.sam, sam.view()!, historyActions.entry, value)).status).toBe(200);
    expect(shown(sam)).toContain('== History ==');
  }
  expect(await db.query('select from touchpoint where withdrawn_at is null')).toHaveLength(1);
  await sam.closeView({ all: true });
});
