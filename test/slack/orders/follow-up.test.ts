import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { startRapport } from '../../support/rapport.ts';

/** A Tuesday, June 9. */
const rapport = await startRapport();
const { sandbox } = rapport;
const { db } = rapport.context;
const priya = sandbox.as(rapport.priya);
await rapport.book(rapport.priya, ['Dana Lee', 'Marcus Webb']);

async function say(text: string): Promise<string> {
  await priya.dm(text);
  return readable(priya.messages().at(-1)!);
}
const goalOf = async (name: string) =>
  (await db.query<{ growing: string | null }>('select growing from partner where name = $1', [name]))[0]
    ?.growing;
const touchpoints = async () => (await db.query('select from touchpoint where withdrawn_at is null')).length;

beforeEach(async () => {
  await db.query('delete from draft');
  await db.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
  await db.query(
    `update capture set undone_at = coalesce(undone_at, now()), words_hash = null, request_key = null`,
  );
  await db.query('delete from trace_text');
  await db.query('delete from trace');
  await db.query('update partner set growing = null');
});

describe('what is said right after a log is of the one it was with', () => {
  test('what they want to grow', async () => {
    await say('coffee with Dana');
    expect(await say('and she wants more first-time buyers')).toContain('Dana Lee’s growth goal');
    expect(await goalOf('Dana Lee')).toBe('more first-time buyers');
  });

  test('a remark goes to the notes, with an Undo of its own', async () => {
    await say('lunch with Marcus');
    const answer = await say('he prefers texts');
    expect(answer).toContain('Added to today’s lunch with Marcus Webb.');
    expect(answer).toContain('he prefers texts');
    expect(answer).toContain('[Undo]');
    expect(await touchpoints()).toBe(1);
  });

  test.each([
    ['he paid', 'They paid'],
    ['i paid 42 bucks', 'We paid $42.00'],
    ['we split it', 'Each paid their own'],
  ])('who paid: %s', async (said, answer) => {
    await say('lunch with Marcus');
    expect(await say(said)).toContain(answer);
    expect(await touchpoints()).toBe(1);
  });
});

describe('it is of no one', () => {
  test.each([
    ['after two partners', 'lunch with Dana and Marcus', 'she wants more listings'],
    ['after two things', 'coffee with Dana. Called Marcus.', 'she wants more listings'],
    ['after a question', 'call Marcus', 'he wants more listings'],
    ['with a contact of its own', 'coffee with Dana', 'she called me back'],
    ['about somebody else', 'coffee with Dana', 'her assistant Marcus wants more listings'],
  ])('%s', async (_, first, said) => {
    await say(first);
    const before = await touchpoints();
    await say(said);
    expect(await goalOf('Dana Lee')).toBeNull();
    expect(await goalOf('Marcus Webb')).toBeNull();
    expect(await touchpoints()).toBe(before);
  });

  test('long after', async () => {
    await say('coffee with Dana');
    await db.query(`update capture set made_at = made_at - interval '11 minutes'`);
    await say('she wants more listings');
    expect(await goalOf('Dana Lee')).toBeNull();
  });

  test('after who paid for what was no meal', async () => {
    await say('called Dana');
    expect(await say('she paid')).not.toContain('Added');
  });
});
