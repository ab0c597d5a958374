import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { snoozeSeveralAction } from '../../src/messages/home/snooze-several.ts';
import { forgeForm } from '../support/forged.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb',
  'Joan Ortiz',
  'Ann Bell',
]);
await rapport.book(rapport.priya, ['Rest Ful'], 'resting');
const theirs = await rapport.book(rapport.sam, ['Rosa Diaz']);
sandbox.clock.moveTo('2026-06-11T13:00:00Z');

const read = () => readable(priya.home()!);
const shows = (text: string | RegExp) => vi.waitFor(() => expect(read()).toMatch(text));
const id = (name: string) => String(mine[name] ?? theirs[name]);
const openForm = async () => {
  await priya.press({ view: priya.home()!, actionId: snoozeSeveralAction });
  return priya.view()!;
};
const offered = () =>
  (priya.view()!.definition.blocks[0]!.element!.options ?? []).map(({ text }) => text.text);
const facts = () =>
  db.query<{ name: string; until: string }>(
    `select p.name, f.until_day as until from relationship_fact f
       join relationship r on r.id = f.relationship_id join partner p on p.id = r.partner_id
      where f.kind = 'later' and f.withdrawn_at is null order by p.name`,
  );
const traces = async () => (await db.query(`select from trace where action = 'later'`)).length;

describe('several partners', () => {
  test('leave out who stays on the list: we gave them our word, or they wait for an answer', async () => {
    await priya.command('/touchpoint', 'promised Marcus Webb the flyer by tomorrow', rapport.channel);
    await priya.openHome();
    await shows('You promised: ');
    await openForm();
    expect(offered().toSorted()).toEqual(['Ann Bell', 'Dana Lee, Lee & Co', 'Joan Ortiz']);
    expect(readable(priya.view()!)).toContain('Promises and feedback can’t be snoozed.');
    await priya.closeView({ all: true });
    await db.query(`update promise set state = 'done', closed_on = due_on`);
    await priya.openHome();
  });

  test('are snoozed at once from today’s list, which says so and stays where it is', async () => {
    await priya.openHome();
    await shows('[Where to show up] [Snooze several…]');
    const form = await openForm();
    expect(offered().toSorted()).toEqual(['Ann Bell', 'Dana Lee, Lee & Co', 'Joan Ortiz', 'Marcus Webb']);
    await priya.submit(form, { snoozed: [id('Dana Lee'), id('Joan Ortiz')], until: 'next week' });
    await shows('Snoozed Dana Lee and Joan Ortiz until Mon, Jun 15. Due dates stay the same.');
    expect(await facts()).toEqual([
      { name: 'Dana Lee', until: '2026-06-15' },
      { name: 'Joan Ortiz', until: '2026-06-15' },
    ]);
    expect(await traces()).toBe(2);
    expect(read()).toMatch(/\*Dana Lee\*[^*]*Snoozed until Mon, Jun 15\./);
  });

  test('are snoozed once, however often the form is sent', async () => {
    const values = {
      snoozed: {
        snoozed: { selected_options: [{ value: id('Dana Lee') }, { value: id('Joan Ortiz') }] },
      },
      until: { until: { selected_option: { value: 'next week' } } },
    };
    const metadata = { home: { at: 'today' } };
    await Promise.all(
      [1, 2].map(() => forgeForm(rapport, rapport.priya, 'snooze-several', { metadata, values })),
    );
    expect(await facts()).toHaveLength(2);
    expect(await traces()).toBe(2);
  });

  test('are snoozed only where they are one’s own, whatever the form says', async () => {
    const values = {
      snoozed: {
        snoozed: {
          selected_options: [{ value: id('Rosa Diaz') }, { value: id('Ann Bell') }, { value: '999999' }],
        },
      },
      until: { until: { selected_option: { value: 'two days' } } },
    };
    const metadata = { home: { at: 'partners' } };
    await forgeForm(rapport, rapport.priya, 'snooze-several', { metadata, values });
    await shows('Snoozed Ann Bell until Mon, Jun 15. 2 of those you chose aren’t yours anymore.');
    expect((await facts()).map(({ name }) => name)).toEqual(['Ann Bell', 'Dana Lee', 'Joan Ortiz']);
    await forgeForm(rapport, rapport.priya, 'snooze-several', {
      metadata,
      values: {
        ...values,
        snoozed: { snoozed: { selected_options: [{ value: id('Rosa Diaz') }] } },
      },
    });
    await shows('Nothing changed: you no longer own that relationship.');
  });

  test('are offered as the filters show them, and a later choice of the day replaces the first', async () => {
    await showSection(priya, 'partners');
    await priya.press({ view: priya.home()!, actionId: homeActions.filterView, value: 'never asked' });
    await shows('Never asked for feedback: 4 of 5');
    const form = await openForm();
    expect(offered()).toHaveLength(4);
    expect(await priya.submit(form, { until: 'two weeks' })).toBeTruthy();
    expect(readable(priya.view()!)).toContain('Snooze several');
    await priya.submit(priya.view()!, { snoozed: [id('Dana Lee')], until: 'two weeks' });
    await shows('Snoozed Dana Lee until Thu, Jun 25.');
    expect(read()).toContain('Never asked for feedback: 4 of 5');
    expect((await facts()).find(({ name }) => name === 'Dana Lee')).toEqual({
      name: 'Dana Lee',
      until: '2026-06-25',
    });
  });
});
