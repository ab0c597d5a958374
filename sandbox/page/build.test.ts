import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildPage } from './build.ts';

it('is built for use, also where NODE_ENV says that tests are running, and only once', async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const folder = await buildPage();
  expect(process.env.NODE_ENV).toBe('test');
  const assets = await readdir(path.join(folder, 'assets'));
  const script = assets.find((name) => name.endsWith('.js'))!;
  // Only the form for use shortens its errors. Never printed: it is a megabyte.
  const text = await readFile(path.join(folder, 'assets', script), 'utf8');
  expect(text.includes('Minified React error')).toBe(true);
  expect(await buildPage()).toBe(folder);
}, 60_000);
