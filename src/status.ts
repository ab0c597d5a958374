import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge } from 'prom-client';
import type { Context } from './context.ts';
import { lateAfterMinutes } from './domain/policy.ts';
import { readiness } from './readiness.ts';
import { postNames } from './schedule/posts/posts.ts';
import { countOpen } from './store/nudges/nudges.ts';

/** `GET /healthz` (alive), `/readyz` (database and Slack reachable), `/metrics` (Prometheus); 404 for the rest. */
export function statusRoutes(context: Context): RequestListener {
  const { registry } = context.meters;
  collectDefaultMetrics({ register: registry });
  const measureOpen = openGauges(context);
  const findProblems = readiness(context);

  return (request, response) => {
    answer(request, response).catch((error) => {
      context.log.error({ error, url: request.url }, 'a status request failed');
      if (!response.headersSent) send(response, 500, 'error\n');
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.method === 'GET' ? request.url?.split('?')[0] : undefined;
    if (path === '/healthz') return send(response, 200, 'alive\n');
    if (path === '/readyz') {
      const problems = await findProblems();
      return send(response, problems.length === 0 ? 200 : 503, `${problems.join('\n') || 'ready'}\n`);
    }
    if (path === '/metrics') {
      await measureOpen();
      return send(response, 200, await registry.metrics(), registry.contentType);
    }
    return send(response, 404, 'not found\n');
  }
}

/**
 * What is open now, from one query per scrape. Unlike the counters, it is the same on every replica, so aggregate it
 * with `max`, not `sum`. Posts with nothing open report 0, so that an alarm sees them end.
 */
function openGauges({ db, meters, now }: Context): () => Promise<void> {
  const registers = [meters.registry];
  const open = new Gauge({
    name: 'rapport_nudges_open',
    help: 'Nudges that are due and not done, by state.',
    labelNames: ['post', 'state'],
    registers,
  });
  const late = new Gauge({
    name: 'rapport_nudges_late',
    help: `Of these, the ones that came due ${lateAfterMinutes} minutes ago or earlier.`,
    labelNames: ['post'],
    registers,
  });
  return async () => {
    const rows = await countOpen(db, now());
    open.reset();
    late.reset();
    const nothing = postNames.map((post) => ({ post, due: 0, sending: 0, inDoubt: 0, late: 0 }));
    for (const each of [...nothing, ...rows]) {
      const { post } = each;
      open.set({ post, state: 'due' }, each.due);
      open.set({ post, state: 'sending' }, each.sending);
      open.set({ post, state: 'in doubt' }, each.inDoubt);
      late.set({ post }, each.late);
    }
  };
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}
