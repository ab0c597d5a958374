import { Hono } from 'hono';
import { channelOf, userOf, visibleMessages } from '../people/actor.ts';
import { uploadAs } from '../people/upload.ts';
import { isOfThread, isOnlyInThread } from '../workspace/threads.ts';
import type { World } from '../world.ts';
import type { Guide, Page as Stretch } from './scene.ts';
import { isVisible } from './scene-of.ts';
import { streamTo } from './stream.ts';
import { startUnread } from './unread.ts';

export interface Page {
  routes: Hono;
  setGuide(guide: Guide | undefined): void;
}

/** Messages in one page. More are loaded when someone scrolls up to them. */
const STRETCH = 250;
/** In bytes. Larger files are not needed in a trial. */
const MAX_UPLOAD = 50_000_000;

/** What the page needs beyond people's deeds: the stream, pages of messages, read marks, files. */
export function startPage(world: World): Page {
  const unread = startUnread();
  let guide: Guide | undefined;
  const routes = new Hono();
  routes.onError((error, c) => c.json({ error: error.message }, 400));

  routes.get('/first', (c) => {
    const people = [...world.users.values()].filter((user) => !user.isBot && !user.deleted);
    return c.json({ user: guide?.user ?? people[0]?.id ?? null });
  });
  routes.get('/as/:user', (c) => {
    const { id, name, realName } = userOf(world, c.req.param('user'));
    return c.json({ id, name, realName });
  });
  routes.get('/as/:user/stream', (c) =>
    streamTo(c, world, userOf(world, c.req.param('user')), { unread, guide: () => guide }),
  );
  routes.get('/as/:user/messages/:place', (c) => {
    const user = userOf(world, c.req.param('user'));
    const channel = channelOf(world, c.req.param('place'));
    if (!isVisible(channel, user.id)) throw new Error(`${user.name} cannot see ${channel.id}`);
    const visible = visibleMessages(channel, user.id);
    const thread = c.req.query('thread');
    if (thread !== undefined) {
      const messages = visible.filter((message) => isOfThread(message, thread));
      return c.json({ messages, hasOlder: false } satisfies Stretch);
    }
    const before = c.req.query('before') ?? '~';
    const earlier = visible.filter((message) => message.ts < before && !isOnlyInThread(message));
    const stretch: Stretch = {
      messages: earlier.slice(-STRETCH),
      hasOlder: earlier.length > STRETCH,
    };
    return c.json(stretch);
  });
  routes.post('/as/:user/read', async (c) => {
    if (!c.req.header('content-type')?.includes('json')) throw new Error('send JSON, with its content type');
    const { channel: id } = (await c.req.json()) as { channel?: unknown };
    const user = userOf(world, c.req.param('user'));
    const channel = channelOf(world, String(id));
    unread.read(user.id, channel);
    world.changes.announce({ kind: 'read', channel: channel.id, user: user.id });
    return c.json({ ok: true });
  });
  routes.post('/as/:user/files', async (c) => {
    // Another origin can send a form without a preflight request, but not a custom header.
    if (c.req.header('x-sandbox') === undefined) throw new Error('send the header x-sandbox');
    if (Number(c.req.header('content-length') ?? 0) > MAX_UPLOAD) throw new Error('the file is too large');
    const user = userOf(world, c.req.param('user'));
    const sent = (await c.req.formData()).getAll('files').filter((each) => each instanceof File);
    const kept = await Promise.all(
      sent.map(async (file) => uploadAs(world, user, file.name, new Uint8Array(await file.arrayBuffer()))),
    );
    return c.json(kept.map(({ id, name }) => ({ id, name })));
  });

  return {
    routes,
    setGuide(next) {
      guide = next;
      world.changes.announce({ kind: 'guide' });
    },
  };
}
