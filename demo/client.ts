import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { CannotStart } from './cannot-start.ts';

const generated = 'src/store/generated/client.ts';

/**
 * Generates Prisma's client where it is missing, or older than the schema, or of another version: that takes longer than
 * all the rest of a start.
 */
export async function ensureClient(): Promise<void> {
  if (await isFresh()) return;
  const child = spawn(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (!(await isFresh())) {
    throw new CannotStart(
      `Prisma's client could not be generated (exit ${code}): see what npm run generate says. ${complaint.split('\n')[0]}`,
    );
  }
}

async function isFresh(): Promise<boolean> {
  try {
    const [client, schema, made, installed] = await Promise.all([
      stat(generated),
      stat('prisma/schema.prisma'),
      readFile('src/store/generated/internal/class.ts', 'utf8'),
      readFile('node_modules/prisma/package.json', 'utf8'),
    ]);
    const { version } = JSON.parse(installed) as { version: string };
    return client.mtimeMs >= schema.mtimeMs && made.includes(`"clientVersion": "${version}"`);
  } catch {
    return false;
  }
}
