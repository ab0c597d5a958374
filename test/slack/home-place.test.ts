import { readable } from 'slack-sandbox/readable';
import { beforeEach, expect, test } from 'vitest';
import { homeActions } from '../../src/messages/home/home-screen.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

/** Where Home is when someone comes back to it. */
const rapport = await startRapport();
const { sandbox } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);
await rapport.book(rapport.sam, ['Joan Ortiz']);

const open = async (who = priya) => readable((await who.openHome({ waitMs: 100 }))!);
const published = () => sandbox.exchanges.filter(({ name }) => name === 'views.publish').length;

beforeEach(async () => {
  await open();
  await showSection(priya, 'partners');
  const { hash } = priya.home()!;
  await priya.press({ view: priya.home()!, actionId: homeActions.sort, value: 'last seen' });
  await sandbox.until(() => priya.home()!.hash !== hash);
});

test('whoever comes back the same day finds what they chose, as it is now, and nothing is published', async () => {
  const left = readable(priya.home()!);
  expect(left).toContain('Longest unseen first');
  await priya.openHome({ waitMs: 100 });
  const before = published();
  expect(await open()).toBe(left);
  expect(published()).toBe(before);
  await priya.dm('lunch with Marcus Webb');
  expect(await open()).toMatch(/Longest unseen first[\s\S]*Dana Lee[\s\S]*Marcus Webb/);
});

test('the next day begins at today, by the clock of the member', async () => {
  // Past midnight in London, still the same evening in Tampa.
  sandbox.clock.moveTo('2026-06-10T01:00:00Z');
  expect(await open()).toContain('Longest unseen first');
  sandbox.clock.moveTo('2026-06-10T04:30:00Z');
  expect(await open()).toContain('Today, Wed, Jun 10');
});

test('a view of an earlier version, without a day, begins at today', async () => {
  const home = priya.home()!;
  const metadata = JSON.parse(home.definition.private_metadata!) as { at: string; on: string };
  expect(metadata).toMatchObject({ at: 'partners', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  const { on: _, ...earlier } = metadata;
  home.definition.private_metadata = JSON.stringify(earlier);
  expect(await open()).toContain('Today, ');
});

test('what someone may not see any more is not where they come back to', async () => {
  await open(sam);
  const home = sam.home()!;
  home.definition.private_metadata = JSON.stringify({
    ...(JSON.parse(home.definition.private_metadata!) as object),
    at: 'branches',
  });
  expect(await open(sam)).toContain('Today, ');
});
