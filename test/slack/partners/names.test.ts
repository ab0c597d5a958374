import { readFileSync } from 'node:fs';
import { readable } from 'slack-sandbox/readable';
import { beforeEach, describe, expect, test } from 'vitest';
import { namesActions } from '../../../src/messages/partners/names-taken.ts';
import { startRapport } from '../../support/rapport.ts';

const rapport = await startRapport();
const { sandbox } = rapport;
const { db } = rapport.context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);

const last = (who = priya) => readable(who.messages().at(-1)!);
async function say(text: string): Promise<string> {
  await priya.dm(text);
  return last();
}
const names = async () =>
  (
    await db.query<{ name: string }>(
      `select p.name || coalesce(' | ' || p.company, '') || coalesce(' | ' || p.phone, '') as name
         from partner p join relationship r on r.partner_id = p.id
        where r.archived_on is null and r.owner_id = (select id from member where slack_user_id = $1)
        order by p.id`,
      [rapport.priya.id],
    )
  ).map(({ name }) => name);

/** The first five minutes: nobody is in the book yet. */
beforeEach(async () => {
  await db.query('delete from draft');
  await db.query(`update relationship set archived_on = '2026-01-01' where archived_on is null`);
  await db.query(`update partner set name = 'Former', name_key = 'former ' || id, company_key = ''`);
  await db.query('update touchpoint set withdrawn_at = now()');
  await db.query('update capture set undone_at = now(), words_hash = null, request_key = null');
});

const five = 'dana lee, lee & co\nMaria Gomez - Gomez Realty\ntom baxter kw 208-555-0199\npete';

describe('five names, right after they were asked for', () => {
  test('are added or asked in one message', async () => {
    const before = priya.messages().length;
    const answer = await say(five);
    expect(priya.messages().length - before).toBe(2);
    expect(answer).toContain('Added 3: Dana Lee (Lee & Co), Maria Gomez (Gomez Realty), Tom Baxter (KW).');
    expect(answer).toContain('Pete who? Send the last name.');
    expect(answer).toContain('[Just Pete] [Skip] [Fix…]');
    expect(await names()).toEqual([
      'Dana Lee | Lee & Co',
      'Maria Gomez | Gomez Realty',
      'Tom Baxter | KW | 208-555-0199',
    ]);
  });

  test('the last name, typed next, completes them', async () => {
    await say(five);
    expect(await say('long')).toMatch(
      /^✓ Pete Long\. Have you seen any of them lately\? Tell me like a text: “lunch with (?:Dana|Maria|Tom) last Thursday.”$/,
    );
    expect((await names()).at(-1)).toBe('Pete Long');
    // It is answered: the same word is no second Pete.
    await say('long');
    expect(await names()).toHaveLength(4);
  });

  test('more than a week holds are spread, and the answer says so, also after [Just Pete]', async () => {
    const spread = 'First meetings are spread over 2 weeks, at most three a week.';
    expect(await say(`${five}\nZoe Hart\nOtto Vale`)).toContain(spread);
    await priya.press({ message: priya.messages().at(-1)!, actionId: `${namesActions.just}.0` });
    await sandbox.until(() => last().includes('Added 6:'));
    expect(last()).toContain('First meetings are spread over 2 weeks');
  });

  test('what was said with the first name is kept', async () => {
    await say('Dana Lee\npete, kw, 208-555-0188');
    await say('Long');
    expect((await names()).at(-1)).toBe('Pete Long | KW | 208-555-0188');
  });

  test('several are completed by full names, in any order', async () => {
    expect(await say('pete\nmaria')).toContain('And Pete and Maria? Send their full names, one per line.');
    expect(await say('maria gomez')).toContain('Pete who?');
    expect(await say('long')).toContain('✓ Pete Long.');
    expect(await names()).toEqual(['Maria Gomez', 'Pete Long']);
  });

  test.each(['thanks', 'lunch with Dana yesterday'])('“%s” is no last name', async (other) => {
    await say(five);
    await say(other);
    expect(await names()).toHaveLength(3);
  });

  test('a line that tells something is heard by itself, and may mention someone it just added', async () => {
    await priya.dm('Dana Lee\nlunch with Dana yesterday\nMaria Gomez');
    const answers = priya
      .messages()
      .slice(-2)
      .map((message) => readable(message));
    expect(answers[0]).toContain('Added 2: Dana Lee, Maria Gomez.');
    expect(answers[1]).toContain('✓ Lunch with Dana Lee · yesterday');
  });

  test('what names no one is told, and spoils no other', async () => {
    const answer = await say('dana lee\nthe guy from wells fargo');
    expect(answer).toContain('Added 1: Dana Lee.');
    expect(answer).toContain('I couldn’t find a name in “the guy from wells fargo”.');
  });

  test('may come one by one', async () => {
    await say('Dana Lee');
    expect(await say('Maria Gomez')).toContain('Added 1: Maria Gomez.');
    // A partner of the book is asked about, not added.
    expect(await say('Dana Lee')).not.toContain('Added');
  });

  test('on a later day, only where the words say to add them', async () => {
    await say('Dana Lee');
    await db.query(`update draft set made_at = made_at - interval '1 day'`);
    expect(await say('Zoe Hart')).not.toContain('Added');
    expect(await say('add Zoe Hart')).toContain('Added 1: Zoe Hart.');
    expect(await say('add pete')).toContain('Pete who?');
  });
});

