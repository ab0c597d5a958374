import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { visibleMessage } from '../people/actor.ts';
import type { Change } from '../workspace/changes.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import type { Guide, Told } from './scene.ts';
import { homeOf, isVisible, sceneOf, stackOf } from './scene-of.ts';
import type { Unread } from './unread.ts';

/** A regular line, so that a page notices a lost server and a proxy does not close the connection. */
const HEARTBEAT_MS = 10_000;

/**
 * Sends everything that one person's page shows, as server-sent events: the whole scene first, then changes. A page that
 * reconnects gets the scene again, so the server remembers nothing for it.
 */
export function streamTo(
  c: Context,
  world: World,
  me: User,
  { unread, guide }: { unread: Unread; guide(): Guide | undefined },
): Response {
  return streamSSE(c, async (stream) => {
    const tell = (told: Told) => void write(stream, told);
    const tellScene = () => tell({ kind: 'scene', scene: sceneOf(world, me, unread, guide()) });
    const tellSceneSoon = onceATurn(tellScene);

    const stop = world.changes.listen((change) => {
      const told = toldOf(world, me, unread, change);
      if (told === 'scene') tellSceneSoon();
      else if (told) tell(told);
    });
    const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
    tellScene();
    tell({ kind: 'clock', now: world.clock.now().getTime() });
    tell({ kind: 'views', views: stackOf(world, me.id) });
    tell({ kind: 'home', home: homeOf(world, me.id) });

    await new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      world.closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    clearInterval(heartbeat);
    stop();
  });
}

function toldOf(world: World, me: User, unread: Unread, change: Change): Told | 'scene' | undefined {
  switch (change.kind) {
    case 'channel':
    case 'user':
    case 'connection':
    case 'guide':
      return 'scene';
    case 'clock':
      return { kind: 'clock', now: world.clock.now().getTime() };
    case 'view':
      return change.user === me.id ? { kind: 'views', views: stackOf(world, me.id) } : undefined;
    case 'home':
      return change.user === me.id ? { kind: 'home', home: homeOf(world, me.id) } : undefined;
    case 'read':
      return change.user === me.id ? { kind: 'read', place: change.channel } : undefined;
    case 'exchange': {
      const exchange = world.exchanges.findLast((each) => each.id === change.id);
      return exchange && { kind: 'exchange', exchange };
    }
    case 'message':
    case 'ephemeral': {
      const channel = world.channels.get(change.channel);
      if (!channel || !isVisible(channel, me.id)) return undefined;
      if (change.kind === 'ephemeral' && change.user !== me.id) return undefined;
      return {
        kind: 'message',
        place: channel.id,
        ts: change.ts,
        message: visibleMessage(channel, change.ts, me.id) ?? null,
        unread: unread.count(me.id, channel),
      };
    }
  }
}

async function write(stream: SSEStreamingApi, told: Told): Promise<void> {
  await stream.writeSSE({ event: told.kind, data: JSON.stringify(told) });
}

/** Combines many changes in one turn, such as filling a workspace, into one scene. */
function onceATurn(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setImmediate(() => {
      waiting = false;
      work();
    });
  };
}
