import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileRefused } from '../../src/domain/file-refusal.ts';
import { filePolicy } from '../../src/domain/policy.ts';
import { formats } from '../../src/files/formats.ts';
import { readPartners } from '../../src/files/read-partners.ts';
import { type ReadSet, readRows } from '../../src/files/read-rows.ts';

/** Files that no one exports, and some that hold what they should not. */

const today = '2026-06-09';
const reading = (content: string | Uint8Array) => ({
  source: { bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content },
  today: today as typeof today,
  rowsPerSet: 200,
  rowsMax: filePolicy.rowsMax,
});

/** As in Slack: in a thread, within its memory. How long a file takes depends on what else the machine does. */
async function read(content: string | Uint8Array): Promise<ReadSet[]> {
  const sets: ReadSet[] = [];
  for await (const set of readPartners(reading(content), { secondsMax: 10 * filePolicy.secondsMax }))
    sets.push(set);
  return sets;
}
const namesIn = (sets: ReadSet[]) => sets.flatMap(({ rows }) => rows.map(({ name }) => name));
const refusal = (content: string | Uint8Array) =>
  read(content).then(
    (sets) => namesIn(sets),
    (error) => (error as FileRefused).refusal.why,
  );

describe('random bytes', () => {
  const zipHead = Buffer.from('PK\x03\x04', 'latin1');
  const begins = [
    Buffer.alloc(0),
    Buffer.from('name,company\n'),
    Buffer.from('\ufeffname;"phone"\r\n'),
    Buffer.from('\ufeffname\tcompany\n', 'utf16le'),
    Buffer.from([0xfe, 0xff]),
    Buffer.from('BEGIN:VCARD\r\nFN;ENCODING=QUOTED-PRINTABLE:'),
    Buffer.from('BEGIN:VCARD\nN:Lee;Dana\nTEL;TYPE="'),
    zipHead,
    Buffer.concat([zipHead, zip([{ name: 'xl/workbook.xml', content: '<workbook/>' }])]),
  ];
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 4_000, size: 'max' }),
    fc.string({ unit: 'binary', maxLength: 2_000, size: 'max' }).map((text) => Buffer.from(text)),
    fc
      .array(fc.constantFrom(...'a"\'=,;\t|\r\n\0:\u202e', 'END:VCARD\n', 'é', '\\n'), {
        maxLength: 400,
        size: 'max',
      })
      .map((all) => Buffer.from(all.join(''))),
  );

  test('are read, or refused with a reason, and end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...begins), bytes, async (begin, rest) => {
        try {
          for await (const set of readRows(reading(Buffer.concat([begin, rest])), formats))
            for (const row of set.rows) expect(row.name.length).toBeLessThanOrEqual(200);
        } catch (error) {
          expect(error).toBeInstanceOf(FileRefused);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('in place of some of a workbook’s are read, or refused with a reason', async () => {
    const whole = workbook('<row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row>');
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const broken = Buffer.from(whole);
        for (const [at, byte] of changes) broken[at] = byte;
        try {
          for await (const _ of readRows(reading(broken), formats));
        } catch (error) {
          expect(error).toBeInstanceOf(FileRefused);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('400,000 blank rows', () => {
  test.each([
    ['in a CSV', `name,company\n${'\n'.repeat(400_000)}Dana Lee,\n`],
    ['with delimiters in a CSV', `name,company,phone\n${',,\n'.repeat(400_000)}Dana Lee,,\n`],
    ['with blanks in quotes', `name,company\n${'" ",\n'.repeat(400_000)}Dana Lee,\n`],
    ['of cards without a name', `BEGIN:VCARD\n${'\n'.repeat(400_000)}FN:Dana Lee\nEND:VCARD\n`],
  ])('%s are none', async (_, content) => {
    expect(namesIn(await read(content))).toEqual(['Dana Lee']);
  });

  test('in a workbook are none, whether they are empty or have only a style', async () => {
    const rows = Array.from({ length: 400_000 }, (_, i) => `<row r="${i + 3}"/>`).join('');
    const head = rowOf(1, 'Name') + rowOf(2, 'Dana Lee');
    expect(await refusal(workbook(head + rows))).toEqual(['Dana Lee']);
    const styled = Array.from({ length: 400_000 }, (_, i) => `<row r="${i + 3}"><c r="A${i + 3}"/></row>`);
    expect(await refusal(workbook(head + styled.join('')))).toEqual(['Dana Lee']);
  });
});

describe('cells of a megabyte', () => {
  const long = 'a'.repeat(1024 * 1024);
  test.each([
    ['in a CSV', `name,company\nDana Lee,${long}\n`],
    ['in a workbook', workbook(rowOf(1, 'Name', 'Company') + rowOf(2, 'Dana Lee', long))],
  ])('%s are left out, and the partner stays', async (_, content) => {
    const [set] = await read(content);
    expect(set!.rows).toMatchObject([{ name: 'Dana Lee', company: null }]);
    expect(set!.leftOut).toMatchObject([
      { column: 'company', reason: 'has 1,048,576 characters; the limit is 120' },
    ]);
  });

  test('in a contact card are pictures', async () => {
    const card = `BEGIN:VCARD\nFN:Dana Lee\nPHOTO;ENCODING=b:${long}\nORG:Lee & Co\nEND:VCARD\n`;
    expect((await read(card))[0]!.rows).toMatchObject([{ name: 'Dana Lee', company: 'Lee & Co' }]);
  });
});

describe('a zip', () => {
  const bomb = Buffer.alloc(60 * 1024 * 1024);
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: bomb };
  test.each([
    ['that says it is a bomb', [sheet]],
    ['that says it is small', [{ ...sheet, says: 100 }]],
    [
      'that says so in many files',
      Array.from({ length: 60 }, () => ({ ...sheet, content: Buffer.alloc(1024 * 1024) })),
    ],
  ])('%s is refused before it is unpacked', async (_, files) => {
    const content = zip([{ name: 'xl/workbook.xml', content: '<workbook/>' }, ...files]);
    expect(await refusal(content)).toBe('too much unpacked');
  });

  test('has no more than its directory names: what stands between is not unpacked', async () => {
    const good = workbook(rowOf(1, 'Name') + rowOf(2, 'Dana Lee'));
    const hidden = zip([{ name: 'xl/worksheets/sheet1.xml', content: bomb, isHidden: true }]);
    const end = good.readUInt32LE(good.length - 6);
    const content = Buffer.concat([
      good.subarray(0, end),
      hidden.subarray(0, hidden.length - 22),
      good.subarray(end),
    ]);
    content.writeUInt32LE(end + hidden.length - 22, content.length - 6);
    expect(await refusal(content)).toEqual(['Dana Lee']);
  });

  test.each([
    ['that is no workbook', zip([{ name: 'word/document.xml', content: '<document/>' }])],
    ['cut short', workbook(rowOf(1, 'Name')).subarray(0, 300)],
    ['with a sheet that is no XML', workbook('<row><c></row')],
  ])('%s is refused', async (_, content) => {
    expect(['no format', 'header']).toContain(await refusal(content));
  });

  test('with a cell in the last row and column of a sheet gets a clear answer', async () => {
    const rows = `${rowOf(1, 'Name')}${rowOf(2, 'Dana Lee')}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    expect([['Dana Lee'], 'too much memory', 'header', 'too slow']).toContainEqual(
      await refusal(workbook(rows)),
    );
  });
});

test('formulas, marks of direction, and control characters take no one’s place, and hide nothing', async () => {
  const [set] = await read(
    [
      'name,company,phone,growing',
      '\u202eeeL anaD\u202c,Lee & Co,\u202a813-555-0142\u202c,',
      'Marcus Webb,"=cmd|\' /C calc\'!A0",+1 813 555 0117,@SUM(1+1)',
      'Joan\x07 Ortiz,Ortiz Law,,',
      'Siobhán O’Brien,Gulf\x1b[2Jside,,a\u202eb',
    ].join('\n'),
  );
  expect(set!.rows.map(({ name, company, phone, growing }) => [name, company, phone, growing])).toEqual([
    ['eeL anaD', 'Lee & Co', '813-555-0142', null],
    ['Marcus Webb', null, '+1 813 555 0117', null],
    ['Siobhán O’Brien', null, null, 'ab'],
  ]);
  const told = [...set!.problems, ...set!.leftOut];
  expect(told.map(({ line, column }) => `${line} ${column}`)).toEqual([
    '4 name',
    '3 company',
    '3 growing',
    '5 company',
  ]);
  expect(JSON.stringify(told)).not.toMatch(/\\u00|\u202e/);
});

test('a NUL at the beginning makes a file none that we read, and one further on costs its cell', async () => {
  expect(await refusal('name,company\nDana Lee,Lee\0 & Co\n')).toBe('no format');
  const rows = Array.from({ length: 6_000 }, (_, i) => `Partner ${i},\n`).join('');
  const last = (await read(`name,company\n${rows}Dana Lee,Lee\0 & Co\n`)).at(-1)!;
  expect(last.rows.at(-1)).toMatchObject({ name: 'Dana Lee', company: null });
  expect(last.leftOut).toMatchObject([
    { column: 'company', reason: '“Lee  & Co” has characters that aren’t text' },
  ]);
});

interface Packed {
  name: string;
  content: string | Buffer;
  /** What the zip says the content's length is. */
  says?: number;
  /** Not in the directory. */
  isHidden?: boolean;
}

function zip(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says, isHidden } of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(says ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    const central = [Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, more, Buffer.from(name)];
    if (!isHidden) directory.push(Buffer.concat(central));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

function workbook(rows: string): Buffer {
  const ns = 'http://schemas.openxmlformats.org';
  return zip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${ns}/spreadsheetml/2006/main" xmlns:r="${ns}/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${ns}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ]);
}

function rowOf(row: number, ...cells: string[]): string {
  const xml = cells.map((cell, at) => `<c r="${'AB'[at]}${row}" t="inlineStr"><is><t>${cell}</t></is></c>`);
  return `<row r="${row}">${xml.join('')}</row>`;
}
