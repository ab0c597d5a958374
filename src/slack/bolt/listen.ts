import type { App, BlockAction, BlockSuggestion, ViewSubmitAction } from '@slack/bolt';
import type { EdgeContext } from './deadline.ts';
import type { ActionDefinition } from './define-action.ts';
import type { FormDefinition } from './define-form.ts';
import type { SearchDefinition } from './define-search.ts';

export type Definition = FormDefinition | ActionDefinition | SearchDefinition;

/** Matches every id. An id without a definition stays unanswered, and the entrance tells the person. */
const any = /(?:)/;

/**
 * Registers one listener each for forms, for buttons and menus, and for searches; each looks the id up. Bolt asks every
 * listener about every request, and there are more than a hundred definitions: that took a third of the time of a
 * touchpoint in words.
 * @throws when two definitions of one kind share an id
 */
export function listen(app: App, context: EdgeContext, definitions: readonly Definition[]): void {
  const forms = byId(definitions.filter((one) => one.kind === 'form'));
  const actions = byId(definitions.filter((one) => one.kind === 'action'));
  const searches = byId(definitions.filter((one) => one.kind === 'search'));
  app.view<ViewSubmitAction>(any, async ({ body, view, ack }) => {
    await forms(view.callback_id)?.handle(context, { body, view, ack });
  });
  app.action<BlockAction>({ type: 'block_actions', action_id: any }, async ({ body, action, ack }) => {
    await actions(action.action_id)?.handle(context, { body, action, ack });
  });
  app.options<'block_suggestion'>({ action_id: any }, async ({ body, ack }) => {
    await searches(body.action_id)?.handle(context, { body: body as BlockSuggestion, ack });
  });
}

/** Finds a definition by its id. The few with a pattern are tried last. */
function byId<Kind extends { id: string | RegExp }>(
  definitions: readonly Kind[],
): (id: string) => Kind | undefined {
  const known = new Map<string, Kind>();
  const patterns: { id: RegExp; one: Kind }[] = [];
  for (const one of definitions) {
    const name = String(one.id);
    if (known.has(name)) throw new Error(`two definitions of ${name}`);
    known.set(name, one);
    if (typeof one.id !== 'string') patterns.push({ id: one.id, one });
  }
  return (id) => known.get(id) ?? patterns.find((pattern) => pattern.id.test(id))?.one;
}
