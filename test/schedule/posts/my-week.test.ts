import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { monthActions } from '../../../src/messages/leads/month.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const ada = sandbox.as(rapport.admin);
const timing = { ...defaultTiming, channelGapMs: 0 };
const ids = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
await rapport.book(rapport.sam, ['Rosa Diaz']);
const me = await rapport.member(rapport.priya);
// This file inserts weeks itself, so keep Rapport from closing any.
await db.query(`update branch set closed_through = '2027-01-04'`);

const at = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
};
const evening = (day: Day) => at(`${day}T21:31:00Z`);
const weeks = (person: typeof priya) =>
  person
    .messages()
    .map((message) => readable(message))
    .filter((text) => text.includes('*My week:*'));
const lastWeeks = (person: typeof priya) =>
  person
    .messages()
    .map((message) => readable(message))
    .filter((text) => text.includes('*Last week:*'));
const say = async (words: string) => {
  await priya.command('/touchpoint', words, rapport.channel);
  await vi.waitFor(() => expect(readable(priya.messages(rapport.channel).at(-1)!)).toContain('✓'));
};

/** Inserts closed weeks before June 8, newest first. `kept` null: a neutral week. */
const closedWeeks = async (slackUserId: string, kept: (boolean | null)[]) =>
  db.query(
    `insert into member_week (member_id, week, branch_id, in_rhythm, counted, kept)
     select m.id, date '2026-06-01' - 7 * (k.n::int - 1), m.branch_id, 0, 0, k.kept
       from member m, unnest($2::boolean[]) with ordinality as k(kept, n) where m.slack_user_id = $1`,
    [slackUserId, kept],
  );

/** A partner's contact of long ago, as an import writes it. */
const longAgo = (partnerId: number, on: Day) =>
  db.query(
    `with k as (insert into capture (source, made_at) values ('import', now()) returning id),
          t as (insert into touchpoint (capture_id, kind, occurred_on) select id, 'meal', $2 from k returning id)
     insert into touchpoint_partner (touchpoint_id, partner_id) select id, $1 from t`,
    [partnerId, on],
  );

describe('My week', () => {
  test('comes in the last evening of the week, with its numbers, who came back, and who is next', async () => {
    await closedWeeks(rapport.priya.id, [...Array(22).fill(true), ...Array(5).fill(false)]);
    await longAgo(ids['Marcus Webb']!, '2026-01-12');
    await say('coffee with Marcus Webb, they paid, promised the flyer by Thursday');
    await say('talked to Dana Lee');
    await evening('2026-06-11');
    expect(weeks(priya)).toEqual([]);
    await db.query(`update promise set state = 'done', closed_on = '2026-06-11' where member_id = $1`, [
      me.id,
    ]);
    await evening('2026-06-12');
    expect(weeks(priya)).toEqual([
      [
        '*You’re square, Priya.* No one’s waiting on you, and nothing you promised is late. Enjoy the weekend.',
        '*My week:* 2 touchpoints, 1 in person · 1 promise kept',
        '*Back in touch:* Marcus Webb (last: Jan 12)',
        'In rhythm 22 of 27 weeks.',
        '*Next week:* Dana Lee',
      ].join('\n'),
    ]);
    expect(priya.messages().at(-1)!.text).toBe('You’re square: 2 touchpoints, 1 in person · 1 promise kept');
  });

  test('is no praise while a promise or a partner is late', async () => {
    await say('called Dana Lee, promised the slides by Monday');
    await evening('2026-06-18');
    expect(weeks(priya).at(-1)).toMatch(/^\*My week:\* /);
  });

  test('names for the next week whoever was due before it', async () => {
    const { faceDue } = (
      await db.query<{ faceDue: Day }>(
        'select face_due as "faceDue" from relationship where partner_id = $1',
        [ids['Dana Lee']],
      )
    )[0]!;
    expect(faceDue < '2026-06-18').toBe(true);
    expect(weeks(priya).at(-1)).toContain('*Next week:* Dana Lee');
  });

  test('comes on Thursday to who is off on Friday, and is silent after half a week away', async () => {
    expect(weeks(priya), 'June 19 is a holiday').toHaveLength(2);
    await noteAbsence(
      db,
      me.id,
      { from: '2026-06-22', to: '2026-06-24', coverId: null },
      null,
      context.now(),
    );
    await evening('2026-06-26');
    expect(weeks(priya)).toHaveLength(2);
  });

  test('that was lost, with the manager’s note, comes in the next evening, once', async () => {
    await db.query(`update member set joined_at = '2026-06-01' where slack_user_id = any($1)`, [
      [rapport.priya.id, rapport.admin.id],
    ]);
    await ada.dm('hello');
    sandbox.clock.moveTo('2026-07-01T15:00:00Z');
    await say('coffee with Marcus Webb, they paid');
    // Rapport was away on Thursday, the last day before a long weekend, from 5 to 6 PM.
    await at('2026-07-02T20:59:00Z');
    await at('2026-07-02T22:01:00Z');
    const before = weeks(priya).length;
    await evening('2026-07-06');
    expect(lastWeeks(priya)).toHaveLength(1);
    expect(lastWeeks(priya)[0]).toMatch(/^\*Last week:\* 1 touchpoint, 1 in person\n/);
    expect(lastWeeks(priya)[0]).toMatch(/\n\*This week:\* .*Dana Lee/);
    expect(readable(ada.messages().at(-1)!)).toContain('*Tampa: who could use a hand*');
    const notes = ada.messages().length;
    await evening('2026-07-07');
    expect(ada.messages()).toHaveLength(notes);
    expect(lastWeeks(priya)).toHaveLength(1);
    expect(weeks(priya)).toHaveLength(before);
    await evening('2026-07-10');
    expect(weeks(priya)).toHaveLength(before + 1);
    await evening('2026-07-13');
    expect(lastWeeks(priya)).toHaveLength(1);
  });

  test('of a manager holds the branch’s note: one message, not two', async () => {
    await ada.dm('hello');
    const before = ada.messages().length;
    await evening('2026-07-17');
    expect(ada.messages()).toHaveLength(before + 1);
    expect(readable(ada.messages().at(-1)!)).toContain('*Tampa: who could use a hand*');
    expect(weeks(sam).join()).not.toContain('could use a hand');
  });

  test('leads from the note to who could use a hand, and to their list', async () => {
    await db.query(
      `with c as (insert into capture (source, made_at) values ('modal', now()) returning id)
       insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
       select c.id, r.partner_id, r.owner_id, 'slides', '2026-07-01', '2026-07-06'
         from c, relationship r join member m on m.id = r.owner_id, generate_series(1, 2) where m.slack_user_id = $1`,
      [rapport.priya.id],
    );
    await evening('2026-07-24');
    const note = ada.messages().at(-1)!;
    expect(readable(note)).toMatch(/\*Priya\*: .*promises late\n.*\n\[Message Priya\] \[Open list\]/);
    const { id } = await rapport.member(rapport.priya);
    const value = JSON.stringify({ at: 'person', memberId: id });
    await ada.press({ message: note, actionId: monthActions.show, value });
    await expect.poll(() => readable(ada.home()!)).toMatch(/Priya Patel: \d partner/);
    expect(readable(note)).toContain('Only managers and program leads see this.');
  });
});
