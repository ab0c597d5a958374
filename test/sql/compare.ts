import type { Checker, Type } from 'typescript/unstable/sync';
import type { Argument } from './arguments.ts';
import type { PostgresType } from './catalog.ts';
import type { JsonRecord } from './infer.ts';
import { type Fields, type Json, never, type Shape } from './shape.ts';
import { elementsOf, type Family, familyOf, itemsOf, partsOf, propertiesOf } from './types.ts';

/** What the driver makes of Postgres' types, with the parsers of `column-types.ts`. In JSON, some are others. */
const families: Record<string, Family> = {
  int2: 'number',
  int4: 'number',
  int8: 'number',
  oid: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  char: 'string',
  name: 'string',
  uuid: 'string',
  date: 'string',
  time: 'string',
  void: 'string',
  unknown: 'string',
  bool: 'boolean',
  timestamptz: 'Date',
  timestamp: 'Date',
};
const inJson: Record<string, Family> = { numeric: 'number', timestamptz: 'string', timestamp: 'string' };

/** JSON that a table holds: the database does not know what is in it. */
export type JsonColumns = (column: string, type: string) => boolean;

export interface Mismatch {
  /** The column, and the way to a value in it, as in `partners[].name`. */
  path: string;
  message: string;
  /** Set if the type says that it is never null: why it can be. */
  nullable?: string;
}

/** Compares what a statement's columns can be with what the code takes them to be. */
export class Comparison {
  readonly #checker: Checker;
  readonly #knownJson: JsonColumns;

  constructor(checker: Checker, knownJson: JsonColumns) {
    this.#checker = checker;
    this.#knownJson = knownJson;
  }

  row(type: Type, columns: Fields): Mismatch[] {
    const { isAny, isUnknown, rest } = partsOf(type);
    if (isUnknown) return []; // nothing of it can be read
    if (isAny) return [{ path: 'row', message: 'the row is any' }];
    return this.#anyOf(rest, columns, '', false);
  }

  #value(type: Type, shape: Shape, path: string, isJson: boolean): Mismatch[] {
    const { hasNull, isAny, isUnknown, rest } = partsOf(type);
    if (isAny) return [{ path, message: 'its type is any' }];
    if (isUnknown) return [];
    const says = this.#checker.typeToString(type);
    const found: Mismatch[] = [];
    if (shape.nullable && !hasNull)
      found.push({ path, message: `the type says ${says}, but ${shape.nullable}`, nullable: shape.nullable });
    if (rest.length === 0) {
      if (shape.nullable === null)
        found.push({ path, message: `the type says ${says}, but it is ${shape.type.name}` });
      return found;
    }
    return [...found, ...this.#present(rest, shape, path, isJson, says)];
  }

