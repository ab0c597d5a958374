/** Building blocks to check what an app sends. Complaints have Slack's wording. */

/** Receives one complaint. `at` is a JSON pointer. */
export type Report = (complaint: string, at: string) => void;
export type Check = (value: unknown, at: string, report: Report) => void;
export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns every complaint in the form of Slack's `errors`: `must be… [json-pointer:/blocks/0/text]`. */
export function complaints(check: Check, value: unknown, at: string): string[] {
  const found: string[] = [];
  check(value, at, (complaint, pointer) => found.push(`${complaint} [json-pointer:${pointer}]`));
  return found;
}

/**
 * Counts UTF-16 units, as `length` does. Slack does not say what it counts; no other count is larger.
 * @param blank whether spaces count. Slack removes them at both ends first where text must not be blank
 */
export function string({
  min = 0,
  max = Number.POSITIVE_INFINITY,
  blank = true,
}: {
  min?: number;
  max?: number;
  blank?: boolean;
} = {}): Check {
  return (value, at, report) => {
    if (typeof value !== 'string') report('must provide a string', at);
    else if (value.length > max) report(`must be less than ${max + 1} characters`, at);
    else if ((blank ? value : value.trim()).length < min)
      report(`must be more than ${min - 1} characters`, at);
  };
}

export function matching(pattern: RegExp, complaint: string): Check {
  return (value, at, report) => {
    if (typeof value !== 'string') report('must provide a string', at);
    else if (!pattern.test(value)) report(complaint, at);
  };
}

export function url(max: number): Check {
  return (value, at, report) => {
    string({ min: 1, max })(value, at, report);
    if (typeof value === 'string' && value.length <= max && !URL.canParse(value))
      report('must be a valid URL', at);
  };
}

export function number({
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  above = Number.NEGATIVE_INFINITY,
} = {}): Check {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) report('must provide a number', at);
    else if (value > max) report(`must be less than or equal to ${max}`, at);
    else if (value < min) report(`must be greater than or equal to ${min}`, at);
    else if (value <= above) report(`must be greater than ${above}`, at);
  };
}

export function integer(bounds: { min?: number; max?: number } = {}): Check {
  const inBounds = number(bounds);
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) report('must provide an integer', at);
    else inBounds(value, at, report);
  };
}

export const boolean: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report('must provide a boolean', at);
};

export const anything: Check = () => undefined;

export function oneOf(...allowed: readonly (string | number)[]): Check {
  return (value, at, report) => {
    if (!allowed.includes(value as string)) report('must be a valid enum value', at);
  };
}

export function list(
  item: Check,
  { min = 0, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number } = {},
): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report('must provide an array', at);
    if (value.length > max) report(`no more than ${max} items allowed`, at);
    if (value.length < min) report(`no fewer than ${min} items allowed`, at);
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, report);
  };
}

/** For places where Slack takes null as nothing. */
export function nullable(check: Check): Check {
  return (value, at, report) => {
    if (value !== null) check(value, at, report);
  };
}

/** An object with these fields and no others. `rule` checks them together. */
export function object(
  required: Record<string, Check>,
  optional: Record<string, Check> = {},
  rule?: (value: Fields, at: string, report: Report) => void,
): Check {
  const needed = Object.keys(required);
  // A map, not an object: every object has a field `constructor`.
  const checks = new Map(Object.entries({ ...optional, ...required }));
  return (value, at, report) => {
    if (!isObject(value)) return report('must provide an object', at);
    for (const key of needed) {
      if (value[key] === undefined) report(`missing required field: ${key}`, at);
    }
    for (const key of Object.keys(value)) {
      const field = value[key];
      if (field === undefined) continue;
      const check = checks.get(key);
      if (check) check(field, `${at}/${key}`, report);
      else report(`invalid additional property: ${key}`, at);
    }
    rule?.(value, at, report);
  };
}

/** One of several kinds of object, selected by `type`. */
export function byType(kinds: Readonly<Record<string, Check>>): Check {
  return (value, at, report) => {
    if (!isObject(value)) return report('must provide an object', at);
    if (typeof value.type !== 'string') return report('missing required field: type', at);
    const kind = Object.hasOwn(kinds, value.type) ? kinds[value.type] : undefined;
    if (kind) kind(value, at, report);
    else report(`unsupported type: ${value.type}`, `${at}/type`);
  };
}

/** A rule that exactly one of these fields is present. */
export function exactlyOne(...keys: readonly string[]) {
  const named = keys.map((key) => `\`${key}\``).join(' or ');
  return (value: Fields, at: string, report: Report): void => {
    const given = keys.filter((key) => value[key] !== undefined);
    if (given.length === 0) report(`must define either ${named}`, at);
    if (given.length > 1) report(`must define only one of ${named}`, at);
  };
}
