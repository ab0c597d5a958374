import { Refusal } from './refusal.ts';

/** What a call brought along: its arguments and its token. */
export interface Incoming {
  args: Record<string, unknown>;
  token: string | undefined;
}

/**
 * Reads a Web API request the way Slack does: JSON, form or multipart body, or a query string.
 * @throws Refusal named as in Slack's list of common errors
 */
export async function readRequest(request: Request): Promise<Incoming> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method !== 'POST') return { args: query, token: bearer };

  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  if (type.includes('json')) {
    // A token inside JSON is not read: Slack wants it in the header then.
    return { args: { ...query, ...parseObject(await request.text()) }, token: bearer };
  }
  if (type.includes('form-data') || type.includes('x-www-form-urlencoded')) {
    const args = { ...query, ...(await parseForm(request)) };
    return { args, token: bearer ?? textOr(args.token) };
  }
  const body = await request.text();
  if (body === '') return { args: query, token: bearer };
  if (type === '') throw new Refusal('missing_post_type');
  throw new Refusal('invalid_post_type');
}

async function parseForm(request: Request): Promise<Record<string, unknown>> {
  try {
    if (request.headers.get('content-type')?.includes('urlencoded')) {
      return Object.fromEntries(new URLSearchParams(await request.text()));
    }
    return Object.fromEntries(await request.formData());
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

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
