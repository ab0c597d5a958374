import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { World } from '../world.ts';

/** Resets the connection without an answer. */
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

/** For addresses outside the Web API: while Slack is away, they do not answer either. */
export function cutOffWhileAway(world: World): MiddlewareHandler {
  return async (c, next) => {
    if (world.faults.isAway()) return cutOff(c);
    await next();
  };
}

export function incomingOf(c: Context): IncomingMessage {
  return (c.env as HttpBindings).incoming as IncomingMessage;
}

/** Tells the server that it has nothing left to write. */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}
