import { beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../src/domain/members/member.ts';
import type { PartnerFields } from '../../src/domain/partners/card.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import type { RowAnswer } from '../../src/domain/partners/row-question.ts';
import { transaction } from '../../src/store/db/database.ts';
import { findMember } from '../../src/store/members/members.ts';
import { findSame } from '../../src/store/partners/find-same.ts';
import { importSet, previewSet, type SetOfRows } from '../../src/store/partners/import-partners.ts';
import { emptyBook } from '../../src/store/partners/partner-book.ts';
import { updatePartners } from '../../src/store/partners/update-partners.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const now = new Date('2026-06-09T13:30:00Z');
let branchId = 0;

beforeEach(async () => {
  await emptyDatabase(db);
  const [branch] = await db.query<{ id: number }>(
    `insert into branch (channel_id, name, zone) values ('C1', 'Tampa', 'America/New_York') returning id`,
  );
  branchId = branch!.id;
});

const person = (name: string) => ({
  slackUserId: `U${name.toUpperCase()}`,
  name,
  email: `${name}@example.com`,
  timeZone: 'America/New_York',
});
const people = new Map(['priya', 'sam'].map((name) => [`${name}@example.com`, person(name)]));

type Cells = Partial<PartnerRow>;
const set = (cells: Cells[], more: Partial<SetOfRows> = {}): SetOfRows => ({
  ...{ branchId, people, today: '2026-06-09', now, ...more },
  rows: cells.map((row, i) => ({
    ...{ line: i + 2, name: 'Dana Lee', company: null, kind: 'other', tier: 'resting', ownerEmail: null },
    ...{
      phone: null,
      email: null,
      lastTouch: null,
      growing: null,
      birthday: null,
      anniversary: null,
      ...row,
    },
  })),
});
const add = (...cells: Cells[]) => importSet(db, set(cells));
const preview = (cells: Cells[], more: Partial<SetOfRows> = {}) =>
  previewSet(db, emptyBook(), set(cells, more));
const partners = () =>
  db.query<PartnerFields>(
    'select name, company, phone, email, birthday, kind from partner where merged_into is null order by id',
  );
const memberOf = async (name: string) => (await findMember(db, `U${name.toUpperCase()}`)) as Member;

const dana = { company: 'Lee & Co', phone: '813-555-0101' } as const;
const leigh = { name: 'Danna Leigh', phone: '(813) 555-0101' } as const;

/** Imports after everything that the preview asked was answered. */
async function answering(answer: RowAnswer, cells: Cells[], meanwhile = async () => {}) {
  const { asked } = await preview(cells);
  await meanwhile();
  const keys = asked.map(({ question }) => question.key);
  return importSet(db, set(cells, { answers: (key) => (keys.includes(key) ? answer : undefined) }));
}
const same = { is: 'same', candidate: 0 } as const;

describe('blanks of a partner', () => {
  it('are filled by the file, with a trace, and nothing else changes', async () => {
    await add({ ...dana, birthday: '06-09' });
    const fuller = { ...dana, email: 'dana@example.com', kind: 'realtor', growing: 'listings' } as const;
    expect(await preview([fuller])).toMatchObject({ updated: 1, there: 1, asked: [] });
    expect(await add(fuller)).toMatchObject({ updated: 1, there: 1, asked: [] });
    expect(await partners()).toEqual([
      { name: 'Dana Lee', ...dana, email: 'dana@example.com', birthday: '06-09', kind: 'realtor' },
    ]);
    expect(
      await db.query(
        `select x.field, x.before, x.after from trace t join trace_text x on x.trace_id = t.id
          where t.subject = 'partner' and t.action = 'edited' order by x.field`,
      ),
    ).toEqual([
      { field: 'email', before: null, after: 'dana@example.com' },
      { field: 'growing', before: null, after: 'listings' },
      { field: 'kind', before: 'other', after: 'realtor' },
    ]);
    expect(await add(fuller)).toMatchObject({ updated: 0, there: 1 });
  });

  it('of one whom someone else edits at that moment stay as they made them', async () => {
    await add(dana);
    const [row] = await db.query<PartnerFields & { id: number }>(
      'select id, name, company, kind, phone, email, growing, birthday, anniversary from partner',
    );
    const { id, ...before } = row!;
    const updates = [{ id, before, after: { ...before, email: 'file@example.com' } }];
    await db.query(`update partner set email = 'sam@example.com'`);
    expect(await transaction(db, (tx) => updatePartners(tx, updates, { madeBy: null, now }))).toBe(0);
    expect(await partners()).toMatchObject([{ email: 'sam@example.com' }]);
  });
});

describe('a row that may be someone who is known', () => {
  it('changes nothing without an answer', async () => {
    await add(dana);
    const before = await partners();
    const outcome = await add({ ...leigh, email: 'dana@example.com' });
    expect(outcome).toMatchObject({ entered: { partners: 0 }, updated: 0, there: 0 });
    expect(outcome.asked).toMatchObject([
      {
        line: 2,
        cells: { name: 'Danna Leigh' },
        question: { candidates: [{ name: 'Dana Lee', because: 'phone' }], mayBeNew: true, disputes: [] },
      },
    ]);
    expect(await partners()).toEqual(before);
  });

  it('is the same, or a new one, as it was answered; and then it is not asked about again if new', async () => {
    await add(dana);
    const row = { ...leigh, email: 'dana@example.com' };
    expect(await answering(same, [row])).toMatchObject({ updated: 1, there: 1, asked: [] });
    expect(await partners()).toMatchObject([{ name: 'Dana Lee', ...dana, email: 'dana@example.com' }]);
    expect(await answering('new', [row])).toMatchObject({ entered: { partners: 1 } });
    expect(await add(row)).toMatchObject({ entered: { partners: 0 }, there: 1, asked: [] });
  });

  it('is who its id says', async () => {
    await add(dana);
    const [{ id }] = (await db.query<{ id: number }>('select id from partner')) as [{ id: number }];
    expect(await add({ ...leigh, sameAs: id, birthday: '06-09' })).toMatchObject({ there: 1, updated: 1 });
    const [other] = await db.query<{ id: number }>(
      `insert into branch (channel_id, name, zone) values ('C2', 'Chicago', 'America/Chicago') returning id`,
    );
    branchId = other!.id;
    expect(await add({ ...leigh, sameAs: id })).toMatchObject({ entered: { partners: 1 } });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the partner’s phone', () => db.query(`update partner set phone = '813-555-0102'`)],
    ['the partner’s name', () => db.query(`update partner set name = 'Dana Reed', name_key = 'dana reed'`)],
    ['who may be meant', () => add({ name: 'Bo Lee', phone: '813-555-0101', sameAs: 'no' })],
  ])('gets no answer that was given before %s changed', async (_, change) => {
    await add(dana);
    const row = { ...leigh, email: 'dana@example.com' };
    const outcome = await answering(same, [row], async () => {
      await change();
    });
    expect(outcome.updated).toBe(0);
    expect(await db.query('select id from partner where email is not null')).toHaveLength(
      outcome.entered.partners,
    );
  });

  it('lists everyone whom it may be, the likeliest first', async () => {
    await add({ ...dana, name: 'Danna Lee', phone: null });
    await add({ name: 'Bo Lee', phone: '813-555-0101' });
    const { asked } = await preview([{ ...dana, sameAs: 'yes' }]);
    expect(asked[0]!.question.candidates.map(({ name }) => name)).toEqual(['Bo Lee', 'Danna Lee']);
  });
});

describe('a changed phone', () => {
  const changed = { ...dana, phone: '813-555-0199', email: 'dana@example.com' };

  it('makes no second partner, and is asked about with both numbers', async () => {
    await add(dana);
    const { asked } = await add(changed);
    expect(asked[0]!.question).toMatchObject({
      disputes: [{ field: 'phone', here: '813-555-0101', file: '813-555-0199' }],
      mayBeNew: true,
    });
    expect(await partners()).toMatchObject([{ phone: '813-555-0101', email: null }]);
  });

  it.each<[RowAnswer, string[]]>([
    [same, ['813-555-0101']],
    [{ is: 'replace', candidate: 0 }, ['813-555-0199']],
    ['new', ['813-555-0101', '813-555-0199']],
  ])('with the answer %o leads to %o', async (answer, phones) => {
    await add(dana);
    await answering(answer, [changed]);
    expect((await partners()).map(({ phone }) => phone)).toEqual(phones);
  });

  it('of one who is the same by email is asked about, too; a company may change', async () => {
    await add({ ...dana, email: 'dana@example.com' });
    const row = { ...changed, company: 'Reed Homes' };
    expect((await preview([row])).asked[0]!.question).toMatchObject({
      disputes: [{ field: 'phone' }, { field: 'company', here: 'Lee & Co', file: 'Reed Homes' }],
      mayBeNew: false,
    });
    await answering({ is: 'replace', candidate: 0 }, [row]);
    expect(await partners()).toMatchObject([{ company: 'Reed Homes', phone: '813-555-0199' }]);
    expect(await db.query('select company_key as key from partner')).toEqual([{ key: 'reed homes' }]);
  });
});

describe('someone who may not see a colleague’s partner', () => {
  beforeEach(async () => {
    await add({ ...dana, ownerEmail: 'priya@example.com' });
    await add({ name: 'Sam’s own', ownerEmail: 'sam@example.com' });
  });

  it('is not told of a phone or an email, and what is there is kept', async () => {
    const reader = await memberOf('sam');
    const { asked } = await preview([leigh, { ...dana, phone: '813-555-0199' }], { reader });
    expect(asked.map(({ question }) => question)).toMatchObject([
      { candidates: [{ because: 'name' }], disputes: [] },
      { candidates: [{ because: 'name' }], disputes: [] },
    ]);
    expect(JSON.stringify(asked[1]!.question)).not.toContain('0101');
    const { asked: open } = await preview([leigh], { reader: await memberOf('priya') });
    expect(open[0]!.question.candidates).toMatchObject([{ because: 'phone' }]);
  });

  it('is not told why a person to add may be one of them', async () => {
    const person = { ...leigh, company: null, email: null };
    const because = async (who: string) =>
      (await findSame(db, await memberOf(who), person, '2026-06-09')).map((one) => [one.name, one.because]);
    expect(await because('sam')).toEqual([['Dana Lee', 'alike']]);
    expect(await because('priya')).toEqual([['Dana Lee', 'phone']]);
  });

  it('may see them while covering for their owner', async () => {
    await db.query(
      `insert into absence (member_id, cover_id, from_day, to_day)
       select p.id, s.id, '2026-06-01', '2026-06-30' from member p, member s
        where p.slack_user_id = 'UPRIYA' and s.slack_user_id = 'USAM'`,
    );
    const { asked } = await preview([leigh], { reader: await memberOf('sam') });
    expect(asked[0]!.question.candidates).toMatchObject([{ because: 'phone' }]);
  });
});
