import type { Block, Element } from '../blocks/shapes.ts';
import { interactiveElements } from '../blocks/walk.ts';
import { viewPayload } from '../views/show.ts';
import { HOLDINGS, isEmpty } from '../views/state.ts';
import type { View } from '../views/store.ts';
import { filePayload } from '../workspace/files.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { choicesOf, isExternal, type Typed, toStateValue } from './inputs.ts';
import { askOptions, type OptionsOutcome } from './options.ts';
import type { Place } from './pressed.ts';

export const findInView = (view: View, key: string): Place => findByKey(view.definition.blocks, key, 'view');

/** Finds an element by block_id, by action_id, or by `block_id/action_id` if those are ambiguous. @throws if not unique */
export function findByKey(blocks: readonly Block[], key: string, where: 'view' | 'message'): Place {
  const all = interactiveElements(blocks);
  const keys = ({ block, element }: Place) => [
    block.block_id,
    element.action_id,
    `${block.block_id}/${element.action_id}`,
  ];
  const found = [0, 1, 2]
    .map((kind) => all.filter((place) => keys(place)[kind] === key))
    .find((each) => each.length > 0);
  if (found?.length === 1) return found[0]!;
  const there = all.map((place) => keys(place)[2]).join(', ') || 'none';
  throw new Error(
    found
      ? `the ${where} has ${found.length} inputs named ${key}: ${there}`
      : `the ${where} has no input named ${key}; it has ${there}`,
  );
}

/** Fills in a view, by block_id or action_id. */
export async function fillIn(
  world: World,
  user: User,
  view: View,
  values: Readonly<Record<string, Typed>>,
): Promise<void> {
  for (const [key, typed] of Object.entries(values))
    await putIn(world, user, view, findInView(view, key), typed);
}

/** Sets the value of one input. Asks the app for options that are not loaded yet, as typing would. */
export async function putIn(world: World, user: User, view: View, place: Place, typed: Typed): Promise<void> {
  const { block, element } = place;
  if (isExternal(element)) await offerFor(world, user, view, place, typed);
  const value =
    element.type === 'file_input'
      ? { type: element.type, files: filesOf(world, user, typed) }
      : toStateValue(element, typed, choicesOf(element, view.offered.get(placeKey(place))));
  // A new object each time: payloads already sent must keep their values.
  const inBlock = { ...view.state[block.block_id!], [element.action_id!]: value };
  view.state = { ...view.state, [block.block_id!]: inBlock };
  world.changes.announce({ kind: 'view', user: user.id });
}

/** The file objects of a file input. The ids are from the person's uploads. */
function filesOf(world: World, user: User, typed: Typed): Record<string, unknown>[] {
  const ids = (Array.isArray(typed) ? typed : [typed]).filter((each) => each !== null && each !== '');
  return (ids as unknown[]).map((id) => {
    const file = world.files.get(String(id));
    if (file?.user !== user.id) throw new Error(`${user.name} has not uploaded a file ${String(id)}`);
    return filePayload(world, file);
  });
}

/** Types a query into an external select of a view. From then on, the options that the app offers can be chosen. */
export async function loadOptions(
  world: World,
  user: User,
  view: View,
  place: Place,
  query: string,
): Promise<OptionsOutcome> {
  const isHome = view.definition.type === 'home';
  const outcome = await askOptions(world, user, place, query, {
    container: { type: 'view', view_id: view.id },
    view: viewPayload(world, view),
    ...(isHome && { channel: undefined }),
  });
  const known = view.offered.get(placeKey(place)) ?? [];
  view.offered.set(placeKey(place), [...outcome.options, ...known]);
  return outcome;
}

async function offerFor(world: World, user: User, view: View, place: Place, typed: Typed): Promise<void> {
  const wanted = (Array.isArray(typed) ? typed : [typed]).filter(
    (each) => typeof each === 'string' && each !== '',
  );
  for (const each of wanted as string[]) {
    const known = choicesOf(place.element, view.offered.get(placeKey(place)));
    if (known.some((option) => option.value === each || option.text.text === each)) continue;
    const needsQuery = (place.element.min_query_length ?? 3) > 0;
    await loadOptions(world, user, view, place, needsQuery ? each : '');
  }
}

function placeKey({ block, element }: Place): string {
  return `${block.block_id} ${element.action_id}`;
}

/** The errors that Slack's own client shows before it asks the app, by block_id. */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of interactiveElements(view.definition.blocks)) {
    if (block.type !== 'input') continue;
    const value = view.state[block.block_id!]?.[element.action_id!];
    if (isEmpty(value)) {
      if (block.optional !== true) errors[block.block_id!] = 'Please complete this required field.';
      continue;
    }
    const complaint = complainAbout(element, value?.[HOLDINGS[element.type]?.key ?? '']);
    if (complaint) errors[block.block_id!] = complaint;
  }
  return errors;
}

function complainAbout(element: Element, held: unknown): string | undefined {
  const {
    min_length: min,
    max_length: max,
    max_selected_items: most,
    max_files: mostFiles = 10,
  } = element as unknown as Record<string, number | undefined>;
  if (element.type === 'file_input') {
    return Array.isArray(held) && held.length > mostFiles
      ? `Please add at most ${mostFiles} files.`
      : undefined;
  }
  if (Array.isArray(held)) {
    return most !== undefined && held.length > most ? `Please select at most ${most}.` : undefined;
  }
  const text = String(held);
  switch (element.type) {
    case 'plain_text_input':
      if (min !== undefined && text.length < min) return `Please enter at least ${min} characters.`;
      if (text.length > (max ?? 3000)) return `Please enter at most ${max ?? 3000} characters.`;
      return undefined;
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return complainAboutNumber(element, text);
    default:
      return undefined;
  }
}

function complainAboutNumber(element: Element, text: string): string | undefined {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) return 'Please enter a valid number.';
  if (element.min_value !== undefined && Number(text) < Number(element.min_value)) {
    return `Please enter a number of at least ${String(element.min_value)}.`;
  }
  if (element.max_value !== undefined && Number(text) > Number(element.max_value)) {
    return `Please enter a number of at most ${String(element.max_value)}.`;
  }
  return undefined;
}
