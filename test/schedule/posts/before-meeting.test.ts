import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { beforeMeetingActions } from '../../../src/messages/digest/before-meeting.ts';
import { notYours } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { enqueueDueNudges } from '../../../src/schedule/engine/enqueue-due.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { noteDeparture, noteReturn } from '../../../src/store/members/departures.ts';
import {
  loadSettings,
  type MemberSettings,
  saveSettings,
} from '../../../src/store/members/member-settings.ts';
import { handOver } from '../../../src/store/partners/hand-over.ts';
import { archive } from '../../../src/store/partners/relationship-changes.ts';
import { reopenPlan, settlePlan } from '../../../src/store/plans.ts';
import { findMessages } from '../../../src/store/privacy/erasure-messages.ts';
import { undoCapture } from '../../../src/store/touchpoints/captures.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);
const me = await rapport.member(rapport.priya);

const timing = { ...defaultTiming, channelGapMs: 0 };
const tickAt = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
};
const say = (words: string) => priya.command('/touchpoint', words, rapport.channel);
const reminders = () =>
  priya.messages().filter((message) => JSON.stringify(message.blocks ?? []).includes('"before-meeting.'));
const last = () => reminders().at(-1)!;
const closed = () =>
  db.query(
    `select coalesce(closed_as, state) as "as", reason from nudge where post = 'before meeting' order by id desc limit 1`,
  );
const set = async (changed: Partial<MemberSettings>) => {
  const settings = { ...(await loadSettings(db, me.id)), ...changed };
  await saveSettings(db, me, settings, context.now());
};
let undo: () => Promise<unknown> = async () => {};
let count = 0;
/** The next weekday, from the evening of the day before; each test has its own. */
let day = '2026-06-14';
beforeEach(async () => {
  do day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  while ([0, 6].includes(new Date(day).getUTCDay()));
  sandbox.clock.moveTo(new Date(Date.parse(day) - 2 * 3_600_000));
  count = reminders().length;
});
const inWords = () =>
  new Date(day).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  });
const plan = (words: string) => say(`${words} on ${inWords()}`);
const expectNew = (more: number) => expect(reminders()).toHaveLength(count + more);

test('without the choice, no one is reminded', async () => {
  await plan('coffee with Marcus Webb at 10am');
  await tickAt(`${day}T13:30:00Z`);
  expectNew(0);
  expect(await db.query(`select from nudge where post = 'before meeting'`)).toEqual([]);
  await set({ remindedOfPlans: true });
});

describe('half an hour before a plan', () => {
  test('its maker gets the brief once, and not a minute earlier', async () => {
    await say('lunch with Marcus Webb yesterday, he is hiring a site manager, promised the flyer by Friday');
    await plan('coffee with Marcus Webb at 10am at Blue Door');
    await tickAt(`${day}T13:29:00Z`);
    expectNew(0);
    await tickAt(`${day}T13:30:00Z`);
    expectNew(1);
    expect(last().text).toBe('Coffee with Marcus Webb at 10:00 AM');
    const read = readable(last());
    expect(read).toMatch(/^In 30 minutes: \*10:00 AM · Coffee with Marcus Webb\* · Blue Door$/m);
    expect(read).toContain('hiring a site manager');
    expect(read).toContain('You promised: flyer, by');
    expect(read).toContain('Ask: ');
    expect(read).toContain('[Move…]');
    for (const minute of ['31', '45', '59']) await tickAt(`${day}T13:${minute}:00Z`);
    await tickAt(`${day}T14:00:00Z`);
    expectNew(1);
  });

  test('with two partners is one message', async () => {
    await plan('breakfast with Marcus Webb and Dana Lee at 7:30am');
    await tickAt(`${day}T11:00:00Z`);
    expectNew(1);
    expect(last().text).toBe('Breakfast with Dana Lee and Marcus Webb at 7:30 AM');
    expect(readable(last())).toContain('[Brief: Marcus]');
  });

  test('without an hour, there is none', async () => {
    await plan('lunch with Joan Ortiz');
    for (const hour of ['12', '15', '16', '17']) await tickAt(`${day}T${hour}:30:00Z`);
    expectNew(0);
  });

  test('it still comes after an outage, up to the meeting', async () => {
    await plan('coffee with Marcus Webb at 10am');
    await tickAt(`${day}T13:59:00Z`);
    expectNew(1);
  });

  test('but never after it has begun', async () => {
    await plan('coffee with Marcus Webb at 10am');
    await tickAt(`${day}T14:00:00Z`);
    expectNew(0);
  });

  test('nor if it was due and could not be sent until then', async () => {
    await plan('coffee with Marcus Webb at 10am');
    sandbox.clock.moveTo(`${day}T13:30:00Z`);
    await enqueueDueNudges(context, context.now());
    await tickAt(`${day}T14:00:00Z`);
    expectNew(0);
    expect(await closed()).toEqual([{ as: 'expired', reason: null }]);
  });

  test('the clocks are those of where the member is', async () => {
    await set({ timeZone: 'America/Chicago' });
    await plan('coffee with Marcus Webb at 10am');
    await tickAt(`${day}T13:30:00Z`);
    expectNew(0);
    await tickAt(`${day}T14:30:00Z`);
    expectNew(1);
    await set({ timeZone: 'America/New_York' });
  });

  test('a plan made in the half hour itself is known', async () => {
    sandbox.clock.moveTo(`${day}T13:40:00Z`);
    await say('coffee with Marcus Webb today at 10am');
    await tickAt(`${day}T13:45:00Z`);
    expectNew(0);
  });
});

