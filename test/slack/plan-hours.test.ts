import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { eveningActions } from '../../src/messages/evening/questions.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const view = () => (priya.view() ? readable(priya.view()!) : '');
const shows = (text: string | RegExp) => vi.waitFor(() => expect(view()).toMatch(text));
const messageTexts = () => priya.messages().map((message) => readable(message));
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const question = () => priya.messages().findLast((message) => readable(message).includes('did it happen?'))!;

describe('a plan with an hour', () => {
  const said = 'lunch with Marcus Webb next Thursday at 12:30 at Oxford Exchange';
  const stored = () =>
    db.query<{ on: string; at: string | null; place: string | null }>(
      `select planned_on as "on", at_time as "at", place from plan
        where withdrawn_at is null and settled is null and planned_on > '2026-06-18' order by id`,
    );
  const lastFile = async (name: string) => {
    const file = await vi.waitFor(() => {
      const found = [...sandbox.world.files.values()].findLast((one) => one.completed && one.name === name);
      expect(found).toBeDefined();
      return found!;
    });
    return new TextDecoder().decode(file.bytes);
  };

  test('is saved and shown with it, and offered to calendars as busy', async () => {
    sandbox.clock.moveTo('2026-06-18T14:00:00Z');
    await priya.dm(said);
    const message = priya.messages().at(-1)!;
    const text = readable(message);
    expect(text).toContain('✓ Planned: lunch with Marcus Webb · Thu, Jun 25, 12:30 PM');
    expect(text).toContain('Where: Oxford Exchange');
    expect(JSON.stringify(message.blocks)).toContain('dates=20260625T163000Z%2F20260625T173000Z');
    expect(JSON.stringify(message.blocks)).toContain('startdt=2026-06-25T16%3A30%3A00.000Z');
    expect(await stored()).toEqual([{ on: '2026-06-25', at: '12:30', place: 'Oxford Exchange' }]);
    await priya.press({ message, actionId: captureActions.calendar });
    const file = await lastFile('plan-2026-06-25.ics');
    expect(file).toContain('DTSTART:20260625T163000Z\r\nDTEND:20260625T173000Z\r\n');
    expect(file).toContain('TRANSP:OPAQUE');
  });

  test('shows it on the card, in Home, and in answers', async () => {
    await priya.command('/partner', 'marcus webb', rapport.channel);
    await shows('Planned: lunch Thu, Jun 25, 12:30 PM, at Oxford Exchange');
    await priya.closeView({ all: true });
    await priya.openHome();
    await vi.waitFor(() => expect(readable(priya.home()!)).toContain('Marcus Webb (planned, 12:30 PM)'));
    await priya.dm('when did I last see Marcus Webb');
    expect(messageTexts().at(-1)).toContain('Next: lunch at Oxford Exchange, Thu, Jun 25, 12:30 PM.');
  });

  test('keeps it when the note is edited, and can be given another', async () => {
    const message = priya.messages().find((one) => readable(one).includes('Jun 25, 12:30 PM'))!;
    await priya.press({ message, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { note: 'the fall list' });
    expect(await stored()).toEqual([{ on: '2026-06-25', at: '12:30', place: 'Oxford Exchange' }]);
    await priya.press({ message, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { at: '12:45' });
    expect(await stored()).toEqual([{ on: '2026-06-25', at: '12:45', place: 'Oxford Exchange' }]);
  });

  test('is asked about with it that evening, and moving the day keeps it', async () => {
    sandbox.clock.moveTo('2026-06-25T21:31:00Z');
    await runTick();
    expect(readable(question())).toContain('*Lunch with Marcus Webb* today, 12:45 PM: did it happen?');
    await priya.press({ message: question(), actionId: eveningActions.move });
    await priya.submit(priya.view()!, { day: '2026-07-02' });
    await vi.waitFor(() =>
      expect(messageTexts().join('\n')).toContain('✓ Planned: lunch with Marcus Webb · Thu, Jul 2, 12:45 PM'),
    );
    expect(await stored()).toEqual([{ on: '2026-07-02', at: '12:45', place: 'Oxford Exchange' }]);
  });

  test('is asked about with it the next morning', async () => {
    sandbox.clock.moveTo('2026-07-03T12:30:00Z');
    await priya.openHome();
    await vi.waitFor(() =>
      expect(readable(priya.home()!)).toContain('You planned lunch for yesterday, 12:45 PM. Did it happen?'),
    );
  });

  test('is what a reminder is promised for, to who chose one', async () => {
    await db.query('update member set reminded_of_plans = true where slack_user_id = $1', [rapport.priya.id]);
    await priya.command('/partner', 'dana lee', rapport.channel);
    await priya.press({ actionId: cardActions.plan });
    await shows('with a time, I’ll remind you 30 minutes before. That evening');
    await priya.submit(priya.view()!, { how: 'call', day: '2026-07-09', at: '09:15' });
    await shows('Planned for Thu, Jul 9, 9:15 AM.');
    await vi.waitFor(() =>
      expect(messageTexts().join('\n')).toContain(
        'I’ll remind you 30 minutes before. That evening I’ll ask how it went.',
      ),
    );
    await db.query('update member set reminded_of_plans = false');
  });

  test('is chosen in the form', async () => {
    await priya.command('/partner', 'marcus webb', rapport.channel);
    await priya.press({ actionId: cardActions.plan });
    await shows('no reminders before then');
    await priya.submit(priya.view()!, { how: 'call', day: '2026-07-10', at: '09:15' });
    await shows('Planned for Fri, Jul 10, 9:15 AM.');
    expect(await stored()).toContainEqual({ on: '2026-07-10', at: '09:15', place: null });
  });

  test('waits with the words for the answer to a question', async () => {
    await priya.dm('lunch w marcus webb wednesday noon');
    const asked = priya.messages().at(-1)!;
    expect(readable(asked)).toContain('which day?');
    await priya.press({ message: asked, actionId: 'draft.answer.1' });
    await vi.waitFor(async () =>
      expect(await stored()).toContainEqual({ on: '2026-07-08', at: '12:00', place: null }),
    );
  });

  test('is refused by the database where no clock shows it', async () => {
    await expect(db.query(`update plan set at_time = '24:00'`)).rejects.toThrow('plan_at_time');
  });
});
