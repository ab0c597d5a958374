import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { CannotStart } from './cannot-start.ts';

const generated = 'src/store/generated/client.ts';

/**
 * Generates Prisma's client if it is missing, older than the schema, or from another version of Prisma. Only then, because
 * generating takes longer than the rest of the start. @throws CannotStart
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
      `Could not generate Prisma's client (exit code ${code}). Run npm run generate to see why. ${complaint.split('\n')[0]}`,
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
