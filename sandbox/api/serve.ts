import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cutOff, hang, incomingOf } from '../delivery/cut-off.ts';
import { record } from '../delivery/exchanges.ts';
import { type Fault, pageOf, retryAfterOf, takesEffect } from '../delivery/faults.ts';
import type { World } from '../world.ts';
import { Arguments } from './arguments.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES } from './files.ts';
import { type Method, requireScope } from './method.ts';
import { type Rates, startRates } from './rates.ts';
import { type Incoming, readRequest } from './read-request.ts';
import { Refusal } from './refusal.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';
import { WORKSPACE } from './workspace.ts';

/** All supported methods by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...WORKSPACE,
  ...CHAT,
  ...CONVERSATIONS,
  ...FILES,
  ...USERS,
  ...VIEWS,
};

export type Env = { Bindings: HttpBindings };

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** The outcome of a call that has no effect and gets no answer. */
const LOST: Answer = { status: 0, body: {} };

/** The exchange log keeps only the length of a longer body, since it holds thousands of exchanges. A view may have 250 KB. */
const KEPT_BYTES = 300_000;

/** The Web API under `/api/`. */
export function webApi(world: World): Hono<Env> {
  const rates = startRates(world.realNow, world.settings.postsPerMinute);
  const api = new Hono<Env>();
  api.all('/:method', async (c) => {
    const name = c.req.param('method');
    const started = performance.now();
    const fault = world.faults.takeForMethod(name);
    let args: Record<string, unknown> = {};
    const read = async () => {
      const incoming = await readRequest(incomingOf(c));
      const { token: _token, ...shown } = incoming.args;
      args = incoming.bytes > KEPT_BYTES ? { bytes: incoming.bytes } : shown;
      return incoming;
    };
    const answer =
      fault?.kind === 'away' ? LOST : await answerTo(world, rates, name, c.req.method, fault, read);
    record(world, {
      kind: 'api',
      name,
      payload: args,
      status: answer.status,
      answer: answer.body,
      ms: Math.round(performance.now() - started),
      ...(fault && { failure: fault.kind }),
    });
    return fault && !isAnswered(fault) ? misbehave(world, c, fault) : reply(c, answer);
  });
  return api;
}

/** Whether the fault is an answer, not a lost one. */
const isAnswered = ({ kind }: Fault): boolean => kind === 'ratelimit' || kind === 'refuse';

async function answerTo(
  world: World,
  rates: Rates,
  name: string,
  verb: string,
  fault: Fault | undefined,
  read: () => Promise<Incoming>,
): Promise<Answer> {
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    const { args, token } = await read();
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    if (method.postOnly && verb !== 'POST') throw new Refusal('insecure_request');
    checkToken(world, method, token);
    if (fault?.kind === 'ratelimit') return rateLimited(retryAfterOf(fault));
    if (fault?.kind === 'refuse') throw new Refusal(fault.error!);
    if (fault && !takesEffect(fault)) return LOST;
    const wait = world.settings.pacing ? rates.take(name, method.perMinute, placeOf(world, args.channel)) : 0;
    if (wait > 0) return rateLimited(String(wait));
    requireScope(world, ...(method.scopes ?? []));
    const body = { ok: true, ...(await method.run(world, new Arguments(args))) };
    return { status: 200, body, headers: scopeHeaders(world, method) };
  } catch (error) {
    if (error instanceof Refusal)
      return { status: 200, body: { ok: false, error: error.error, ...error.extra } };
    world.log(`${name} failed inside the sandbox: ${(error as Error).stack ?? String(error)}`);
    return { status: 200, body: { ok: false, error: 'fatal_error' } };
  }
}

/** @throws Refusal `account_inactive` for the bot's token after the app was removed, as in Slack */
function checkToken(world: World, method: Method, token: string | undefined): void {
  const { botToken, appToken } = world.identity;
  if (token === undefined) throw new Refusal('not_authed');
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  if ((method.token === 'app') !== (token === appToken))
    throw new Refusal(method.wrongToken ?? 'not_allowed_token_type');
  if (token === botToken && !world.installed) throw new Refusal('account_inactive');
}

/** Maps a person's id to their direct message, so that both ids share one rate limit. */
function placeOf(world: World, channel: unknown): string | undefined {
  if (typeof channel !== 'string') return undefined;
  return world.dms.get(channel)?.id ?? channel;
}

/** With each answer, Slack sends the token's scopes and those that the method accepts. */
function scopeHeaders(world: World, method: Method): Record<string, string> {
  return {
    'x-oauth-scopes': [...world.manifest.scopes].join(','),
    'x-accepted-oauth-scopes': (method.scopes ?? []).join(','),
  };
}

function rateLimited(seconds: string): Answer {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: seconds === '' ? {} : { 'retry-after': seconds },
  };
}

function reply(c: Context<Env>, { status, body, headers }: Answer): Response {
  return c.body(JSON.stringify(body), status as 200, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
}

/** Loses the answer on the way, in the manner of the fault. */
function misbehave(world: World, c: Context<Env>, fault: Fault): Response | Promise<Response> {
  if (fault.kind === 'error500') return c.text('upstream connect error', 500);
  if (fault.kind === 'notJson') {
    const { body, status } = pageOf(fault);
    return c.body(body, status as 200, { 'content-type': 'text/html; charset=utf-8' });
  }
  return fault.kind === 'hang' ? hang(c, world) : cutOff(c);
}
