import { readable } from 'slack-sandbox/readable';
import { afterEach, expect, test } from 'vitest';
import { makeStorable } from '../../../src/slack/bolt/storable-text.ts';
import { startRapport } from '../../support/rapport.ts';
import { commandBody, interactionBody, sendSigned } from '../../support/signed.ts';
import { forgetTold } from '../../support/told.ts';

const rapport = await startRapport();
const { sandbox, context } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

afterEach(() => forgetTold(context.db));

/** U+0000, which Postgres refuses; half a character, which no one can encode; and both. */
const odd = { 'a NUL': '\0', 'half a character': '\ud83d', 'the other half': '\ude00', both: '\0\udbff\0' };
const notes = async () =>
  (await context.db.query<{ note: string }>('select note from touchpoint_note')).map(({ note }) => note);

test('every text of a request is cleaned, at any depth, and whole characters stay', () => {
  const body = { text: 'a\0b', deep: [{ 'x\0': ['c\ud800', 'd😀', 7, null, { e: '\0' }] }], none: null };
  makeStorable(body);
  expect(body).toEqual({
    text: 'ab',
    deep: [{ 'x\0': ['c\ufffd', 'd😀', 7, null, { e: '' }] }],
    none: null,
  });
});

test.each(Object.entries(odd))('a text with %s is saved by command', async (name, character) => {
  const about = `about the ${name.replaceAll(' ', '-')} fair`;
  const body = commandBody(rapport, `called Dana Lee ${about} ${character} today`);
  const response = await sendSigned(rapport, body);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('✓ Talked with Dana Lee');
  expect((await notes()).some((note) => note.includes(about))).toBe(true);
});

test.each(Object.entries(odd))('a text with %s is saved by direct message', async (name, character) => {
  const { attempts } = await priya.dm(
    `called Dana Lee about ${name.replaceAll(' ', '-')}${character}by phone`,
  );
  expect(attempts.map(({ status }) => status)).toEqual([200]);
  expect(readable(priya.messages().at(-1)!)).toContain('✓ Talked with Dana Lee');
});

test.each(Object.entries(odd))('a text with %s is saved by form, and searched for', async (_, character) => {
  await priya.command('/touchpoint', '', rapport.channel);
  const view = priya.view()!;
  const found = await priya.options(view, 'partners', `da${character}na`);
  const { options } =
    character.includes('\0') && !/\p{Surrogate}/u.test(character)
      ? found
      : await priya.options(view, 'partners', 'dana');
  const values = { partners: [String(options[0]!.value)], how: 'call', note: `x${character}y` };
  expect(await priya.submit(view, values)).toMatchObject({ outcome: 'closed' });
});

test('no shape of signed body goes without an answer, or is taken for a mistake of ours', async () => {
  const team = { id: sandbox.teamId };
  const user = { id: rapport.priya.id };
  const own = { team, user };
  const bodies: object[] = [
    ...['block_actions', 'view_submission', 'view_closed', 'block_suggestion', 'shortcut', 'message_action'],
    ...['event_callback', 'nonsense', '', 'dialog_submission', 'interactive_message'],
  ].flatMap((type) => [
    { ...own, type },
    { ...own, type, view: null, actions: null, event: null },
    { ...own, type, view: {}, actions: [], event: {}, action_id: 7, callback_id: 7, value: 7 },
    { ...own, type, view: [], actions: [null], event: [], trigger_id: {} },
    { team, type, user: null },
    { team_id: sandbox.teamId, type, user: 7, command: 7, text: 7 },
  ]);
  for (const body of bodies) {
    const response = await sendSigned(rapport, interactionBody(body));
    expect([200, 500, 503], JSON.stringify(body)).toContain(response.status);
  }
  rapport.errors.splice(0);
});
