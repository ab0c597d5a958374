import { Refusal, refusalWith } from './refusal.ts';

/** The arguments of one call. Forms carry everything as text, objects as JSON text; JSON bodies carry real values. */
export class Arguments {
  readonly raw: Readonly<Record<string, unknown>>;
  constructor(raw: Readonly<Record<string, unknown>>) {
    this.raw = raw;
  }

  /** @throws Refusal `invalid_array_arg` for a list; only `json` and `list` take one */
  text(name: string): string | undefined {
    const value = this.raw[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) throw new Refusal('invalid_array_arg');
    if (typeof value === 'object') {
      throw refusalWith('invalid_arguments', [`must provide a string [json-pointer:/${name}]`]);
    }
    return String(value);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw refusalWith('invalid_arguments', [`missing required field: ${name} [json-pointer:/${name}]`]);
    }
    return value;
  }

  flag(name: string, otherwise = false): boolean {
    const value = this.raw[name];
    if (value === undefined || value === null || value === '') return otherwise;
    return value === true || value === 1 || value === '1' || value === 'true';
  }

  /** Several words: separated by commas, or a list in a JSON call. Empty if there are none. */
  list(name: string): string[] {
    const value = this.raw[name];
    const words = Array.isArray(value) ? value.map(String) : (this.text(name) ?? '').split(',');
    return words.map((word) => word.trim()).filter(Boolean);
  }

  /** An object or list, sent as such or as JSON in a form. @throws Refusal `error` on broken JSON */
  json(name: string, error: string): unknown {
    const value = this.raw[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      throw new Refusal(error);
    }
  }
}
