import type { PostgresType } from './catalog.ts';
import type { Node } from './node-tree.ts';
import { alwaysNull, type Shape } from './shape.ts';

/** A literal in a statement. */
export function constant(node: Node, type: PostgresType): Shape {
  if (node.constisnull === 'true') return { type, nullable: alwaysNull };
  const element = type.element && { type: type.element, nullable: null };
  const shape: Shape = { type, nullable: null, ...(element && { element }) };
  const bytes = Buffer.from((node.constvalue as number[]).map((byte) => byte & 0xff));
  // A text starts with its length, in four bytes. A literal whose type is still open, as between the brackets of
  // `json_build_object('id', …)`, ends with a zero.
  if (type.name === 'text') shape.values = [bytes.subarray(4).toString('utf8')];
  if (type.name === 'unknown') shape.values = [bytes.subarray(0, -1).toString('utf8')];
  const empty =
    type.name === 'json'
      ? bytes.subarray(4).toString('utf8').trim()
      : type.name === 'jsonb'
        ? emptyJsonb(bytes)
        : '';
  if (empty === '[]') shape.json = [{ is: 'array', element: null }];
  if (empty === '{}') shape.json = [{ is: 'object', fields: new Map() }];
  return shape;
}

/** The header of binary JSON: a count of zero, and a flag for an array or an object. */
function emptyJsonb(bytes: Buffer): string {
  if (bytes.length !== 8) return '';
  const header = bytes.readUInt32LE(4);
  return header === 0x4000_0000 ? '[]' : header === 0x2000_0000 ? '{}' : '';
}
