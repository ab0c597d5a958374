import type { App } from '@slack/bolt';
import type { EdgeContext } from '../../src/slack/bolt/deadline.ts';
import { definitions, registerListeners } from '../../src/slack/register-listeners.ts';

/** What the code listens to: what it tells Bolt, and its definitions. Registering another kind fails here. */
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
/** Reading the context while registering is an error: its database would lack the request's deadline. */
const untouchable = new Proxy({} as EdgeContext, {
  get: (_, key) => {
    throw new Error(`context.${String(key)} was read before any request`);
  },
});
registerListeners(recorder as unknown as App, untouchable);

const kindOf = { form: 'view', action: 'action', search: 'options' } as const;
/** Bolt has one listener for all ids of these kinds. */
for (const kind of Object.values(kindOf)) registered[kind] = registered[kind].filter((id) => id !== '(?:)');
for (const { kind, id } of definitions) registered[kindOf[kind]].push(idOf(id));
