import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { fileRoutes } from './api/files.ts';
import { type Env, webApi } from './api/serve.ts';
import { responseUrlRoutes } from './delivery/serve-response-urls.ts';
import type { World } from './world.ts';

/** Hosts to accept. Another site's name can resolve to this machine, and the browser would treat it as this page's origin. */
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export interface Served {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves everything on one port of the loopback interface.
 * @param extend adds routes for people and tools to those for the app
 */
export async function serve(
  world: World,
  port: number,
  extend: (routes: Hono<Env>) => void,
): Promise<Served> {
  const routes = new Hono<Env>();
  routes.use(async (c, next) => {
    if (!LOOPBACK.test(c.req.header('host') ?? ''))
      return c.text('This server answers only its own machine.', 403);
    return next();
  });
  routes.route('/api', webApi(world));
  routes.route('/', responseUrlRoutes(world));
  routes.route('/', fileRoutes(world));
  extend(routes);
  const server = createAdaptorServer({ fetch: routes.fetch }) as Server;
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/link')) world.sockets.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
