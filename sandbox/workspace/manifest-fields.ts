export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads fields of a manifest, noting what is wrong with each under its path, and going on. */
export interface FieldReader {
  say(path: string, problem: string): void;
  section(parent: Fields, path: string): Fields;
  /** The objects of a list, each with its own path. */
  objects(parent: Fields, path: string, max: number): { item: Fields; path: string }[];
  list(parent: Fields, path: string, max: number): unknown[];
  text(parent: Fields, path: string, max: number, required?: boolean): string | undefined;
  flag(parent: Fields, path: string): boolean;
  url(parent: Fields, path: string, required: boolean): void;
}

/** The field a path ends in: `settings.interactivity` means `interactivity` of its parent. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

export function fieldReader(problems: string[]): FieldReader {
  const say = (path: string, problem: string): void => void problems.push(`${path}: ${problem}`);

  const list: FieldReader['list'] = (parent, path, max) => {
    const value = parent[lastOf(path)];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      say(path, 'a list was expected');
      return [];
    }
    if (value.length > max) say(path, `${value.length} items, ${max} at most`);
    return value;
  };

  return {
    say,
    list,
    section(parent, path) {
      const value = parent[lastOf(path)];
      if (value === undefined || isObject(value)) return value ?? {};
      say(path, 'an object was expected');
      return {};
    },
    objects(parent, path, max) {
      return list(parent, path, max).flatMap((item, index) => {
        const place = `${path}[${index}]`;
        if (isObject(item)) return [{ item, path: place }];
        say(place, 'an object was expected');
        return [];
      });
    },
    text(parent, path, max, required = true) {
      const value = parent[lastOf(path)];
      if (value === undefined && !required) return undefined;
      if (typeof value !== 'string' || value === '') say(path, 'a text was expected');
      else if (value.length > max) say(path, `${value.length} characters, ${max} at most`);
      else return value;
      return undefined;
    },
    flag(parent, path) {
      const value = parent[lastOf(path)];
      if (value !== undefined && typeof value !== 'boolean') say(path, 'true or false was expected');
      return value === true;
    },
    url(parent, path, required) {
      const value = parent[lastOf(path)];
      if (value === undefined && !required) return;
      if (typeof value !== 'string' || !/^https?:\/\//.test(value) || !URL.canParse(value)) {
        say(path, 'an http(s) URL was expected');
      }
    },
  };
}
