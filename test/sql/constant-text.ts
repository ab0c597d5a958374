import {
  type BindingElement,
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isArrowFunction,
  isAsExpression,
  isBinaryExpression,
  isBindingElement,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isForOfStatement,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isIfStatement,
  isNonNullExpression,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isObjectLiteralExpression,
  isParameterDeclaration,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isReturnStatement,
  isSatisfiesExpression,
  isShorthandPropertyAssignment,
  isSpreadElement,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
  isVariableStatement,
  type Node,
  NodeFlags,
  type ParameterDeclaration,
  SyntaxKind,
  type VariableDeclaration,
} from 'typescript/unstable/ast';
import type { Type } from 'typescript/unstable/sync';
import { Choices, Unreachable } from './choices.ts';
import type { Project } from './project.ts';

/** A statement with more ways to its text than this is not constant in any useful sense. */
const maxWays = 5_000;

/** One text that an expression can have. */
export interface ConstantText {
  text: string;
  /** Which branch of a condition leads to this text. Undefined if the text does not depend on it. */
  branch(condition: Node): boolean | undefined;
}

/**
 * All texts that an expression can have, as far as they follow from the sources: constants, templates, functions that return
 * fragments, and each branch of a condition. A parameter is what each of the function's callers passes.
 * @param isNamed whether a quoted name, as in `"${schema}"` or `escapeIdentifier(schema)`, may be known at run time only
 */
export function constantTexts(
  project: Project,
  expression: Node,
  { isNamed = false } = {},
): { texts: ConstantText[] } | { dynamic: string } {
  const texts = new Map<string, ConstantText>();
  let next: number[] | undefined = [];
  try {
    for (let ways = 0; next; ways++) {
      if (ways === maxWays) return { dynamic: `there are more than ${maxWays} ways to it` };
      const way: number[] = next;
      const choices = new Choices(way);
      try {
        const text = new Evaluation(project, choices, isNamed).text(expression);
        const other = texts.get(text);
        texts.set(text, {
          text,
          branch(condition) {
            const branch = choices.branch(choiceKey(project, condition, topScope));
            return other && other.branch(condition) !== branch ? undefined : branch;
          },
        });
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
      }
      next = choices.nextWay();
    }
  } catch (error) {
    if (error instanceof NotConstant) return { dynamic: error.message };
    throw error;
  }
  return texts.size > 0 ? { texts: [...texts.values()] } : { dynamic: 'no way to it is known' };
}

class NotConstant extends Error {}

type Value = string | number | boolean | null | undefined | Value[] | ObjectValue | Closure;

/** What the parameters of the functions around stand for. */
interface Scope {
  /** Where it was called from: tells its choices from those of another call. */
  path: string;
  values: ReadonlyMap<ParameterDeclaration, () => Value>;
}
const topScope: Scope = { path: '', values: new Map() };

/** Its properties are read as they are asked for. */
class ObjectValue {
  readonly properties: ReadonlyMap<string, () => Value>;
  constructor(properties: ReadonlyMap<string, () => Value>) {
    this.properties = properties;
  }
}

class Closure {
  readonly call: (args: (() => Value)[], from: string) => Value;
  constructor(call: (args: (() => Value)[], from: string) => Value) {
    this.call = call;
  }
}

class Evaluation {
  readonly #project: Project;
  readonly #choices: Choices;
  readonly #isNamed: boolean;
  #depth = 0;

  constructor(project: Project, choices: Choices, isNamed: boolean) {
    this.#project = project;
    this.#choices = choices;
    this.#isNamed = isNamed;
  }

  /** The text of a statement, or of the driver's `{ text, … }`. */
  text(node: Node): string {
    const value = this.value(node, topScope);
    return asText(value instanceof ObjectValue ? value.properties.get('text')?.() : value);
  }

