#!/usr/bin/env node
// The operators' command line, with or without a build: a checkout runs the sources, so that no stale build is used;
// an image that ships only the build runs that.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = `${root}src/cli.ts`;
const built = `${root}dist/cli.js`;

if (existsSync(sources) && existsSync(`${root}node_modules/tsx`)) {
  generateClient();
  run([`${root}node_modules/tsx/dist/cli.mjs`, sources]);
} else if (existsSync(built)) {
  run([built]);
} else {
  console.error('Neither a build nor the sources are here: run npm ci first, or npm run build.');
  process.exit(1);
}

function generateClient() {
  if (existsSync(`${root}src/store/generated/client.ts`)) return;
  spawnSync(process.execPath, [`${root}node_modules/prisma/build/index.js`, 'generate', '--no-hints'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function run(args) {
  const { status, signal } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}
