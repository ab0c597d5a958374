import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { joinAction } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { forgeForm } from '../../support/forged.ts';
import { showSection } from '../../support/home-menu.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
const samId = (await rapport.member(rapport.sam)).id;

const view = () => (priya.view() ? readable(priya.view()!) : '');
const open = async () => {
  while (priya.view()) await priya.closeView({ all: true });
  await priya.command('/rapport', 'me', rapport.channel);
};
const waitForMessage = (text: string | RegExp) =>
  vi.waitFor(() => expect(readable(priya.messages(rapport.channel).at(-1)!)).toMatch(text));
const me = () => rapport.member(rapport.priya);

describe('/rapport me', () => {
  test('sets hour, workdays, and room for meetings, and the digest and the clocks follow', async () => {
    await open();
    const wrong = await priya.submit(priya.view()!, { meetings: '0' });
    expect(wrong.outcome).toBe('errors');
    await priya.submit(priya.view()!, {
      kind: 'relationship manager',
      digest_at: '07:15',
      workdays: ['1', '3', '5'],
      meetings: '6',
      zone: 'America/Chicago',
    });
    await waitForMessage(
      '✓ Saved. Your list arrives at 7:15 AM on workdays; room for 6 partner meetings a week.',
    );
    expect(await me()).toMatchObject({
      kind: 'relationship manager',
      digestAt: '07:15',
      workdays: [1, 3, 5],
      meetingsPerWeek: 6,
      timeZone: 'America/Chicago',
    });
    expect(
      await db.query(
        `select local_time as at, weekdays, zone from schedule where post = 'digest' and member_id = $1`,
        [(await me()).id],
      ),
    ).toEqual([{ at: '07:15', weekdays: [1, 3, 5], zone: 'America/Chicago' }]);
    await priya.command('/touchpoint', 'coffee with Dana Lee', rapport.channel);
    const [due] = await db.query<{ on: string }>(
      'select touch_due as "on" from relationship where partner_id = $1',
      [mine['Dana Lee']],
    );
    expect(due!.on, '30 days later is a Thursday, which is not one of their workdays').toBe('2026-07-10');
  });

  test('moves no partner when there is too little room, and says which tier is over its cap', async () => {
    await rapport.book(rapport.priya, ['Ann Bell', 'Bo Diaz', 'Cy Young', 'Di Fox'], 'inner');
    await open();
    await priya.submit(priya.view()!, { meetings: '1' });
    await waitForMessage(/Your inner circle has 4 partners; your week has room for 2\. I didn’t move anyone/);
    await open();
    await priya.submit(priya.view()!, { meetings: '4' });
  });

  test('records an absence with a cover, refuses an overlapping one, and cancels it', async () => {
    await open();
    await priya.submit(priya.view()!, { from: '2026-07-06', to: '2026-07-10', cover: String(samId) });
    await waitForMessage(
      'Away Mon, Jul 6 through Fri, Jul 10. Sam Cole will cover your inner circle and promises',
    );
    await open();
    expect(view()).toContain(
      '*Away* Mon, Jul 6 through Fri, Jul 10 · Sam Cole will cover  [Cancel time away]',
    );
    const over = await priya.submit(priya.view()!, { from: '2026-07-10', to: '2026-07-12' });
    expect(JSON.stringify(over)).toContain('Some of those days are already set as time away.');
    await priya.press({ actionId: 'me.cancel-away' });
    await vi.waitFor(() => expect(view()).toContain('Canceled'));
    expect(await db.query('select from absence')).toEqual([]);
  });

  test.each([
    [{ from: '2026-07-06' }, 'to', 'last day away'],
    [{ to: '2026-07-06' }, 'from', 'first day away'],
    [{ from: '2026-01-05', to: '2026-01-09' }, 'to', 'Choose today or a later day.'],
    [{ from: '2026-07-01', to: '2026-12-31' }, 'to', 'Up to 120 days'],
    [{ from: '2026-07-09', to: '2026-07-06' }, 'from', 'The last day is before the first'],
  ])('shows the error at the field: %o', async (typed, field, says) => {
    await open();
    const outcome = await priya.submit(priya.view()!, { from: null, to: null, ...typed } as never);
    expect((outcome as { errors?: Record<string, string> }).errors?.[field]).toContain(says);
  });

  test('removes the name from the leaderboard', async () => {
    await open();
    await priya.submit(priya.view()!, { board: [] });
    await waitForMessage('✓ Saved');
    expect(
      await db.query('select on_leaderboard as named from member where id = $1', [(await me()).id]),
    ).toEqual([{ named: false }]);
  });

  test('turns on the reminder before a meeting, which is off until then, and says so', async () => {
    const isOn = async () =>
      db.query('select reminded_of_plans as "isOn" from member where id = $1', [(await me()).id]);
    expect(await isOn()).toEqual([{ isOn: false }]);
    await open();
    expect(view()).toContain('☐ Remind me 30 minutes before a meeting');
    await priya.submit(priya.view()!, { reminder: ['reminded'] });
    await waitForMessage('I’ll remind you 30 minutes before a meeting, if its plan has a time.');
    expect(await isOn()).toEqual([{ isOn: true }]);
    await open();
    expect(view()).toContain('☑ Remind me 30 minutes before a meeting');
    await priya.submit(priya.view()!, { reminder: [] });
    await vi.waitFor(async () => expect(await isOn()).toEqual([{ isOn: false }]));
  });

  test('a form opened before it asked about reminders leaves them as they are', async () => {
    await db.query('update member set reminded_of_plans = true where id = $1', [(await me()).id]);
    await open();
    const { definition, state } = priya.view()!;
    const { reminder: _, ...values } = state;
    await forgeForm(rapport, rapport.priya, 'me', { metadata: definition.private_metadata, values });
    await waitForMessage('I’ll remind you 30 minutes before a meeting');
    expect(
      await db.query('select reminded_of_plans as "isOn" from member where id = $1', [(await me()).id]),
    ).toEqual([{ isOn: true }]);
  });

  test('opens from Home too and redraws it', async () => {
    await priya.openHome();
    await showSection(priya, 'settings');
    expect(view()).toContain('My settings');
    await priya.submit(priya.view()!, { digest_at: '08:30' });
    await vi.waitFor(async () => expect((await me()).digestAt).toBe('08:30'));
  });

  test('“I don’t work with partners” ends the lists, keeps the partners, and can be taken back', async () => {
    await open();
    await priya.press({ actionId: 'me.stop' });
    await vi.waitFor(() => expect(view()).toContain('No more morning lists.'));
    expect((await me()).state).toBe('declined');
    expect(await db.query('select from schedule where member_id = $1', [(await me()).id])).toEqual([]);
    expect(
      await db.query('select from relationship where owner_id = $1 and archived_on is null', [
        (await me()).id,
      ]),
    ).toHaveLength(6);
    const reply = await priya.command('/rapport', 'me', rapport.channel);
    expect(reply.text).toBeTruthy();
    await priya.closeView({ all: true });
    await priya.press({ view: (await priya.openHome())!, actionId: joinAction });
    await vi.waitFor(async () => expect((await me()).state).toBe('active'));
  });
});
