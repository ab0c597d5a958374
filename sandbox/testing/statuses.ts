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

/** An app that answers requests with these statuses in order, then with 200. 0 means no answer. */
export async function startStatuses(
  statuses: number[],
  onHeard: (heard: Heard | undefined) => void = () => {},
) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const isEvent = request.headers['content-type'] === 'application/json';
    const status = statuses.shift() ?? 200;
    if (status > 0) response.writeHead(status).end();
    onHeard(isEvent ? { headers: request.headers, body: JSON.parse(text) } : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A sandbox with such an app and one person. `heard` collects the events. Stopped after each test. */
export async function withStatuses(statuses: number[], options: Partial<SandboxOptions> = {}) {
  const heard: Heard[] = [];
  const bare: Bare = await bareSandbox({ retryDelaysMs: [0, 5, 5], ackTimeoutMs: 1000, ...options });
  const app = await startStatuses(statuses, (event) => {
    if (event) heard.push(event);
    bare.sandbox.world.changes.announce({ kind: 'connection' });
  });
  bare.sandbox.setAppUrl(app.url);
  stops.push(async () => {
    await bare.sandbox.close();
    await app.stop();
  });
  const ana = bare.sandbox.as(bare.sandbox.addUser({ name: 'ana' }));
  return { ...bare, heard, ana };
}
