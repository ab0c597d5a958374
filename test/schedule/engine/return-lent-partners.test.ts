import { expect, test } from 'vitest';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { handOver } from '../../../src/store/partners/hand-over.ts';
import { startRapport } from '../../support/rapport.ts';

/** Data left in the database by a release that could lend partners. */

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const partners = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Lena Voss'];
const ids = await rapport.book(rapport.priya, partners);
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const [kim] = await db.query<{ id: number }>(
  `insert into member (slack_user_id, branch_id, name, zone, state)
   select 'UKIM', id, 'Kim Roe', zone, 'active' from branch returning id`,
);
const when = { today: rapport.today(priya), now: context.now() };

const give = (name: string, fromId: number, toId: number) =>
  handOver(db, priya, { partnerId: ids[name]!, fromId, toId }, when);
const lend = (name: string, begunOn: string | null) =>
  db.query(
    `insert into loan (partner_id, owner_id, cover_id, from_day, to_day, made_by, begun_on)
     values ($1, $2, $3, coalesce($4::date, '2026-06-20'), '2026-06-30', $2, $4)`,
    [ids[name], priya.id, sam.id, begunOn],
  );
const ticking = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const owners = async () =>
  Object.fromEntries(
    (
      await db.query<{ partner: string; owner: string }>(
        `select p.name as partner, m.name as owner from relationship r join partner p on p.id = r.partner_id
           join member m on m.id = r.owner_id where r.archived_on is null`,
      )
    ).map((row) => [row.partner, row.owner]),
  );
const handings = () =>
  db.query(`select subject_id, after from trace where action = 'handed over' order by id`);
const loans = () =>
  db.query<{ ended: string | null }>('select ended_on as ended from loan order by partner_id');

test('the first tick returns lent partners, and a second one does nothing', async () => {
  await give('Dana Lee', priya.id, sam.id);
  await lend('Dana Lee', '2026-06-08');
  await lend('Marcus Webb', null);
  await give('Joan Ortiz', priya.id, sam.id);
  await lend('Joan Ortiz', '2026-06-08');
  await give('Joan Ortiz', sam.id, kim!.id);
  const before = await handings();

  await Promise.all([ticking(), ticking()]);
  const back = {
    'Dana Lee': 'Priya Patel',
    'Marcus Webb': 'Priya Patel',
    'Joan Ortiz': 'Kim Roe',
    'Lena Voss': 'Priya Patel',
  };
  expect(await owners(), 'the partner that Sam handed on stays').toEqual(back);
  expect(await loans()).toEqual([{ ended: '2026-06-09' }, { ended: '2026-06-09' }, { ended: '2026-06-09' }]);
  const after = await handings();
  expect(after, 'only one partner was handed back, once').toHaveLength(before.length + 1);

  sandbox.clock.advance(60_000);
  await ticking();
  expect(await owners()).toEqual(back);
  expect(await handings()).toEqual(after);
});

test('a partner lent by a replica of the old release comes back on the next tick', async () => {
  await give('Lena Voss', priya.id, sam.id);
  await lend('Lena Voss', '2026-06-09');
  await ticking();
  expect(await owners()).toMatchObject({ 'Lena Voss': 'Priya Patel' });
});
