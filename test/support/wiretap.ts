import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import { afterAll } from 'vitest';

interface TappedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A proxy between Slack and the bot that records every request byte for byte and can resend it. */
export interface Wiretap {
  url: string;
  /** The last request that passed. */
  last(): TappedRequest;
  /** Sends the same bytes again, to the bot or to the address `to`. Resolves with the answer's status. */
  replay(tapped: TappedRequest, to?: string): Promise<number>;
}

export async function startWiretap(target: string): Promise<Wiretap> {
  const tapped: TappedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const one = { path: request.url ?? '/', headers: request.headers, body: Buffer.concat(chunks) };
      tapped.push(one);
      send(one, target, (status, headers, body) => response.writeHead(status, headers).end(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    last: () => tapped.at(-1)!,
    replay: (one, to = target) => new Promise((resolve) => send(one, to, resolve)),
  };
}

function send(
  { path, headers, body }: TappedRequest,
  target: string,
  answered: (status: number, headers: IncomingHttpHeaders, body: Buffer) => void,
): void {
  const request = forward(new URL(path, target), { method: 'POST', headers, agent: false }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => answered(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
  });
  request.on('error', () => answered(502, {}, Buffer.alloc(0)));
  request.end(body);
}
