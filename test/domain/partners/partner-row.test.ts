import { describe, expect, it } from 'vitest';
import { partnerColumns, readHeader } from '../../../src/domain/partners/partner-columns.ts';
import { type RowProblem, readPartnerRow } from '../../../src/domain/partners/partner-row.ts';
import { RowReader } from '../../../src/domain/partners/row-reader.ts';

const today = '2026-06-09';
const { header } = readHeader([...partnerColumns])!;

/** Reads a row given by column. */
const read = (cells: Partial<Record<(typeof partnerColumns)[number], string>>) =>
  readPartnerRow(
    partnerColumns.map((column) => cells[column] ?? ''),
    header,
    14,
    today,
  );

const rowOf = (cells: Parameters<typeof read>[0]) => {
  const result = read(cells);
  if (!result || !('row' in result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.row;
};

const told = ({ column, reason }: RowProblem) => `${column}: ${reason}`;
const leftOutOf = (cells: Parameters<typeof read>[0]) => {
  const result = read(cells);
  return result && 'leftOut' in result ? result.leftOut.map(told) : [];
};
const problemsOf = (cells: Parameters<typeof read>[0]) => {
  const result = read(cells);
  return result && 'refused' in result ? [told(result.refused)] : [];
};

describe('the header', () => {
  const fieldsOf = (cells: string[]) => readHeader(cells)?.header.map((one) => one?.field ?? null);

  it('takes the columns in any order and case', () => {
    expect(fieldsOf(['Tier', ' NAME ', 'Owner E-mail', 'last touch on'])).toEqual([
      'tier',
      'name',
      'owner_email',
      'last_touch_on',
    ]);
  });

  it('tells which columns hold nothing we keep', () => {
    const header = ['Name', 'Shoe size', 'Cell', '', 'Notes'];
    expect(readHeader(header)?.leftOut.map(({ name }) => name)).toEqual(['Shoe size', 'Notes']);
    const reader = new RowReader(today);
    reader.add({ line: 1, cells: header });
    reader.add({ line: 2, cells: ['Dana Lee', ' ', '', '', 'her rate is up'] });
    // What someone filled in is told first.
    expect(reader.columnsLeftOut).toEqual(['Notes', 'Shoe size']);
  });

  it.each([
    [['company', 'tier']],
    [['My realtors 2026']],
    [['Notes:', '']],
    [['Dana Lee', 'Lee & Co', '813-555-0142']],
  ])('is not %j', (cells) => {
    expect(readHeader(cells)).toBeNull();
  });

  it.each([
    ['Last coffee', { kind: 'meal', word: 'coffee' }],
    ['Last time I saw them', { kind: 'visit', word: 'met' }],
    ['Date last met', { kind: 'visit', word: 'met' }],
    // It may not have been face time.
    ['Last activity', { kind: 'call', word: null }],
  ])('%s tells what was done', (column, contact) => {
    const { header } = readHeader(['Name', column])!;
    expect(readPartnerRow(['Dana Lee', '5/21/26'], header, 2, today)).toMatchObject({
      row: { lastTouch: { on: '2026-05-21', ...contact } },
    });
  });

  it('takes a column for phone or email by what a cell holds', () => {
    const { header } = readHeader(['Name', 'Email / Phone'])!;
    const row = (cell: string) => readPartnerRow(['Dana Lee', cell], header, 2, today);
    expect(row('dana@example.com')).toMatchObject({ row: { email: 'dana@example.com', phone: null } });
    expect(row('813-555-0142')).toMatchObject({ row: { phone: '813-555-0142', email: null } });
  });

  it('prefers a cell phone to the office, and the first e-mail', () => {
    const { header } = readHeader([
      'Business Phone',
      'Mobile Phone',
      'Name',
      'E-mail 2 Address',
      'E-mail Address',
    ])!;
    const row = (cells: string[]) => readPartnerRow(cells, header, 2, today);
    expect(row(['813-555-0100', '813-555-0142', 'Dana', 'b@example.com', 'a@example.com'])).toMatchObject({
      row: { phone: '813-555-0142', email: 'a@example.com' },
    });
    expect(row(['813-555-0100', '', 'Dana', 'b@example.com', ''])).toMatchObject({
      row: { phone: '813-555-0100', email: 'b@example.com' },
    });
  });

  it.each([
    ['E-mail 1 - Value', 'email'],
    ['Emails / Primary Email', 'email'],
    ['Organization Name', 'company'],
    ['Account Name', 'company'],
    ['Brokerage', 'company'],
    ['Phones / Primary Phone Number', 'phone'],
    ['Phone Cell', 'phone'],
    ['Last Contacted Date', 'last_touch_on'],
    ['Given Name', 'first_name'],
  ])('knows %s', (cell, field) => {
    expect(fieldsOf([cell, 'Name'])?.[0]).toBe(field);
  });
});

describe('a row', () => {
  it('needs a name and nothing else', () => {
    expect(rowOf({ name: 'Dana Lee' })).toEqual({
      line: 14,
      name: 'Dana Lee',
      company: null,
      kind: 'other',
      tier: 'resting',
      ownerEmail: null,
      phone: null,
      email: null,
      lastTouch: null,
      growing: null,
      birthday: null,
      anniversary: null,
    });
  });

  it.each([
    ['inner circle', 'inner'],
    ['Inner', 'inner'],
    ['CORE', 'core'],
    ['Keep in Touch', 'keep'],
    ['keep', 'keep'],
    ['resting', 'resting'],
    ['', 'resting'],
  ])('reads the tier %j as %s', (tier, expected) => {
    expect(rowOf({ name: 'Dana', tier }).tier).toBe(expected);
  });

  it('keeps names as they are written, but for stray spaces', () => {
    expect(rowOf({ name: '  Siobhán  O’Brien ', company: 'Lee\n& Co' })).toMatchObject({
      name: 'Siobhán O’Brien',
      company: 'Lee & Co',
    });
  });

  it.each([
    ['2026-06-09', '2026-06-09'],
    ['6/9/2026', '2026-06-09'],
    ['12/31/2025', '2025-12-31'],
  ])('reads the day %s', (day, expected) => {
    expect(rowOf({ name: 'Dana', last_touch_on: day }).lastTouch?.on).toBe(expected);
  });

  it('keeps the word for a contact beside its kind', () => {
    expect(rowOf({ name: 'Dana', last_touch_on: today, last_kind: 'Coffee' }).lastTouch).toEqual({
      on: today,
      kind: 'meal',
      word: 'coffee',
    });
  });

  it('takes a contact of no known kind for a call, so that it does not pass for face time', () => {
    expect(rowOf({ name: 'Dana', last_touch_on: today }).lastTouch?.kind).toBe('call');
  });

  it('is overlooked when all its cells are empty', () => {
    expect(read({ name: '  ' })).toBeNull();
  });
});

describe('a cell that says nothing we know', () => {
  it.each([
    [{ tier: 'sometimes' }, 'tier: “sometimes” isn’t a tier'],
    [{ kind: 'plumber' }, 'kind: “plumber” became other'],
    [{ last_touch_on: '2026-02-30' }, 'last_touch_on: “2026-02-30” isn’t a date'],
    [{ last_touch_on: '2026-06-10' }, 'last_touch_on: 6/10/2026 is in the future'],
    [{ last_touch_on: '1906-01-01' }, 'last_touch_on: 1/1/1906 is too long ago'],
    [{ last_touch_on: '2026-06-01', last_kind: 'seance' }, 'last_kind: “seance” became a call'],
    [{ last_touch_on: '2026-06-01', last_kind: 'Voicemail' }, 'last_kind: “Voicemail” isn’t a contact'],
    [{ email: 'dana at lee' }, 'email: “dana at lee” isn’t an email address'],
    [{ owner_email: 'Priya' }, 'owner_email: “Priya” isn’t an email address'],
    [{ phone: 'ask Sam' }, 'phone: “ask Sam” isn’t a phone number'],
    [{ phone: '8.13555E+09' }, 'phone: “8.13555E+09” was shortened by a spreadsheet'],
    [{ birthday: 'soon' }, 'birthday: “soon” isn’t a day of the year'],
    [{ company: 'x'.repeat(1_000_000) }, 'company: has 1,000,000 characters; the limit is 120'],
    [{ company: '=SUM(A1:A9)' }, 'company: “=SUM(A1:A9)” is a formula'],
    [{ tier: 'constructor' }, 'tier: “constructor” isn’t a tier'],
  ])('%j is left out and told, and the partner stays', (cells, problem) => {
    expect(rowOf({ name: 'Dana', ...cells }).name).toBe('Dana');
    expect(leftOutOf({ name: 'Dana', ...cells })).toEqual([problem]);
  });

  it.each(['n/a', 'N/A', 'none', '-', '?', 'TBD', '#N/A', '#REF!'])(
    '%s says nothing, and is not told',
    (cell) => {
      const cells = { name: 'Dana', kind: cell, tier: cell, phone: cell, email: cell, last_touch_on: cell };
      expect(rowOf(cells)).toMatchObject({
        kind: 'other',
        tier: 'resting',
        phone: null,
        email: null,
        lastTouch: null,
      });
      expect(leftOutOf(cells)).toEqual([]);
    },
  );

  it.each([
    ['growing', 'his SSN is 123-45-6789'],
    ['phone', '123-45-6789'],
    ['tier', '123-45-6789'],
  ] as const)('a sensitive number in %s is left out, and not shown', (column, text) => {
    const told = leftOutOf({ name: 'Dana', [column]: text });
    expect(told[0]).toContain('can’t be kept here');
    expect(told.join()).not.toMatch(/6789/);
    expect(JSON.stringify(rowOf({ name: 'Dana', [column]: text }))).not.toMatch(/6789/);
  });

  it('with a NUL or an escape code is left out, and what is told shows neither', () => {
    const [problem] = leftOutOf({ name: 'Dana', tier: 'x\u0000\u001b[31m' });
    expect(problem).toContain('tier');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
    expect(problem).not.toMatch(/[\x00-\x1f]/);
  });

  it('beyond the header is told with its row', () => {
    const { header } = readHeader(['name', 'company'])!;
    expect(readPartnerRow(['Dana', 'Lee', ' Co'], header, 3, today)).toMatchObject({
      row: { name: 'Dana' },
      leftOut: [{ line: 3, column: null, reason: expect.stringContaining('more cells') }],
    });
  });
});

describe('a row without a name', () => {
  it.each(['!!!', '🏡'])('%s is no name', (name) => {
    expect(problemsOf({ name, company: 'Lee & Co' })[0]).toContain('has no letters');
  });

  it('says whose it might be', () => {
    expect(problemsOf({ company: 'Bayshore Title', phone: '813-555-0123' })).toEqual([
      'name: is missing (“Bayshore Title”)',
    ]);
  });

  it('with a sensitive number for a name is refused without showing it', () => {
    const problems = problemsOf({ name: 'Dana 4111 1111 1111 1111', company: 'Lee & Co' });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toMatch(/1111/);
  });

  it.each([
    'Total: 2',
    'Grand total',
    'Copyright (c) 2000-2026 example.com, inc. All rights reserved.',
    '#N/A',
    'Totals',
  ])('%s below the list is nobody', (name) => {
    expect(read({ name })).toBeNull();
  });
});

it('a row of sums is nobody, whatever else stands in it', () => {
  expect(read({ name: 'TOTAL', company: '2' })).toBeNull();
  expect(rowOf({ name: 'Total Wealth Partners', company: 'TWP' }).name).toBe('Total Wealth Partners');
});

describe('a name', () => {
  it.each([
    ['LEE, DANA', 'Dana Lee'],
    ['dubois, renée', 'Renée Dubois'],
    ['MCDONALD, PAT JR.', 'Pat Jr. McDonald'],
    ['O’BRIEN, SIOBHÁN', 'Siobhán O’Brien'],
    ['Webb, Marcus & Jenny', 'Marcus & Jenny Webb'],
    ['Dana Lee, CPA', 'Dana Lee'],
    ['Dana Lee, ABR, CRS, REALTOR®', 'Dana Lee'],
    ['Lee, Dana, Esq.', 'Dana Lee'],
    ['Marcus Webb, Jr.', 'Marcus Webb, Jr.'],
    ['Lee & Co Realty', 'Lee & Co Realty'],
    ['=HYPERLINK("http://x.example.com","Dana Lee")', 'Dana Lee'],
  ])('%s is %s', (cell, name) => {
    expect(rowOf({ name: cell }).name).toBe(name);
  });
});
