import type { Json } from './people.ts';
import { plain } from './second-app.ts';

/** A modal of the second app, and a text input for it. */
export const textInput = (block_id: string, element: Json = {}, extra: Json = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...extra,
});
export const modal = (blocks: Json[] = [{ type: 'divider' }], extra: Json = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('Go'),
  callback_id: 'form',
  blocks,
  ...extra,
});
