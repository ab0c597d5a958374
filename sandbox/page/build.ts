import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const client = path.join(import.meta.dirname, 'client');
/** The built page in the package. There is none beside the sources. */
const prebuilt = path.join(import.meta.dirname, 'built');
const builds = path.join(root, '.cache/page');

/**
 * Returns the folder of the page, with `index.html` and `assets/`. The package contains it. From the sources, it is built into a
 * folder named by a hash of them and of the packages' versions, so that no change is missed and nothing is built twice.
 */
export async function buildPage(): Promise<string> {
  if (existsSync(prebuilt)) return prebuilt;
  const hash = await hashOfSources();
  const folder = path.join(builds, hash);
  if (existsSync(path.join(folder, 'index.html'))) return folder;
  // Imported only when needed: the import alone takes longer than the rest of a warm start.
  const { build } = await import('vite');
  await mkdir(builds, { recursive: true });
  const making = `${folder}.${process.pid}`;
  await asProduction(() =>
    build({
      root: client,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: { outDir: making, emptyOutDir: true, chunkSizeWarningLimit: 2_000, modulePreload: false },
    }),
  );
  await removeOthers(hash);
  // Renamed once complete. If another process built the same meanwhile, its build stays.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  return folder;
}

/** Runs `work` with NODE_ENV=production: with any other value, such as in tests, React is bundled in its slow development form. */
async function asProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function removeOthers(hash: string): Promise<void> {
  const old = (await readdir(builds)).filter((name) => !name.includes('.') && name !== hash);
  await Promise.all(old.map((name) => rm(path.join(builds, name), { recursive: true, force: true })));
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const sources = ['page', 'blocks', 'views', 'people'].map((room) => path.join(root, room));
  const files = (await Promise.all(sources.map(filesUnder))).flat().sort();
  for (const file of [...files, path.join(root, 'readable.ts'), findLock()]) {
    hash.update(path.relative(root, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Finds package-lock.json in this folder, or in the parent if this is a workspace of it. */
function findLock(): string {
  const places = [root, path.dirname(root)].map((folder) => path.join(folder, 'package-lock.json'));
  const found = places.find(existsSync);
  if (found === undefined) throw new Error(`no package-lock.json in ${root} or its parent; run npm install`);
  return found;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
