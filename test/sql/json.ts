import type { Node } from './node-tree.ts';
import type { Json, Shape } from './shape.ts';

/** What a function or operator that builds JSON returns. Undefined for all others, and where it can be anything. */
export function jsonCall(name: string, args: readonly Shape[], nodes: readonly Node[]): Json[] | undefined {
  const [first, second] = args;
  if (/^jsonb?_build_object$/.test(name)) return builtObject(args);
  if (/^jsonb?_build_array$/.test(name)) return [{ is: 'tuple', items: [...args] }];
  if (/^(?:to_jsonb?|row_to_json|array_to_json)$/.test(name) && first && nodes.length === 1)
    return toJson(first);
  if (name === 'jsonb_concat' && first?.json && second?.json) return concatenated(first.json, second.json);
  return undefined;
}

/** What an aggregate that builds JSON returns. Undefined for all others. */
export function jsonAggregate(name: string, args: readonly Shape[]): Json | undefined {
  if (/^jsonb?_agg$/.test(name)) return { is: 'array', element: args[0]! };
  if (/^jsonb?_object_agg$/.test(name)) return { is: 'map', value: args[1]! };
  return undefined;
}

function builtObject(args: readonly Shape[]): Json[] | undefined {
  const fields = new Map<string, Shape>();
  for (let i = 0; i < args.length; i += 2) {
    const names = args[i]!.values;
    if (names?.length !== 1) return undefined;
    fields.set(names[0]!, args[i + 1]!);
  }
  return [{ is: 'object', fields }];
}

const toJson = (shape: Shape): Json[] | undefined =>
  shape.fields
    ? [{ is: 'object', fields: shape.fields }]
    : shape.element
      ? [{ is: 'array', element: shape.element }]
      : /^jsonb?$/.test(shape.type.name)
        ? shape.json
        : [{ is: 'value', shape }];

/** `a || b`: of two objects, what either has. Each that `a` can be with each that `b` can be. */
function concatenated(first: readonly Json[], second: readonly Json[]): Json[] | undefined {
  const all: Json[] = [];
  for (const a of first)
    for (const b of second) {
      if (a.is !== 'object' || b.is !== 'object') return undefined;
      all.push({ is: 'object', fields: new Map([...a.fields, ...b.fields]) });
    }
  return all;
}
