import { Hono } from 'hono';
import { cutOffWhileAway } from '../delivery/cut-off.ts';
import { tellOfMessage } from '../delivery/message-events.ts';
import { announceFile, filePayload, type StoredFile } from '../workspace/files.ts';
import { postAsBot } from '../workspace/messages.ts';
import type { World } from '../world.ts';
import { findPostable } from './conversation.ts';
import { readBlocks } from './message-content.ts';
import { type Method, TIER } from './method.ts';
import { Refusal } from './refusal.ts';

/** Slack's largest upload, in bytes (1 GB). */
const MAX_BYTES = 1_000_000_000;

/** Slack's largest snippet, in bytes (1 MB). */
const MAX_SNIPPET_BYTES = 1_000_000;

const getUploadUrl: Method = {
  scopes: ['files:write'],
  perMinute: TIER.four,
  run(world, args) {
    const name = args.required('filename');
    const length = Number(args.required('length'));
    if (!(Number.isInteger(length) && length > 0)) throw new Refusal('missing_argument');
    if (length > MAX_BYTES) throw new Refusal('file_upload_size_restricted');
    const snippet = args.text('snippet_type');
    if (snippet !== undefined && !/^[a-z][a-z0-9_+-]*$/.test(snippet))
      throw new Refusal('unknown_snippet_type');
    if (snippet !== undefined && length > MAX_SNIPPET_BYTES) throw new Refusal('snippet_too_large');
    if ((args.text('alt_txt')?.length ?? 0) > 1000) throw new Refusal('alt_txt_too_large');
    const file = announceFile(world, name, length);
    return { upload_url: `${world.url}/upload/${file.ticket}`, file_id: file.id };
  },
};

/** Slack's limit of channels for one upload. */
const MAX_CHANNELS = 100;

const completeUpload: Method = {
  scopes: ['files:write'],
  perMinute: TIER.four,
  run(world, args) {
    const files = readFiles(world, args.json('files', 'invalid_arguments'));
    const to = args.text('channel_id') === undefined ? args.list('channels') : [args.required('channel_id')];
    if (to.length > MAX_CHANNELS) throw new Refusal('channels_limit_exceeded');
    const places = to.map((place) => findPostable(world, place));
    const comment = args.text('initial_comment');
    // With a comment, Slack ignores the blocks, even broken ones.
    const blocks =
      comment === undefined ? readBlocks(args.json('blocks', 'invalid_blocks'), 'invalid_blocks') : undefined;
    for (const { file, title } of files) {
      Object.assign(file, { title, completed: true, channels: places.map((place) => place.id) });
    }
    const shown = files.map(({ file }) => filePayload(world, file));
    for (const channel of places) {
      const message = postAsBot(world, channel, {
        text: comment ?? '',
        blocks,
        threadTs: args.text('thread_ts'),
        files: shown,
      });
      void tellOfMessage(world, channel, message);
    }
    return { files: shown };
  },
};

function readFiles(world: World, raw: unknown): { file: StoredFile; title: string }[] {
  if (!Array.isArray(raw) || raw.length === 0) throw new Refusal('invalid_arguments');
  return raw.map((each: { id?: string; title?: string }) => {
    const file = world.files.get(each?.id ?? '');
    // A file that was never uploaded, or is already completed, cannot be completed.
    if (!file?.bytes || file.completed) throw new Refusal('file_not_found');
    return { file, title: each.title ?? file.name };
  });
}

export const FILES: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};

/** Routes to upload and download files. */
export function fileRoutes(world: World): Hono {
  const routes = new Hono();
  routes.post('/upload/:ticket', cutOffWhileAway(world), async (c) => {
    const file = [...world.files.values()].find((each) => each.ticket === c.req.param('ticket'));
    if (!file || file.completed) return c.text('no such upload', 404);
    const bytes = await readBytes(c.req.raw);
    if (bytes.length !== file.length)
      return c.text(`${file.length} bytes were announced, ${bytes.length} arrived`, 400);
    file.bytes = bytes;
    return c.text(`OK - ${bytes.length}`);
  });
  routes.get('/files/:id/:name', cutOffWhileAway(world), (c) => {
    if (!world.installed || c.req.header('authorization') !== `Bearer ${world.identity.botToken}`)
      return c.text('invalid_auth', 403);
    // Slack does not say that the scope is missing: it lets the browser that it takes this for sign in (vercel/eve#1531).
    if (!world.manifest.scopes.has('files:read'))
      return c.html('<!DOCTYPE html><title>Sign in | Slack</title>');
    const file = world.files.get(c.req.param('id'));
    if (!file?.completed || !file.bytes) return c.text('file_not_found', 404);
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': 'application/octet-stream' });
  });
  return routes;
}

/** Reads a raw body, or the one file of a form. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (!request.headers.get('content-type')?.includes('form-data'))
    return new Uint8Array(await request.arrayBuffer());
  for (const value of (await request.formData()).values()) {
    if (value instanceof File) return new Uint8Array(await value.arrayBuffer());
  }
  return new Uint8Array();
}
