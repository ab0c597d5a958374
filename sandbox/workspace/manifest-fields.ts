export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads fields of a manifest. Records what is wrong under the field's path and continues. */
export interface FieldReader {
  say(path: string, problem: string): void;
  section(parent: Fields, path: string): Fields;
  /** Returns the objects of a list, each with its path. */
  objects(parent: Fields, path: string, max: number): { item: Fields; path: string }[];
  list(parent: Fields, path: string, max: number): unknown[];
  text(parent: Fields, path: string, max: number, required?: boolean): string | undefined;
  flag(parent: Fields, path: string): boolean;
  url(parent: Fields, path: string, required: boolean): void;
}

/** The last part of a path, the field's name in its parent: `interactivity` of `settings.interactivity`. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function fieldReader(problems: string[]): FieldReader {
  const say = (path: string, problem: string): void => void problems.push(`${path}: ${problem}`);

  const list: FieldReader['list'] = (parent, path, max) => {
    const value = parent[lastOf(path)];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      say(path, 'expected a list');
      return [];
    }
    if (value.length > max) say(path, `has ${value.length} items, at most ${max} are allowed`);
    return value;
  };

  return {
    say,
    list,
    section(parent, path) {
      const value = parent[lastOf(path)];
      if (value === undefined || isObject(value)) return value ?? {};
      say(path, 'expected an object');
      return {};
    },
    objects(parent, path, max) {
      return list(parent, path, max).flatMap((item, index) => {
        const place = `${path}[${index}]`;
        if (isObject(item)) return [{ item, path: place }];
        say(place, 'expected an object');
        return [];
      });
    },
    text(parent, path, max, required = true) {
      const value = parent[lastOf(path)];
      if (value === undefined && !required) return undefined;
      if (typeof value !== 'string' || value === '') say(path, 'expected text');
      else if (value.length > max) say(path, `has ${value.length} characters, at most ${max} are allowed`);
      else return value;
      return undefined;
    },
    flag(parent, path) {
      const value = parent[lastOf(path)];
      if (value !== undefined && typeof value !== 'boolean') say(path, 'expected true or false');
      return value === true;
    },
    url(parent, path, required) {
      const value = parent[lastOf(path)];
      if (value === undefined && !required) return;
      if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value)) {
        say(path, 'expected an http(s) URL');
      }
    },
  };
}
