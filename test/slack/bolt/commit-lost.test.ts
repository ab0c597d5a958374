import { readable } from 'slack-sandbox/readable';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { testDatabase } from '../../support/database.ts';
import { startRapport } from '../../support/rapport.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { forgetTold } from '../../support/told.ts';

/** The database itself. The bot reaches it through the proxy. */
const { db, url } = await testDatabase();
const wire = await startTcpProxy(url);
const rapport = await startRapport({ databaseUrl: wire.through(url) });
afterAll(() => wire.close());
afterEach(async () => {
  wire.pass();
  await forgetTold(db);
});
const { sandbox } = rapport;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co']);

const couldNotTell = 'I couldn’t tell whether that was saved. Send it again; it won’t count twice.';
const say = (text: string) => priya.command('/touchpoint', text, rapport.channel);
const messages = () => priya.messages(rapport.channel);
const count = async (what: string) =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${what}`))[0]!.n;

/** Opens and fills in the form; returns a function that submits it. */
async function fillForm(note: string) {
  await say('');
  const view = priya.view()!;
  const { options } = await priya.options(view, 'partners', 'dana');
  const values = { partners: [String(options[0]!.value)], how: 'call', note };
  return () => priya.submit(view, values);
}

/** Says a sentence twice; returns a function that presses "Log another one" under it. */
async function sayTwice(words: string) {
  await say(words);
  await say(words);
  const message = messages().at(-1)!;
  return {
    press: () => priya.press({ message, actionId: 'draft.another' }),
    shown: () =>
      sandbox.until(() =>
        messages().find((one) => one.ts === message.ts && !readable(one).includes('Already saved')),
      ),
  };
}

describe.each(['answered', 'unheard'] as const)('COMMIT is %s, its answer lost', (when) => {
  const about = `about the ${when} commit`;

  test('a command looks it up and shows it as saved once', async () => {
    const before = await count('touchpoint');
    wire.cutAt('COMMIT', when);
    expect((await say(`called Dana Lee ${about}`)).text).toContain('✓ Talked with Dana Lee');
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a form looks it up, closes, and is saved once', async () => {
    const submit = await fillForm(about);
    const before = await count('touchpoint');
    wire.cutAt('COMMIT', when);
    expect(await submit()).toMatchObject({ outcome: 'closed' });
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a one-tap button looks it up and shows it as saved once', async () => {
    const another = await sayTwice(`lunch with Dana Lee ${about}`);
    const before = await count('touchpoint');
    wire.cutAt('COMMIT', when);
    expect(await another.press()).toMatchObject({ acknowledged: true });
    expect(readable(await another.shown())).toContain('✓ Lunch with Dana Lee');
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a direct message looks it up and is answered once', async () => {
    const before = { saved: await count('touchpoint'), said: priya.messages().length };
    wire.cutAt('COMMIT', when);
    const { attempts } = await priya.dm(`coffee with Dana Lee today ${about}`);
    expect(attempts.map((attempt) => attempt.status)).toEqual([200]);
    expect(await count('touchpoint')).toBe(before.saved + 1);
    expect(priya.messages()).toHaveLength(before.said + 2);
  });
});

describe.each([
  ['answered', 'refuse'],
  ['unheard', 'refuse'],
  ['held', 'refuse'],
  // The look-up finds nothing while the COMMIT is on its way, and the second try waits for it in vain.
  ['held', undefined],
] as const)('COMMIT is %s, and looking it up does not help (%s)', (when, then) => {
  const about = `about the look-up, ${when} ${then ?? 'alone'}`;
  const lose = () => wire.cutAt('COMMIT', when, then);
  const isSaved = when === 'unheard' ? 0 : 1;

  test('a command says it cannot tell; repeated, it counts once', async () => {
    const before = await count('touchpoint');
    lose();
    const answer = await say(`called Dana Lee ${about}`);
    expect(answer.text).toBe(`${couldNotTell}\nYou wrote: called Dana Lee ${about}`);
    expect(answer.ms).toBeLessThan(3000);
    wire.pass();
    const again = await say(`called Dana Lee ${about}`);
    expect(again.text).toContain(isSaved ? 'Already saved' : '✓ Talked with Dana Lee');
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a command that tells of two things shows what it knows of the first, and cannot tell of the second', async () => {
    const before = await count('touchpoint');
    const words = `no lunch with Dana Lee yesterday. Called Dana Lee ${about} in parts`;
    lose();
    const answer = await say(words);
    expect(answer.text).toContain('Did you have lunch with Dana Lee yesterday?');
    await sandbox.until(() => messages().some(({ text }) => text === `${couldNotTell}\nYou wrote: ${words}`));
    wire.pass();
    await say(words);
    await sandbox.until(() => /Already saved|Talked with Dana Lee/.test(messages().at(-1)!.text));
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a form stays open and says so at a field; sent again, it counts once', async () => {
    const submit = await fillForm(about);
    const before = await count('touchpoint');
    lose();
    const answer = await submit();
    expect(answer).toMatchObject({ outcome: 'errors', errors: { partners: couldNotTell } });
    expect(answer.ms).toBeLessThan(3000);
    wire.pass();
    expect(await submit()).toMatchObject({ outcome: 'closed' });
    expect(await count('touchpoint')).toBe(before + 1);
  });

  test('a button says so beside its message; pressed again, it counts once', async () => {
    await say(`dinner with Dana Lee ${about}`);
    const message = messages().at(-1)!;
    const press = () => priya.press({ message, actionId: captureActions.paidEachOwn });
    const before = await count('spend_record');
    lose();
    expect(await press()).toMatchObject({ acknowledged: true });
    await sandbox.until(() => messages().at(-1)!.text === couldNotTell);
    wire.pass();
    await press();
    await sandbox.until(() =>
      messages().some(
        ({ ts, blocks }) => ts === message.ts && JSON.stringify(blocks).includes('Each paid their own'),
      ),
    );
    expect(await count('spend_record')).toBe(before + 1);
  });
});
