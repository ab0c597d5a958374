import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { promiseActions } from '../../../src/messages/promises.ts';
import { captureActions } from '../../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../../src/schedule/engine/timing.ts';
import { forgePress } from '../../support/forged.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const maria = await join('maria', 'Maria Gomez', '{member,manager}');
const lee = await join('lee', 'Lee Stone', '{member,lead}');
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);
await rapport.book(rapport.sam, ['Dana Reed']);

async function join(name: string, realName: string, roles: string) {
  const user = sandbox.addUser({ name, realName, email: `${name}@example.com` });
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, $2, zone, 'active', $3::text[] from branch`,
    [user.id, realName, roles],
  );
  return sandbox.as(user);
}

beforeEach(async () => {
  await db.query('delete from absence');
  await db.query('update capture set undone_at = now(), words_hash = null');
  await db.query('update touchpoint set withdrawn_at = now() where withdrawn_at is null');
  await db.query(`update nudge set state = 'closed', closed_as = 'empty' where state = 'planned'`);
});
const cover = () =>
  db.query(
    `insert into absence (member_id, from_day, to_day, cover_id) select p.id, '2026-06-08', '2026-06-12', s.id from member p, member s
      where p.name = 'Priya Patel' and s.name = 'Sam Cole'`,
  );
const live = () =>
  db.query(
    `select m.name as whose, n.note, (select b.name from trace x join member b on b.id = x.made_by
              where x.subject = 'capture' and x.subject_id = k.id and x.action = 'logged for') as "saidBy"
       from capture k join member m on m.id = k.member_id join touchpoint t on t.capture_id = k.id and t.withdrawn_at is null
       left join touchpoint_note n on n.touchpoint_id = t.id where k.undone_at is null`,
  );
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const told = (text: string) =>
  vi.waitFor(() => {
    const message = priya
      .messages()
      .filter((one) => readable(one).includes(text))
      .at(-1)!;
    expect(message, text).toBeDefined();
    return message;
  });

describe('“for Priya: …”', () => {
  test('by her cover is hers, and she reads it and can refuse it, once', async () => {
    await cover();
    const answer = await sam.command('/touchpoint', 'for Priya: coffee with Dana Lee, loved the office');
    expect(answer.text).toBe('✓ Logged for Priya Patel: Coffee with Dana Lee, today');
    expect(readable(answer.message!)).toMatch(/\n\[Undo\]$/);
    expect(await live()).toEqual([{ whose: 'Priya Patel', note: 'loved the office', saidBy: 'Sam Cole' }]);
    await runTick();
    await runTick();
    const message = await told('Sam Cole logged this for you:');
    expect(priya.messages().filter((one) => readable(one).includes('logged this for you'))).toHaveLength(1);
    expect(message.text).toBe('Sam Cole logged this for you: Coffee with Dana Lee, today');
    await priya.press({ message, actionId: captureActions.undo });
    await told('Undone: coffee with Dana Lee, today.');
    expect(await live()).toEqual([]);
  });

  test.each([
    'log a coffee with Dana Lee for Priya',
    'please log coffee with Dana Lee on behalf of Priya Patel',
    'record a coffee with Dana Lee for @Priya Patel today',
    'add a coffee with Dana for Priya',
  ])('“%s” is hers as well, and who told it undoes it', async (text) => {
    await maria.dm(text);
    expect(maria.messages().at(-1)!.text).toBe('✓ Logged for Priya Patel: Coffee with Dana Lee, today');
    expect(await live()).toMatchObject([{ whose: 'Priya Patel', saidBy: 'Maria Gomez' }]);
    await maria.press({ message: maria.messages().at(-1)!, actionId: captureActions.undoFor });
    await vi.waitFor(() =>
      expect(readable(maria.messages().at(-1)!)).toBe('Undone for Priya Patel: Coffee with Dana Lee, today'),
    );
    expect(await live()).toEqual([]);
  });

  test('at the end, a peer logs nothing for her, not even as their own', async () => {
    await sam.dm('log a coffee with Dana Reed for Priya');
    expect(readable(sam.messages().at(-1)!)).toContain('You can’t');
    expect(await live()).toEqual([]);
  });

  test('at the end, a name that is no colleague’s is part of what is told', async () => {
    await sam.dm('log a coffee with Dana Reed for Zoe');
    expect(await live()).toMatchObject([{ whose: 'Sam Cole', saidBy: null }]);
  });

  test('only who told it may undo it there', async () => {
    await maria.dm('log a coffee with Dana Lee for Priya');
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from capture');
    const undo = { action_id: captureActions.undoFor, type: 'button', value: String(id) };
    await forgePress(rapport, rapport.sam, undo);
    await forgePress(rapport, lee.user, undo);
    expect(await live()).toMatchObject([{ whose: 'Priya Patel' }]);
  });

  test('a promise alone is hers as well', async () => {
    await cover();
    const answer = await sam.command('/touchpoint', 'for Priya: promised Dana Lee the flyer by Monday');
    expect(answer.text).toBe('✓ Saved for Priya Patel: a promise to Dana Lee, due Mon, Jun 15.');
    expect(readable(answer.message!)).toContain('Promised Dana Lee: the flyer, by Mon, Jun 15.');
    expect(readable(answer.message!)).not.toContain('[');
    const saved = () =>
      db.query(
        `select m.name as whose, q.text from promise q join member m on m.id = q.member_id where q.withdrawn_at is null`,
      );
    expect(await saved()).toEqual([{ whose: 'Priya Patel', text: 'the flyer' }]);
    await runTick();
    const message = await told('Sam Cole saved this for you:');
    expect(message.text).toBe('Sam Cole saved for you: a promise to Dana Lee, due Mon, Jun 15.');
    await priya.press({ message, actionId: promiseActions.undo });
    await told('Undone: your promise to Dana Lee.');
    expect(await saved()).toEqual([]);
  });

  test.each([
    ['her manager', maria],
    ['a lead', lee],
  ])('by %s, in a direct message', async (_, who) => {
    await who.dm('for priya patel: called Marcus about the lot');
    await vi.waitFor(() =>
      expect(readable(who.messages().at(-1)!)).toContain('✓ Logged for Priya Patel: Talked with Marcus Webb'),
    );
    expect(await live()).toMatchObject([{ whose: 'Priya Patel', note: 'about the lot' }]);
  });

  test('is read with her book, not that of who tells it', async () => {
    await cover();
    const answer = await sam.command('/touchpoint', 'for Priya: lunch with Dana');
    expect(answer.text).toContain('Lunch with Dana Lee');
  });

  test('plans for her, and is told as a plan', async () => {
    await cover();
    const answer = await sam.command('/touchpoint', 'for Priya: lunch with Dana Lee tomorrow');
    expect(answer.text).toBe('✓ Planned for Priya Patel: Lunch with Dana Lee, tomorrow');
    await runTick();
    const message = await told('Sam Cole planned this for you:');
    expect(message.text).toBe('Sam Cole planned this for you: Lunch with Dana Lee, tomorrow');
  });

  test('is added to what she told of before, and refusing it takes back the addition alone', async () => {
    await priya.command('/touchpoint', 'coffee with Dana Lee, loved the office', rapport.channel);
    const answer = await maria.command('/touchpoint', 'for Priya: coffee with Dana Lee, has two listings');
    expect(answer.text).toBe('✓ Logged for Priya Patel: Added to today’s coffee with Dana Lee');
    expect(await live()).toMatchObject([{ note: 'loved the office\nhas two listings' }]);
    await runTick();
    await priya.press({ message: await told('has two listings'), actionId: captureActions.undo });
    await told('Undone: what was added');
    expect(await live()).toMatchObject([{ note: 'loved the office' }]);
  });

  test('is refused to everyone else, in a line that names who may', async () => {
    const answer = await sam.command('/touchpoint', 'for Priya: coffee with Dana Lee');
    expect(answer.text).toBe(
      'You can’t log a touchpoint for this colleague. Whoever covers for them, the branch manager, or a program lead can.',
    );
    expect(await live()).toEqual([]);
  });

  test('asks who is meant, and what is in doubt, and saves nothing meanwhile', async () => {
    const say = async (text: string) => (await maria.command('/touchpoint', text)).text;
    expect(await say('for Pria: coffee with Dana Lee')).toContain('I can’t find “Pria”');
    await join('priya2', 'Priya Nair', '{member}');
    expect(await say('for Priya: coffee with Dana Lee')).toContain('Priya Nair or Priya Patel');
    const unsure = await maria.command('/touchpoint', 'for Priya Patel: coffee with Gwendolyn Marsh');
    expect(unsure.text).toBe('Not saved for Priya Patel yet.');
    expect(readable(unsure.message!)).toContain('Gwendolyn Marsh');
    expect(maria.view()).toBeUndefined();
    expect(await live()).toEqual([]);
    expect(await db.query('select 1 from draft')).toEqual([]);
    expect(await say('for Priya Patel: coffee with Dana Lee, ssn 123-45-6789')).toContain('Social Security');
  });

  test('with a partner’s name is the member’s own sentence', async () => {
    await priya.dm('for Marcus: promised the slides by Friday');
    await vi.waitFor(() =>
      expect(readable(priya.messages().at(-1)!)).toContain('Promised Marcus Webb: the slides'),
    );
  });

  test('by herself is simply hers', async () => {
    const answer = await priya.command(
      '/touchpoint',
      'for Priya Patel: coffee with Dana Lee',
      rapport.channel,
    );
    expect(answer.text).toBe('✓ Coffee with Dana Lee, today');
  });
});

describe('“for Priya: …”, with who paid', () => {
  test('is recorded as hers, and shown to both', async () => {
    await cover();
    const answer = await sam.command('/touchpoint', 'for Priya Patel: lunch with Marcus Webb, $31, he paid');
    expect(readable(answer.message!)).toContain('They paid $31.00');
    const paid = await db.query(
      `select r.payer, r.amount_cents as cents, m.name as whose from spend_record r join capture k on k.id = r.capture_id
         join member m on m.id = k.member_id where k.undone_at is null`,
    );
    expect(paid).toEqual([{ payer: 'they did', cents: 3100, whose: 'Priya Patel' }]);
    await runTick();
    expect(readable(await told('They paid $31.00'))).toContain('They paid $31.00');
  });
});
