import type { Checker, Type } from 'typescript/unstable/sync';
import { TypeFlags } from 'typescript/unstable/sync';

export interface Parts {
  /** Without null and undefined. */
  rest: readonly Type[];
  hasNull: boolean;
  hasUndefined: boolean;
  isAny: boolean;
  isUnknown: boolean;
}

export function partsOf(type: Type): Parts {
  const parts = type.isUnionType() ? type.getTypes() : [type];
  const has = (flag: TypeFlags) => parts.some((part) => part.flags & flag);
  return {
    rest: parts.filter((part) => !(part.flags & (TypeFlags.Null | TypeFlags.Undefined | TypeFlags.Void))),
    hasNull: has(TypeFlags.Null),
    hasUndefined: has(TypeFlags.Undefined | TypeFlags.Void),
    isAny: has(TypeFlags.Any),
    isUnknown: has(TypeFlags.Unknown),
  };
}

export type Family = 'string' | 'number' | 'boolean' | 'Date' | 'array' | 'object' | 'other';

export function familyOf(checker: Checker, type: Type): Family {
  const { flags } = type;
  if (flags & (TypeFlags.StringLike | TypeFlags.TemplateLiteral | TypeFlags.StringMapping)) return 'string';
  if (flags & TypeFlags.NumberLike) return 'number';
  if (flags & TypeFlags.BooleanLike) return 'boolean';
  if (type.isIntersectionType()) {
    const families = type.getTypes().map((part) => familyOf(checker, part));
    return families.find((family) => family !== 'object' && family !== 'other') ?? 'object';
  }
  if (type.getSymbol()?.name === 'Date') return 'Date';
  if (checker.isArrayType(type) || checker.isTupleType(type)) return 'array';
  return flags & TypeFlags.Object ? 'object' : 'other';
}

/** The types of an array's or tuple's elements. */
export const elementsOf = (checker: Checker, type: Type): readonly Type[] =>
  type.isObjectType() && type.isTypeReference() ? checker.getTypeArguments(type) : [];

/** The types of what an array that is passed to Postgres holds, as an array or as `arrayText`. Undefined for anything else. */
export function itemsOf(checker: Checker, type: Type): readonly Type[] | undefined {
  if (type.getAliasSymbol()?.name === 'ArrayText') return type.getAliasTypeArguments();
  return familyOf(checker, type) === 'array' ? elementsOf(checker, type) : undefined;
}

export interface Property {
  type: Type;
  optional: boolean;
}

export function propertiesOf(checker: Checker, type: Type): Map<string, Property> {
  const properties = checker.getPropertiesOfType(type);
  const types = checker.getTypeOfSymbol(properties);
  return new Map(
    properties.map((property, i) => [
      property.name,
      { type: types[i]!, optional: partsOf(types[i]!).hasUndefined },
    ]),
  );
}
