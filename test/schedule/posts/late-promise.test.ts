import { readable } from 'slack-sandbox/readable';
import { expect, test, vi } from 'vitest';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee']);

const lists = () => priya.messages().filter((one) => readable(one).startsWith('Good morning'));
const list = () => lists().at(-1)!;
const morning = async (day: string) => {
  sandbox.clock.moveTo(`${day}T12:01:00Z`);
  await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  return readable(list());
};
const tune = '[New date…] [I’ve told them I can’t] [Done]';

test('a promise that is late for the third time changes its tune, and a tap says that they know', async () => {
  await priya.dm('coffee with Dana Lee today, promised the slides by Wednesday');
  await vi.waitFor(() =>
    expect(
      priya
        .messages()
        .map((one) => readable(one))
        .join(),
    ).toContain('slides'),
  );
  expect(await morning('2026-06-10')).toContain('due today');
  for (const day of ['2026-06-11', '2026-06-18']) {
    const text = await morning(day);
    expect(text).toContain('slides');
    expect(text).not.toContain(tune);
  }
  expect(await morning('2026-06-25')).toContain(tune);
  const earlier = lists().at(-2)!;
  await priya.press({ message: list(), actionId: 'digest.promise.told' });
  await vi.waitFor(() => expect(readable(list())).not.toContain(tune));
  expect(await context.db.query('select state, told from promise')).toEqual([
    { state: 'dropped', told: true },
  ]);

  await priya.press({ message: earlier, actionId: 'digest.promise.done' });
  await vi.waitFor(() =>
    expect(
      priya
        .messages()
        .map((one) => readable(one))
        .join(),
    ).toContain('you already dropped that promise'),
  );
  expect(readable((await priya.openHome())!)).toContain('*Dana Lee* · Dropped: slides\n[Undo]');
  await priya.press({ view: priya.home()!, actionId: 'digest.promise.reopen' });
  await vi.waitFor(() => expect(readable(priya.home()!)).toContain('You promised: slides.'));
});