  #present(rest: readonly Type[], shape: Shape, path: string, isJson: boolean, says: string): Mismatch[] {
    const { name, element } = shape.type;
    const wrong = (is: string): Mismatch[] => [{ path, message: `the type says ${says}, but it is ${is}` }];
    if (name === 'json' || name === 'jsonb') return this.#json(rest, shape, path, says);
    if (shape.fields && (isJson || name === 'record')) {
      if (!isJson) return wrong('a row as text');
      return this.#anyOf(rest, shape.fields, path, true);
    }
    if (element) {
      if (rest.some((part) => familyOf(this.#checker, part) !== 'array')) return wrong(`${element.name}[]`);
      return rest.flatMap((part) =>
        this.#elements(part, shape.element ?? { type: element, nullable: null }, path, isJson),
      );
    }
    const expected = (isJson && inJson[name]) || families[name];
    const actual = new Set(rest.map((part) => familyOf(this.#checker, part)));
    if (!expected || [...actual].some((family) => family !== expected)) return wrong(name);
    const literals = rest.map((part) => (part.isLiteralType() ? part.value : undefined));
    if (shape.values && literals.every((literal) => typeof literal === 'string')) {
      const others = shape.values.filter((value) => !literals.includes(value));
      if (others.length > 0)
        return [{ path, message: `the type says ${says}, but it can be '${others.join("', '")}'` }];
    }
    return [];
  }

  #elements(type: Type, element: Shape, path: string, isJson: boolean): Mismatch[] {
    return elementsOf(this.#checker, type).flatMap((item) => this.#value(item, element, `${path}[]`, isJson));
  }

  #json(rest: readonly Type[], shape: Shape, path: string, says: string): Mismatch[] {
    if (!shape.json) {
      const column = shape.column ?? 'JSON';
      if (this.#knownJson(column, says)) return [];
      return [{ path, message: `the type says ${says}, but ${column} can be anything` }];
    }
    return shape.json.flatMap((json) => this.#jsonValue(rest, json, path, says));
  }

  #jsonValue(rest: readonly Type[], json: Json, path: string, says: string): Mismatch[] {
    const wrong = (is: string): Mismatch[] => [{ path, message: `the type says ${says}, but it is ${is}` }];
    const arrays = rest.filter((part) => familyOf(this.#checker, part) === 'array');
    switch (json.is) {
      case 'object':
        return this.#anyOf(rest, json.fields, path, true);
      case 'array': {
        if (arrays.length === 0) return wrong('an array');
        const { element } = json;
        return element ? arrays.flatMap((part) => this.#elements(part, element, path, true)) : [];
      }
      case 'tuple': {
        const { items } = json;
        const tuple = arrays.find((part) => this.#checker.isTupleType(part));
        const types = tuple ? elementsOf(this.#checker, tuple) : [];
        if (types.length !== items.length) return wrong(`an array of ${items.length}`);
        return items.flatMap((item, i) => this.#value(types[i]!, item, `${path}[${i}]`, true));
      }
      case 'map':
        return rest.flatMap((part) =>
          this.#checker
            .getIndexInfosOfType(part)
            .flatMap(({ valueType }) => this.#value(valueType, json.value, `${path}.*`, true)),
        );
      case 'value':
        return this.#present(rest, never(json.shape), path, true, says);
    }
  }

  /** An object, whose type may be a union: the parts that its constant fields allow. It has to be one of them. */
  #anyOf(rest: readonly Type[], fields: Fields, path: string, isJson: boolean): Mismatch[] {
    const objects = rest.filter(
      (part) => !['array', 'Date', 'string', 'number', 'boolean'].includes(familyOf(this.#checker, part)),
    );
    const results = objects
      .filter((part) => rest.length === 1 || this.#allows(part, fields))
      .map((part) => this.#fields(part, fields, path, isJson));
    const [first] = results;
    if (!first) {
      const says = rest.map((part) => this.#checker.typeToString(part)).join(' | ');
      return [{ path, message: `the type says ${says}, but it is an object like none of these` }];
    }
    return results.find((result) => result.length === 0) ?? first;
  }

  #allows(type: Type, fields: Fields): boolean {
    const properties = propertiesOf(this.#checker, type);
    return [...fields].every(([name, { values }]) => {
      const property = properties.get(name);
      const literals =
        property &&
        partsOf(property.type).rest.map((part) => (part.isLiteralType() ? part.value : undefined));
      return !values || !literals || literals.some((one) => typeof one !== 'string' || values.includes(one));
    });
  }

  #fields(type: Type, fields: Fields, path: string, isJson: boolean): Mismatch[] {
    const properties = propertiesOf(this.#checker, type);
    const under = (name: string) => (path ? `${path}.${name}` : name);
    const found: Mismatch[] = [];
    for (const [name, { optional }] of properties)
      if (!fields.has(name))
        found.push({
          path: under(name),

          message: `it is in the type, not in the ${isJson ? 'JSON' : 'rows'}${optional ? ' (optional)' : ''}`,
        });
    for (const [name, shape] of fields) {
      const property = properties.get(name);
      if (property) found.push(...this.#value(property.type, shape, under(name), isJson));
      else
        found.push({
          path: under(name),
          message: `it is in the ${isJson ? 'JSON' : 'rows'}, not in the type`,
        });
    }
    return found;
  }

  /** What is wrong with what the code passes for a parameter. Null if it fits. */
  parameter(type: Type, postgres: PostgresType, isJson = false): string | null {
    const { isAny, isUnknown, rest } = partsOf(type);
    if (!isAny && !isUnknown && rest.every((part) => this.#fits(part, postgres, isJson))) return null;
    return `${this.#checker.typeToString(type)} is passed for ${displayed(postgres)}`;
  }

  /** Compares the columns that a statement takes from JSON with the objects that the code writes. */
  record(argument: Argument | undefined, columns: JsonRecord['columns'], path: string): Mismatch[] {
    if (!argument?.fields)
      return [{ path, message: 'what the JSON holds is not known: pass JSON.stringify of an array' }];
    return columns.flatMap(({ name, type }) => {
      const property = argument.fields!.get(name);
      const message = property
        ? this.parameter(property.type, type, true)
        : 'the statement takes it from the JSON, which has no such field';
      return message ? [{ path: `${path}[].${name}`, message }] : [];
    });
  }

  #fits(type: Type, postgres: PostgresType, isJson: boolean): boolean {
    const family = familyOf(this.#checker, type);
    const { element, name } = postgres;
    if (isJson && /^jsonb?$/.test(name)) return true;
    if (isJson && /^timestamp/.test(name)) return family === 'Date' || family === 'string';
    if (element) {
      const items = itemsOf(this.#checker, type);
      return (
        items?.every((item) => partsOf(item).rest.every((part) => this.#fits(part, element, isJson))) ?? false
      );
    }
    // The driver would make an array literal of an array.
    if (name === 'json' || name === 'jsonb') return family === 'string' || family === 'object';
    return family === families[name] || (name === 'numeric' && family === 'number');
  }
}

const displayed = ({ name, element }: PostgresType): string => (element ? `${element.name}[]` : name);
