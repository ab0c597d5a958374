import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { recomputeClocks } from '../../../src/store/clocks/clocks.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { startRapport } from '../../support/rapport.ts';

/** One morning after another, with digests as they are sent. June 9 is a Tuesday. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);

/** Ticks at eight on `day`. Returns the new messages to each of the two. */
async function morning(day: Day): Promise<{ priya: string; sam: string }> {
  const seen = (user: typeof rapport.priya) => sandbox.as(user).messages().length;
  const had = { priya: seen(rapport.priya), sam: seen(rapport.sam) };
  sandbox.clock.moveTo(`${day}T12:00:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  const came = (user: typeof rapport.priya, from: number) =>
    sandbox
      .as(user)
      .messages()
      .slice(from)
      .map((message) => readable(message))
      .join('\n\n');
  return { priya: came(rapport.priya, had.priya), sam: came(rapport.sam, had.sam) };
}

/** Makes all the given partners first due on `day`. */
async function allDueOn(day: Day, ids: Record<string, number>): Promise<void> {
  await db.query(
    `update relationship_fact f set until_day = $1, face_day = case when face_day is null then null else $1::date end
       from relationship r where r.id = f.relationship_id and f.kind = 'first due' and r.partner_id = any($2::int[])`,
    [day, Object.values(ids)],
  );
  const rows = await db.query<{ id: number }>(
    'select id from relationship where partner_id = any($1::int[])',
    [Object.values(ids)],
  );
  await recomputeClocks(
    db,
    rows.map((row) => row.id),
  );
}

const named = (text: string, names: readonly string[]) => names.filter((name) => text.includes(`*${name}*`));
const digestOn = async (memberId: number, day: Day) =>
  db.query(
    `select state, closed_as as "closedAs" from nudge
      where post = 'digest' and member_id = $1 and key = 'digest:' || $1::int || ':' || $2::text`,
    [memberId, day],
  );

describe('eight partners due on one morning', () => {
  const names = ['Ann', 'Ben', 'Cleo', 'Dov', 'Eve', 'Finn', 'Gus', 'Hal'].map((name) => `${name} Lee`);

  test('are shown as five and three more, and the three lead the next morning', async () => {
    await allDueOn('2026-06-11', await rapport.book(rapport.priya, names));
    const first = (await morning('2026-06-11')).priya;
    expect(first).toContain('Good morning, Priya. Five to reach.');
    expect(first).toContain('+3 more in my Home tab');
    const second = (await morning('2026-06-12')).priya;
    expect(second).toContain('Good morning, Priya. Three to reach.');
    expect([...named(first, names), ...named(second, names)].sort()).toEqual(names);
  });
});

describe('a resting book', () => {
  test('brings the request to pick five on Monday, and on no other morning', async () => {
    await rapport.book(rapport.sam, ['Rosa Diaz', 'Ike Ray'], 'resting');
    expect((await morning('2026-06-15')).sam).toContain('Pick five you’d like to have lunch with');
    expect((await morning('2026-06-16')).sam).toBe('');
    expect(await digestOn(sam.id, '2026-06-16')).toEqual([{ state: 'closed', closedAs: 'empty' }]);
  });
});

describe('a member who is away', () => {
  test('gets no digest, and the cover sees only the inner circle and promises', async () => {
    const inner = await rapport.book(rapport.priya, ['Nora Hill'], 'inner');
    const core = await rapport.book(rapport.priya, ['Omar Reed']);
    await rapport.book(rapport.priya, ['Pia Stone'], 'keep');
    await sandbox.as(rapport.priya).dm('called Pia Stone today, promised the listing photos by Wednesday');
    await tick(context, context.now());
    const away = { from: '2026-06-17', to: '2026-06-24', coverId: sam.id } as const;
    await allDueOn('2026-06-17', { ...inner, ...core });
    expect(await noteAbsence(db, priya.id, away, priya.id, context.now())).toMatchObject({
      id: expect.any(Number),
    });
    const came = await morning('2026-06-17');
    expect(came.priya).toBe('');
    expect(await digestOn(priya.id, '2026-06-17')).toEqual([{ state: 'closed', closedAs: 'empty' }]);
    expect(came.sam).toContain('*Nora Hill* · covering for Priya Patel');
    expect(came.sam).toContain('Priya Patel promised: listing photos, due today.');
    expect(came.sam).not.toContain('Omar Reed');
  });
});

describe('a branch holiday', () => {
  test('brings no digest', async () => {
    await rapport.book(rapport.sam, ['Quin Fox']);
    expect(await morning('2026-06-19')).toEqual({ priya: '', sam: '' });
    expect(await digestOn(sam.id, '2026-06-19')).not.toContainEqual(
      expect.objectContaining({ state: 'sent' }),
    );
    expect((await morning('2026-06-22')).sam).toContain('*Quin Fox*');
  });
});
