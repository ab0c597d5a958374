import type { App } from '@slack/bolt';

type Listener = (args: never) => unknown;
/** What Bolt's `action` and `view` take, as far as the app uses it. */
type Constraints = string | RegExp | { action_id?: string | RegExp; type?: string };

/** Every id: what it has no listener for stays without an answer, as with Bolt. */
const any = /(?:)/;

/**
 * Buttons and forms are found by their id from here on. Bolt asks each listener of the app about each request, and there
 * are more than a hundred of these: of a touchpoint in words that took a third of the time (`npm run bench -- touchpoint`).
 * Ids by pattern, and all other kinds of listener, stay with Bolt.
 * @throws when an id has a listener already: Bolt would run both
 */
export function findListenersById(app: App): void {
  const actions = new Map<string, Listener>();
  const views = new Map<string, Listener>();
  const bolt = { action: app.action.bind(app), view: app.view.bind(app) };

  bolt.action({ type: 'block_actions', action_id: any }, async (args) => {
    await actions.get(args.action.action_id)?.(args as never);
  });
  bolt.view(any, async (args) => {
    await views.get(args.view.callback_id)?.(args as never);
  });

  app.action = ((what: Constraints, listener: Listener) => {
    const id =
      typeof what === 'object' && 'action_id' in what && what.type === 'block_actions' && what.action_id;
    if (typeof id === 'string') add(actions, id, listener);
    else bolt.action(what as RegExp, listener as never);
  }) as App['action'];
  app.view = ((what: Constraints, listener: Listener) => {
    if (typeof what === 'string') add(views, what, listener);
    else bolt.view(what as RegExp, listener as never);
  }) as App['view'];
}

function add(listeners: Map<string, Listener>, id: string, listener: Listener): void {
  if (listeners.has(id)) throw new Error(`two listeners for ${id}`);
  listeners.set(id, listener);
}