  value(node: Node, scope: Scope): Value {
    if (++this.#depth > 200) throw new NotConstant('it calls itself');
    try {
      return this.#value(node, scope);
    } catch (error) {
      if (!(error instanceof NotConstant)) throw error;
      const literals = this.#literals(node);
      if (!literals) throw error;
      return literals[this.#choose(node, scope, literals.length)];
    } finally {
      this.#depth--;
    }
  }

  #value(node: Node, scope: Scope): Value {
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
    if (isNumericLiteral(node)) return Number(node.text);
    if (node.kind === SyntaxKind.TrueKeyword) return true;
    if (node.kind === SyntaxKind.FalseKeyword) return false;
    if (node.kind === SyntaxKind.NullKeyword) return null;
    if (
      isParenthesizedExpression(node) ||
      isAsExpression(node) ||
      isSatisfiesExpression(node) ||
      isNonNullExpression(node)
    )
      return this.value(node.expression, scope);
    if (isTemplateExpression(node))
      return node.templateSpans.reduce((text, { expression, literal }) => {
        const isQuoted = text.endsWith('"') && literal.text.startsWith('"');
        return text + this.#span(expression, scope, isQuoted) + literal.text;
      }, node.head.text);
    if (isConditionalExpression(node))
      return this.value(this.#isTrue(node.condition, scope) ? node.whenTrue : node.whenFalse, scope);
    if (isBinaryExpression(node)) return this.#binary(node.operatorToken.kind, node.left, node.right, scope);
    if (isIdentifier(node)) return this.#name(node, scope);
    if (isPropertyAccessExpression(node)) return this.#property(node.expression, () => node.name.text, scope);
    if (isElementAccessExpression(node))
      return this.#property(
        node.expression,
        () => asText(this.value(node.argumentExpression, scope)),
        scope,
        node.argumentExpression,
      );
    if (isArrayLiteralExpression(node))
      return node.elements.flatMap((element) =>
        isSpreadElement(element)
          ? asArray(this.value(element.expression, scope))
          : [this.value(element, scope)],
      );
    if (isObjectLiteralExpression(node)) return this.#object(node.properties, scope);
    if (isArrowFunction(node) || isFunctionExpression(node) || isFunctionDeclaration(node))
      return this.#closure(node, scope);
    if (isCallExpression(node)) return this.#call(node, scope);
    throw notConstant(node);
  }

  #span(expression: Node, scope: Scope, isQuoted: boolean): string {
    try {
      return asText(this.value(expression, scope));
    } catch (error) {
      if (isQuoted && this.#isNamed && error instanceof NotConstant) return someName;
      throw error;
    }
  }

  #choose(node: Node, scope: Scope, of: number): number {
    return this.#choices.choose(choiceKey(this.#project, node, scope), of);
  }

