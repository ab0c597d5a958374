import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/domain/members/member.ts';
import type { Tier } from '../../src/domain/words.ts';
import { recomputeClocks } from '../../src/store/clocks/clocks.ts';
import { transaction } from '../../src/store/db/database.ts';
import { loadCard } from '../../src/store/partners/card.ts';
import { handOver } from '../../src/store/partners/hand-over.ts';
import { noteKnownYears } from '../../src/store/partners/known-years.ts';
import { mergePartners } from '../../src/store/partners/merge.ts';
import { archive, recommit, setTier } from '../../src/store/partners/relationship-changes.ts';
import { undoChange } from '../../src/store/touchpoints/undo.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { context } = rapport;
const { db } = context;
const now = context.now();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const today = rapport.today(priya);
const when = { today, now };

let named = 0;
/** A partner whom Priya has had for a hundred days. */
async function meets(tier: Tier = 'core'): Promise<{ partnerId: number; relationshipId: number }> {
  const name = `Partner No${named++}`;
  const { [name]: partnerId } = await rapport.book(rapport.priya, [name], tier);
  await rapport.context.db.query(
    `with k as (insert into capture (source, member_id, made_at) values ('modal', $2, now()) returning id),
          t as (insert into touchpoint (capture_id, kind, occurred_on) select id, 'meal', '2026-02-20' from k returning id),
          m as (insert into touchpoint_member (touchpoint_id, member_id) select id, $2 from t)
     insert into touchpoint_partner (touchpoint_id, partner_id) select id, $1 from t`,
    [partnerId, priya.id],
  );
  const [row] = await db.query<{ id: number }>('select id from relationship where partner_id = $1', [
    partnerId,
  ]);
  await db.query(
    `update relationship_fact set on_day = on_day - 100, until_day = until_day - 100, face_day = face_day - 100
      where relationship_id = $1`,
    [row!.id],
  );
  return { partnerId: partnerId!, relationshipId: row!.id };
}

const rowOf = async (relationshipId: number) =>
  (
    await db.query(
      `select tier, touch_due, touch_grace, face_due, face_grace, last_touch_on, last_face_on, archived_on
         from relationship where id = $1`,
      [relationshipId],
    )
  )[0];
const move = (one: { partnerId: number; relationshipId: number }, tier: Tier, by: Member = priya) =>
  setTier(db, by, { ...one, tier }, when);

describe('a change stores the clocks that its facts give', () => {
  test.each<[string, Tier, (one: { partnerId: number; relationshipId: number }) => Promise<{ how: string }>]>(
    [
      ['another tier', 'core', (one) => move(one, 'keep')],
      ['to resting', 'core', (one) => move(one, 'resting')],
      ['from resting, with a first due', 'resting', (one) => move(one, 'core')],
      ['recommitted', 'core', (one) => recommit(db, priya, one.relationshipId, when)],
      ['archived', 'core', (one) => archive(db, priya, one.relationshipId, when)],
      [
        'twice on one day, where the last word counts',
        'core',
        async (one) => {
          await move(one, 'resting');
          return move(one, 'keep');
        },
      ],
    ],
  )('%s', async (_, tier, change) => {
    const one = await meets(tier);
    await transaction(db, (tx) => recomputeClocks(tx, [one.relationshipId]));
    const before = await rowOf(one.relationshipId);
    const done = (await change(one)) as { how: string; traceId: number };
    expect(done.how).toBe('done');
    const after = await rowOf(one.relationshipId);
    expect(after).not.toEqual(before);
    await transaction(db, (tx) => recomputeClocks(tx, [one.relationshipId]));
    expect(await rowOf(one.relationshipId)).toEqual(after);
  });

  test('and Undo withdraws exactly those facts', async () => {
    const one = await meets('resting');
    await transaction(db, (tx) => recomputeClocks(tx, [one.relationshipId]));
    const before = await rowOf(one.relationshipId);
    const done = await move(one, 'core');
    expect(done.how).toBe('done');
    expect(await undoChange(db, priya, (done as { traceId: number }).traceId, when)).toEqual({
      how: 'undone',
    });
    expect(await rowOf(one.relationshipId)).toEqual(before);
    expect(
      await db.query(
        'select kind from relationship_fact where relationship_id = $1 and withdrawn_at is not null order by id',
        [one.relationshipId],
      ),
    ).toEqual([{ kind: 'tier' }, { kind: 'first due' }]);
  });
});

