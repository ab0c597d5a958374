#!/usr/bin/env node
// The operators' command line, with or without a build. A checkout runs the sources, so it never
// uses a stale build. An image that ships only the build runs that.
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
  console.error('Found neither the sources nor a build: run npm ci first, or npm run build.');
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
