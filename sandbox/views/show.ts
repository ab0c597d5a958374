import { Refusal, refusalWith } from '../api/refusal.ts';
import { checkView } from '../blocks/check.ts';
import { rememberEarlier } from '../blocks/earlier.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { TextObject, ViewDefinition } from '../blocks/shapes.ts';
import { withIds } from '../blocks/walk.ts';
import { secret } from '../workspace/ids.ts';
import { seconds } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { stateOf } from './state.ts';
import type { View } from './store.ts';

/** Slack's limit of stacked views (docs.slack.dev/surfaces/modals). */
const MAX_STACK = 3;

/**
 * Checks a view as Slack does.
 * @throws Refusal `invalid_arguments` with a path to what is wrong, or `view_too_large`
 */
export function readView(raw: unknown, type: ViewDefinition['type']): ViewDefinition {
  if (Buffer.byteLength(JSON.stringify(raw ?? null)) > LIMITS.view.bytes) throw new Refusal('view_too_large');
  const found = checkView(raw);
  const given = (raw as { type?: unknown } | null)?.type;
  if (found.length === 0 && given !== type) {
    found.push(`this method takes a view of type ${type}, not ${String(given)} [json-pointer:/view/type]`);
  }
  if (found.length > 0) throw refusalWith('invalid_arguments', found);
  return raw as ViewDefinition;
}

/** Opens a modal as the only one in the stack. Closes any others. */
export function openModal(world: World, user: string, definition: ViewDefinition, channel?: string): View {
  refuseTakenExternalId(world, definition.external_id);
  clearStack(world, user);
  return stackUp(world, user, definition, channel);
}

/** Puts a modal on top of the open one. @throws Refusal `not_found` if none is open, `push_limit_reached` */
export function pushModal(world: World, user: string, definition: ViewDefinition): View {
  refuseTakenExternalId(world, definition.external_id);
  const stack = world.views.stacks.get(user) ?? [];
  if (stack.length === 0) throw new Refusal('not_found');
  if (stack.length >= MAX_STACK) throw new Refusal('push_limit_reached');
  return stackUp(world, user, definition, topModal(world, user)?.channel);
}

/** Replaces what a view shows. Typed values stay if their ids stay. */
export function updateView(world: World, view: View, definition: ViewDefinition, hash?: string): void {
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict');
  refuseTakenExternalId(world, definition.external_id, view.id);
  rememberEarlier(view, view.definition.blocks);
  view.definition = withBlockIds(world, definition);
  view.state = stateOf(view.definition.blocks, view.state, view.channel);
  view.hash = newHash(world);
  announce(world, view);
}

export function publishHome(world: World, user: string, definition: ViewDefinition, hash?: string): View {
  const existing = world.views.byId.get(world.views.homes.get(user) ?? '');
  if (existing) {
    updateView(world, existing, definition, hash);
    return existing;
  }
  if (hash !== undefined) throw new Refusal('hash_conflict');
  refuseTakenExternalId(world, definition.external_id);
  const view = newView(world, user, definition, undefined);
  world.views.homes.set(user, view.id);
  announce(world, view);
  return view;
}

export function topModal(world: World, user: string): View | undefined {
  return world.views.byId.get(world.views.stacks.get(user)?.at(-1) ?? '');
}

/** Closes the top modal, which uncovers the one below. */
export function closeTop(world: World, user: string): void {
  const id = world.views.stacks.get(user)?.pop();
  if (id === undefined) return;
  world.views.byId.delete(id);
  world.changes.announce({ kind: 'view', user });
}

export function clearStack(world: World, user: string): void {
  for (const id of world.views.stacks.get(user) ?? []) world.views.byId.delete(id);
  world.views.stacks.delete(user);
  world.changes.announce({ kind: 'view', user });
}

/** The view object of the Web API and of payloads. */
export function viewPayload(world: World, view: View): Record<string, unknown> {
  const { definition } = view;
  return {
    id: view.id,
    team_id: world.identity.teamId,
    type: definition.type,
    blocks: definition.blocks,
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    state: { values: view.state },
    hash: view.hash,
    title: withEmoji(definition.title ?? { type: 'plain_text', text: 'View Title' }),
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    submit_disabled: false,
    close: definition.close ? withEmoji(definition.close) : null,
    submit: definition.submit ? withEmoji(definition.submit) : null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: world.identity.appId,
    external_id: definition.external_id ?? '',
    app_installed_team_id: world.identity.teamId,
    bot_id: world.identity.botId,
  };
}

/** Slack adds `emoji: true` to plain text by default. */
function withEmoji(text: TextObject): TextObject {
  return { ...text, emoji: text.emoji ?? true };
}

function stackUp(world: World, user: string, definition: ViewDefinition, channel: string | undefined): View {
  const stack = world.views.stacks.get(user) ?? [];
  const view = newView(world, user, definition, channel);
  view.previousId = stack.at(-1) ?? null;
  view.rootId = stack[0] ?? view.id;
  world.views.stacks.set(user, [...stack, view.id]);
  announce(world, view);
  return view;
}

function newView(world: World, user: string, definition: ViewDefinition, channel: string | undefined): View {
  const id = world.ids.next('V');
  const shown = withBlockIds(world, definition);
  const view: View = {
    id,
    user,
    definition: shown,
    hash: newHash(world),
    rootId: id,
    previousId: null,
    state: stateOf(shown.blocks, {}, channel),
    channel,
    offered: new Map(),
  };
  world.views.byId.set(id, view);
  return view;
}

function withBlockIds(world: World, definition: ViewDefinition): ViewDefinition {
  return { ...definition, blocks: withIds(definition.blocks, () => world.ids.next('b')) };
}

function refuseTakenExternalId(world: World, externalId: string | undefined, except?: string): void {
  if (!externalId) return;
  for (const view of world.views.byId.values()) {
    if (view.definition.external_id === externalId && view.id !== except)
      throw new Refusal('duplicate_external_id');
  }
}

function newHash(world: World): string {
  return `${seconds(world)}.${secret(4)}`;
}

function announce(world: World, view: View): void {
  world.changes.announce({ kind: view.definition.type === 'home' ? 'home' : 'view', user: view.user });
}
