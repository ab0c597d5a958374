import {
  isArrayLiteralExpression,
  isCallExpression,
  isConditionalExpression,
  isSpreadElement,
  type Node,
} from 'typescript/unstable/ast';
import type { Checker, Type } from 'typescript/unstable/sync';
import type { ConstantText } from './constant-text.ts';
import type { Call } from './project.ts';
import { elementsOf, itemsOf, type Property, partsOf, propertiesOf } from './types.ts';

/** What the code passes for a parameter, as far as it matters to what the statement returns. */
export interface Argument {
  nullable: boolean;
  elementsNullable: boolean;
  /** The fields of the objects, if it is an array of them as JSON. */
  fields?: ReadonlyMap<string, Property>;
}

export interface PassedValue {
  type: Type;
  node?: Node;
}

/** The values of a call. Undefined if it is not known how many there are. */
export function passedValues(
  checker: Checker,
  call: Call,
  { branch }: ConstantText,
): PassedValue[] | undefined {
  if (!call.values) return [];
  if (!isArrayLiteralExpression(call.values)) return tupleOf(checker, call.values);
  const values: PassedValue[] = [];
  for (const element of call.values.elements) {
    if (isSpreadElement(element)) {
      const spread = tupleOf(checker, element.expression);
      if (!spread) return undefined;
      values.push(...spread);
    } else {
      const node = chosenOf(element, branch);
      values.push({ type: checker.getTypeAtLocation(node)!, node });
    }
  }
  return values;
}

/** The branch that goes with the text, as in `where id = ${isOne ? '$1' : 'any($1)'}` and `[isOne ? ids[0] : ids]`. */
function chosenOf(value: Node, branch: ConstantText['branch']): Node {
  if (!isConditionalExpression(value)) return value;
  const chosen = branch(value.condition);
  if (chosen === undefined) return value;
  return chosen ? value.whenTrue : value.whenFalse;
}

function tupleOf(checker: Checker, node: Node): PassedValue[] | undefined {
  const type = checker.getTypeAtLocation(node);
  if (!type || !checker.isTupleType(type)) return undefined;
  return elementsOf(checker, type).map((item) => ({ type: item }));
}

export function argumentOf(checker: Checker, { type, node }: PassedValue): Argument {
  const elements = partsOf(type).rest.flatMap((part) => itemsOf(checker, part) ?? []);
  const written = node && stringified(node);
  const fields = written && fieldsOf(checker, checker.getTypeAtLocation(written));
  return {
    nullable: canBeNull(type),
    elementsNullable: elements.some(canBeNull),
    ...(fields && { fields }),
  };
}

export function canBeNull(type: Type): boolean {
  const { hasNull, hasUndefined, isAny, isUnknown } = partsOf(type);
  return hasNull || hasUndefined || isAny || isUnknown;
}

/** `x` of `JSON.stringify(x)`. */
const stringified = (node: Node): Node | undefined =>
  isCallExpression(node) && node.expression.getText() === 'JSON.stringify' ? node.arguments[0] : undefined;

function fieldsOf(checker: Checker, type: Type | undefined): Map<string, Property> | undefined {
  const [item] = type ? elementsOf(checker, type) : [];
  return item && propertiesOf(checker, item);
}
