import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { filePolicy } from '../../../src/domain/policy.ts';
import { downloadFile } from '../../../src/slack/bolt/files.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Downloads from a Slack that answers like this. */
async function download(answer: RequestListener): Promise<Uint8Array> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = {
    config: { slack: { botToken: 'xoxb-1', apiUrl: `${host}/api/` } },
    slack: { auth: { test: async () => ({ response_metadata: { scopes: ['files:read'] } }) } },
    log: pino({ level: 'silent' }),
  } as unknown as Context;
  try {
    return await downloadFile(context, `${host}/files/partners.csv`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a file from Slack', () => {
  test('is what was sent, in whatever pieces it comes', async () => {
    const bytes = await download((_, response) => {
      for (let i = 0; i < 1_000; i++) response.write(`Partner ${i}\n`);
      response.end();
    });
    expect(Buffer.from(bytes).toString().trim().split('\n')).toHaveLength(1_000);
    expect(bytes.buffer.byteLength).toBe(bytes.length);
  });

  test('without an end is taken up to the limit, and the connection is closed', async () => {
    let sent = 0;
    let isClosed = false;
    function* endless() {
      for (const piece = Buffer.alloc(64 * 1024, 'x'); ; sent += piece.length) yield piece;
    }
    const refused = await download((_, response) =>
      pipeline(Readable.from(endless()), response, () => {
        isClosed = true;
      }),
    ).catch((error) => error);
    expect(refused).toMatchObject({ refusal: { why: 'too many bytes' } });
    await vi.waitFor(() => expect(isClosed).toBe(true));
    // What the two ends of a connection hold comes on top.
    expect(sent).toBeLessThan(2 * filePolicy.bytesMax);
  });

  test.each<[string, RequestListener, string]>([
    ['breaks off', (_, response) => response.write('name\n', () => response.destroy()), 'unreachable'],
    [
      'sends its sign-in page instead',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html>'),
      'forbidden',
    ],
    ['redirects', (_, response) => response.writeHead(302, { location: '/' }).end(), 'forbidden'],
    ['knows no such file', (_, response) => response.writeHead(404).end('gone'), 'gone'],
    ['refuses', (_, response) => response.writeHead(403).end(), 'forbidden'],
  ])('is refused with the reason when Slack %s', async (_, answer, why) => {
    await expect(download(answer)).rejects.toMatchObject({ refusal: { why } });
  });

  test('that stops in the middle is given up', async () => {
    const clock = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal);
    const refused = download((_, response) =>
      response.write('name\n', () => clock.abort(new DOMException('too late', 'TimeoutError'))),
    );
    await expect(refused).rejects.toMatchObject({ refusal: { why: 'download too slow' } });
    expect(AbortSignal.timeout).toHaveBeenCalledWith(20_000);
  });
});
