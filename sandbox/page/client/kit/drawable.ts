import type { ShownBlock } from '../../scene.ts';
import { withLocalImages } from './local-images.ts';

type Fields = Record<string, unknown>;

/** The block as the library can draw it: without what only Slack fills in by itself, and without pictures from elsewhere. */
export function drawable(block: ShownBlock): ShownBlock {
  return filledIn(withLocalImages(block)) as ShownBlock;
}

function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Fields;
  switch (fields.type) {
    case 'table':
      return {
        ...fields,
        rows: (fields.rows as unknown[][]).map((row) => row.map(cellOf)),
        ...(Array.isArray(fields.column_settings) && {
          column_settings: fields.column_settings.map((settings) => settings ?? {}),
        }),
      };
    case 'plan':
      return {
        ...fields,
        tasks: ((fields.tasks ?? []) as Fields[]).map((task) => ({ type: 'task_card', ...task })),
      };
    case 'rich_text_list':
      return { style: 'bullet', ...inside(fields) };
    case 'date':
      return { ...fields, timestamp: Number(fields.timestamp) };
    default:
      return inside(fields);
  }
}

const inside = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, filledIn(each)]));

function cellOf(cell: unknown): unknown {
  if (cell === null) return { type: 'raw_text', text: '' };
  const { type, text, value } = cell as Fields;
  return type === 'raw_number' ? { type: 'raw_text', text: text ?? String(value) } : filledIn(cell);
}
