import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { record } from '../delivery/exchanges.ts';
import { type Fault, takesEffect } from '../delivery/faults.ts';
import type { World } from '../world.ts';
import { Arguments } from './arguments.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES } from './files.ts';
import { type Method, requireScope } from './method.ts';

import { type Rates, startRates } from './rates.ts';
import { readRequest } from './read-request.ts';
import { Refusal } from './refusal.ts';
import { USERS } from './users.ts';
import { VIEWS } from './views.ts';
import { WORKSPACE } from './workspace.ts';

/** Every method served, by name. */
const METHODS: Readonly<Record<string, Method>> = {
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

/** The Web API under `/api/`. */
export function webApi(world: World): Hono<Env> {
  const rates = startRates(world.realNow);
  const api = new Hono<Env>();
  api.all('/:method', async (c) => {
    const name = c.req.param('method');
    const started = performance.now();
    const fault = world.faults.takeForMethod(name);
    let args: Record<string, unknown> = {};
    const answer = await answerTo(world, rates, name, fault, async () => {
      const incoming = await readRequest(c.req.raw);
      const { token: _token, ...shown } = incoming.args;
      args = shown;
      return incoming;
    });
    record(world, {
      kind: 'api',
      name,
      payload: args,
      status: answer.status,
      answer: answer.body,
      ms: Math.round(performance.now() - started),
      ...(fault && { failure: fault.kind }),
    });
    return fault && fault.kind !== 'ratelimit' ? misbehave(world, c, fault) : reply(c, answer);
  });
  return api;
}

async function answerTo(
  world: World,
  rates: Rates,
  name: string,
  fault: Fault | undefined,
  read: () => Promise<{ args: Record<string, unknown>; token: string | undefined }>,
): Promise<Answer> {
  try {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    const { args, token } = await read();
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    checkToken(world, method, token);
    if (fault?.kind === 'ratelimit') return rateLimited(fault.retryAfter ?? 1);
    if (fault && !takesEffect(fault)) return { status: 0, body: {} };
    const wait = world.settings.pacing ? rates.take(name, method.perMinute, textOf(args.channel)) : 0;
    if (wait > 0) return rateLimited(wait);
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

function checkToken(world: World, method: Method, token: string | undefined): void {
  const { botToken, appToken } = world.identity;
  if (token === undefined) throw new Refusal('not_authed');
  if (token !== botToken && token !== appToken) throw new Refusal('invalid_auth');
  if ((method.token === 'app') !== (token === appToken)) throw new Refusal('not_allowed_token_type');
}

/** Slack tells with each answer what the token may do and what the method wanted. */
function scopeHeaders(world: World, method: Method): Record<string, string> {
  return {
    'x-oauth-scopes': [...world.manifest.scopes].join(','),
    'x-accepted-oauth-scopes': (method.scopes ?? []).join(','),
  };
}

function rateLimited(seconds: number): Answer {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
  };
}

function reply(c: Context<Env>, { status, body, headers }: Answer): Response {
  return c.body(JSON.stringify(body), status as 200, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
}

/** The answer is lost on the way, in one manner or another. */
function misbehave(world: World, c: Context<Env>, fault: Fault): Response | Promise<Response> {
  if (fault.kind === 'error500') return c.text('upstream connect error', 500);
  if (fault.kind === 'reset') {
    c.env.incoming.socket.destroy();
    return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  }
  return new Promise((resolve) => {
    const give = () => resolve(new Response(null, { headers: { 'x-hono-already-sent': 'true' } }));
    c.env.incoming.socket.once('close', give);
    world.closing.signal.addEventListener('abort', () => c.env.incoming.socket.destroy(), { once: true });
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
