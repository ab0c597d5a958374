import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { World } from '../world.ts';

/** Ends a connection without an answer: the caller sees it reset. */
export function cutOff(c: Context): Response {
  incomingOf(c).socket.resetAndDestroy();
  return alreadySent();
}

/** Keeps a connection open without an answer until the caller gives up or the sandbox closes. */
export function hang(c: Context, world: World): Promise<Response> {
  const { socket } = incomingOf(c);
  const end = () => socket.destroy();
  world.closing.signal.addEventListener('abort', end, { once: true });
  return new Promise((resolve) => {
    socket.once('close', () => {
      world.closing.signal.removeEventListener('abort', end);
      resolve(alreadySent());
    });
  });
}

/** For addresses beside the Web API: while Slack is away nobody answers there either. */
export function cutOffWhileAway(world: World): MiddlewareHandler {
  return async (c, next) => {
    if (world.faults.isAway()) return cutOff(c);
    await next();
  };
}

export function incomingOf(c: Context): IncomingMessage {
  return (c.env as HttpBindings).incoming as IncomingMessage;
}

/** What tells the server that there is nothing left for it to write. */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}
