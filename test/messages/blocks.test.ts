import { expect, test } from 'vitest';
import { asTyped, context, cut, plain, section } from '../../src/messages/blocks.ts';

test('a text too long for a section is cut between escapes, never within one', () => {
  for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
    const cut = section(before + asTyped('&'.repeat(1000))).text?.text ?? '';
    expect(cut).toMatch(/^[a-d]*(?:&amp;)+…$/);
    expect(cut.length).toBeLessThanOrEqual(2900);
  }
});

test.each([
  ['*Star* _Realty_ ~sale~ `code`', '∗Star∗ ˍRealtyˍ ∼sale∼ ˋcodeˋ'],
  ['snake_case 2*3 a~b', 'snake_case 2*3 a~b'],
  ['Tada :tada: :+1: :wave::skin-tone-3:', 'Tada ∶tada: ∶+1: ∶wave:∶skin-tone-3:'],
  ['from 10:30:15 on', 'from 10:30:15 on'],
  [
    '<!channel> <@U1> <http://evil.example|x> a&b',
    '&lt;!channel&gt; &lt;@U1&gt; &lt;http://evil.example|x&gt; a&amp;b',
  ],
  ['\u202eevil', 'evil'],
])('%s shows as typed', (typed, shown) => {
  expect(asTyped(typed)).toBe(shown);
});

test('words that look like an address or a channel are no link', () => {
  const all = [section('evil.example/login #general'), context('evil.example')];
  expect(JSON.stringify(all).match(/"verbatim":true/g)).toHaveLength(2);
  expect(plain(':tada:')).toMatchObject({ emoji: false });
});

test('a label is cut by units of UTF-16, the stricter count, and never within a character', () => {
  for (const length of [1, 2, 3, 74, 75]) {
    const label = cut('👨‍👩‍👧‍👦'.repeat(40), length);
    expect(label.length).toBeLessThanOrEqual(length);
    expect(label).not.toMatch(/\p{Cs}/u);
  }
});
