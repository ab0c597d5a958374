import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Context } from './context.ts';

/** `GET /healthz` (alive), `/readyz` (database and Slack reachable), `/metrics` (Prometheus); 404 for the rest. */
export function statusRoutes(context: Context): RequestListener {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'rapport_nudges',
    help: 'Messages owed, by state; closed ones by how they were closed.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const rows = await context.db.query<{ state: string; count: number }>(
        `select case when state = 'closed' then closed_as else state end as state, count(*)::int as count
           from nudge group by 1`,
      );
      for (const row of rows) this.set({ state: row.state }, row.count);
    },
  });

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
    if (path === '/metrics') return send(response, 200, await registry.metrics(), registry.contentType);
    return send(response, 404, 'not found\n');
  }

  async function findProblems(): Promise<string[]> {
    const [database, slack] = await Promise.allSettled([
      context.db.within(2000).query('select 1'),
      context.slack.auth.test(),
    ]);
    return [
      ...(database.status === 'rejected' ? ['the database does not answer'] : []),
      ...(slack.status === 'rejected' ? ['Slack does not answer'] : []),
    ];
  }
}

function send(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}