  #isTrue(condition: Node, scope: Scope): boolean {
    let isTrue: boolean;
    try {
      isTrue = Boolean(this.value(condition, scope));
    } catch (error) {
      if (!(error instanceof NotConstant)) throw error;
      return this.#choose(condition, scope, 2) === 0;
    }
    this.#choices.note(choiceKey(this.#project, condition, scope), isTrue ? 0 : 1);
    return isTrue;
  }

  #binary(operator: SyntaxKind, left: Node, right: Node, scope: Scope): Value {
    const a = this.value(left, scope);
    switch (operator) {
      case SyntaxKind.PlusToken: {
        const b = this.value(right, scope);
        return typeof a === 'number' && typeof b === 'number' ? a + b : asText(a) + asText(b);
      }
      case SyntaxKind.EqualsEqualsEqualsToken:
        return a === this.value(right, scope);
      case SyntaxKind.ExclamationEqualsEqualsToken:
        return a !== this.value(right, scope);
      case SyntaxKind.QuestionQuestionToken:
        return a ?? this.value(right, scope);
      case SyntaxKind.BarBarToken:
        return a || this.value(right, scope);
      case SyntaxKind.AmpersandAmpersandToken:
        return a && this.value(right, scope);
      default:
        throw notConstant(left.parent);
    }
  }

  #name(node: Node, scope: Scope): Value {
    if (node.getText() === 'undefined') return undefined;
    const parent = node.parent;
    const symbol =
      isShorthandPropertyAssignment(parent) && parent.name === node
        ? this.#project.checker.getShorthandAssignmentValueSymbol(parent)
        : this.#project.symbolOf(node);
    const declaration = symbol && this.#project.declarationOf(symbol);
    if (!declaration) throw notConstant(node);
    if (isVariableDeclaration(declaration)) return this.#variable(declaration, scope);
    if (isBindingElement(declaration)) return this.#bound(declaration, scope);
    if (isParameterDeclaration(declaration)) return this.#parameter(declaration, scope);
    if (isFunctionDeclaration(declaration)) return this.#closure(declaration, scope);
    throw notConstant(node);
  }

  #variable(declaration: VariableDeclaration, scope: Scope): Value {
    const list = declaration.parent;
    if (!(list.flags & NodeFlags.Const)) throw new NotConstant(`${declaration.name.getText()} may change`);
    if (isForOfStatement(list.parent)) {
      const items = asArray(this.value(list.parent.expression, scope));
      const key = `${scope.path} loop ${list.getSourceFile().fileName} ${list.pos}`;
      return items[this.#choices.choose(key, items.length)];
    }
    if (!declaration.initializer) throw notConstant(declaration);
    return complete(this.value(declaration.initializer, scope), declaration.name);
  }

  /** A name in a pattern, such as `{ table }`, `{ table = 'a' }` or `[table, ...days]`. */
  #bound(element: BindingElement, scope: Scope): Value {
    const pattern = element.parent;
    const owner = pattern.parent;
    const whole = isBindingElement(owner)
      ? this.#bound(owner, scope)
      : isVariableDeclaration(owner)
        ? this.#variable(owner, scope)
        : this.#parameter(owner as ParameterDeclaration, scope);
    const value = this.#part(element, whole);
    return value === undefined && element.initializer
      ? this.value(element.initializer, scope)
      : complete(value, element.name!);
  }

  #part(element: BindingElement, whole: Value): Value {
    const pattern = element.parent;
    if (isArrayBindingPattern(pattern)) {
      const index = pattern.elements.indexOf(element);
      return element.dotDotDotToken ? asArray(whole).slice(index) : asArray(whole)[index];
    }
    if (!(whole instanceof ObjectValue) || element.dotDotDotToken) throw notConstant(element);
    return whole.properties.get((element.propertyName ?? element.name)!.getText())?.();
  }

  /** What the callers of the function pass. All its parameters come from the same call. */
  #parameter(declaration: ParameterDeclaration, scope: Scope): Value {
    const bound = scope.values.get(declaration);
    if (bound) return bound();
    const owner = declaration.parent as Node & { parameters: readonly ParameterDeclaration[] };
    const name = isFunctionDeclaration(owner)
      ? owner.name
      : isVariableDeclaration(owner.parent)
        ? owner.parent.name
        : undefined;
    const symbol = name && this.#project.symbolOf(name);
    const calls = symbol ? this.#project.callsOf(symbol) : [];
    if (calls.length === 0) throw new NotConstant(`"${declaration.name.getText()}" is a parameter`);
    const call = calls[this.#choices.choose(`caller of ${symbol!.id}`, calls.length)]!;
    const index = owner.parameters.indexOf(declaration);
    const argument = call.arguments[index] ?? declaration.initializer;
    return argument ? this.value(argument, topScope) : undefined;
  }

  #closure(
    fn: Node & { parameters: readonly ParameterDeclaration[]; body?: Node | undefined },
    scope: Scope,
  ): Closure {
    return new Closure((args, from) => {
      const values = new Map(scope.values);
      for (const [i, parameter] of fn.parameters.entries()) {
        const { initializer } = parameter;
        const argument = args[i] ?? (initializer && (() => this.value(initializer, scope)));
        if (argument) values.set(parameter, argument);
      }
      const inner = { path: `${scope.path}/${from}`, values };
      if (!fn.body) throw notConstant(fn);
      if (!isBlock(fn.body)) return this.value(fn.body, inner);
      const returned = this.#run(fn.body.statements, inner);
      if (!returned) throw notConstant(fn);
      return returned.value;
    });
  }

  /** Runs statements up to a `return`. Constants on the way are read where they are used. */
  #run(statements: readonly Node[], scope: Scope): { value: Value } | undefined {
    for (const statement of statements) {
      if (isReturnStatement(statement))
        return { value: statement.expression && this.value(statement.expression, scope) };
      if (isVariableStatement(statement)) continue;
      if (isIfStatement(statement)) {
        const branch = this.#isTrue(statement.expression, scope)
          ? statement.thenStatement
          : statement.elseStatement;
        const returned = branch && this.#run(isBlock(branch) ? branch.statements : [branch], scope);
        if (returned) return returned;
      } else throw notConstant(statement);
    }
    return undefined;
  }

  #object(properties: readonly Node[], scope: Scope): ObjectValue {
    const found = new Map<string, () => Value>();
    for (const property of properties) {
      if (isPropertyAssignment(property)) {
        const name = isStringLiteral(property.name) ? property.name.text : property.name.getText();
        found.set(name, () => this.value(property.initializer, scope));
      } else if (isShorthandPropertyAssignment(property))
        found.set(property.name.getText(), () => this.#name(property.name, scope));
      else throw notConstant(property);
    }
    return new ObjectValue(found);
  }

  #property(object: Node, name: () => string, scope: Scope, nameNode?: Node): Value {
    const value = this.value(object, scope);
    if (!(value instanceof ObjectValue || Array.isArray(value))) throw notConstant(object.parent);
    const keys = value instanceof ObjectValue ? [...value.properties.keys()] : value.map((_, i) => String(i));
    let key: string;
    try {
      key = name();
    } catch (error) {
      if (!(error instanceof NotConstant) || !nameNode) throw error;
      key = keys[this.#choose(nameNode, scope, keys.length)]!;
    }
    if (!(value instanceof ObjectValue)) return key === 'length' ? value.length : value[Number(key)];
    return value.properties.get(key)?.();
  }

  #call(node: Node & { expression: Node; arguments: readonly Node[] }, scope: Scope): Value {
    const from = `${node.getSourceFile().fileName}:${node.pos}`;
    const callee = node.expression;
    const args = node.arguments.map((arg) => () => this.value(arg, scope));
    if (isPropertyAccessExpression(callee)) {
      const name = callee.name.text;
      const owner = callee.expression.getText();
      if (owner === 'Object') return objectMethod(name, args[0]?.(), node);
      if (owner === 'Array' && name === 'from') {
        const items = listed(args[0]?.(), node);
        return args[1] ? arrayMethod(items, 'map', [args[1]()], from, node) : items;
      }
      if (name === 'escapeIdentifier' && this.#isNamed) return `"${someName}"`;
      const target = this.value(callee.expression, scope);
      if (typeof target === 'string')
        return stringMethod(
          target,
          name,
          args.map((arg) => arg()),
          node,
        );
      if (Array.isArray(target))
        return arrayMethod(
          target,
          name,
          args.map((arg) => arg()),
          from,
          node,
        );
      throw notConstant(node);
    }
    const fn = this.value(callee, scope);
    if (!(fn instanceof Closure)) throw notConstant(node);
    return fn.call(args, from);
  }

  /** The values of a type that is a literal or a union of them. */
  #literals(node: Node): Value[] | undefined {
    const type = this.#project.checker.getTypeAtLocation(node);
    const parts = type?.isUnionType() ? type.getTypes() : type ? [type] : [];
    const values = parts.map((part: Type) => (part.isLiteralType() ? part.value : undefined));
    return values.length > 0 &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
      ? (values as Value[])
      : undefined;
  }
}

