import { expect, test } from 'vitest';
import { typedText } from '../../../src/slack/bolt/plain-text.ts';

test.each([
  ['sent Dana <https://zillow.com/x?a=1&amp;b=2>', 'sent Dana https://zillow.com/x?a=1&b=2'],
  ['sent Dana <http://zillow.com|zillow.com>', 'sent Dana zillow.com'],
  ['<https://example.com/listing|the listing>', 'the listing'],
  ['mail <mailto:dana@example.com|dana@example.com>', 'mail dana@example.com'],
  ['mail <mailto:dana@example.com>', 'mail dana@example.com'],
  ['called <tel:8135550142|813-555-0142>', 'called 813-555-0142'],
  ['lunch with <@U012AB3CD>', 'lunch with @U012AB3CD'],
  ['lunch with <@U012AB3CD|sam>', 'lunch with @sam'],
  ['posted in <#C012AB3CD|tampa>', 'posted in #tampa'],
  ['<!here> hello', '@here hello'],
  ['<!subteam^S012|@lenders> hello', '@lenders hello'],
  ['typed &lt;@U012AB3CD&gt;', 'typed <@U012AB3CD>'],
  ['typed &amp;lt;', 'typed &lt;'],
  ['Lee &amp; Co, rate &lt; 6', 'Lee & Co, rate < 6'],
])('%s', (sent, typed) => {
  expect(typedText(sent)).toBe(typed);
});
