import { announceFile, type StoredFile } from '../workspace/files.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';

/** Uploads a person's file to the workspace, for use in a file input. */
export function uploadAs(world: World, user: User, name: string, bytes: Uint8Array): StoredFile {
  const file = announceFile(world, name, bytes.length);
  return Object.assign(file, { bytes, user: user.id, completed: true });
}