describe('a plan that changed', () => {
  const latest = async () => {
    const [row] = await db.query<{ id: number; captureId: number }>(
      'select id, capture_id as "captureId" from plan where member_id = $1 order by id desc limit 1',
      [me.id],
    );
    return row!;
  };
  const drop = async () => settlePlan(db, (await latest()).id, me, 'dropped', rapport.today(), context.now());
  const atEleven = async () => {
    await tickAt(`${day}T14:30:00Z`);
    expectNew(1);
    expect(last().text).toBe('Coffee with Marcus Webb at 11:00 AM');
  };
  const byNow = () => ({ today: rapport.today(), now: context.now() });

  test('to another hour before its reminder has one for that hour alone', async () => {
    await plan('coffee with Marcus Webb at 10am');
    await db.query(`update plan set at_time = '11:00' where id = $1`, [(await latest()).id]);
    await tickAt(`${day}T13:30:00Z`);
    expectNew(0);
    await atEleven();
  });

  test('to off has none, and to on again has one', async () => {
    await plan('coffee with Marcus Webb at 10am');
    await plan('coffee with Joan Ortiz at 11am');
    await drop();
    await tickAt(`${day}T13:30:00Z`);
    await tickAt(`${day}T14:10:00Z`);
    await reopenPlan(db, (await latest()).id, me, context.now());
    await tickAt(`${day}T14:30:00Z`);
    expect(
      reminders()
        .slice(0, count + 2)
        .map(({ text }) => text)
        .slice(-2),
    ).toEqual(['Coffee with Marcus Webb at 10:00 AM', 'Coffee with Joan Ortiz at 11:00 AM']);
  });

  test('in the half hour itself is known to who changed it', async () => {
    await plan('coffee with Marcus Webb at 10am');
    await drop();
    sandbox.clock.moveTo(`${day}T13:40:00Z`);
    await reopenPlan(db, (await latest()).id, me, context.now());
    await tickAt(`${day}T13:45:00Z`);
    expectNew(0);
  });

  /** What happens between planning and sending, and why nothing is sent then. */
  const changes: readonly [what: string, reason: string, change: () => Promise<unknown>][] = [
    [
      'moved',
      'the plan has changed',
      async () => settlePlan(db, (await latest()).id, me, 'moved', rapport.today(), context.now()),
    ],
    [
      'moved within the day',
      'the plan has changed',
      async () => db.query(`update plan set at_time = '11:00' where id = $1`, [(await latest()).id]),
    ],
    ['canceled', 'the plan has changed', drop],
    [
      'undone',
      'the plan has changed',
      async () => undoCapture(db, (await latest()).captureId, me, context.now()),
    ],
    ['met', 'the plan has changed', () => say('coffee with Joan Ortiz')],
    ['of a member who turned reminders off', 'not chosen anymore', () => set({ remindedOfPlans: false })],
    [
      'of a member who is away that day',
      'day off',
      async () => {
        const off = { from: day as Day, to: day as Day, coverId: null };
        await noteAbsence(db, me.id, off, null, context.now());
      },
    ],
    [
      'with a partner who was handed over',
      'handed over, or archived',
      async () => {
        const toId = (await rapport.member(rapport.sam)).id;
        const given = await handOver(
          db,
          me,
          { partnerId: mine['Joan Ortiz']!, fromId: me.id, toId },
          byNow(),
        );
        expect(given).toMatchObject({ ok: true });
        const back = await rapport.member(rapport.sam);
        undo = () =>
          handOver(db, back, { partnerId: mine['Joan Ortiz']!, fromId: toId, toId: me.id }, byNow());
      },
    ],
    [
      'with a partner who was archived',
      'handed over, or archived',
      async () => {
        const [one] = await db.query<{ id: number }>(
          'select id from relationship where partner_id = $1 and owner_id = $2',
          [mine['Joan Ortiz'], me.id],
        );
        await archive(db, me, one!.id, byNow());
        undo = () => db.query('update relationship set archived_on = null where id = $1', [one!.id]);
      },
    ],
    [
      'of a member who left',
      'not a member anymore',
      async () => {
        await noteDeparture(db, me.id, context.now());
        undo = () => noteReturn(db, me.id, context.now());
      },
    ],
  ];
  describe.each(changes)('at the last moment: %s', (_, reason, change) => {
    test(`is not reminded of: ${reason}`, async () => {
      await plan('coffee with Joan Ortiz at 10am');
      sandbox.clock.moveTo(`${day}T13:30:00Z`);
      expect(await enqueueDueNudges(context, context.now())).toBeGreaterThan(0);
      await change();
      await tickAt(`${day}T13:31:00Z`);
      expectNew(0);
      expect(await closed()).toEqual([{ as: expect.stringMatching(/empty|cancelled/), reason }]);
      await undo();
      undo = async () => {};
      await set({ remindedOfPlans: true });
    });
  });
});