describe('a tier is set', () => {
  const waits = () =>
    expect
      .poll(() =>
        db.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      )
      .toHaveLength(1);

  test('with the owner locked before the relationship, as everywhere', async () => {
    const one = await meets();
    let moving: Promise<unknown> | undefined;
    await transaction(db, async (tx) => {
      await tx.query('select from relationship where id = $1 for no key update', [one.relationshipId]);
      moving = move(one, 'keep');
      await waits();
      await expect(
        db.query('select from member where id = $1 for no key update nowait', [priya.id]),
      ).rejects.toMatchObject({ code: '55P03' });
    });
    await moving;
    await transaction(db, async (tx) => {
      await tx.query('select from member where id = $1 for no key update', [priya.id]);
      moving = move(one, 'core');
      await waits();
      await db.query('select from relationship where id = $1 for no key update nowait', [one.relationshipId]);
    });
    expect(await moving).toMatchObject({ how: 'done' });
  });

  test('for as many at once as the tier has room', async () => {
    await db.query(`update relationship set archived_on = $1 where archived_on is null`, [today]);
    await rapport.book(
      rapport.priya,
      Array.from({ length: 9 }, (_, index) => `Inner No${index}`),
      'inner',
    );
    const [first, second, third] = [await meets(), await meets(), await meets()];
    const how = await Promise.all([first, second, third].map((one) => move(one, 'inner')));
    expect(how.map((done) => done.how).sort(), 'room for ten').toEqual(['done', 'full', 'full']);
  });

  test('only by those who may, whatever the form says', async () => {
    const one = await meets();
    expect(await move(one, 'keep', sam)).toEqual({ how: 'refused' });
    const far = { ...sam, branch: { ...sam.branch, id: sam.branch.id + 1 } };
    expect(await move(one, 'keep', far)).toEqual({ how: 'unknown' });
    const other = await meets();
    expect(await move({ ...one, partnerId: other.partnerId }, 'keep')).toEqual({ how: 'gone' });
    const reason = { ...one, tier: 'inner' as const, reason: 'they asked' };
    expect((await setTier(db, priya, reason, when)).how, 'the cap is a lead’s to exceed').toBe('full');
    const lead: Member = { ...sam, roles: ['member', 'lead'] };
    expect((await setTier(db, lead, reason, when)).how).toBe('done');
  });
});

describe('knowing each other for years', () => {
  const tooFew = async (partnerId: number, reader: Member) =>
    (await loadCard(db, reader, partnerId, today))!.details!.notYet.some(({ why }) => why === 'few meetings');

  test('stands in for meetings, is said once a day, and can be undone whatever else changes', async () => {
    const { partnerId, relationshipId } = await meets();
    expect(await tooFew(partnerId, priya)).toBe(true);
    const traceId = await noteKnownYears(db, priya, relationshipId, when);
    expect(await noteKnownYears(db, priya, relationshipId, when)).toBeNull();
    expect(await tooFew(partnerId, priya)).toBe(false);
    await move({ partnerId, relationshipId }, 'keep');
    expect(await undoChange(db, sam, traceId!, when)).toEqual({ how: 'gone' });
    expect(await undoChange(db, priya, traceId!, when)).toEqual({ how: 'undone' });
    expect(await tooFew(partnerId, priya)).toBe(true);
  });

  test('keeps no other change from being undone', async () => {
    const one = await meets();
    const moved = await move(one, 'keep');
    await noteKnownYears(db, priya, one.relationshipId, when);
    expect(moved.how === 'done' && (await undoChange(db, priya, moved.traceId, when))).toEqual({
      how: 'undone',
    });
    expect(await tooFew(one.partnerId, priya)).toBe(false);
  });

  test('is not handed over', async () => {
    const { partnerId, relationshipId } = await meets();
    await noteKnownYears(db, priya, relationshipId, when);
    await db.query('update relationship set known_years_on = known_years_on - 1 where id = $1', [
      relationshipId,
    ]);
    await handOver(db, priya, { partnerId, fromId: priya.id, toId: sam.id }, when);
    expect(await tooFew(partnerId, sam)).toBe(true);
    await noteKnownYears(db, sam, relationshipId, when);
    expect(await tooFew(partnerId, sam)).toBe(false);
  });

  test('outlasts a merge', async () => {
    const kept = await meets();
    const gone = await meets();
    await noteKnownYears(db, priya, gone.relationshipId, when);
    await mergePartners(db, priya, { keptId: kept.partnerId, goneId: gone.partnerId }, when);
    expect(await tooFew(kept.partnerId, priya)).toBe(false);
  });
});
