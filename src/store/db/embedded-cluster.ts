import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exists, giveTo, openHome, type ServerUser, serverUser } from './embedded-home.ts';
import { copyPrograms, type Programs, renameUnlessThere } from './embedded-programs.ts';

/** A data directory and the programs that serve it. The directory also holds our files `password` and `port`. */
export type Cluster = {
  folder: string;
  programs: Programs;
  user: ServerUser;
  password: string;
  durable: boolean;
};

const superuser = 'rapport';
const stopTimeoutMs = 30_000;
const pidFileOf = (cluster: Cluster) => path.join(cluster.folder, 'postmaster.pid');
const logFile = (cluster: { folder: string }) => path.join(cluster.folder, 'server.log');

/**
 * Finds or creates the data directory. Throws if npm has no Postgres for this machine, or if another major version
 * created the directory.
 * @param durable false: a crash of the machine may lose everything, which is fine for tests
 */
export async function openCluster(dataFolder: string, durable: boolean): Promise<Cluster> {
  const user = serverUser();
  const home = await openHome(dataFolder, user);
  const programs = await copyPrograms(home);
  const folder = path.join(home, 'data');
  if (!(await exists(folder))) await initialise(folder, programs, user, durable);
  const made = (await readFile(path.join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (made !== programs.major) {
    throw new Error(
      `${folder} was created by Postgres ${made}, but this is Postgres ${programs.major}. Move the folder away to start over, or set DATABASE_URL.`,
    );
  }
  const password = await readFile(path.join(folder, 'password'), 'utf8');
  return { folder, programs, user, password, durable };
}

export const clusterUrl = (cluster: Cluster, port: number, database: string): string =>
  `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`;

/** Built elsewhere, then renamed: the directory is complete or absent, even after a crash or with two processes at once. */
async function initialise(
  folder: string,
  programs: Programs,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  const aside = await mkdtemp(`${folder}-`);
  const secret = `${aside}.password`;
  await writeFile(secret, randomBytes(18).toString('hex'), { mode: 0o600 });
  await giveTo(user, aside);
  await giveTo(user, secret);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${superuser}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const speed = durable ? [] : ['--no-sync'];
  try {
    await run(programs, user, 'initdb', ['-D', aside, ...locale, ...access, ...speed, '--no-instructions']);
  } catch (error) {
    await rm(aside, { recursive: true });
    await rm(secret);
    throw error;
  }
  await rename(secret, path.join(aside, 'password'));
  await writeFile(path.join(aside, 'port'), String(await freePort()));
  await appendFile(path.join(aside, 'postgresql.conf'), settings);
  await renameUnlessThere(aside, folder);
}

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
`;

/** Starts the server and waits until it accepts connections. Rejects if it does not, or if one is already running. */
export async function launch(cluster: Cluster): Promise<void> {
  await truncate(logFile(cluster)).catch(() => {}); // old errors must not bury the current one
  const speed = cluster.durable ? '' : '-F -c synchronous_commit=off -c full_page_writes=off';
  const options = `-p ${await choosePort(cluster)} ${speed}`;
  await run(cluster.programs, cluster.user, 'pg_ctl', [
    ...['start', '-D', cluster.folder, '-l', logFile(cluster), '-o', options],
    ...['--wait', '--timeout=30', '--silent'],
  ]);
}

/** Ends all connections and stops the server cleanly. */
export async function shutDown(cluster: Cluster): Promise<void> {
  const running = await readPidFile(cluster);
  if (!running) return;
  await run(cluster.programs, cluster.user, 'pg_ctl', ['kill', 'INT', String(running.pid)]);
  // Not `pg_ctl stop`: it waits for any server in this directory, even one started after this one.
  for (const endsAt = Date.now() + stopTimeoutMs; (await readPidFile(cluster))?.pid === running.pid; ) {
    if (Date.now() > endsAt) throw new Error(`The embedded Postgres (process ${running.pid}) did not stop.`);
    await sleep(20);
  }
}

/** Reads the file that Postgres keeps while it runs. The port appears a little later than the rest. */
export async function readPidFile(cluster: Cluster): Promise<{ pid: number; port: number | null } | null> {
  const text = await readFile(pidFileOf(cluster), 'utf8').catch(() => null);
  if (!text) return null;
  const [pid, , , port] = text.split('\n');
  return { pid: Number(pid), port: Number(port) || null };
}

/**
 * Removes a pid file whose process id now belongs to another program of the same user, as happens when a container
 * restarts. Postgres only detects that the process is gone.
 */
export async function removeStalePidFile(cluster: Cluster): Promise<void> {
  const found = await readPidFile(cluster);
  if (!found || process.platform !== 'linux') return;
  const name = await readFile(`/proc/${found.pid}/comm`, 'utf8').catch(() => null);
  if (name && !name.startsWith('postgres')) await rm(pidFileOf(cluster), { force: true });
}

/** The end of the server's log, for error messages. */
export async function logTail(cluster: Cluster): Promise<string> {
  const log = await readFile(logFile(cluster), 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-5).join('\n');
}

/** Prefers the port of the first start, so that clients find a restarted server again. */
async function choosePort(cluster: Cluster): Promise<number> {
  const first = Number(await readFile(path.join(cluster.folder, 'port'), 'utf8'));
  return freePort(first).catch(() => freePort());
}

/** Resolves to `port` (0: any) if it is free on loopback. */
function freePort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function run(programs: Programs, user: ServerUser, program: string, args: string[]): Promise<void> {
  const options = {
    cwd: path.dirname(programs.bin), // the server's user may not have access to ours
    env: { ...process.env, LC_ALL: 'C' },
    ...(user && { uid: user.uid, gid: user.gid }),
  };
  try {
    await promisify(execFile)(path.join(programs.bin, program), args, options);
  } catch (error) {
    const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
    // The program exists, so its loader is missing: glibc's, on a system with musl.
    if (code === 'ENOENT') {
      throw new Error(
        "The Postgres from npm needs glibc, which this system (Alpine?) doesn't have: set DATABASE_URL.",
      );
    }
    throw new Error(`${program}: ${stderr?.trim() || message}`);
  }
}
