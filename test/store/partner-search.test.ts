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
    ['accents typed where there are none', 'dána', ['Dana Lee', 'Dana Aaron']],
    ['a nickname for the name, sorted after the typed name', 'bob', ['Robert Ortiz', 'Bob Webb']],
    ['a name for the nickname', 'robert webb', ['Bob Webb']],
    ['one typo', 'quintanila', ['Marisol Quintanilla']],
    ['one typo beside a whole word', 'marisol quintanillo', ['Marisol Quintanilla']],
    ['punctuation', '  Lee & Co!! ', ['Dana Lee']],
  ])('finds by %s, own ones first', async (_, typed, expected) => {
    expect(await names(typed)).toEqual(expected);
  });

  describe('by the digits of a phone', async () => {
    await db.query(
      `update partner set phone_numbers = case name when 'Dana Lee' then '{+18135550101;ext=12,+17275550102}'::text[]
                                                    when 'Bob Webb' then '{+18135550109}' when 'Dana Far' then '{+18135550101}'
                                                    else phone_numbers end`,
    );
    const sam = await rapport.member(rapport.sam);
    const lead = { ...sam, roles: [...sam.roles, 'lead' as const] };

    test.each([
      ['813-555-0101', ['Dana Lee']],
      ['(727) 555 0102', ['Dana Lee']],
      ['+1 813 555 0101 x12', ['Dana Lee']],
      ['555-0101', ['Dana Lee']],
      ['0102', ['Dana Lee']],
      ['102', []],
      ['813-555-0177', []],
    ])('%s finds one’s own', async (typed, expected) => {
      expect(await names(typed)).toEqual(expected);
    });

    test('finds no one else’s, unless their card may be seen', async () => {
      expect(await names('813-555-0109')).toEqual([]);
      expect(await names('813-555-0109', sam)).toEqual(['Bob Webb']);
      expect(await names('813-555-0101', sam)).toEqual([]);
      expect(await names('813-555-0101', lead)).toEqual(['Dana Lee']);
    });
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

  test('two typos are another name', async () => {
    expect(await names('quintanlia marizol')).toEqual([]);
  });

  test('an empty query lists the member’s own, soonest due first', async () => {
    expect((await names('')).toSorted()).toEqual(['Dana Lee', 'Robert Ortiz', 'Zoë Müller']);
  });

  test('reaches other branches only for leads, compliance and their managers, and says which branch', async () => {
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

  test('finds neither merged partners nor, among the member’s own, archived ones', async () => {
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

  test('across all branches uses the index on words', async () => {
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

describe('the typed text', () => {
  test('becomes prefixes of words, with nicknames as alternatives', () => {
    expect(partnerQuery('Bob L')).toEqual({
      words: ['bob', 'l'],
      plain: '(bob:*) & (l:*)',
      withNicknames: '(bob:* | robert:* | rob:* | bobby:* | robbie:*) & (l:*)',
      nearby: 'bo:* | l:*',
    });
  });

  test('matches nicknames both ways', () => {
    expect(otherNamesOf('william')).toContain('bill');
    expect(otherNamesOf('bill')).toContain('william');
    expect(otherNamesOf('zoltan')).toEqual([]);
  });

  test('forgives one typo, but not two', () => {
    expect(isSlipAway(['marizol'], 'marisol quintanilla')).toBe(true);
    expect(isSlipAway(['marisol'], 'marisol quintanilla')).toBe(false);
    expect(isSlipAway(['marizol', 'quintanila'], 'marisol quintanilla')).toBe(false);
  });
});
