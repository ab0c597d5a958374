import type { World } from '../world.ts';
import { secret } from './ids.ts';
import { seconds } from './users.ts';

/** A file in the workspace, or one being uploaded. */
export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** Bytes announced before the upload, which must have the same length. */
  length: number;
  bytes: Uint8Array | undefined;
  user: string;
  /** Business time, in Unix seconds. */
  created: number;
  /** The last part of the upload address. */
  ticket: string;
  completed: boolean;
  /** Ids of the channels it was shared in. */
  channels: string[];
}

export function announceFile(world: World, name: string, length: number): StoredFile {
  const file: StoredFile = {
    id: world.ids.next('F'),
    name,
    title: name,
    length,
    bytes: undefined,
    user: world.identity.botUserId,
    created: seconds(world),
    ticket: secret(),
    completed: false,
    channels: [],
  };
  world.files.set(file.id, file);
  return file;
}

/** The file object in messages and in the Web API. */
export function filePayload(world: World, file: StoredFile): Record<string, unknown> {
  const type = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? 'binary';
  const address = `${world.url}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    filetype: type,
    size: file.length,
    user: file.user,
    mode: 'hosted',
    is_external: false,
    is_public: file.channels.length > 0,
    url_private: address,
    url_private_download: address,
    permalink: address,
    channels: file.channels,
    groups: [],
    ims: [],
  };
}
