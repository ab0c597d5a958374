import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Whatever an app puts in its blocks, nothing is loaded from or sent to another machine. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Serves the built page from its folder at `/`. Without a folder, `/` answers 404. */
export function builtPage(folder: string | undefined): Hono {
  const routes = new Hono();
  const headers = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' };
  routes.get('/', async (c) => {
    if (folder === undefined) return c.text('This sandbox was started without its page.', 404);
    const html = await readFile(path.join(folder, 'index.html'));
    return c.body(new Uint8Array(html), 200, {
      ...headers,
      'content-type': TYPES['.html']!,
      'cache-control': 'no-cache',
    });
  });
  routes.get('/assets/:name', async (c) => {
    const name = path.basename(c.req.param('name'));
    const type = TYPES[path.extname(name)];
    if (folder === undefined || type === undefined) return c.notFound();
    const bytes = await readFile(path.join(folder, 'assets', name)).catch(() => undefined);
    if (!bytes) return c.notFound();
    // The names include a hash of the contents.
    return c.body(new Uint8Array(bytes), 200, {
      ...headers,
      'content-type': type,
      'cache-control': 'max-age=31536000, immutable',
    });
  });
  routes.get('/favicon.ico', (c) => c.body(null, 204));
  return routes;
}
