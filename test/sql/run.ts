import { migrate } from '../../src/store/db/migrate.ts';
import { databasePrefix, databaseUrl, dropDatabases, onServer, startTestServer } from '../support/server.ts';
import { type Counts, checkSql, type Finding } from './check.ts';
import { exceptions, readExceptions } from './exceptions.ts';
import { openPreparer } from './prepare.ts';
import { openProject } from './project.ts';

/**
 * Prepares every SQL statement of the bot on a freshly migrated database, and compares it with the code around it: columns,
 * types, nulls, parameters. Ends with code 1 if anything differs.
 */
const startedAt = performance.now();
const server = await startTestServer();
try {
  const { findings, counts } = await check();
  for (const { file, line, message } of findings) console.error(`${file}:${line} ${message}`);
  console.log(summary(counts, findings));
  if (findings.length > 0) process.exitCode = 1;
} finally {
  await dropDatabases(server.url, (pid) => pid === process.pid);
  await server.stop();
}

async function check() {
  const name = `${databasePrefix}sql`;
  const url = databaseUrl(server.url, name);
  await onServer(server.url, `CREATE DATABASE ${name}`);
  await migrate(url);
  const preparer = await openPreparer(url);
  const project = openProject(process.cwd(), (file) => /^src\/(?!store\/generated\/)/.test(file));
  try {
    return await checkSql(project, preparer, readExceptions(exceptions));
  } finally {
    project.close();
    await preparer.close();
  }
}

function summary(counts: Counts, findings: readonly Finding[]): string {
  const { constant, assembled, texts, dynamic, commands, columns, json, parameters } = counts;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return [
    `${constant + assembled + dynamic + commands} statements: ${constant} constant, ${assembled} put together from constants` +
      ` (${texts} texts in all), ${dynamic} at run time, ${commands} commands`,
    `${columns} columns, ${json} of them JSON that was taken apart; ${parameters} parameters`,
    `${findings.length} findings in ${seconds} s`,
  ].join('\n');
}
