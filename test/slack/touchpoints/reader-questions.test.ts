import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { askActions } from '../../../src/messages/asking/ask-controls.ts';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { loadCapture } from '../../../src/store/touchpoints/saved-capture.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Marcus Webb, Webb Builders',
  'Art Vance',
  'Joan Ortiz',
]);

const ways = [
  ['by command', rapport.channel, (text: string) => priya.command('/touchpoint', text, rapport.channel)],
  ['in a direct message', undefined, (text: string) => priya.dm(text)],
] as const;

const captures = async () =>
  (await context.db.query<{ id: number }>('select id from capture order by id')).map(({ id }) => id);

beforeEach(() => context.db.query('update capture set undone_at = now(), words_hash = null'));

describe.each(ways)('%s', (_, where, say) => {
  /** Says a sentence, presses a button of the question, and returns what the message shows then. */
  async function settle(text: string, question: string, row: string, actionId: string) {
    const had = await captures();
    await say(text);
    const message = priya.messages(where).at(-1)!;
    expect(message.text).toBe(question);
    expect(readable(message)).toContain(row);
    expect(await captures()).toEqual(had);
    await priya.press({ message, actionId });
    await sandbox.until(() => !readable(priya.messages(where).at(-1)!).includes(row));
    const made = (await captures()).slice(had.length);
    return Promise.all(made.map((id) => loadCapture(context.db, id)));
  }
  const yes = `${draftActions.answer}.1`;

  test('words that nothing explains are asked about', async () => {
    const saved = await settle(
      'coffee with Joan yesterday tc',
      'Coffee with Joan Ortiz, yesterday?',
      'I wasn’t sure about “tc”.\n',
      yes,
    );
    expect(saved).toMatchObject([{ kind: 'meal', on: '2026-06-08', partners: [{ name: 'Joan Ortiz' }] }]);
  });

  test('what others did counts only if one was there', async () => {
    const said = 'Dana had lunch with Marcus yesterday';
    const question = 'Sounds like Dana Lee had lunch with Marcus Webb. Were you there?';
    const row = '[Yes, log it] [Change…] [No]';
    expect(await settle(said, question, row, draftActions.no)).toEqual([]);
    const [saved] = await settle(said, question, row, yes);
    expect(saved?.partners.map(({ name }) => name).sort()).toEqual(['Dana Lee', 'Marcus Webb']);
  });

  test('a bare day of the month is one of two days', async () => {
    const question = 'Coffee with Art Vance: which day?';
    const row = '[Wed, Jun 10] [Sun, May 10] [Change…]';
    expect(await settle('coffee with Art on the 10th', question, row, yes)).toMatchObject([
      { what: 'plan', on: '2026-06-10' },
    ]);
    expect(
      await settle('coffee with Art on the 10th', question, row, `${draftActions.answer}.2`),
    ).toMatchObject([{ what: 'touchpoint', on: '2026-05-10' }]);
  });

  test('an order is no touchpoint and never becomes one; nothing of it is kept', async () => {
    const had = await captures();
    const drafts = () => context.db.query('select id from draft order by id');
    const kept = await drafts();
    await say('compare lunch with Dana and Marcus');
    const message = priya.messages(where).at(-1)!;
    expect(message.text).toBe('I didn’t get that, and saved nothing.');
    expect(readable(message)).toContain('[Log a touchpoint] ⌄ Find a partner [Today’s list]');
    // Slack shows a command's words nowhere else.
    expect(readable(message).includes('compare lunch')).toBe(where !== undefined);
    expect(JSON.stringify(message.blocks)).not.toContain('primary');
    expect(priya.view()).toBeUndefined();
    await priya.press({ message, actionId: askActions.log });
    const form = priya.view()!;
    expect(readable(form)).not.toContain('Dana');
    expect(readable(form)).not.toContain('Almost');
    expect((await priya.submit(form, {})).outcome, 'no partner and no kind').toBe('errors');
    await priya.closeView();
    expect(await captures()).toEqual(had);
    expect(await drafts()).toEqual(kept);
  });
});
