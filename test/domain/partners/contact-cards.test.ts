import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardFields, contactCard } from '../../../src/domain/partners/contact-cards.ts';
import { formats } from '../../../src/files/formats.ts';
import { readRows } from '../../../src/files/read-rows.ts';

const dana: CardFields = {
  name: 'Dana Lee',
  company: 'Lee; Sons, & Co',
  kind: 'financial planner',
  phone: '(813) 555-0142 ext. 3',
  email: 'dana@example.com',
  birthday: '02-29',
};
const bare = { company: null, kind: 'other', phone: null, email: null, birthday: null };

async function read(cards: readonly CardFields[]) {
  const source = { bytes: new TextEncoder().encode(cards.map(contactCard).join('')) };
  for await (const set of readRows({ source, today: '2026-06-09', rowsPerSet: 99, rowsMax: 99 }, formats))
    return set;
  throw new Error('no cards');
}

describe('a contact card', () => {
  test('is a vCard 3.0, with a day of birth that has no year', () => {
    expect(contactCard(dana).split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Lee;Dana;;;',
      'FN:Dana Lee',
      'ORG:Lee\\; Sons\\, & Co',
      'TITLE:Financial planner',
      'TEL;TYPE=VOICE:+18135550142\\,3',
      'EMAIL;TYPE=INTERNET:dana@example.com',
      'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29',
      'END:VCARD',
      '',
    ]);
    expect(contactCard({ ...bare, name: 'Joan' }).split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:;Joan;;;',
      'FN:Joan',
      'END:VCARD',
      '',
    ]);
  });

  test.each([
    ['Ana María Núñez', 'Núñez;Ana María'],
    ['Mike & Sue Hart', ';Mike & Sue Hart'],
    ['The Webb Team', ';The Webb Team'],
    ['Tom Fox Jr.', ';Tom Fox Jr.'],
    ['LEE, DANA', ';LEE\\, DANA'],
  ])('of %s is sorted by %s', (name, parts) => {
    expect(contactCard({ ...bare, name })).toContain(`\r\nN:${parts};;;\r\n`);
  });

  test('has no line of more than 75 bytes, and no letter broken in two', () => {
    const card = contactCard({ ...bare, name: 'Zoë 🏡'.repeat(20) });
    for (const line of card.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(card.replaceAll('\r\n ', '')).toContain(`FN:${'Zoë 🏡'.repeat(20)}`);
    expect(card).not.toContain('\ufffd');
  });

  test('has each number of two by itself, and what is no number as it is', () => {
    const phones = (phone: string) => contactCard({ ...dana, phone }).match(/^TEL.*(?=\r)/gm);
    expect(phones('cell 813-555-0142 / office (813) 555-0199')).toEqual([
      'TEL;TYPE=VOICE:+18135550142',
      'TEL;TYPE=VOICE:+18135550199',
    ]);
    expect(phones('+44 20 7946 0100')).toEqual(['TEL;TYPE=VOICE:+442079460100']);
    expect(phones('12345')).toEqual(['TEL;TYPE=VOICE:12345']);
  });

  test('says no more than phones ask for', () => {
    const more = { ...dana, growing: 'listings', tier: 'inner', anniversary: '09-01' };
    expect(contactCard(more)).toBe(contactCard(dana));
  });

  test('is read back by our own reader', async () => {
    const { rows, problems, leftOut } = await read([
      dana,
      { ...bare, name: 'Joan' },
      { ...bare, name: 'Mike & Sue Hart' },
    ]);
    expect([...problems, ...leftOut]).toEqual([]);
    expect(rows).toMatchObject([
      { ...dana, phone: '+18135550142,3' },
      { ...bare, name: 'Joan' },
      { ...bare, name: 'Mike & Sue Hart' },
    ]);
  });

  test('keeps any text, whatever it holds', async () => {
    const company = fc
      .array(fc.constantFrom('Lee', 'Zoë', '🏡', ';', ',', '\\', ':', '"', '\\n', 'N'), {
        minLength: 1,
        maxLength: 40,
      })
      .map((parts) => `Lee ${parts.join('')} Co`);
    await fc.assert(
      fc.asyncProperty(company, async (text) => {
        const { rows } = await read([{ ...dana, company: text }]);
        expect(rows[0]!.company).toBe(text);
      }),
    );
  });
});
