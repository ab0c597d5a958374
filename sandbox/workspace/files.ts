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
  /** Set if it was recorded in Slack. */
  clip?: 'audio' | 'video';
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

/** Milliseconds that every clip lasts. */
const CLIP_MS = 4000;

/** Adds a clip that a person records in Slack. Its bytes are silence. */
export function addClip(world: World, user: string, clip: 'audio' | 'video'): StoredFile {
  const bytes = new Uint8Array(CLIP_MS);
  const name = clip === 'audio' ? 'audio_message.m4a' : 'video_message.mp4';
  return Object.assign(announceFile(world, name, bytes.length), { bytes, user, clip, completed: true });
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  heic: 'image/heic',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  vcf: 'text/vcard',
  webp: 'image/webp',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

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
    mimetype: MIME_TYPES[type] ?? 'application/octet-stream',
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
    ...(file.clip && {
      subtype: `slack_${file.clip}`,
      media_display_type: file.clip,
      duration_ms: CLIP_MS,
      transcription: { status: 'processing' },
    }),
  };
}
