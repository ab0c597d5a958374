import { describe, expect, test } from 'vitest';
import { isSlipAway, partnerQuery } from '../../src/domain/partners/find-partner.ts';
import { otherNamesOf } from '../../src/domain/partners/nicknames.ts';
import { searchPartners } from '../../src/store/partners/partner-search.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport();
const { db } = rapport.context;
const priya = await rapport.member(rapport.priya);
const mine = await rapport.book(rapport.priya, [
  'Dana Lee, Lee & Co',
  'Robert Ortiz, Ortiz Title',
  'Zoë Müller, Bauhaus Müller',
]);
await rapport.book(rapport.sam, ['Dana Aaron', 'Bob Webb, Webb Builders', 'Marisol Quintanilla']);
const [elsewhere] = await db.query<{ id: number }>(
  `insert into branch (channel_id, name, zone) values ('C0ELSE', 'Elsewhere', 'America/Chicago') returning id`,
);
await db.query(
  `insert into partner (branch_id, name, name_key, company, company_key, entered_on)
   select $1, 'Dana Far', 'dana far', 'Far Homes', 'far homes', '2026-01-01'`,
  [elsewhere!.id],
);
const names = async (typed: string, who = priya) =>
  (await searchPartners(db, who, typed)).map(({ name }) => name);

describe('a search for partners', () => {
  test.each([
    ['the beginning of a name', 'dan', ['Dana Lee', 'Dana Aaron']],
    ['words in any order', 'lee dana', ['Dana Lee']],
    ['a company', 'webb build', ['Bob Webb']],
    ['accents', 'zoe muller', ['Zoë Müller']],
    ['accents typed where none are', 'dána', ['Dana Lee', 'Dana Aaron']],
    [
      'a nickname for the name, and the name itself after what was typed',
      'bob',
      ['Robert Ortiz', 'Bob Webb'],
    ],
    ['a name for the nickname', 'robert webb', ['Bob Webb']],
    ['one slip', 'quintanila', ['Marisol Quintanilla']],
    ['one slip beside a whole word', 'marisol quintanillo', ['Marisol Quintanilla']],
    ['punctuation', '  Lee & Co!! ', ['Dana Lee']],
  ])('finds by %s, own ones first', async (_, typed, expected) => {
    expect(await names(typed)).toEqual(expected);
  });

  test.each([
    '%',
    '_',
    "'",
    "a' or 1=1",
    'dana | lee',
    '!dana',
    'dana:*',
    '(',
    ':*',
    '😀',
    '\\',
    'x'.repeat(400),
    'dana '.repeat(200),
  ])('takes %s for nothing but words', async (typed) => {
    const found = await names(typed);
    expect(found.length).toBeLessThanOrEqual(4);
  });

  test('two slips are another name', async () => {
    expect(await names('quintanlia marizol')).toEqual([]);
  });

  test('empty lists the member’s own, those due soonest first', async () => {
    expect((await names('')).toSorted()).toEqual(['Dana Lee', 'Robert Ortiz', 'Zoë Müller']);
  });

  test('reaches other branches for leads, compliance and their managers alone, and says which', async () => {
    expect(await names('dana far')).toEqual([]);
    const lead = { ...priya, roles: ['member' as const, 'lead' as const] };
    expect(await searchPartners(db, lead, 'dana')).toEqual([
      { id: mine['Dana Lee'], name: 'Dana Lee', company: 'Lee & Co', own: true, branchName: null },
      expect.objectContaining({ name: 'Dana Aaron', own: false, branchName: null }),
      expect.objectContaining({ name: 'Dana Far', own: false, branchName: 'Elsewhere' }),
    ]);
    expect(await names('dana far', { ...priya, manages: [elsewhere!.id] })).toEqual(['Dana Far']);
    expect(await names('dana far', { ...priya, id: 999, roles: ['compliance'] })).toEqual(['Dana Far']);
  });

  test('finds neither who was merged nor, as one’s own, who was let go', async () => {
    await db.query(`update relationship set archived_on = '2026-06-01' where partner_id = $1`, [
      mine['Robert Ortiz'],
    ]);
    const [robert] = (await searchPartners(db, priya, 'ortiz')) as { own: boolean }[];
    expect(robert!.own).toBe(false);
    await db.query('update partner set merged_into = $2 where id = $1', [
      mine['Robert Ortiz'],
      mine['Dana Lee'],
    ]);
    expect(await names('ortiz')).toEqual([]);
  });

  test('over all branches uses the index on words', async () => {
    await db.query(
      `insert into partner (branch_id, name, name_key, entered_on)
       select $1, 'Person ' || md5(n::text), 'person ' || md5(n::text), '2026-01-01' from generate_series(1, 8000) n`,
      [elsewhere!.id],
    );
    await db.query('analyze partner');
    const plan = await db.query<{ 'QUERY PLAN': string }>(
      `explain select id from partner p
        where p.merged_into is null and to_tsvector('simple', p.name_key || ' ' || p.company_key) @@ to_tsquery('simple', '(dana:*)')`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('partner_words');
  });
});

describe('what was typed', () => {
  test('becomes words that begin words, with nicknames beside them', () => {
    expect(partnerQuery('Bob L')).toEqual({
      words: ['bob', 'l'],
      plain: '(bob:*) & (l:*)',
      withNicknames: '(bob:* | robert:* | rob:* | bobby:* | robbie:*) & (l:*)',
      nearby: 'bo:* | l:*',
    });
  });

  test('nicknames go both ways', () => {
    expect(otherNamesOf('william')).toContain('bill');
    expect(otherNamesOf('bill')).toContain('william');
    expect(otherNamesOf('zoltan')).toEqual([]);
  });

  test('one slip and no more is a slip away', () => {
    expect(isSlipAway(['marizol'], 'marisol quintanilla')).toBe(true);
    expect(isSlipAway(['marisol'], 'marisol quintanilla')).toBe(false);
    expect(isSlipAway(['marizol', 'quintanila'], 'marisol quintanilla')).toBe(false);
  });
});
