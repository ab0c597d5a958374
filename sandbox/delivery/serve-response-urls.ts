import { type Context, Hono } from 'hono';
import { readBlocks } from '../api/message-content.ts';
import { Refusal } from '../api/refusal.ts';
import { isObject } from '../blocks/schema.ts';
import { parsed, postAsBot, showEphemeral } from '../workspace/messages.ts';
import type { World } from '../world.ts';
import { cutOffWhileAway } from './cut-off.ts';
import { record } from './exchanges.ts';
import { changeAndTell, removeAndTell } from './message-events.ts';
import type { ResponseUrl } from './response-urls.ts';

/** Serves response_urls, under `/commands/` and `/actions/`. */
export function responseUrlRoutes(world: World): Hono {
  const routes = new Hono();
  const handle = async (c: Context) => {
    const started = performance.now();
    const path = new URL(c.req.url).pathname;
    const body = readBody(await c.req.text());
    const { status, answer } = take(world, path, body);
    const ms = Math.round(performance.now() - started);
    record(world, { kind: 'response_url', name: path, payload: body, status, answer, ms });
    return answer === 'ok' ? c.text('ok') : c.json({ ok: false, error: answer }, status as 400);
  };
  routes.post('/commands/*', cutOffWhileAway(world), handle);
  routes.post('/actions/*', cutOffWhileAway(world), handle);
  return routes;
}

function take(
  world: World,
  path: string,
  body: Record<string, unknown> | undefined,
): { status: number; answer: string } {
  if (!body) return { status: 400, answer: 'invalid_payload' };
  const url = world.responseUrls.use(path);
  if ('error' in url) return { status: 404, answer: url.error };
  try {
    answerInto(world, url, body);
    return { status: 200, answer: 'ok' };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 400, answer: error.error };
  }
}

/**
 * Without `replace_original` or `delete_original`, an answer is a new message, ephemeral unless it says `in_channel`. So is
 * every answer to a command: it has no original message, and its own answers are none (slackapi/bolt-js#2287). `parse` has no
 * effect on answers (slackapi/bolt-python#733).
 */
function answerInto(world: World, url: ResponseUrl, body: Record<string, unknown>): void {
  const channel = world.channels.get(url.channel);
  if (!channel) throw new Refusal('channel_not_found');
  const { original } = url;
  if (isTrue(body.delete_original)) {
    if (!original || !isStillThere(world, url)) throw new Refusal('message_not_found');
    void removeAndTell(world, channel, original);
    return;
  }
  const blocks = readBlocks(body.blocks, 'msg_too_long');
  const text = typeof body.text === 'string' ? body.text : '';
  const attachments = Array.isArray(body.attachments) ? body.attachments : undefined;
  if (text === '' && !blocks && !attachments) throw new Refusal('no_text');
  const content = { text, blocks, attachments };
  if (isTrue(body.replace_original) && original) {
    if (!isStillThere(world, url)) throw new Refusal('message_not_found');
    void changeAndTell(world, channel, original, {
      text: parsed(world, text, undefined),
      blocks: blocks ?? null,
      attachments: attachments ?? null,
    });
    return;
  }
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : undefined;
  if (body.response_type === 'in_channel') postAsBot(world, channel, { ...content, threadTs });
  else showEphemeral(world, channel, url.user, { ...content, threadTs });
}

function isStillThere(world: World, { original, channel }: ResponseUrl): boolean {
  const place = world.channels.get(channel);
  return (
    original !== undefined &&
    (place?.byTs.get(original.ts) === original || place?.ephemerals.includes(original) === true)
  );
}

/** Here Slack also accepts booleans as strings. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function readBody(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
