import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const readJson = async (file: string) =>
  JSON.parse((await readFile(file, 'utf8')).replaceAll(/^ *\/\/.*$/gm, '')) as Record<string, object>;

test('the repository knows only what the sandbox exports', async () => {
  const exports = (await readJson('sandbox/package.json')).exports!;
  const { paths } = (await readJson('tsconfig.json')).compilerOptions as { paths: object };
  const sources = Object.entries(exports).map(([name, built]: [string, string]) => [
    name.replace(/^\./, 'slack-sandbox'),
    [built.replace('./dist/', './sandbox/').replace(/\.js$/, '.ts')],
  ]);
  expect(paths).toEqual(Object.fromEntries(sources));
});
