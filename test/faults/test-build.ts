import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBroken } from './broken.ts';
import type { Case } from './cases/case.ts';
import type { Guard } from './guards.ts';
import type { Stage } from './stage.ts';

/**
 * Copies the code, removes a guard from the copy, and runs the guard's cases there. Returns null if one of them fails as
 * it should, or else what is wrong with the proof.
 */
export async function proveGuard(guard: Guard, stage: Stage): Promise<string | null> {
  const folder = path.resolve('.data', 'test-builds', `${process.pid}-${guard.name.replace(/\W+/g, '-')}`);
  try {
    const trouble = await build(guard, folder);
    if (trouble) return trouble;
    const { cases } = (await import(pathToFileURL(path.join(folder, 'test/faults/cases/cases.ts')).href)) as {
      cases: readonly Case[];
    };
    const meant = cases.filter(({ sentence }) => sentence.startsWith(guard.red));
    if (meant.length === 0) return `no case starts with "${guard.red}"`;
    for (const one of meant) {
      try {
        await one.run(stage);
      } catch (error) {
        if (isBroken(error)) return null;
        return `"${one.sentence}" threw an error of the suite: ${(error as Error).message}`;
      }
    }
    return `"${guard.red}" still passes`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies all code, because importers must load the changed file. Returns what prevents the build, or null. */
async function build(guard: Guard, folder: string): Promise<string | null> {
  const source = await readFile(path.join('src', guard.file), 'utf8');
  const times = source.split(guard.text).length - 1;
  if (times !== 1) return `src/${guard.file} contains the text ${times} times, not once: ${guard.text}`;
  await mkdir(folder, { recursive: true });
  const generated = path.join('src', 'store', 'generated');
  await cp('src', path.join(folder, 'src'), { recursive: true, filter: (from) => from !== generated });
  for (const part of ['faults', 'support'])
    await cp(path.join('test', part), path.join(folder, 'test', part), { recursive: true });
  // Generated code imports none of ours, so all builds share it.
  await symlink(path.resolve(generated), path.join(folder, generated));
  await symlink(path.resolve('prisma'), path.join(folder, 'prisma'));
  await writeFile(
    path.join(folder, 'src', guard.file),
    source.replace(guard.text, () => guard.without),
  );
  return null;
}
