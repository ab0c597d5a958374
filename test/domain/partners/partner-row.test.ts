import { describe, expect, it } from 'vitest';
import { partnerColumns, readHeader } from '../../../src/domain/partners/partner-columns.ts';
import { readPartnerRow } from '../../../src/domain/partners/partner-row.ts';

const today = '2026-06-09';
const header = [...partnerColumns];

/** Reads a row given by column. */
const read = (cells: Partial<Record<(typeof partnerColumns)[number], string>>) =>
  readPartnerRow(
    header.map((column) => cells[column] ?? ''),
    header,
    14,
    today,
  );

const rowOf = (cells: Parameters<typeof read>[0]) => {
  const result = read(cells);
  if (!result || !('row' in result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.row;
};

const problemsOf = (cells: Parameters<typeof read>[0]) => {
  const result = read(cells);
  return result && 'problems' in result
    ? result.problems.map(({ column, reason }) => `${column}: ${reason}`)
    : [];
};

describe('the header', () => {
  it('takes the columns in any order and case', () => {
    expect(readHeader(['Tier', ' NAME ', 'Owner E-mail', 'last touch on'])).toEqual({
      header: ['tier', 'name', 'owner_email', 'last_touch_on'],
    });
  });

  it('refuses a column it does not know rather than losing what it holds', () => {
    const { refusal } = readHeader(['name', 'last_touch', 'cell']) as { refusal: string };
    expect(refusal).toContain('“last_touch” and “cell”');
    expect(refusal).toContain('last_touch_on');
  });

  it.each([
    [['company', 'tier'], 'no “name” column'],
    [['name', 'phone', 'Phone'], '“phone” twice'],
    [['name;company;tier'], 'no commas'],
    [['name\tcompany'], 'no commas'],
  ])('refuses %j', (cells, reason) => {
    expect((readHeader(cells) as { refusal: string }).refusal).toContain(reason);
  });

  it('overlooks the nameless column that a trailing comma makes', () => {
    expect(readHeader(['name', ''])).toEqual({ header: ['name', null] });
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

describe('a broken row', () => {
  it.each([
    [{ tier: 'gold' }, 'tier: “gold” isn’t a tier; use inner circle, core, keep in touch, or resting'],
    [
      { kind: 'plumber' },
      'kind: “plumber” isn’t a kind of partner; use realtor, builder, financial planner,',
    ],
    [{ last_touch_on: '2026-02-30' }, 'last_touch_on: “2026-02-30” isn’t a date; type it like 6/9/2026'],
    [{ last_touch_on: '9/6/26' }, 'last_touch_on: “9/6/26” isn’t a date'],
    [{ last_touch_on: '2026-06-10' }, 'last_touch_on: 6/10/2026 is in the future'],
    [{ last_touch_on: '0206-01-01' }, 'last_touch_on: 1/1/206 is too long ago'],
    [{ last_kind: 'call' }, 'last_touch_on: is missing'],
    [
      { last_touch_on: '2026-06-01', last_kind: 'seance' },
      'last_kind: “seance” isn’t a kind of contact; use meal,',
    ],
    [{ email: 'dana at lee' }, 'email: “dana at lee” isn’t an email address'],
    [{ owner_email: 'Priya' }, 'owner_email: “Priya” isn’t an email address'],
    [{ phone: 'ask Sam' }, 'phone: “ask Sam” isn’t a phone number'],
    [{ company: 'x'.repeat(1_000_000) }, 'company: has 1,000,000 characters; the limit is 120'],
    [{ tier: 'constructor' }, 'tier: “constructor” isn’t a tier'],
  ])('%j is told with its column', (cells, problem) => {
    expect(problemsOf({ name: 'Dana', ...cells })[0]).toContain(problem);
  });

  it('is told with all its problems together, in the order of the columns', () => {
    expect(
      problemsOf({ tier: 'gold', kind: 'plumber', email: 'x' }).map((text) => text.split(':')[0]),
    ).toEqual(['name', 'kind', 'tier', 'email']);
  });

  it.each(['!!!', '🏡'])('%s is no name', (name) => {
    expect(problemsOf({ name })[0]).toContain('has no letters');
  });

  it.each([
    ['growing', 'his SSN is 123-45-6789'],
    ['name', 'Dana 4111 1111 1111 1111'],
    ['phone', '123-45-6789'],
    ['tier', '123-45-6789'],
  ] as const)('with a sensitive number in %s is refused without showing it', (column, text) => {
    const problems = problemsOf({ name: 'Dana', [column]: text });
    expect(problems[0]).toContain('can’t be kept here');
    expect(problems.join()).not.toMatch(/6789|1111/);
  });

  it('with a NUL or an escape code is refused, and the error shows neither', () => {
    const [problem] = problemsOf({ name: 'Dana', tier: 'x\u0000\u001b[31m' });
    expect(problem).toContain('tier');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
    expect(problem).not.toMatch(/[\x00-\x1f]/);
  });

  it('with more cells than the header is refused as a whole', () => {
    const result = readPartnerRow(['Dana', 'Lee', ' Co'], ['name', 'company'], 3, today);
    expect(result).toEqual({
      problems: [{ line: 3, column: null, reason: expect.stringContaining('more cells') }],
    });
  });
});
