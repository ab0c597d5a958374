import { type Context, Hono } from 'hono';
import type { Fault } from '../delivery/faults.ts';
import type { UserChanges } from '../delivery/workspace-events.ts';
import type { Sandbox } from '../index.ts';
import { readable } from '../readable.ts';
import { viewPayload } from '../views/show.ts';
import type { View } from '../views/store.ts';
import type { NewChannel, PostingRefusal } from '../workspace/channels.ts';
import type { ClockStep } from '../workspace/clock-steps.ts';
import type { ScopeChanges } from '../workspace/manifest.ts';
import type { NewUser } from '../workspace/users.ts';
import { type Body, DEEDS } from './deeds.ts';

/** The changes to a channel, by the last part of the address. */
const CHANNEL_CHANGES: Readonly<
  Record<string, (sandbox: Sandbox, id: string, body: Body) => Promise<unknown>>
> = {
  rename: (sandbox, id, { name }) => sandbox.renameChannel(id, String(name)),
  archive: (sandbox, id, { by }) => sandbox.archiveChannel(id, String(by)),
  share: (sandbox, id, { with: team }) =>
    sandbox.shareChannel(id, team === undefined ? undefined : String(team)),
  unshare: (sandbox, id, { with: team }) =>
    sandbox.unshareChannel(id, team === undefined ? undefined : String(team)),
  restrict: async (sandbox, id, { refusal = null }) => {
    sandbox.restrictPosting(id, refusal as PostingRefusal | null);
    return { ok: true };
  },
};

/**
 * The library over HTTP, for the page and for other processes. JSON in and out; `{ error }` with status 400 if something cannot
 * be done.
 */
export function controlRoutes(sandbox: () => Sandbox): Hono {
  const routes = new Hono();
  const names = {
    user: (id: string) => sandbox().world.users.get(id)?.name,
    channel: (id: string) => sandbox().world.channels.get(id)?.name,
  };
  const showView = (view: View | undefined) =>
    view && { ...viewPayload(sandbox().world, view), readable: readable(view, names) };
  const shown = (outcome: unknown): unknown => {
    if (outcome === undefined) return { ok: true };
    if (isView(outcome)) return showView(outcome);
    const view = (outcome as { view?: unknown }).view;
    return isView(view) ? { ...(outcome as object), view: showView(view) } : outcome;
  };
  /** Accepts only JSON, which a page of another origin cannot send without a preflight request. */
  const bodyOf = async (c: Context): Promise<Body> => {
    if (!c.req.header('content-type')?.includes('json')) throw new Error('send JSON, with its content type');
    return (await c.req.json()) as Body;
  };

  routes.onError((error, c) => c.json({ error: error.message }, 400));
  routes.get('/clock', (c) => c.json(clockOf(sandbox())));
  routes.post('/clock', async (c) => {
    const { to, advanceMs, step, zone } = await bodyOf(c);
    if (to !== undefined) sandbox().clock.moveTo(String(to));
    else if (typeof advanceMs === 'number') sandbox().clock.advance(advanceMs);
    else if (isStep(step)) await sandbox().stepClock(step, String(zone ?? 'UTC'));
    else
      throw new Error('send `to` (an instant), `advanceMs`, or `step` (hour, morning, monday) with `zone`');
    return c.json(clockOf(sandbox()));
  });
  routes.get('/workspace', (c) => c.json(workspaceOf(sandbox())));
  routes.post('/users', async (c) => c.json(sandbox().addUser((await bodyOf(c)) as unknown as NewUser)));
  routes.post('/channels', async (c) => {
    const { id, name } = sandbox().addChannel((await bodyOf(c)) as unknown as NewChannel);
    return c.json({ id, name });
  });
  routes.post('/users/:user', async (c) =>
    c.json(await sandbox().changeUser(c.req.param('user'), (await bodyOf(c)) as UserChanges)),
  );
  routes.post('/channels/:channel/:change', async (c) => {
    const { channel, change: name } = c.req.param();
    const change = Object.hasOwn(CHANNEL_CHANGES, name) ? CHANNEL_CHANGES[name] : undefined;
    if (!change)
      throw new Error(`unknown change ${name}; choose from ${Object.keys(CHANNEL_CHANGES).join(', ')}`);
    return c.json(await change(sandbox(), channel, await bodyOf(c)));
  });
  routes.post('/sockets', async (c) => {
    sandbox().refreshSockets(await bodyOf(c));
    return c.json({ ok: true });
  });
  routes.post('/scopes', async (c) => {
    sandbox().changeScopes((await bodyOf(c)) as ScopeChanges);
    return c.json([...sandbox().world.manifest.scopes]);
  });
  routes.post('/uninstall', async (c) => {
    await bodyOf(c);
    return c.json(await sandbox().uninstall());
  });
  routes.post('/app', async (c) => {
    sandbox().setAppUrl(String((await bodyOf(c)).url));
    return c.json({ ok: true });
  });
  routes.get('/faults', (c) => c.json(sandbox().faults.pending()));
  routes.post('/faults', async (c) => {
    sandbox().faults.inject((await bodyOf(c)) as unknown as Fault);
    return c.json(sandbox().faults.pending());
  });
  routes.delete('/faults', (c) => {
    sandbox().faults.clear();
    return c.json([]);
  });
  routes.get('/exchanges', (c) => {
    const since = Number(c.req.query('since') ?? 0);
    return c.json(sandbox().exchanges.filter((exchange) => exchange.id > since));
  });
  routes.get('/messages/:place', (c) => {
    const as = c.req.query('as');
    const messages = sandbox().readMessages(c.req.param('place'), as === undefined ? {} : { as });
    return c.json(messages.map((message) => ({ ...message, readable: readable(message, names) })));
  });
  routes.get('/as/:user/view', (c) => c.json(showView(sandbox().as(c.req.param('user')).view()) ?? null));
  routes.get('/as/:user/home', (c) => c.json(showView(sandbox().as(c.req.param('user')).home()) ?? null));
  routes.post('/as/:user/:deed', async (c) => {
    const name = c.req.param('deed');
    const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
    if (!deed) throw new Error(`unknown deed ${name}; choose from ${Object.keys(DEEDS).join(', ')}`);
    return c.json(shown(await deed(sandbox().as(c.req.param('user')), await bodyOf(c))) as object);
  });
  return routes;
}

function isStep(value: unknown): value is ClockStep {
  return value === 'hour' || value === 'morning' || value === 'monday';
}

function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && 'definition' in value && 'rootId' in value;
}

function clockOf(sandbox: Sandbox): { now: string; ms: number } {
  const now = sandbox.clock.now();
  return { now: now.toISOString(), ms: now.getTime() };
}

function workspaceOf({ world, teamId, appId, botUserId }: Sandbox): object {
  const { manifest } = world;
  return {
    teamId,
    appId,
    botUserId,
    appName: manifest.name,
    commands: [...manifest.commands.values()].map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: manifest.shortcuts,
    users: [...world.users.values()],
    channels: [...world.channels.values()].map(
      ({ messages: _messages, byTs: _byTs, ephemerals: _ephemerals, ...channel }) => ({
        ...channel,
        members: [...channel.members],
      }),
    ),
  };
}
