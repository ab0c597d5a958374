import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { mayChangeEntry } from '../../../src/domain/access.ts';
import { cardActions } from '../../../src/messages/partners/card-actions.ts';
import { historyActions } from '../../../src/messages/touchpoints/history.ts';
import { forge, forgeForm } from '../../support/forged.ts';
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
  await vi.waitFor(() => expect(shown()).toContain('Jun 11, 2024* · Priya Patel · ~lunch~ (deleted)'));
  expect(await db.query('select from touchpoint where withdrawn_at is null')).toEqual([]);
  await choose('restore');
  await vi.waitFor(() => expect(shown()).toContain('put back the meal of Tue, Jun 11, 2024'));
  expect(await db.query('select from touchpoint where withdrawn_at is null')).toHaveLength(1);
  expect(await dueOn()).toBe(due);
  expect(await db.query(`select action from trace where subject = 'capture' order by id`)).toEqual(
    ['edited', 'undone', 'restored'].map((action) => ({ action })),
  );
  await priya.closeView({ all: true });
});

/** What the card's ⋯ carries. */
const onCard = (how: string) => `${dana}.${how} ${captureId}`;
async function openCard(who = priya) {
  while (who.view()) await who.closeView({ all: true });
  await who.command('/partner', 'dana lee', rapport.channel);
  await vi.waitFor(() => expect(shown(who)).toContain('== Partner =='));
}
const standing = () => db.query('select from touchpoint where withdrawn_at is null');
const traced = async () =>
  (
    await db.query<{ how: string }>(
      `select m.name || ' ' || t.action as how from trace t join member m on m.id = t.made_by
        where t.subject = 'capture' order by t.id`,
    )
  ).map(({ how }) => how);

test('on the card, its teller edits it, adds a note, deletes it, and puts it back', async () => {
  await openCard();
  expect(shown()).toContain('Tue, Jun 11, 2024 · Lunch · you  [⋯ Edit… · Delete · Add a note…]');
  await priya.press({ actionId: cardActions.entry, value: onCard('note') });
  await vi.waitFor(() => expect(shown()).toContain('== Add notes =='));
  await priya.submit(priya.view()!, { note: 'loved the garden, and the view' });
  await vi.waitFor(() => expect(shown()).toContain('Saved.'));
  expect(shown()).toContain('“loved the garden, and the view”');
  await priya.press({ actionId: cardActions.entry, value: onCard('edit') });
  await vi.waitFor(() => expect(shown()).toContain('== Edit touchpoint =='));
  await priya.submit(priya.view()!, { how: 'visit' });
  await vi.waitFor(() => expect(shown()).toContain('Tue, Jun 11, 2024 · Met · you'));
  const due = await dueOn();
  await priya.press({ actionId: cardActions.entry, value: onCard('delete') });
  await vi.waitFor(() => expect(shown()).toContain('Deleted: visit, Tue, Jun 11, 2024.  [Undo]'));
  expect(shown()).not.toContain('· Met ·');
  expect(await standing()).toEqual([]);
  await priya.press({ actionId: cardActions.restore });
  await vi.waitFor(() => expect(shown()).toContain('It’s back.'));
  expect(await standing()).toHaveLength(1);
  expect(await dueOn()).toBe(due);
  await priya.closeView({ all: true });
});

