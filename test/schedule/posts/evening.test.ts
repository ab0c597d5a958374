import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import type { Day } from '../../../src/domain/days/day.ts';
import { eveningActions, eventAfterActions } from '../../../src/messages/evening/questions.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { addBranchEvent, setGoing } from '../../../src/store/branch-events.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);

const told = (who = priya) => who.messages().map((message) => readable(message));
const questions = () => priya.messages().filter((message) => readable(message).includes('did it happen?'));
const say = (words: string) => priya.command('/touchpoint', words, rapport.channel);
const last = () => priya.messages(rapport.channel).at(-1)!;
const timing = { ...defaultTiming, channelGapMs: 0 };
const tickAt = async (instant: string) => {
  sandbox.clock.moveTo(instant);
  await tick(context, context.now(), timing);
};
const me = await rapport.member(rapport.priya);
const evenings = async (day: string, memberId = me.id) => {
  await tickAt(`${day}T21:31:00Z`);
  return db.query(
    `select state, closed_as as "closedAs", reason from nudge where post = 'evening' and key = concat('evening:', $2::int, ':', $1::text)`,
    [day, memberId],
  );
};
const sent = [{ state: 'sent', closedAs: null, reason: null }];
const empty = (reason: string | null = null) => [{ state: 'closed', closedAs: 'empty', reason }];
const event = async (name: string, on: Day, at: string) => {
  const id = await addBranchEvent(
    db,
    { branchId: me.branch.id, name, place: null, on, at },
    me.id,
    context.now(),
  );
  await setGoing(db, id, me.id, true);
  return id;
};

describe('the evening', () => {
  test('asks about the day’s plan once, at 5:30 PM and not before', async () => {
    await say('lunch with Dana Lee tomorrow');
    await tickAt('2026-06-10T21:29:00Z');
    expect(questions()).toEqual([]);
    expect(await evenings('2026-06-10')).toEqual(sent);
    expect(questions()[0]!.text).toBe('Today with Dana Lee: did it happen?');
    await evenings('2026-06-10');
    expect(questions()).toHaveLength(1);
  });

  test('does not ask once the meeting is logged, in whatever words', async () => {
    await say('lunch with Marcus Webb on Thu June 11 2026');
    sandbox.clock.moveTo('2026-06-11T18:00:00Z');
    await say('coffee with Marcus Webb');
    expect(await evenings('2026-06-11')).toEqual(empty());
    expect(questions()).toHaveLength(1);
  });

  test('asks if a meeting was planned and only a call was logged', async () => {
    await say('breakfast with Joan Ortiz on Fri June 12 2026');
    sandbox.clock.moveTo('2026-06-12T12:00:00Z');
    await say('talked with Joan Ortiz');
    expect(await evenings('2026-06-12')).toEqual(sent);
    expect(questions()).toHaveLength(2);
  });

  test('is not written on a day off, nor after 6 PM; the next morning’s list asks', async () => {
    await say('lunch with Dana Lee on Sat June 13 2026');
    expect(await evenings('2026-06-13')).toEqual([]);
    await say('coffee with Marcus Webb on Mon June 15 2026');
    await tickAt('2026-06-15T12:00:00Z');
    expect(told().at(-1)).toContain('Dana Lee');
    await tickAt('2026-06-15T22:00:00Z');
    expect(questions()).toHaveLength(2);
    await tickAt('2026-06-16T12:00:00Z');
    expect(told().at(-1)).toContain('Marcus Webb');
  });

  test('leaves a plan that ends later to the next morning', async () => {
    await say('dinner with Dana Lee on Tue June 16 2026');
    await say('meeting Joan Ortiz on Tue June 16 2026 at 5pm');
    expect(await evenings('2026-06-16')).toEqual(empty());
  });

  test('is not written to a member who is away', async () => {
    await say('coffee with Dana Lee on Wed June 17 2026');
    await event('Rotary lunch', '2026-06-17', '12:00');
    const away = { from: '2026-06-17', to: '2026-06-18', coverId: null } as const;
    await noteAbsence(db, me.id, away, null, context.now());
    expect(await evenings('2026-06-17')).toEqual(empty('day off'));
    await tickAt('2026-06-19T12:01:00Z');
    expect(told().join('\n')).not.toContain('Rotary lunch');
  });
});

