import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { draftActions } from '../../../src/messages/touchpoints/sentence-answers.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox } = rapport;
const { db } = rapport.context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);

const last = (who = priya) => readable(who.messages().at(-1)!);
async function say(text: string, who = priya): Promise<string> {
  await who.dm(text);
  return last(who);
}
const saved = async () => (await db.query('select from touchpoint where withdrawn_at is null')).length;

beforeEach(async () => {
  await db.query('delete from draft');
  await db.query('update touchpoint set withdrawn_at = now()');
  await db.query(`update capture set undone_at = now(), words_hash = null, request_key = null`);
  expect(await say('call dana')).toContain('Did you talk with Dana Lee today?');
});

describe('the question that was just put is answered', () => {
  test.each(['yes', 'Yep', 'yeah.', 'si'])('by %s', async (reply) => {
    expect(await say(reply)).toContain('✓ Talked with Dana Lee · today');
    expect(await saved()).toBe(1);
    // The same reply again is no second call.
    await say(reply);
    expect(await saved()).toBe(1);
  });

  test.each(['no', 'nope', 'it didn’t'])('by %s', async (reply) => {
    expect(await say(reply)).toContain('OK, not saved.');
    expect(await saved()).toBe(0);
  });

  test('and its button, pressed later, changes nothing more', async () => {
    const message = priya.messages().at(-1)!;
    await say('yes');
    await priya.press({ message, actionId: draftActions.no });
    await vi.waitFor(async () => expect(await saved()).toBe(1));
  });
});

describe('yes is no answer', () => {
  test('once something else was told', async () => {
    await say('called Marcus');
    expect(await say('yes')).not.toContain('Talked with Dana');
    expect(await saved()).toBe(1);
  });

  const words = async () =>
    (await db.query<{ said: string }>('select said from draft where said is not null')).map(
      ({ said }) => said,
    );

  test.each(['yes', 'no'])('where %s could mean either: the question is put again', async (reply) => {
    await db.query('delete from draft');
    const question = await say('lunch with Marcus yesterday didn’t happen');
    expect(await say(reply)).toBe(question);
    expect(await saved()).toBe(0);
    expect(await words()).toHaveLength(1);
  });

  test.each(['lunch with Zed', 'call dana\ncall marcus'])(
    'and neither is no, where no such question was put, and no words are lost: %s',
    async (said) => {
      await db.query('delete from draft');
      await say(said);
      const before = await words();
      expect(before.length).toBeGreaterThan(0);
      for (const reply of ['no', 'yes']) expect(await say(reply)).toContain('I didn’t get that');
      expect(await words()).toEqual(before);
      expect(await saved()).toBe(0);
    },
  );

  test('to the question about a promise', async () => {
    await db.query('delete from draft');
    await say('promised Dana the slides by Friday');
    expect(await say('sent Dana the slides I promised')).toContain('[That’s done]');
    await say('yes');
    expect(await saved()).toBe(0);
  });

  test('to somebody else’s question', async () => {
    await say('yes', sam);
    expect(await saved()).toBe(0);
  });

  test('a quarter of an hour later', async () => {
    await db.query(`update draft set made_at = made_at - interval '16 minutes'`);
    expect(await say('yes')).toContain('I didn’t get that');
    expect(await saved()).toBe(0);
  });
});

test('a wish that I write to someone is declined', async () => {
  expect(await say('text dana that im running late')).toContain('I never contact partners; you do.');
});

test('partners are added when one says so', async () => {
  expect(await say('add Zoe Hart, Hart Homes')).toContain('Added 1: Zoe Hart (Hart Homes).');
  expect(await say('new partner: Kelly Brandt')).toContain('Added 1: Kelly Brandt.');
  expect(await say('add dana to my list of things')).not.toMatch(/✓|Added/);
});