describe('its buttons', () => {
  const remind = async () => {
    await plan('coffee with Marcus Webb at 10am at Blue Door');
    await tickAt(`${day}T13:30:00Z`);
    expectNew(1);
    return last().ts;
  };
  const at = (ts: string) => priya.messages().find((message) => message.ts === ts)!;
  const press = (ts: string, actionId: string) => priya.press({ message: at(ts), actionId });
  const settled = async () =>
    (
      await db.query<{ settled: string | null }>(
        'select settled from plan where member_id = $1 order by id desc limit 1',
        [me.id],
      )
    )[0]!.settled;

  test('cancel the plan, and take that back', async () => {
    const ts = await remind();
    await press(ts, beforeMeetingActions.off);
    await vi.waitFor(() =>
      expect(readable(at(ts))).toContain(
        '✓ Canceled: coffee with Marcus Webb, 10:00 AM. Let them know; I don’t contact partners.',
      ),
    );
    expect(await settled()).toBe('dropped');
    await press(ts, beforeMeetingActions.undo);
    await vi.waitFor(() =>
      expect(readable(at(ts))).toContain('*10:00 AM · Coffee with Marcus Webb* · Blue Door'),
    );
    expect(await settled()).toBeNull();
  });

  test('move it, to be reminded again', async () => {
    const ts = await remind();
    await press(ts, beforeMeetingActions.move);
    await priya.submit(priya.view()!, { day, at: '13:00' });
    await vi.waitFor(() => expect(readable(at(ts))).toContain('coffee with Marcus Webb'));
    await tickAt(`${day}T16:30:00Z`);
    expect(priya.messages().filter(({ text }) => text === 'Coffee with Marcus Webb at 1:00 PM')).toHaveLength(
      1,
    );
  });

  test('stand in a message that an erasure of the partner finds', async () => {
    const ts = await remind();
    const found = (name: string) => {
      const id = mine[name]!;
      return findMessages(db, { kind: 'partner', id, ids: [id], branchId: me.branch.id, isErased: false });
    };
    expect((await found('Marcus Webb')).posts).toContainEqual(
      expect.objectContaining({ post: 'before meeting', ts }),
    );
    expect((await found('Dana Lee')).posts).not.toContainEqual(expect.objectContaining({ ts }));
  });

  test('say so where the plan is gone', async () => {
    const ts = await remind();
    await db.query(`update plan set withdrawn_at = now() where member_id = $1`, [me.id]);
    await press(ts, beforeMeetingActions.off);
    await vi.waitFor(() => expect(readable(at(ts))).toContain('That plan was changed or undone.'));
  });

  test('a press on it resolves a doubt', async () => {
    const ts = await remind();
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>(
      `update nudge set state = 'in doubt', message_ts = null, lease_until = clock_timestamp() + interval '1 hour'
        where message_ts = $1 returning id`,
      [ts],
    );
    await press(ts, beforeMeetingActions.off);
    await vi.waitFor(async () =>
      expect(await db.query('select state, settled_by as by from nudge where id = $1', [id])).toEqual([
        { state: 'sent', by: 'tap' },
      ]),
    );
  });

  test.each(Object.values(beforeMeetingActions))(
    '%s of someone else’s reminder does nothing',
    async (actionId) => {
      await remind();
      const [nudge] = await db.query<{ id: number }>(
        `select max(id) as id from nudge where post = 'before meeting'`,
      );
      await sam.openHome();
      const heard = sam.messages().length;
      await forge(rapport, rapport.sam, sam.home()!, actionId, String(nudge!.id));
      await vi.waitFor(() => expect(sam.messages().length).toBeGreaterThan(heard));
      expect(sam.messages().at(-1)!.text).toBe(notYours().text);
      expect(sam.view()).toBeUndefined();
      expect(await settled()).toBeNull();
    },
  );

  test.each(Object.values(beforeMeetingActions))(
    '%s with the nudge of another message does nothing',
    async (actionId) => {
      await remind();
      const [nudge] = await db.query<{ id: number }>(
        `select max(id) as id from nudge where post <> 'before meeting' and member_id = $1`,
        [me.id],
      );
      await priya.openHome();
      await forge(rapport, rapport.priya, priya.home()!, actionId, String(nudge!.id));
      await vi.waitFor(() => expect(priya.messages().at(-1)!.text).toBe(notYours().text));
      expect(await settled()).toBeNull();
    },
  );
});