describe('under a half', () => {
  const message = () => priya.messages().at(-1)!;

  test('[Just Pete] takes him so, and the question ends', async () => {
    await say(five);
    await priya.press({ message: message(), actionId: `${namesActions.just}.0` });
    await sandbox.until(() => last().includes('Added 4:'));
    expect(last()).toContain('Tom Baxter (KW), Pete.');
    expect(last()).not.toContain('[Just Pete]');
    await say('long');
    expect(await names()).toHaveLength(4);
  });

  test('[Skip] leaves him out', async () => {
    await say(five);
    await priya.press({ message: message(), actionId: namesActions.skip });
    await sandbox.until(() => !last().includes('Pete who?'));
    await say('long');
    expect(await names()).toHaveLength(3);
  });

  test('“skip” and “just Pete” do the same in words', async () => {
    await say(five);
    expect(await say('just pete')).toContain('✓ Pete.');
    await say('maria');
    await say('Zoe Hart\njo');
    expect(await say('skip')).toBe('OK, I left out Jo.');
  });

  test('[Fix…] opens their cards', async () => {
    await say(five);
    await priya.press({ message: message(), actionId: namesActions.fix });
    const view = await sandbox.until(() => priya.view());
    expect(readable(view)).toContain('Tom Baxter');
  });

  test('the buttons are the member’s own', async () => {
    await say(five);
    await sam.press({ message: message(), actionId: `${namesActions.just}.0` }).catch(() => {});
    expect(await names()).toHaveLength(3);
  });
});

describe('every one of fifty sets', () => {
  const rows = readFileSync(new URL('../../domain/partners/five-names.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((row) => row && !row.startsWith('#'))
    .map((row) => row.split('\t') as [set: string, line: string, outcome: string]);
  const sets = [...new Set(rows.map(([set]) => set))].map(
    (number) => [number, rows.filter(([set]) => set === number)] as const,
  );

  test.each(sets)('%s is answered in one message', async (_, lines) => {
    const outcomes = lines.flatMap(([, , outcome]) => outcome.split(' + '));
    const before = priya.messages().length;
    const own = outcomes.filter((one) => one === '~').length;
    await say(lines.map(([, line]) => line).join('\n'));
    expect(priya.messages().length - before).toBe(2 + own);
    const people = outcomes.filter((one) => !/^[-.~]$|\?/.test(one));
    expect(await names()).toHaveLength(people.length);
  });
});