test('their manager can, too, traced as theirs, and neither sees nor changes what was told about them', async () => {
  const manager = await rapport.member(rapport.sam);
  await db.query(
    `insert into feedback (capture_id, partner_id, member_id, about_id, answerer_id, heard_on, text, answer_by)
     select $1, $2, k.member_id, $3, k.member_id, '2024-06-11', 'Sam never calls back', '2026-07-01' from capture k where k.id = $1`,
    [captureId, dana, manager.id],
  );
  const before = (await traced()).length;
  await openCard(sam);
  expect(shown(sam)).toContain('Tue, Jun 11, 2024 · Met · Priya Patel  [⋯ Edit… · Delete · Add a note…]');
  await sam.press({ actionId: cardActions.entry, value: onCard('edit') });
  await vi.waitFor(() => expect(shown(sam)).toContain('== Edit an entry =='));
  expect(shown(sam)).toContain('Logged by Priya Patel. The history shows that you changed it.');
  expect(JSON.stringify(sam.view())).not.toContain('never calls back');
  await sam.submit(sam.view()!, { how: 'call', note: 'loved the garden' });
  await vi.waitFor(() => expect(shown(sam)).toContain('Tue, Jun 11, 2024 · Talked · Priya Patel'));
  expect(
    await db.query('select kind from touchpoint where withdrawn_at is null'),
    'as their own entry, of the same members',
  ).toEqual([{ kind: 'call' }]);
  expect(
    await db.query(
      `select m.name from touchpoint_member tm join member m on m.id = tm.member_id
         join touchpoint t on t.id = tm.touchpoint_id where t.withdrawn_at is null`,
    ),
  ).toEqual([{ name: 'Priya Patel' }]);
  expect(await db.query('select text from feedback where withdrawn_at is null')).toEqual([
    { text: 'Sam never calls back' },
  ]);
  await sam.press({ actionId: cardActions.entry, value: onCard('delete') });
  await vi.waitFor(() => expect(shown(sam)).toContain('Deleted: call'));
  await sam.press({ actionId: cardActions.restore });
  await vi.waitFor(() => expect(shown(sam)).toContain('It’s back.'));
  expect((await traced()).slice(before)).toEqual(['Sam Cole edited', 'Sam Cole undone', 'Sam Cole restored']);
  await sam.closeView({ all: true });
});

test.each([
  ['a colleague', [], false],
  ['a lead', ['member', 'lead'], false],
  ['their cover', [], true],
])('%s is offered none of it and can do none of it', async (_, roles, covers) => {
  await db.query('update branch set manager_id = null');
  await db.query('delete from absence');
  if (roles.length > 0)
    await db.query('update member set roles = $2 where slack_user_id = $1', [rapport.sam.id, roles]);
  if (covers)
    await db.query(
      `insert into absence (member_id, from_day, to_day, cover_id)
       select p.id, '2026-06-08', '2026-06-20', s.id from member p, member s
        where p.slack_user_id = $1 and s.slack_user_id = $2`,
      [rapport.priya.id, rapport.sam.id],
    );
  await openCard(sam);
  const view = sam.view()!;
  expect(JSON.stringify(view.definition)).not.toContain(cardActions.entry);
  const before = await traced();
  const tries = [
    [cardActions.entry, onCard('edit')],
    [cardActions.entry, onCard('note')],
    [cardActions.entry, onCard('delete')],
    [cardActions.restore, onCard('restore')],
    ...['edit', 'note', 'delete', 'restore'].map((how) => [
      historyActions.entry,
      `${dana}.0.${how}.${captureId}`,
    ]),
  ];
  for (const [action, value] of tries) {
    expect((await forge(rapport, rapport.sam, view, action!, value!)).status).toBe(200);
    expect(shown(sam)).not.toMatch(/Edit|Add notes/);
  }
  const metadata = { captureId, card: { viewId: view.id, partnerId: dana, home: null } };
  const on = { selected_date: '2026-06-08' };
  await forgeForm(rapport, rapport.sam, 'colleague-entry', {
    metadata,
    values: {
      how: { how: { selected_option: { value: 'visit' } } },
      on: { on },
      note: { note: { value: 'mine' } },
    },
  });
  expect(await traced()).toEqual(before);
  expect(await standing()).toHaveLength(1);
  await db.query(`update member set roles = '{member}' where slack_user_id = $1`, [rapport.sam.id]);
});

test('the manager of another branch that has one of the partners can’t, either', async () => {
  const teller = await rapport.member(rapport.priya);
  const manager = { ...(await rapport.member(rapport.sam)), manages: [teller.branch.id] };
  const ties = {
    tellerId: teller.id,
    tellerBranchId: teller.branch.id,
    partnerBranchIds: [teller.branch.id],
  };
  expect(mayChangeEntry(manager, ties)).toBe(true);
  expect(mayChangeEntry(manager, { ...ties, partnerBranchIds: [teller.branch.id, 99] })).toBe(false);
  expect(mayChangeEntry({ ...manager, manages: [99] }, ties)).toBe(false);
  expect(mayChangeEntry({ ...manager, roles: ['compliance'] }, ties)).toBe(false);
});
