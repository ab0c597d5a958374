import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { SandboxOptions } from '../index.ts';
import { type Bare, bareSandbox } from './bare.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Heard {
  headers: IncomingHttpHeaders;
  body: { event_id: string; event: Record<string, unknown>; is_ext_shared_channel: boolean };
}

/** An app that answers events with these statuses in turn, then 200; 0 is no answer. Stopped after each test. */
export async function withStatuses(statuses: number[], options: Partial<SandboxOptions> = {}) {
  const heard: Heard[] = [];
  const bare: Bare = await bareSandbox({ retryDelaysMs: [0, 5, 5], ackTimeoutMs: 1000, ...options });
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const form = request.headers['content-type']?.includes('urlencoded') === true;
    if (!form) heard.push({ headers: request.headers, body: JSON.parse(text) });
    const status = statuses.shift() ?? 200;
    if (status > 0) response.writeHead(status).end();
    bare.sandbox.world.changes.announce({ kind: 'connection' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bare.sandbox.setAppUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  stops.push(async () => {
    await bare.sandbox.close();
    server.closeAllConnections();
    server.close();
  });
  const ana = bare.sandbox.as(bare.sandbox.addUser({ name: 'ana' }));
  return { ...bare, heard, ana };
}
