import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { dayIn } from '../../src/domain/days/day.ts';
import { findSpreading, spreadBacklog, undoSpreading } from '../../src/store/clocks/backlog.ts';
import { countInRhythm } from '../../src/store/week/weeks.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const names = Array.from({ length: 12 }, (_, n) => `Ann Partner${String.fromCharCode(97 + n)}`);
await rapport.book(rapport.priya, names, 'core');
await rapport.book(rapport.sam, names.slice(0, 10), 'core');

const read = (who = priya) => readable(who.home()!);
const shows = (text: string) => vi.waitFor(() => expect(read()).toContain(text));
const press = (actionId: string) => priya.press({ view: priya.home()!, actionId });
const today = () => dayIn('America/New_York', context.now());
const when = () => ({ today: today(), now: context.now() });
const factsOfToday = () =>
  db.query<{ touch: string; face: string; withdrawn: boolean }>(
    `select until_day as touch, face_day as face, withdrawn_at is not null as withdrawn from relationship_fact
      where kind = 'first due' and on_day = $1 order by face_day`,
    [today()],
  );

describe('a backlog', () => {
  test('is offered to be spread once more than ten are late', async () => {
    sandbox.clock.moveTo('2026-08-24T12:30:00Z');
    await sam.openHome();
    expect(read(sam)).not.toContain('are waiting');
    await priya.openHome();
    await shows('*12 are waiting.* I’ll spread them over three weeks, at most four meetings a week.');
    const home = read();
    expect(home, 'one cure, and no row of buttons for each of the twelve').not.toMatch(/Ann Partner\w\*/);
    expect(home).toContain(
      'at most four meetings a week.\n[Spread them out] [Let me choose]\nNext seven days',
    );
    expect(home).not.toContain('Snooze several');
    await press('home.go.let-me-choose');
    await shows('Partners: 12');
    await showSection(priya, 'today');
    await shows('Spread them out');
  });

  test('is spread once, and no one is late until their new day', async () => {
    await Promise.all([press('backlog.spread'), press('backlog.spread')]);
    await shows('✓ I spread 12 partners over the coming weeks.');
    expect(read()).not.toContain('are waiting');
    expect(read()).not.toContain('Nothing changed');
    const facts = await factsOfToday();
    expect(facts).toHaveLength(12);
    expect(facts.map(({ face }) => face).slice(0, 5)).toEqual([
      '2026-08-25',
      '2026-08-26',
      '2026-08-27',
      '2026-08-28',
      '2026-08-31',
    ]);
    const member = await rapport.member(rapport.priya);
    expect(await countInRhythm(db, member.id, today())).toEqual({ inRhythm: 12, counted: 12 });
    expect(await spreadBacklog(db, member, when())).toBe(0);
  });

  test('comes back with Undo, for an hour, to whom it belongs', async () => {
    const member = await rapport.member(rapport.priya);
    const { traceId } = (await findSpreading(db, member, context.now()))!;
    expect(await undoSpreading(db, await rapport.member(rapport.sam), traceId, when())).toBe(false);
    const later = new Date(context.now().getTime() + 61 * 60_000);
    expect(await undoSpreading(db, member, traceId, { today: today(), now: later })).toBe(false);
    await press('backlog.undo');
    await shows('*12 are waiting.*');
    expect((await factsOfToday()).every(({ withdrawn }) => withdrawn)).toBe(true);
    expect(await countInRhythm(db, member.id, today())).toEqual({ inRhythm: 0, counted: 12 });
    expect(await undoSpreading(db, member, traceId, when())).toBe(true);
  });

  test('leaves the promise of a morning in sight', async () => {
    await rapport.book(rapport.priya, ['Bo Late'], 'keep');
    await priya.dm('promised Bo Late the slides by today');
    await priya.openHome();
    await shows('*Bo Late*\nYou promised: the slides, due today.');
    expect(read()).toContain('are waiting');
    expect(read()).not.toMatch(/Ann Partner\w\*/);
    await priya.press({ view: priya.home()!, actionId: 'digest.promise.done' });
    await shows('✓ Done: the slides');
  });
});
