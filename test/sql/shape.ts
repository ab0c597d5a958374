import type { PostgresType } from './catalog.ts';

/** What a value in a statement can be. */
export interface Shape {
  type: PostgresType;
  /** Why it can be null, as in "partner.fit may be null". Null if it never is. */
  nullable: string | null;
  /** Of an array. */
  element?: Shape;
  /** Of a row used as a value. */
  fields?: Fields;
  /** What a JSON value can look like. Without it, anything. */
  json?: Json[];
  /** All values that it can have, where the statement states them. */
  values?: string[];
  /** The column of a table that a JSON value comes from. */
  column?: string;
}

export type Fields = ReadonlyMap<string, Shape>;

/** A JSON value that a statement builds. What it holds are Postgres' values before they became JSON. */
export type Json =
  | { is: 'object'; fields: Fields }
  | { is: 'array'; element: Shape | null }
  | { is: 'tuple'; items: Shape[] }
  | { is: 'map'; value: Shape }
  | { is: 'value'; shape: Shape };

export const never = (shape: Shape): Shape => ({ ...shape, nullable: null });
export const maybe = (shape: Shape, why: string): Shape => ({ ...shape, nullable: shape.nullable ?? why });

/** A value that is one of several, as in CASE, COALESCE or UNION. Null where one of them can be. */
export function oneOf(type: PostgresType, all: readonly Shape[]): Shape {
  // What is always null, such as a missing ELSE, says nothing about the other values.
  const shapes = all.filter((shape) => shape.nullable !== alwaysNull);
  const [first, ...others] = shapes;
  if (!first) return { type, nullable: alwaysNull };
  const why = all.find((shape) => shape.nullable !== null)?.nullable ?? null;
  const nullable = why === alwaysNull ? 'a branch of it is null' : why;
  const merged: Shape = { ...first, type, nullable };
  delete merged.json;
  delete merged.values;
  if (shapes.every((shape) => shape.json)) merged.json = shapes.flatMap((shape) => shape.json!);
  if (shapes.every((shape) => shape.values))
    merged.values = [...new Set(shapes.flatMap((shape) => shape.values!))];
  for (const other of others) {
    if (merged.element && other.element)
      merged.element = oneOf(merged.element.type, [merged.element, other.element]);
    if (other.column !== merged.column) delete merged.column;
  }
  return merged;
}

/** Of a value that is nothing but null. */
export const alwaysNull = 'it is null';
