import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../src/store/db/migrate.ts';
import { everything, openSchemaEngine } from './schema-engine.ts';

const schemaFile = path.join(import.meta.dirname, 'schema.prisma');

/** Applies all migrations to an empty database. Returns the SQL from there to `schema.prisma`, or null if they agree. */
export async function schemaChanges(url: string): Promise<string | null> {
  await migrate(url);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const engine = await openSchemaEngine(pool);
  try {
    const schema = { files: [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }] };
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: path.dirname(schemaFile) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: everything,
    });
    return exitCode === 0 ? null : stdout;
  } finally {
    engine.free();
    await pool.end();
  }
}
