import { expect, test } from 'vitest';
import { fields, sources } from '../../support/text-fields.ts';

/** The one place where text fields are made and read. */
const home = 'bolt/fields.ts';
const others = sources.filter(({ file }) => file !== home);
const calls = (source: string, call: string) => source.split(call).length - 1;

/** Days of a year have a reader of their own, which begins with readText. */
const readers = (source: string) => [
  'readText',
  ...[
    ...source.matchAll(/function (\w+)\(values: FormValues, blockId: string[^}]*?readText\(values, blockId/g),
  ].map(([, name]) => name!),
];

test('every text field of the source is known here', () => {
  const made = others.reduce((sum, { source }) => sum + calls(source, 'textField('), 0);
  expect(made).toBeGreaterThan(25);
  expect(fields).toHaveLength(made);
});

test('each is read, in its own file, by what refuses borrowers’ numbers', () => {
  const unread = fields.filter(({ file, source, id }) => {
    const made = fields.filter((field) => field.file === file && field.id === id).length;
    const read = readers(source).reduce((sum, reader) => sum + calls(source, `${reader}(values, ${id}, `), 0);
    return read < made;
  });
  expect(unread.map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
});

test('none is made or read by hand', () => {
  const byHand = others.filter(({ source }) =>
    /['"](?:plain|rich|email|url)_text_input['"]|\b(?:state\.values|typed)\b[^;(){}]*\?\.value\b/.test(
      source,
    ),
  );
  // A number input: Slack lets no other text through, and readMeetings only a whole number.
  expect(byHand.map(({ file }) => file)).toEqual(['members/work-fields.ts']);
});
