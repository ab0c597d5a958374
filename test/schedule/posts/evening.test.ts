import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { eveningActions } from '../../../src/messages/evening.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { noteAbsence } from '../../../src/store/members/absences.ts';
import { forge } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb', 'Joan Ortiz']);

const told = () => priya.messages().map((message) => readable(message));
const questions = () => priya.messages().filter((message) => readable(message).includes('did it happen?'));
const say = (words: string) => priya.command('/touchpoint', words, rapport.channel);
const last = () => priya.messages(rapport.channel).at(-1)!;
const evenings = async (day: string) => {
  sandbox.clock.moveTo(`${day}T21:31:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  return db.query(
    `select state, closed_as as "closedAs" from nudge where post = 'evening' and key like '%:' || $1`,
    [day],
  );
};

describe('the evening question', () => {
  test('comes once, even on a day off, and not before 5:30 PM', async () => {
    await say('lunch with Dana Lee on Sat June 13 2026');
    sandbox.clock.moveTo('2026-06-13T21:29:00Z');
    await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
    expect(questions()).toEqual([]);
    expect(await evenings('2026-06-13')).toEqual([{ state: 'sent', closedAs: null }]);
    expect(questions()[0]!.text).toBe('Today with Dana Lee: did it happen?');
    await evenings('2026-06-13');
    expect(questions()).toHaveLength(1);
  });

  test('is not asked of a member who has logged the meeting, in whatever words', async () => {
    await say('lunch with Marcus Webb on Mon June 15 2026');
    sandbox.clock.moveTo('2026-06-15T18:00:00Z');
    await say('coffee with Marcus Webb');
    expect(await evenings('2026-06-15')).toEqual([{ state: 'closed', closedAs: 'empty' }]);
    expect(questions()).toHaveLength(1);
  });

  test('comes if a meeting was planned and only a call was logged', async () => {
    await say('breakfast with Joan Ortiz on Tue June 16 2026');
    sandbox.clock.moveTo('2026-06-16T12:00:00Z');
    await say('talked with Joan Ortiz');
    expect(await evenings('2026-06-16')).toEqual([{ state: 'sent', closedAs: null }]);
    expect(questions()).toHaveLength(2);
  });

  test('is not asked of a member who is away', async () => {
    await say('coffee with Dana Lee on Wed June 17 2026');
    const { id } = await rapport.member(rapport.priya);
    const away = { from: '2026-06-17', to: '2026-06-18', coverId: null } as const;
    await noteAbsence(db, id, away, null, context.now());
    expect(await evenings('2026-06-17')).toEqual([{ state: 'closed', closedAs: 'empty' }]);
    expect(questions()).toHaveLength(2);
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
    sandbox.clock.moveTo('2026-06-22T14:00:00Z');
    await say('lunch with Marcus Webb tomorrow');
    await priya.press({ message: last(), actionId: captureActions.calendar });
    const before = await text(1);
    expect(before).toContain('SEQUENCE:0\r\n');
    expect(before).toContain('DTSTART;VALUE=DATE:20260623\r\n');

    await evenings('2026-06-23');
    await priya.press({ message: questions().at(-1)!, actionId: eveningActions.move });
    await priya.submit(priya.view()!, { day: '2026-06-30' });
    const moved = await vi.waitFor(() => {
      const message = priya
        .messages()
        .find((one) => readable(one).includes('lunch with Marcus Webb · Tue, Jun 30'));
      expect(message).toBeDefined();
      return message!;
    });
    await priya.press({ message: moved, actionId: captureActions.calendar });
    const after = await text(2);
    expect(uid(after)).toBe(uid(before));
    expect(after).toContain('SEQUENCE:1\r\n');
    expect(after).toContain('DTSTART;VALUE=DATE:20260630\r\n');
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
