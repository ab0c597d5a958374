import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds. */
export const httpLimits = {
  /** A connection that sends nothing, or no end of its headers. */
  headersTimeout: 10_000,
  /** The rest of a request: 4 MB at most. */
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  /** Longer than proxies keep idle connections (60 s is common), so none sends a request on one that we are closing. */
  keepAliveTimeout: 75_000,
};

/** How a server stops. Milliseconds. */
export interface Leaving {
  /** How long load balancers get to see that /readyz says no, if anything was asked in the last minute. */
  noticeMs: number;
}

/** Without a request for this long, none is on its way. */
const quietMs = 500;
/** Requests that keep coming although /readyz said no are not waited for any longer than this. */
const restlessMs = 3_000;
/** Requests under way may finish; Slack has given up on them by then. */
const closeMs = 5_000;
const recentMs = 60_000;

export interface HttpServer {
  /** Resolves with the port. */
  listen(port: number): Promise<number>;
  /** From now on, /readyz says no, and connections are not kept. */
  leave(): void;
  /** Answers what has arrived, then closes. */
  close(leaving?: Leaving): Promise<void>;
}

export function httpServer(answer: RequestListener, limits = httpLimits): HttpServer {
  const open = new Set<ServerResponse>();
  let isLeaving = false;
  let lastAsked = Number.NEGATIVE_INFINITY;
  const sinceAsked = () => performance.now() - lastAsked;

  const server = createServer(limits, (request, response) => {
    const path = request.url?.split('?')[0];
    const isSupervisor = path === '/healthz' || path === '/metrics' || (isLeaving && path === '/readyz');
    if (!isSupervisor) lastAsked = performance.now();
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isLeaving) lastAnswerOn(response);
    if (isLeaving && path === '/readyz') response.writeHead(503).end('stopping\n');
    else answer(request, response);
  });

  function leave(): void {
    isLeaving = true;
    for (const response of open) if (!response.headersSent) lastAnswerOn(response);
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    leave,
    async close(leaving) {
      leave();
      if (leaving) {
        if (sinceAsked() < recentMs) await delay(leaving.noticeMs);
        // Also what the system has accepted for us, but we have not seen yet.
        const until = performance.now() + restlessMs;
        do await delay(quietMs / 5);
        while ((sinceAsked() < quietMs || open.size > 0) && performance.now() < until);
      }
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), closeMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

/** A kept connection would be closed on the next request that comes in on it. */
function lastAnswerOn(response: ServerResponse): void {
  response.setHeader('connection', 'close');
}
