import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { eveningActions } from '../../src/messages/evening/questions.ts';
import { cardActions } from '../../src/messages/partners/card-actions.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { forge } from '../support/forged.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

const view = () => (priya.view() ? readable(priya.view()!) : '');
const shows = (text: string | RegExp) => vi.waitFor(() => expect(view()).toMatch(text));
const messageTexts = () => priya.messages().map((message) => readable(message));
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const question = () =>
  priya
    .messages()
    .filter((message) => readable(message).includes('did it happen?'))
    .at(-1)!;
const plan = async (name: string, fields: Record<string, string>) => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/partner', name, rapport.channel);
  await priya.press({ actionId: cardActions.plan });
  await shows('no reminders before then');
  return priya.submit(priya.view()!, fields);
};

describe('a plan from the card', () => {
  test('keeps the place, shows on the card, and sends a calendar file only to its maker', async () => {
    await plan('dana lee', {
      how: 'meal',
      day: '2026-06-11',
      place: 'Blue Door Café',
      note: 'the spring workshop',
    });
    await shows('Planned for Thu, Jun 11.');
    expect(view()).toContain('Planned: meal Thu, Jun 11, at Blue Door Café');
    await vi.waitFor(() => expect(messageTexts().join('\n')).toContain('Where: Blue Door Café'));
    const message = priya.messages().find((one) => readable(one).includes('Where: Blue Door'))!;
    expect(readable(message)).toContain('[Calendar file] [Edit…] [Undo]');
    await priya.press({ message, actionId: captureActions.calendar });
    const [file] = await vi.waitFor(() => {
      const files = [...sandbox.world.files.values()].filter((one) => one.completed);
      expect(files).toHaveLength(1);
      return files;
    });
    expect(file!.name).toBe('plan-2026-06-11.ics');
    expect(file!.channels).toEqual([priya.dmChannel]);
    const text = new TextDecoder().decode(file!.bytes);
    expect(text).toContain('SUMMARY:Meal with Dana Lee\r\n');
    expect(text).toContain('LOCATION:Blue Door Café\r\n');
  });

  test.each([
    [{ day: '2026-06-01' }, 'Choose today or a later day.'],
    [{ day: '2026-10-30' }, 'or earlier; a later plan won’t keep them in rhythm.'],
  ])('refuses %o at the field', async (fields, says) => {
    const outcome = await plan('marcus webb', fields);
    expect((outcome as { errors?: Record<string, string> }).errors?.day).toContain(says);
  });

  test('keeps its place when another field is edited', async () => {
    const message = priya.messages().find((one) => readable(one).includes('Where: Blue Door'))!;
    await priya.closeView({ all: true });
    await priya.press({ message, actionId: captureActions.edit });
    await priya.submit(priya.view()!, { note: 'the autumn workshop' });
    await vi.waitFor(() => expect(messageTexts().join('\n')).toContain('autumn'));
    expect(await db.query('select place, note from plan where withdrawn_at is null')).toEqual([
      { place: 'Blue Door Café', note: 'the autumn workshop' },
    ]);
  });
});

describe('the evening of a planned day', () => {
  test('asks once whether it happened, and one tap logs it', async () => {
    sandbox.clock.moveTo('2026-06-11T21:00:00Z');
    await runTick();
    expect(messageTexts().filter((text) => text.includes('did it happen?'))).toEqual([]);
    sandbox.clock.moveTo('2026-06-11T21:31:00Z');
    await runTick();
    await runTick();
    const questions = messageTexts().filter((text) => text.includes('did it happen?'));
    expect(questions).toEqual(['*Meal with Dana Lee* today: did it happen?\n[Yes, it did] [No] [Moved…]']);
    const message = question();
    await Promise.all([
      priya.press({ message, actionId: eveningActions.held }),
      priya.press({ message, actionId: eveningActions.held }),
    ]);
    await vi.waitFor(() =>
      expect(messageTexts().join('\n')).toContain('✓ Coffee or a meal with Dana Lee · today'),
    );
    expect(await db.query(`select occurred_on as "on" from touchpoint where withdrawn_at is null`)).toEqual([
      { on: '2026-06-11' },
    ]);
    expect(await db.query('select settled from plan where withdrawn_at is null')).toEqual([
      { settled: 'held' },
    ]);
  });

  test('moves it, or records that it did not happen', async () => {
    await priya.command('/touchpoint', 'lunch with Marcus Webb tomorrow', rapport.channel);
    sandbox.clock.moveTo('2026-06-12T21:31:00Z');
    await runTick();
    await priya.press({ message: question(), actionId: eveningActions.move });
    await priya.submit(priya.view()!, { day: '2026-06-15' });
    await vi.waitFor(() =>
      expect(messageTexts().join('\n')).toContain('✓ Planned: lunch with Marcus Webb · Mon, Jun 15'),
    );
    sandbox.clock.moveTo('2026-06-15T21:31:00Z');
    await runTick();
    await priya.press({ message: question(), actionId: eveningActions.missed });
    await vi.waitFor(() =>
      expect(messageTexts().join('\n')).toContain('Got it: no lunch with Marcus Webb today.'),
    );
  });

  test('says nothing about a plan that was undone or answered in words', async () => {
    const before = messageTexts().filter((text) => text.includes('did it happen?')).length;
    await priya.command('/touchpoint', 'call with Marcus Webb tomorrow', rapport.channel);
    const message = priya.messages(rapport.channel).at(-1)!;
    await priya.press({ message, actionId: captureActions.undo });
    await priya.command('/touchpoint', 'breakfast with Dana Lee tomorrow', rapport.channel);
    sandbox.clock.moveTo('2026-06-16T15:00:00Z');
    await priya.command('/touchpoint', 'breakfast with Dana Lee', rapport.channel);
    sandbox.clock.moveTo('2026-06-16T21:31:00Z');
    await runTick();
    expect(messageTexts().filter((text) => text.includes('did it happen?'))).toHaveLength(before);
  });

  test('cannot be answered by someone else', async () => {
    await sam.command('/touchpoint', '', rapport.channel);
    await sam.closeView({ all: true });
    await priya.command('/touchpoint', 'lunch with Dana Lee tomorrow', rapport.channel);
    const [open] = await db.query<{ id: number }>('select max(id) as id from plan');
    await sam.openHome();
    for (const actionId of Object.values(eveningActions))
      expect((await forge(rapport, rapport.sam, sam.home()!, actionId, String(open!.id))).status).toBe(200);
    expect(await db.query('select settled from plan where id = $1', [open!.id])).toEqual([{ settled: null }]);
    expect(
      sam
        .messages()
        .map((message) => readable(message))
        .join('\n'),
    ).not.toContain('Dana');
  });
});

describe('the list', () => {
  test('offers a plan under Snooze', async () => {
    sandbox.clock.moveTo('2026-07-21T12:00:00Z');
    const view = (await priya.openHome())!;
    const value = JSON.stringify(view.definition).match(
      new RegExp(`"(\\d+\\.2026-07-21\\.${mine['Marcus Webb']}\\.\\d+\\.plan)"`),
    )![1]!;
    await priya.press({ view, actionId: 'digest.later', value });
    await shows('no reminders before then');
    await priya.submit(priya.view()!, { how: 'visit', day: '2026-07-24' });
    await vi.waitFor(() => expect(readable(priya.home()!)).toContain('Marcus Webb (planned)'));
  });
});
