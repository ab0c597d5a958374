import { announceFile, type StoredFile } from '../workspace/files.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';

/** Puts a person's file into the workspace, to be chosen in a file input of a form. */
export function uploadAs(world: World, user: User, name: string, bytes: Uint8Array): StoredFile {
  const file = announceFile(world, name, bytes.length);
  return Object.assign(file, { bytes, user: user.id, completed: true });
}
