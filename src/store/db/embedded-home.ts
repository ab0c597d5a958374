import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, realpath, rmdir, stat, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** The user that the server runs as. Null: the current user. */
export type ServerUser = { uid: number; gid: number; name: string } | null;

/** Postgres refuses to run as root, so root starts it as `postgres`, or else as `nobody`. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (which: string) => Number(execFileSync('id', [which, name], { stdio: 'pipe' }).toString());
      return { uid: id('-u'), gid: id('-g'), name };
    } catch {} // no such user
  }
  throw new Error('Postgres cannot run as root, and there is no user postgres or nobody: set DATABASE_URL.');
}

/**
 * Opens the folder of the server's programs and data: `postgres` in the data folder. If the server's user has no access
 * there (a clone in root's home), it is a link to a new folder in /var/lib, or else in the temporary folder.
 */
export async function openHome(dataFolder: string, user: ServerUser): Promise<string> {
  await mkdir(dataFolder, { recursive: true });
  const home = path.join(await realpath(dataFolder), 'postgres');
  if (!user || (await canEnter(path.dirname(home), user))) {
    await mkdir(home, { recursive: true });
    if (user) await chmod(home, 0o755);
  } else if (!(await exists(home))) {
    await linkElsewhere(home, user);
  }
  return realpath(home);
}

/** The random name keeps another user of this machine from creating the folder first. The link makes it permanent. */
async function linkElsewhere(home: string, user: NonNullable<ServerUser>): Promise<void> {
  for (const place of ['/var/lib', os.tmpdir()]) {
    if (!(await exists(place)) || !(await canEnter(place, user))) continue;
    const folder = await mkdtemp(path.join(place, 'rapport-')).catch(() => null);
    if (!folder) continue;
    await chmod(folder, 0o755);
    try {
      return await symlink(folder, home);
    } catch (error) {
      await rmdir(folder);
      if (isCode(error, 'EEXIST')) return; // another process was faster
      throw error;
    }
  }
  throw new Error(
    `The user ${user.name} can enter neither ${path.dirname(home)} nor /var/lib: set DATABASE_URL.`,
  );
}

/** Whether the user can enter this folder and all its parents, judged by mode bits; access lists are ignored. */
async function canEnter(folder: string, user: NonNullable<ServerUser>): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if (!(mode & bit)) return false;
  const parent = path.dirname(folder);
  return parent === folder || canEnter(parent, user);
}

/** Makes the server's user the owner of a file or folder. */
export async function giveTo(user: ServerUser, file: string): Promise<void> {
  if (user) await chown(file, user.uid, user.gid);
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

export const isCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as { code?: string }).code ?? '');
