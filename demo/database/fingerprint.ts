import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SlackIds } from '../slack/populate.ts';

/** The sources that determine the contents of a seeded database. */
const sources = ['demo', 'prisma/migrations', 'src/domain', 'src/store'];

/** 16 hexadecimal digits, always the same for the same sources, seed and local Slack. */
export async function fingerprint(slack: SlackIds, seed: number): Promise<string> {
  const files = await findSources();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(JSON.stringify({ slack, seed, files }));
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function findSources(): Promise<string[]> {
  const found = await Promise.all(
    sources.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names.map((name) => path.join(folder, name));
    }),
  );
  // Generated code follows from the schema, which follows from the migrations.
  return found
    .flat()
    .filter((file) => /\.(ts|sql)$/.test(file) && !file.includes(`${path.sep}generated${path.sep}`))
    .sort();
}
