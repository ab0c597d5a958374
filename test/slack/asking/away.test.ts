import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { homeActions } from '../../../src/messages/home/home-screen.ts';
import { awayActions } from '../../../src/messages/members/away.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = await rapport.member(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

const absences = () =>
  db.query<{ from: string; to: string; cover: number | null }>(
    'select from_day as "from", to_day as "to", cover_id as cover from absence order by from_day',
  );
const ways = {
  'a direct message': (text: string) => priya.dm(text),
  '/rapport': (text: string) => priya.command('/rapport', text, rapport.channel),
};

describe.each(Object.entries(ways))('days away by %s', (way, say) => {
  const where = way === '/rapport' ? rapport.channel : undefined;
  const last = () => priya.messages(where).at(-1)!;

  test('are saved, with the question who covers', async () => {
    await db.query('delete from absence');
    await say('I’m out next week');
    expect(readable(last())).toBe(
      '✓ Away Mon, Jun 15 through Fri, Jun 19. Whatever comes due will wait for you.\nWho covers for you?\n⌄ Choose a cover [Settings…] [Undo]',
    );
    expect(await absences()).toEqual([{ from: '2026-06-15', to: '2026-06-19', cover: null }]);
    await priya.press({
      message: last(),
      actionId: awayActions.cover,
      value: `${(await db.query<{ id: number }>('select id from absence'))[0]!.id}.${sam.id}`,
    });
    await vi.waitFor(() =>
      expect(readable(last())).toContain('Sam Cole will cover your inner circle and promises'),
    );
    expect(await absences()).toMatchObject([{ cover: sam.id }]);
    // Said again, they are the same days, with who covers.
    await say('im out next week');
    expect(readable(last())).toContain('✓ Away Mon, Jun 15 through Fri, Jun 19. Sam Cole will cover');
    expect(await absences()).toHaveLength(1);
    await say('off friday june 19');
    expect(readable(last())).toContain(
      'Nothing changed: some of those days are already set as time away (Mon, Jun 15 through Fri, Jun 19).',
    );
    await say('on vacation june 15 - 19');
    await priya.press({ message: last(), actionId: awayActions.cancel });
    await vi.waitFor(() => expect(readable(last())).toContain('Canceled. You’ll get your list as usual.'));
    expect(await absences()).toEqual([]);
  });

  test('that no words pin are asked for, and nothing is saved', async () => {
    await say('going on maternity leave');
    expect(readable(last())).toBe('Which days are you away? I haven’t saved anything yet.\n[Set the days…]');
    expect(await absences()).toEqual([]);
    await priya.press({ message: last(), actionId: homeActions.settings });
    await vi.waitFor(() => expect(readable(priya.view()!)).toContain('== My settings =='));
    await priya.closeView();
  });
});

test('someone else’s time away is neither covered nor canceled by its buttons', async () => {
  await db.query('delete from absence');
  await priya.dm('i’m out next week');
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select id from absence');
  const cover = (value: string) => ({ text: { type: 'plain_text', text: 'x' }, value });
  const menu = { type: 'static_select', action_id: awayActions.cover };
  await forgePress(rapport, rapport.sam, { ...menu, selected_option: cover(`${id}.${sam.id}`) });
  await forgePress(rapport, rapport.sam, {
    type: 'button',
    action_id: awayActions.cancel,
    value: String(id),
  });
  // Nor does anyone cover for themselves, or someone of no branch.
  const { id: self } = await rapport.member(rapport.priya);
  for (const coverId of [self, 99999])
    await forgePress(rapport, rapport.priya, { ...menu, selected_option: cover(`${id}.${coverId}`) });
  expect(await absences()).toEqual([{ from: '2026-06-15', to: '2026-06-19', cover: null }]);
});

test('what tells of a contact, or of a partner’s vacation, sets no days away', async () => {
  await db.query('delete from absence');
  for (const text of ['Dana is on vacation june 8-12', 'coffee with Dana, told her i’m out next week'])
    await priya.dm(text);
  expect(await absences()).toEqual([]);
});

describe('time away that is set', () => {
  const last = () => readable(priya.messages().at(-1)!);
  const said = [
    'cancel my time away',
    'I’m not out after all',
    'I’m back',
    'not going away after all',
    'who covers for me',
    'who’s covering for me next week?',
    'Sam covers for me',
    'Sam Cole covers',
    'have Sam cover for me',
    'my trip got canceled',
  ];

  test.each(said)('“%s” shows it, with its buttons', async (text) => {
    await db.query('delete from absence');
    await priya.dm(text);
    expect(last()).toBe('You have no time away set, so nothing changed.\n[Set the days…]');
    await priya.dm('I’m out next week');
    await priya.dm(text);
    expect(last()).toBe(
      'You’re set as away Mon, Jun 15 through Fri, Jun 19. No one covers yet.\n⌄ Choose a cover [Cancel time away] [Settings…]',
    );
    expect(await absences()).toHaveLength(1);
  });

  test('is canceled from there', async () => {
    await db.query('delete from absence');
    await priya.dm('I’m out next week');
    await priya.dm('cancel my time away');
    await priya.press({ message: priya.messages().at(-1)!, actionId: awayActions.cancel });
    await vi.waitFor(() => expect(last()).toContain('Canceled.'));
    expect(await absences()).toEqual([]);
  });

  test('a name that is no colleague’s covers nothing', async () => {
    await priya.dm('Luis covers for me');
    expect(last()).not.toContain('away');
  });

  test('names the plans of those days', async () => {
    await db.query('delete from absence');
    await priya.dm('lunch with Dana next Tuesday at 12:30');
    await priya.dm('I’m out next week');
    expect(last()).toContain('You have plans then: lunch with *Dana Lee*, Tue, Jun 16, 12:30 PM\nWho covers');
  });
});
