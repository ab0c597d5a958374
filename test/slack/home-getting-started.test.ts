import { readable } from 'slack-sandbox/readable';
import { expect, test } from 'vitest';
import { firstListActions } from '../../src/messages/members/first-list.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const home = async (who = priya) => readable((await who.openHome())!);

test('a new member sees three steps, each open one with its one action', async () => {
  expect(await home()).toContain(
    'Getting started\n○ Five names  [Add…]\n○ One touchpoint  [Log a touchpoint]\n○ Your hour: 8:00 AM  [Change…]',
  );
});

test('names and a touchpoint are ticked as they come', async () => {
  await priya.dm('Dana Lee\nMaria Gomez\nTom Baxter\nPete Long');
  await priya.dm('called Dana today');
  expect(await home()).toContain('○ Five names  [Add…]\n✓ One touchpoint\n○ Your hour');
  await priya.dm('add Zoe Hart');
  expect(await home()).toContain('✓ Five names\n✓ One touchpoint\n○ Your hour');
});

test('it goes once the hour is chosen, too', async () => {
  await priya.press({ view: priya.home()!, actionId: firstListActions.change });
  await priya.submit(priya.view()!, { digest_at: '07:30' });
  await sandbox.until(() => !readable(priya.home()!).includes('Getting started'));
});

test('is not for a grown book, nor for someone who has been here for long', async () => {
  await rapport.book(
    rapport.sam,
    Array.from({ length: 11 }, (_, index) => `Person${String.fromCharCode(97 + index)} Hale`),
  );
  expect(await home(sam)).not.toContain('Getting started');
  await context.db.query(`update relationship set archived_on = '2026-06-09' where owner_id = $1`, [
    (await rapport.member(rapport.sam)).id,
  ]);
  expect(await home(sam)).toContain('Getting started');
  sandbox.clock.moveTo('2026-07-10T13:00:00Z');
  expect(await home(sam)).not.toContain('Getting started');
});