describe('several questions', () => {
  const evening = () => priya.messages().find((message) => readable(message).includes('Chamber lunch'))!;

  test('are one message', async () => {
    sandbox.clock.moveTo('2026-06-21T13:00:00Z');
    await say('coffee with Dana Lee tomorrow');
    await say('call with Joan Ortiz tomorrow');
    await event('Chamber lunch', '2026-06-22', '12:00');
    await event('Realtors mixer', '2026-06-22', '17:30');
    expect(await evenings('2026-06-22')).toEqual(sent);
    expect(evening().text).toBe('3 questions about your day');
    expect(readable(evening())).toContain('*Coffee with Dana Lee* today: did it happen?');
    expect(readable(evening())).toContain('*Call with Joan Ortiz* today: did it happen?');
    expect(readable(evening())).toContain('*Chamber lunch* today: who did you talk to?');
    expect(readable(evening())).not.toContain('Realtors mixer');
  });

  test('are each drawn again by their own answer, and what is logged is confirmed by itself', async () => {
    const press = (actionId: string, of: string) => {
      const block = evening().blocks!.find(
        (one) =>
          one.type === 'actions' &&
          JSON.stringify(one).includes(actionId) &&
          JSON.stringify(one).includes(of),
      )!;
      return priya.press({ message: evening(), actionId, blockId: block.block_id! });
    };
    await press(eveningActions.held, 'Dana Lee');
    await vi.waitFor(() => expect(readable(evening())).toContain('✓ Coffee with Dana Lee: logged.'));
    await vi.waitFor(() => expect(told().at(-1)).toContain('✓ Coffee with Dana Lee · today'));
    expect(readable(evening())).toContain('*Call with Joan Ortiz* today: did it happen?');
    await press(eventAfterActions.nobody, 'Chamber lunch');
    await vi.waitFor(() =>
      expect(readable(evening())).toContain('*Chamber lunch:* got it. Showing up counts, too.'),
    );
    expect(readable(evening())).toContain('✓ Coffee with Dana Lee: logged.');
    await press(eveningActions.move, 'Joan Ortiz');
    await priya.submit(priya.view()!, { day: '2026-06-24' });
    await vi.waitFor(() => expect(readable(evening())).toContain('✓ Moved: call with Joan Ortiz.'));
    await vi.waitFor(() => expect(told().at(-1)).toContain('call with Joan Ortiz · Wed, Jun 24'));
    expect(readable(evening())).toContain('Showing up counts, too.');
  });

  test('about an event that ended later come with the next morning’s list, once, and survive its redrawing', async () => {
    await tickAt('2026-06-23T12:01:00Z');
    const list = () => priya.messages().findLast((message) => readable(message).includes('Good morning'))!;
    expect(readable(list())).toContain('*Realtors mixer* yesterday: who did you talk to?');
    expect(readable(list())).not.toContain('Chamber lunch');
    await tickAt('2026-06-24T12:01:00Z');
    expect(told().filter((text) => text.includes('Realtors mixer'))).toHaveLength(1);
  });
});

describe('the calendar file', () => {
  const files = () => [...sandbox.world.files.values()].filter((file) => file.completed);
  const text = async (count: number) =>
    vi.waitFor(() => {
      expect(files()).toHaveLength(count);
      return new TextDecoder().decode(files().at(-1)!.bytes);
    });
  const uid = (file: string) => file.match(/UID:(\S+)/)![1];

  test('of a moved plan updates the same entry, on the new day', async () => {
    sandbox.clock.moveTo('2026-07-06T14:00:00Z');
    await say('lunch with Marcus Webb tomorrow');
    await priya.press({ message: last(), actionId: captureActions.calendar });
    const before = await text(1);
    expect(before).toContain('SEQUENCE:0\r\n');
    expect(before).toContain('DTSTART;VALUE=DATE:20260707\r\n');

    await evenings('2026-07-07');
    await priya.press({ message: questions().at(-1)!, actionId: eveningActions.move });
    await priya.submit(priya.view()!, { day: '2026-07-14' });
    const moved = await vi.waitFor(() => {
      const message = priya
        .messages()
        .find((one) => readable(one).includes('lunch with Marcus Webb · Tue, Jul 14'));
      expect(message).toBeDefined();
      return message!;
    });
    await priya.press({ message: moved, actionId: captureActions.calendar });
    const after = await text(2);
    expect(uid(after)).toBe(uid(before));
    expect(after).toContain('SEQUENCE:1\r\n');
    expect(after).toContain('DTSTART;VALUE=DATE:20260714\r\n');
  });

  test.each(['', 'x', '-1', '1e3', '99999999999', "1' or true"])(
    'of the forged id %j is not sent',
    async (value) => {
      await priya.openHome();
      const count = files().length;
      const response = await forge(rapport, rapport.priya, priya.home()!, captureActions.calendar, value);
      expect(response.status).toBe(200);
      await vi.waitFor(() => expect(told().at(-1)).not.toMatch(/Dana|Marcus|Joan/));
      expect(files()).toHaveLength(count);
    },
  );

  test('of a colleague’s plan is not sent, and the answer reveals nothing', async () => {
    const sam = sandbox.as(rapport.sam);
    await sam.openHome();
    const [plan] = await db.query<{ id: number }>('select max(capture_id) as id from plan');
    const count = files().length;
    await forge(rapport, rapport.sam, sam.home()!, captureActions.calendar, String(plan!.id));
    await vi.waitFor(() => expect(sam.messages()).not.toEqual([]));
    expect(readable(sam.messages().at(-1)!)).not.toMatch(/Marcus|lunch/i);
    expect(files()).toHaveLength(count);
  });
});