/** A name goes by what it stands for, anything else by its text. */
function choiceKey(project: Project, node: Node, scope: Scope): string {
  const symbol = isIdentifier(node) ? project.symbolOf(node)?.id : undefined;
  return `${scope.path} ${symbol ?? `${node.getSourceFile().fileName} ${node.getText()}`}`;
}

/** In place of a name that is known at run time only. */
const someName = '?';

const notConstant = (node: Node) =>
  new NotConstant(`\`${node.getText().replace(/\s+/g, ' ').slice(0, 80)}\` is not constant`);

function asText(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value === undefined) throw new Unreachable();
  throw new NotConstant(`a value in it is no text`);
}

function asArray(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (value === undefined) throw new Unreachable();
  throw new NotConstant('it loops over what is not constant');
}

/** @throws NotConstant if the file changes the array by its name */
function complete(value: Value, named: Node): Value {
  const name = named.getText();
  if (
    Array.isArray(value) &&
    isIdentifier(named) &&
    new RegExp(`\\b${name}\\.(?:push|splice|unshift|sort|pop|shift)\\(`).test(named.getSourceFile().text)
  )
    throw new NotConstant(`${name} is filled step by step`);
  return value;
}

/** What `Array.from` lists: an array, or the `undefined`s of `{ length: 3 }`. */
function listed(value: Value, node: Node): Value[] {
  if (!(value instanceof ObjectValue)) return asArray(value);
  const length = value.properties.get('length')?.();
  if (typeof length !== 'number') throw notConstant(node);
  return Array.from({ length }, () => undefined);
}

function objectMethod(name: string, value: Value, node: Node): Value {
  if (!(value instanceof ObjectValue)) throw notConstant(node);
  const entries = [...value.properties];
  if (name === 'keys') return entries.map(([key]) => key);
  if (name === 'values') return entries.map(([, read]) => read());
  if (name === 'entries') return entries.map(([key, read]) => [key, read()]);
  throw notConstant(node);
}

function stringMethod(text: string, name: string, args: Value[], node: Node): Value {
  const [first, second] = args;
  if (name === 'trim') return text.trim();
  if (name === 'replaceAll' && typeof first === 'string' && typeof second === 'string')
    return text.replaceAll(first, second);
  throw notConstant(node);
}

function arrayMethod(items: Value[], name: string, args: Value[], from: string, node: Node): Value {
  const [first] = args;
  if (name === 'join') return items.map(asText).join(first === undefined ? ',' : asText(first));
  if (name === 'includes') return items.includes(first);
  if (!(first instanceof Closure)) throw notConstant(node);
  const results = items.map((item, i) => first.call([() => item, () => i], `${from}[${i}]`));
  if (name === 'map') return results;
  if (name === 'flatMap') return results.flatMap((result) => (Array.isArray(result) ? result : [result]));
  if (name === 'filter') return items.filter((_, i) => results[i]);
  throw notConstant(node);
}
