import path from 'node:path';
import {
  type CallExpression,
  type Identifier,
  isAwaitExpression,
  isCallExpression,
  isClassDeclaration,
  isExpressionStatement,
  isFunctionDeclaration,
  isIdentifier,
  isPropertyAccessExpression,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { API, type Checker, type Symbol as Sym, SymbolFlags, type Type } from 'typescript/unstable/sync';

/** A call of `query`, of this project's `Sql` or of the driver's client. */
export interface Call {
  node: CallExpression;
  text: Node;
  /** The array of values, if there is one. */
  values: Node | undefined;
  /** The type of a row. Undefined if nothing reads the result. */
  row: Type | undefined;
  /** Path below the root, and line. */
  file: string;
  line: number;
  /** The function, class or constant at the top of the file that the call is in. */
  within: string;
}

/** The sources as the compiler sees them. */
export interface Project {
  checker: Checker;
  calls: readonly Call[];
  /** What a name stands for, where it was imported as well. */
  symbolOf(name: Node): Sym | undefined;
  declarationOf(symbol: Sym): Node | undefined;
  /** The calls of a function by its name. */
  callsOf(symbol: Sym): readonly CallExpression[];
  close(): void;
}

/**
 * Opens the project of a `tsconfig.json` with the native compiler's API, which is pinned with the compiler.
 * @param isChecked chooses the source files, by path below the root
 */
export function openProject(root: string, isChecked: (file: string) => boolean): Project {
  const api = new API({ cwd: root });
  const snapshot = api.updateSnapshot({ openProjects: [path.join(root, 'tsconfig.json')] });
  const { program, checker } = snapshot.getProjects()[0]!;
  const sources = program
    .getSourceFileNames()
    .filter((name) => isChecked(path.relative(root, name)))
    .map((name) => program.getSourceFile(name)!);

  const symbols = new Map<Node, Sym | undefined>();
  function symbolOf(name: Node): Sym | undefined {
    if (!symbols.has(name)) symbols.set(name, unaliased(checker.getSymbolAtLocation(name)));
    return symbols.get(name);
  }
  const unaliased = (symbol: Sym | undefined) =>
    symbol && symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  const calls: CallExpression[] = [];
  const namedCalls: CallExpression[] = [];
  for (const source of sources)
    walk(source, (node) => {
      if (!isCallExpression(node)) return;
      if (isIdentifier(node.expression)) namedCalls.push(node);
      else if (
        isPropertyAccessExpression(node.expression) &&
        node.expression.name.text === 'query' &&
        node.arguments[0]
      )
        calls.push(node);
    });

  let callsByName: Map<number, CallExpression[]> | undefined;
  function callsOf(symbol: Sym): readonly CallExpression[] {
    if (!callsByName) {
      callsByName = new Map();
      const found = checker.getSymbolAtLocation(namedCalls.map((call) => call.expression));
      for (const [i, call] of namedCalls.entries()) {
        const id = unaliased(found[i])?.id;
        if (id === undefined) continue;
        callsByName.set(id, [...(callsByName.get(id) ?? []), call]);
      }
    }
    return callsByName.get(symbol.id) ?? [];
  }

  return {
    checker,
    symbolOf,
    callsOf,
    declarationOf: (symbol) => (symbol.valueDeclaration ?? symbol.declarations[0])?.resolve(),
    calls: calls.map((node) => {
      const source = node.getSourceFile();
      return {
        node,
        text: node.arguments[0]!,
        values: node.arguments[1],
        row: isUsed(node) ? rowType(checker, node) : undefined,
        file: path.relative(root, source.fileName),
        line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1,
        within: topName(node),
      };
    }),
    close() {
      snapshot.dispose();
      api.close();
    },
  };
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** Whether something is done with what a call returns. */
const isUsed = (call: CallExpression): boolean =>
  !(isAwaitExpression(call.parent) && isExpressionStatement(call.parent.parent));

/** `Row` of `Promise<Row[]>`, or of the driver's `Promise<QueryResult<Row>>`. */
function rowType(checker: Checker, call: CallExpression): Type | undefined {
  const [result] = typeArguments(checker, checker.getTypeAtLocation(call));
  const [row] = typeArguments(checker, result);
  return row;
}

function typeArguments(checker: Checker, type: Type | undefined): readonly Type[] {
  return type?.isObjectType() && type.isTypeReference() ? checker.getTypeArguments(type) : [];
}

function topName(node: Node): string {
  let name = '';
  for (let at: Node | undefined = node; at; at = at.parent)
    if (
      (isFunctionDeclaration(at) || isVariableDeclaration(at) || isClassDeclaration(at)) &&
      at.name &&
      isIdentifier(at.name)
    )
      name = (at.name as Identifier).text;
  return name;
}
