import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildPage } from './build.ts';

it('the page is built for production even if NODE_ENV is test, and only once', async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const folder = await buildPage();
  expect(process.env.NODE_ENV).toBe('test');
  const assets = await readdir(path.join(folder, 'assets'));
  const script = assets.find((name) => name.endsWith('.js'))!;
  // Only the production build has minified errors. Compared as a boolean, to not print a megabyte.
  const text = await readFile(path.join(folder, 'assets', script), 'utf8');
  expect(text.includes('Minified React error')).toBe(true);
  expect(await buildPage()).toBe(folder);
}, 60_000);
