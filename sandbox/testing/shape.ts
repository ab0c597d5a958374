/**
 * The keys of a payload and the types of their values. `|` separates alternative types, `key?` is an optional key, and the one
 * shape in a list applies to all items.
 */
export type Shape = string | readonly [Shape] | { readonly [key: string]: Shape };

/** Returns how a value differs from its shape: one line for each key that is missing, extra, or of another type. */
export function differences(shape: Shape, value: unknown, at = ''): string[] {
  if (typeof shape === 'string') {
    const type = typeOf(value);
    return shape.split('|').includes(type) ? [] : [`${at}: ${type}, not ${shape}`];
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${at}: ${typeOf(value)}, not a list`];
    return value.flatMap((each, index) => differences(shape[0], each, `${at}[${index}]`));
  }
  if (typeOf(value) !== 'object') return [`${at}: ${typeOf(value)}, not an object`];
  const given = value as Record<string, unknown>;
  const keys = Object.keys(shape).map((key) => ({
    key: key.replace('?', ''),
    isOptional: key.endsWith('?'),
  }));
  const missing = keys.filter(({ key, isOptional }) => !isOptional && given[key] === undefined);
  const unknown = Object.keys(given).filter((name) => !keys.some(({ key }) => key === name));
  const inside = keys.flatMap(({ key, isOptional }) =>
    given[key] === undefined
      ? []
      : differences(shape[isOptional ? `${key}?` : key]!, given[key], `${at}.${key}`),
  );
  return [
    ...missing.map(({ key }) => `${at}.${key}: missing`),
    ...unknown.map((key) => `${at}.${key}: not sent by Slack`),
    ...inside,
  ];
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
