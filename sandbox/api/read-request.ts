import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** The arguments and token of a call. */
export interface Incoming {
  args: Record<string, unknown>;
  token: string | undefined;
  /** Length of the body, in bytes. */
  bytes: number;
}

/**
 * The longest body that is read, in bytes. Slack publishes no number. A message at all its limits, percent-encoded in a form,
 * stays under 1 MB, and Bolt also stops reading Slack's requests at 4 MB.
 */
export const MAX_BODY_BYTES = 4_000_000;

/** The longest argument name, in characters; longer than any of Slack's. */
const MAX_NAME = 64;

/**
 * Reads a Web API request the way Slack does: JSON, form or multipart body, or a query string.
 * @throws Refusal with a name from Slack's list of common errors
 */
export async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const query = readQuery(request.url ?? '');
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (request.method !== 'POST')
    return { args: checked(query), token: bearer ?? textOr(query.token), bytes: 0 };

  const body = await readBody(request);
  const { isJson, args: sent } = await readArguments(request.headers['content-type'] ?? '', body);
  const args = checked({ ...query, ...sent });
  // A token inside JSON is ignored: for JSON, Slack requires it in the header.
  return { args, token: bearer ?? (isJson ? undefined : textOr(args.token)), bytes: body.length };
}

async function readArguments(
  contentType: string,
  body: Buffer,
): Promise<{ isJson: boolean; args: Record<string, unknown> }> {
  const type = contentType.toLowerCase();
  if (type === '') {
    if (body.length > 0) throw new Refusal('missing_post_type');
    return { isJson: false, args: {} };
  }
  const encoding = encodingOf(type);
  if (type.startsWith('application/json'))
    return { isJson: true, args: parseObject(body.toString(encoding)) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { isJson: false, args: parseForm(body.toString(encoding)) };
  if (type.startsWith('multipart/form-data'))
    return { isJson: false, args: await parseMultipart(body, contentType) };
  // Plain text is accepted, but has no arguments.
  if (type.startsWith('text/plain')) return { isJson: false, args: {} };
  throw new Refusal('invalid_post_type');
}

/**
 * Reads the body and never holds more than the limit. The rest is read and dropped, because a caller that is cut off while
 * sending never sees the answer.
 * @throws Refusal `request_timeout`, Slack's name for a truncated body
 */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) chunks = [];
      else chunks.push(chunk);
    });
    request.once('end', () => {
      if (bytes > MAX_BODY_BYTES) reject(new Refusal('request_timeout'));
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    request.once('error', () => reject(new Refusal('request_timeout')));
  });
}

/** Slack accepts only these two encodings. */
function encodingOf(type: string): 'utf8' | 'latin1' {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/.exec(type)?.[1];
  if (charset === undefined || charset === 'utf-8') return 'utf8';
  if (charset === 'iso-8859-1') return 'latin1';
  throw new Refusal('invalid_charset');
}

function readQuery(url: string): Record<string, unknown> {
  const from = url.indexOf('?');
  return from < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(from)));
}

function parseForm(body: string): Record<string, unknown> {
  if (/%(?![0-9a-f]{2})/i.test(body)) throw new Refusal('invalid_form_data');
  return Object.fromEntries(new URLSearchParams(body));
}

async function parseMultipart(body: Buffer, type: string): Promise<Record<string, unknown>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries(form);
  } catch {
    throw new Refusal('invalid_form_data');
  }
}

function parseObject(body: string): Record<string, unknown> {
  if (body === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Refusal('invalid_json');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Refusal('json_not_object');
  return parsed as Record<string, unknown>;
}

/** Names are letters, digits and `_`. Forms write arrays as `name[]`, but no argument is an array. */
function checked(args: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(args)) {
    if (/^\w+\[\w*\]$/.test(name)) throw new Refusal('invalid_array_arg');
    if (name.length > MAX_NAME || !/^\w+$/.test(name)) throw new Refusal('invalid_arg_name');
  }
  return args;
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
