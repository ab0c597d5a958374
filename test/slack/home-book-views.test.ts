import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const mine = await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb', 'Joan Ortiz']);
await rapport.book(rapport.priya, ['Kay Keep'], 'keep');
await rapport.book(rapport.priya, ['Rest Ful'], 'resting');
await priya.dm('lunch with Dana Lee yesterday');
await priya.dm('called Marcus Webb today');
sandbox.clock.moveTo('2026-06-12T13:00:00Z');
await priya.dm('coffee with Kay Keep today');

const read = () => readable(priya.home()!);
const shows = (text: string | RegExp) => vi.waitFor(() => expect(read()).toMatch(text));
const choose = (actionId: string, value: string) => priya.press({ view: priya.home()!, actionId, value });
const press = (label: string) => priya.press({ view: priya.home()!, actionId: `home.go.${label}` });
const view = (value: string) => choose(homeActions.filterView, value);
const names = () => [...read().matchAll(/^\*([^*]+)\*/gm)].map(([, name]) => name);

describe('a member’s book in Home', () => {
  test('can be ordered by last contact: those without any first, the resting last', async () => {
    await priya.openHome();
    await showSection(priya, 'partners');
    await choose(homeActions.sort, 'last seen');
    await shows('no contact yet');
    expect(names()).toEqual(['Joan Ortiz', 'Dana Lee', 'Marcus Webb', 'Kay Keep', 'Rest Ful']);
    expect(read()).toContain('*Dana Lee*\ncore · last contact Jun 8');
    await choose(homeActions.sort, 'any');
    await shows('talk by Wed, Jul 8');
  });

  test('shows who was not met in person in 90 days, and says so where that is no one', async () => {
    await view('not met');
    await shows('Not met in person in 90 days: 2 of 5');
    expect(names()).toEqual(['Joan Ortiz', 'Marcus Webb']);
    expect(read()).toContain('*Marcus Webb*\ncore · *due* · not met in person yet');
    await priya.dm('breakfast with Joan Ortiz today');
    await priya.dm('breakfast with Marcus Webb today');
    await view('not met');
    await shows('You’ve met everyone in person in the last 90 days.');
    sandbox.clock.moveTo('2026-09-08T13:00:00Z');
    await view('not met');
    await shows('Not met in person in 90 days: 1 of 5');
    expect(read()).toMatch(/\*Dana Lee\*\ncore · .*last met Jun 8/);
  });

  test('shows which close partners no one ever asked for feedback', async () => {
    await view('never asked');
    await shows('Never asked for feedback: 3 of 5');
    await db.query(
      `with c as (insert into capture (source, member_id, made_at)
                  select 'modal', id, now() from member where slack_user_id = $1 returning id, member_id)
       insert into feedback (capture_id, partner_id, member_id, heard_on, state)
       select c.id, unnest($2::int[]), c.member_id, '2026-06-10', 'nothing to mend' from c`,
      [rapport.priya.id, [mine['Dana Lee'], mine['Joan Ortiz']]],
    );
    await view('never asked');
    await shows('Never asked for feedback: 1 of 5');
    expect(names()).toEqual(['Marcus Webb']);
    await db.query('update partner set kind = $2 where id = $1', [mine['Marcus Webb'], 'builder']);
    await press('filter');
    await choose(homeActions.filterKind, 'realtor');
    await shows('No matches. Try another filter.');
    await choose(homeActions.filterKind, 'any');
  });

  test('shows whose warmth is fading or faint', async () => {
    await view('fading');
    await shows('Fading: 4 of 5');
    expect(read()).toMatch(/\*Dana Lee\*\ncore · .*faint, last contact Jun 8/);
    await priya.dm('lunch with Dana Lee, Marcus Webb, Joan Ortiz, and Kay Keep today');
    await view('fading');
    await shows('Fading: 0 of 5');
    expect(read()).toContain('No one is fading. You’ve kept in touch.');
    sandbox.clock.moveTo('2026-10-26T13:00:00Z');
    await view('fading');
    await shows('Fading: 4 of 5');
    expect(read()).toMatch(/\*Dana Lee\*\ncore · .*fading, last contact Sep 8/);
  });

  test('keeps the view, the order, and the filters on every page', async () => {
    const many = Array.from(
      { length: 70 },
      (_, index) => `Person${String.fromCharCode(97 + (index % 26))} Number${index}`,
    );
    await rapport.book(rapport.priya, many, 'keep');
    await view('not met');
    await choose(homeActions.sort, 'last seen');
    await choose(homeActions.filterTier, 'keep');
    await shows('Not met in person in 90 days: 70 of 75');
    await press('next');
    await shows('Page 2 of 3');
    expect(read()).toContain('Not met in person in 90 days: 70 of 75');
    expect(read()).toContain('⌄ Not met in person in 90 days ⌄ Longest unseen first');
    expect(read()).toContain('⌄ Keep in touch');
    await choose(homeActions.filterTier, 'any');
    await shows('Page 1 of 3');
    expect(read()).toContain('Not met in person in 90 days: 7');
  });
});
