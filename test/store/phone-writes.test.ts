import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = new URL('../../src/store/', import.meta.url);

/** SQL that writes a partner's phone: an insert or an update that names the column. */
const writes = /(?:insert into partner \([^)]*\bphone\b|update partner\b[^`]*?\bphone =)[^`]*/g;

test('whatever writes a phone writes the numbers in it', () => {
  const statements = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .flatMap((file) => readFileSync(new URL(file, sources), 'utf8').match(writes) ?? []);
  expect(statements.length).toBeGreaterThanOrEqual(4);
  expect(statements.filter((statement) => !statement.includes('phone_numbers'))).toEqual([]);
});
