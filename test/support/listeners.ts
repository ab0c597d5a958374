import type { App } from '@slack/bolt';
import type { EdgeContext } from '../../src/slack/bolt/deadline.ts';
import { wire } from '../../src/slack/wiring.ts';

/** The kinds of listeners that the app registers with Bolt. Registering another kind fails here. */
export const kinds = ['command', 'event', 'shortcut', 'action', 'view', 'options'] as const;
export const registered = Object.fromEntries(kinds.map((kind) => [kind, [] as string[]])) as Record<
  (typeof kinds)[number],
  string[]
>;
type Id = string | RegExp;
type Constraints = Id | { action_id?: Id; callback_id?: Id };
const idOf = (what: Constraints): string => {
  const id = typeof what === 'string' || what instanceof RegExp ? what : (what.action_id ?? what.callback_id);
  return id instanceof RegExp ? id.source : (id ?? '?');
};
const recorder = Object.fromEntries(
  kinds.map((kind) => [kind, (what: Constraints) => void registered[kind].push(idOf(what))]),
);
/** Reading the context while wiring is an error: its database would lack the request's deadline. */
const untouchable = new Proxy({} as EdgeContext, {
  get: (_, key) => {
    throw new Error(`context.${String(key)} was read before any request`);
  },
});
wire(recorder as unknown as App, untouchable);
