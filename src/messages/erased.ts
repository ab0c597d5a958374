import { section } from './blocks.ts';

/** Ids of what an erasure is about. */
export type MessageKeys = Partial<
  Record<'partner' | 'member' | 'capture' | 'feedback' | 'draft', ReadonlySet<number>>
>;

/** In the place of a message of the app about somebody who was erased. */
const gone = 'This message was about someone whose data has been erased.';
export const goneMessage = { text: gone, blocks: [section(gone)] };

/** Where in the value of an action the id stands, parted by dots; the id of which row it is. */
const actions: [action: RegExp, part: number, key: keyof MessageKeys][] = [
  [/^(?:capture|record\.paid)\./, 0, 'capture'],
  [/^partner\.(?!undo$)/, 0, 'partner'],
  [/^digest\./, 3, 'partner'],
  [/^draft\./, 0, 'draft'],
  [/^feedback\.(?!add$)/, 0, 'feedback'],
];

/** Whether a message of the app is about them, by the ids that its buttons, menus and blocks carry: never by its words. */
export function isAbout(keys: MessageKeys, part: unknown, action?: string): boolean {
  if (Array.isArray(part)) return part.some((one) => isAbout(keys, one, action));
  if (typeof part !== 'object' || part === null) return false;
  const { action_id: id = action, block_id: block, value, ...rest } = part as Record<string, unknown>;
  const name = typeof id === 'string' ? id : undefined;
  if (typeof block === 'string' && isBlockAbout(keys, ownId(block).split('.'))) return true;
  const known = name && typeof value === 'string' ? actions.find(([of]) => of.test(name)) : undefined;
  if (known && carries(keys, known[2], (value as string).split('.')[known[1]])) return true;
  return Object.values(rest).some((one) => isAbout(keys, one, name));
}

const carries = (keys: MessageKeys, key: keyof MessageKeys, id: unknown): boolean =>
  keys[key]?.has(Number(id)) ?? false;

/** A question of an evening has an id in front of what it names: "ask.345.plan.12-asked.11". */
const ownId = (block: string): string => block.replace(/^ask\.[^-]*-/, '');

/**
 * "capture.70"; "draft.71.11.12", with the partners whom the question about a draft names; "asked.11.12", with those
 * whom an answer names; "note.7.11.12", with the person and the partners whom a manager's note names.
 */
function isBlockAbout(keys: MessageKeys, [of, id, ...partners]: string[]): boolean {
  if (of === 'capture') return carries(keys, 'capture', id);
  if (of === 'asked') return [id, ...partners].some((one) => carries(keys, 'partner', one));
  if (of === 'note')
    return carries(keys, 'member', id) || partners.some((one) => carries(keys, 'partner', one));
  return (
    of === 'draft' && (carries(keys, 'draft', id) || partners.some((one) => carries(keys, 'partner', one)))
  );
}
