import { expect, test } from 'vitest';
import { fields, sources } from '../../support/text-fields.ts';

/** The only file that may create and read text fields. */
const home = 'bolt/fields.ts';
const others = sources.filter(({ file }) => file !== home);
const calls = (source: string, call: string) => source.split(call).length - 1;

/** Days without a year have their own reader, which starts with readText. */
const readers = (source: string) => [
  'readText',
  ...[
    ...source.matchAll(/function (\w+)\(values: FormValues, blockId: string[^}]*?readText\(values, blockId/g),
  ].map(([, name]) => name!),
];

test('this test knows every text field in the source', () => {
  const made = others.reduce((sum, { source }) => sum + calls(source, 'textField('), 0);
  expect(made).toBeGreaterThan(25);
  expect(fields).toHaveLength(made);
});

test('each is read in its own file by a reader that refuses borrowers’ numbers', () => {
  const unread = fields.filter(({ file, source, id }) => {
    const made = fields.filter((field) => field.file === file && field.id === id).length;
    const read = readers(source).reduce((sum, reader) => sum + calls(source, `${reader}(values, ${id}, `), 0);
    return read < made;
  });
  expect(unread.map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
});

test('no text field is created or read by hand', () => {
  const byHand = others.filter(({ source }) =>
    /['"](?:plain|rich|email|url)_text_input['"]|\b(?:state\.values|typed)\b[^;(){}]*\?\.value\b/.test(
      source,
    ),
  );
  // A number input: Slack accepts only numbers there, and readMeetings only whole ones.
  expect(byHand.map(({ file }) => file)).toEqual(['members/work-fields.ts']);
});
