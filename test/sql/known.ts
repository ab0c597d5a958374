import type { Catalog } from './catalog.ts';
import type { Node } from './node-tree.ts';

/** What conditions prove not to be null, for the rows that pass them. */
export interface Known {
  /** Columns of entries in the range table, as `3.1`, those of a query around this one, and other expressions: see `keyOf`. */
  readonly values: ReadonlySet<string>;
  /** Outer joins that found a row: see `joinKey`. */
  readonly found: ReadonlySet<string>;
}

const nothingKnown: Known = { values: new Set(), found: new Set() };

export const both = (a: Known, b: Known): Known => ({
  values: new Set([...a.values, ...b.values]),
  found: new Set([...a.found, ...b.found]),
});

const either = (a: Known, b: Known): Known => ({
  values: new Set([...a.values].filter((key) => b.values.has(key))),
  found: new Set([...a.found].filter((entry) => b.found.has(entry))),
});

export const nodes = (field: unknown): readonly Node[] =>
  (Array.isArray(field) ? field : []) as readonly Node[];

/** Names an expression, wherever it stands in the same query. */
export const keyOf = (expression: Node): string =>
  expression.tag === 'VAR'
    ? columnKey(expression, Number(expression.varlevelsup))
    : JSON.stringify(expression, (name, value) => (/location$|nosyn$/.test(name) ? undefined : value));

/** Names a column of a query so many levels further out: `3.1`, or `3.1^1`. */
export const columnKey = ({ varno, varattno }: Node, level: number): string =>
  `${varno}.${varattno}${level > 0 ? `^${level}` : ''}`;

/** Names an outer join of a query so many levels further out. */
export const joinKey = (join: number, level: number): string =>
  level > 0 ? `${join}^${level}` : String(join);

/** The outer joins that a column becomes null in where they find no row. */
export const outerJoinsOf = (column: Node): readonly number[] =>
  (column.varnullingrels ?? []) as readonly number[];

/** What holds in the rows that FROM and WHERE let through. */
export function knownFrom(query: Node, catalog: Catalog): Known {
  let known = nothingKnown;
  visit(query.jointree as Node | null, false);
  return known;

  /** @param isOptional whether an outer join above may put nulls in place of this part's rows */
  function visit(part: Node | null, isOptional: boolean): void {
    if (part?.tag === 'RANGETBLREF' && !isOptional) {
      const { subquery } = nodes(query.rtable)[Number(part.rtindex) - 1]!;
      // A parameter is the same outside. INSERT … SELECT even takes it directly, past the subquery.
      const values = subquery ? [...knownFrom(subquery as Node, catalog).values] : [];
      known = both(known, { values: new Set(values.filter(isParameter)), found: new Set() });
    } else if (part?.tag === 'FROMEXPR') {
      for (const child of nodes(part.fromlist)) visit(child, isOptional);
      learn(part.quals as Node | null, isOptional);
    } else if (part?.tag === 'JOINEXPR') {
      const [left, right] = [part.larg as Node, part.rarg as Node];
      const kind = joinKinds[Number(part.jointype)];
      visit(left, isOptional || kind === 'right' || kind === 'full');
      visit(right, isOptional || kind === 'left' || kind === 'full');
      if (kind === 'inner') learn(part.quals as Node | null, isOptional);
      // The condition holds for the rows that it found, so for columns of the optional side only.
      else if (kind === 'left') learn(part.quals as Node | null, true, entriesOf(right));
      else if (kind === 'right') learn(part.quals as Node | null, true, entriesOf(left));
    }
  }

  function learn(condition: Node | null, isOptional: boolean, entries?: ReadonlySet<string>): void {
    if (!condition) return;
    const found = whenTrue(condition, catalog);
    const isOf = (key: string) => !entries || entries.has(key.split('.')[0]!);
    known = both(known, {
      values: new Set([...found.values].filter(isOf)),
      found: isOptional ? new Set() : found.found,
    });
  }
}

const isParameter = (key: string): boolean => key.includes('"tag":"PARAM"') && !key.includes('"tag":"VAR"');

const joinKinds = ['inner', 'left', 'full', 'right'];

function entriesOf(part: Node): ReadonlySet<string> {
  if (part.tag === 'RANGETBLREF') return new Set([part.rtindex as string]);
  return new Set([part.larg, part.rarg].flatMap((side) => [...entriesOf(side as Node)]));
}

/** What is not null where the condition is true. */
export function whenTrue(condition: Node, catalog: Catalog): Known {
  switch (condition.tag) {
    case 'BOOLEXPR': {
      const args = nodes(condition.args);
      if (condition.boolop === 'not') return whenFalse(args[0]!, catalog);
      return args.map((arg) => whenTrue(arg, catalog)).reduce(condition.boolop === 'and' ? both : either);
    }
    case 'NULLTEST':
      return condition.nulltesttype === '1' ? proven(condition.arg as Node, catalog) : nothingKnown;
    case 'BOOLEANTEST': // IS TRUE, IS FALSE
      return ['0', '2'].includes(condition.booltesttype as string)
        ? proven(condition.arg as Node, catalog)
        : nothingKnown;
    case 'SUBLINK': // x IN (SELECT …)
      return condition.subLinkType === '2' && condition.testexpr
        ? proven(condition.testexpr as Node, catalog)
        : nothingKnown;
    default:
      return proven(condition, catalog);
  }
}

/** What is not null where the condition is false. */
export function whenFalse(condition: Node, catalog: Catalog): Known {
  switch (condition.tag) {
    case 'BOOLEXPR': {
      const args = nodes(condition.args);
      if (condition.boolop === 'not') return whenTrue(args[0]!, catalog);
      return args.map((arg) => whenFalse(arg, catalog)).reduce(condition.boolop === 'or' ? both : either);
    }
    case 'NULLTEST':
      return condition.nulltesttype === '0' ? proven(condition.arg as Node, catalog) : nothingKnown;
    case 'BOOLEANTEST':
    case 'SUBLINK':
    case 'SCALARARRAYOPEXPR':
      return nothingKnown;
    default:
      return proven(condition, catalog);
  }
}

/** What cannot be null when the expression is not. */
function proven(expression: Node, catalog: Catalog): Known {
  const values = new Set<string>([keyOf(expression)]);
  const found = new Set<string>();
  strict(expression);
  return { values, found };

  function strict(node: Node): void {
    switch (node.tag) {
      case 'VAR':
        values.add(keyOf(node));
        for (const join of outerJoinsOf(node)) found.add(joinKey(join, Number(node.varlevelsup)));
        return;
      case 'OPEXPR':
        if (catalog.function(Number(node.opfuncid)).strict) for (const arg of nodes(node.args)) strict(arg);
        return;
      case 'FUNCEXPR':
        if (catalog.function(Number(node.funcid)).strict) for (const arg of nodes(node.args)) strict(arg);
        return;
      case 'SCALARARRAYOPEXPR': {
        // ALL is true of an empty array, whatever stands on the left.
        const [left] = nodes(node.args);
        if (node.useOr === 'true') strict(left!);
        return;
      }
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
        strict(node.arg as Node);
    }
  }
}
