import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildPage } from './page/build.ts';

/** Builds `dist/`, the contents of the package: the sources as JavaScript with types, and the page. */
const root = import.meta.dirname;
const dist = path.join(root, 'dist');
const tsc = path.join(
  path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);

await rm(dist, { recursive: true, force: true });
await promisify(execFile)(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')]);
await cp(await buildPage(), path.join(dist, 'page/built'), { recursive: true });
