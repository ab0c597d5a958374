import { type Argument, canBeNull } from './arguments.ts';
import type { Catalog, PostgresType } from './catalog.ts';
import { constant } from './constant.ts';
import { collects, countsRows, isPartialOperator, nullability, summarizes } from './functions.ts';
import { jsonAggregate, jsonCall } from './json.ts';
import {
  both,
  columnKey,
  joinKey,
  type Known,
  keyOf,
  knownFrom,
  nodes,
  outerJoinsOf,
  whenFalse,
  whenTrue,
} from './known.ts';
import type { Node } from './node-tree.ts';
import { maybe, never, oneOf, type Shape } from './shape.ts';

export interface NamedShape {
  name: string;
  shape: Shape;
}

/** A column that is never null, and to which a statement gives something that can be. */
export interface NullWrite {
  column: string;
  why: string;
}

/** The columns that a statement takes from a parameter with JSON, as in `jsonb_to_recordset($1) as x(id int)`. */
export interface JsonRecord {
  parameter: number;
  columns: { name: string; type: PostgresType }[];
}

/** One level of a query: subqueries refer to the levels around them. */
interface Scope {
  query: Node;
  outer: Scope | null;
  known: Known;
  /** In RETURNING: what the statement gave the columns of its table, by number. */
  given?: ReadonlyMap<string, Shape>;
}

/** Finds out what the columns of a statement's result can be: their types, what is in their JSON, and whether they can be null. */
export function inferResult(
  query: Node,
  catalog: Catalog,
  args: readonly (Argument | undefined)[],
): { columns: NamedShape[]; nullWrites: NullWrite[]; records: JsonRecord[] } {
  const inference = new Inference(catalog, args);
  const columns = inference.columnsOf(query, null);
  return { columns, nullWrites: inference.nullWrites, records: [...inference.records.values()] };
}

class Inference {
  readonly nullWrites: NullWrite[] = [];
  readonly records = new Map<Node, JsonRecord>();
  readonly #catalog: Catalog;
  readonly #args: readonly (Argument | undefined)[];
  readonly #results = new Map<Node, NamedShape[]>();

  constructor(catalog: Catalog, args: readonly (Argument | undefined)[]) {
    this.#catalog = catalog;
    this.#args = args;
  }

  columnsOf(query: Node, outer: Scope | null): NamedShape[] {
    const known = this.#results.get(query);
    if (known) return known;
    const scope: Scope = { query, outer, known: knownFrom(query, this.#catalog) };
    for (const cte of nodes(query.cteList)) this.columnsOf(cte.ctequery as Node, scope);
    const result = query.setOperations
      ? this.#union(query, scope)
      : query.commandType === '1'
        ? this.#targets(query.targetList, scope)
        : this.#written(query, scope);
    this.#results.set(query, result);
    return result;
  }

  #targets(list: unknown, scope: Scope): NamedShape[] {
    return nodes(list)
      .filter((target) => target.resjunk === 'false')
      .map((target) => ({ name: target.resname as string, shape: this.#shape(target.expr as Node, scope) }));
  }

  /** UNION and the like. A recursive part takes its own rows to be like those that it starts from. */
  #union(query: Node, scope: Scope): NamedShape[] {
    const names = nodes(query.targetList).map((target) => target.resname as string);
    const rows = (part: Node): Shape[] => {
      if (part.tag === 'RANGETBLREF')
        return this.#entryColumns(part.rtindex as string, scope).map(({ shape }) => shape);
      const left = rows(part.larg as Node);
      this.#results.set(
        query,
        left.map((shape, i) => ({ name: names[i]!, shape })),
      );
      if (part.op === '3') return left; // EXCEPT
      const right = rows(part.rarg as Node);
      return left.map((shape, i) => oneOf(shape.type, [shape, right[i]!]));
    };
    return rows(query.setOperations as Node).map((shape, i) => ({ name: names[i]!, shape }));
  }

  /** RETURNING. On the way, what may not be null is compared with what the statement gives it. */
  #written(query: Node, scope: Scope): NamedShape[] {
    const entry = nodes(query.rtable)[Number(query.resultRelation) - 1];
    const table = this.#catalog.columns(Number(entry?.relid));
    const given = new Map<string, Shape>();
    const give = (list: unknown, isInstead: boolean) => {
      for (const target of nodes(list)) {
        const column = table[Number(target.resno)];
        if (target.resjunk === 'true' || !column) continue;
        const shape = this.#shape(target.expr as Node, scope);
        if (shape.nullable && !column.nullable)
          this.nullWrites.push({ column: column.name, why: shape.nullable });
        const number = target.resno as string;
        const before = given.get(number);
        if (!isInstead) given.set(number, shape);
        else if (before) given.set(number, oneOf(shape.type, [before, shape]));
      }
    };
    if (query.commandType !== '4') give(query.targetList, false);
    const conflict = query.onConflict as Node | null;
    if (conflict?.action === '2') {
      const changed = new Set(nodes(conflict.onConflictSet).map((target) => target.resno));
      for (const number of given.keys()) if (!changed.has(number)) given.delete(number);
      give(conflict.onConflictSet, true);
    }
    return this.#targets(query.returningList, { ...scope, given });
  }

  #shape(expression: Node, scope: Scope): Shape {
    const shape = this.#raw(expression, scope);
    return shape.nullable && scope.known.values.has(keyOf(expression)) ? never(shape) : shape;
  }

  #raw(node: Node, scope: Scope): Shape {
    const all = (field: unknown, within = scope) => nodes(field).map((arg) => this.#shape(arg, within));
    switch (node.tag) {
      case 'VAR':
        return this.#column(node, scope);
      case 'CONST':
        return constant(node, this.#type(node.consttype));
      case 'PARAM':
        return this.#parameter(node);
      case 'AGGREF':
      case 'WINDOWFUNC':
        return this.#aggregate(node, scope);
      case 'FUNCEXPR':
        return this.#call(node, all(node.args));
      case 'OPEXPR':
        return this.#operator(node, all(node.args));
      case 'NULLIFEXPR':
        return maybe({ ...all(node.args)[0]!, type: this.#type(node.opresulttype) }, 'NULLIF may be null');
      case 'SCALARARRAYOPEXPR': {
        const [left, array] = all(node.args);
        const nullable = left!.nullable ?? array!.nullable ?? array!.element?.nullable ?? null;
        return { type: this.#named('bool'), nullable };
      }
      case 'BOOLEXPR':
        return this.#boolean(node, scope);
      case 'DISTINCTEXPR':
      case 'NULLTEST':
      case 'BOOLEANTEST':
        return { type: this.#named('bool'), nullable: null };
      case 'SUBLINK':
        return this.#subquery(node, scope);
      case 'CASEEXPR':
        return this.#case(node, scope);
      case 'COALESCEEXPR': {
        const type = this.#type(node.coalescetype);
        const shapes = all(node.args);
        const merged = oneOf(type, shapes);
        return shapes.some((shape) => !shape.nullable) ? never(merged) : merged;
      }
      case 'MINMAXEXPR': {
        const merged = oneOf(this.#type(node.minmaxtype), all(node.args));
        return all(node.args).some((shape) => !shape.nullable) ? never(merged) : merged;
      }
      case 'ARRAYEXPR':
        return {
          type: this.#type(node.array_typeid),
          nullable: null,
          element: oneOf(this.#type(node.element_typeid), all(node.elements)),
        };
      case 'ROWEXPR': {
        const names = node.colnames as string[] | null;
        const fields = new Map(all(node.args).map((shape, i) => [names?.[i] ?? `f${i + 1}`, shape]));
        return { type: this.#type(node.row_typeid), nullable: null, fields };
      }
      case 'SUBSCRIPTINGREF':
        return this.#subscript(node, scope);
      case 'FIELDSELECT': {
        const { fields, nullable } = this.#shape(node.arg as Node, scope);
        const field = fields && [...fields.values()][Number(node.fieldnum) - 1];
        if (!field) return { type: this.#type(node.resulttype), nullable: 'a field of a row may be null' };
        return nullable ? maybe(field, nullable) : field;
      }
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
      case 'COERCETODOMAIN': {
        const type = this.#type(node.resulttype);
        const { element, ...shape } = this.#shape(node.arg as Node, scope);
        return {
          ...shape,
          type,
          ...(type.element && {
            element: { ...element, type: type.element, nullable: element?.nullable ?? null },
          }),
        };
      }
      case 'NAMEDARGEXPR':
        return this.#shape(node.arg as Node, scope);
      case 'SQLVALUEFUNCTION':
        return { type: this.#type(node.type), nullable: null };
      case 'SETTODEFAULT':
        return { type: this.#type(node.typeId), nullable: null };
      default:
        return { type: this.#named('unknown'), nullable: `${node.tag} may be null` };
    }
  }

  #type(oid: unknown): PostgresType {
    return this.#catalog.type(Number(oid));
  }

  #named = (name: string): PostgresType => ({ name, element: null });

  /** Of a column: nothing more is known of what is in it. */
  #of(type: PostgresType, nullable: string | null, column?: string): Shape {
    return {
      type,
      nullable,
      ...(type.element && { element: { type: type.element, nullable: null } }),
      ...(column && { column }),
    };
  }

  #column(node: Node, within: Scope): Shape {
    // A subquery may prove something of a column of the query around it, for its own rows.
    let scope = within;
    let [isKnown, isFound] = [false, (_: number) => false];
    for (let level = Number(node.varlevelsup); ; level--) {
      const { values, found } = scope.known;
      const isFoundWithin = isFound;
      isKnown ||= values.has(columnKey(node, level));
      isFound = (join) => isFoundWithin(join) || found.has(joinKey(join, level));
      if (level === 0) break;
      scope = scope.outer!;
    }
    const entry = node.varno as string;
    const given = entry === scope.query.resultRelation && scope.given?.get(node.varattno as string);
    if (given) {
      const column = this.#entryColumns(entry, scope)[Number(node.varattno) - 1]!.shape;
      return { ...column, nullable: column.nullable && given.nullable };
    }
    const shape = this.#entryColumn(node, scope);
    if (isKnown) return never(shape);
    return outerJoinsOf(node).every(isFound)
      ? shape
      : maybe(shape, `${nameOf(node, scope)} comes from an outer join`);
  }

  #entryColumn(node: Node, scope: Scope): Shape {
    const entry = nodes(scope.query.rtable)[Number(node.varno) - 1]!;
    const number = Number(node.varattno);
    if (entry.rtekind === '2') return this.#shape(nodes(entry.joinaliasvars)[number - 1]!, scope);
    if (entry.rtekind === '9') return this.#shape(nodes(entry.groupexprs)[number - 1]!, scope);
    if (number < 0) return { type: this.#type(node.vartype), nullable: null };
    const columns = this.#entryColumns(node.varno as string, scope);
    if (number > 0) {
      const column = columns[number - 1];
      return {
        ...(column?.shape ?? this.#of(this.#type(node.vartype), 'its table is not known')),
        type: this.#type(node.vartype),
      };
    }
    // The whole row. What WHERE proves of a column holds for the row's field.
    const fields = columns.map(({ name, shape }, i): [string, Shape] => [
      name,
      scope.known.values.has(`${node.varno}.${i + 1}`) ? never(shape) : shape,
    ]);
    const present = fields.filter(([name]) => name !== '');
    return { type: this.#type(node.vartype), nullable: null, fields: new Map(present) };
  }

  /** All columns of an entry in the range table: a table, a subquery, a function… */
  #entryColumns(index: string, scope: Scope): NamedShape[] {
    const entry = nodes(scope.query.rtable)[Number(index) - 1]!;
    const names = ((entry.eref as Node).colnames ?? []) as string[];
    switch (entry.rtekind) {
      case '0': {
        const table = this.#catalog.columns(Number(entry.relid));
        return names.map((name, i) => {
          const column = table[i + 1]; // none where one was dropped
          const nullable = column?.nullable ? `${column.name} may be null` : null;
          return { name, shape: this.#of(column?.type ?? this.#named('unknown'), nullable, column?.name) };
        });
      }
      case '1':
        return this.columnsOf(entry.subquery as Node, scope).map(({ shape }, i) => ({
          name: names[i]!,
          shape,
        }));
      case '3':
        return this.#functionColumns(entry, scope).map((shape, i) => ({ name: names[i]!, shape }));
      case '5': {
        const rows = (entry.values_lists as Node[][]).map((row) =>
          row.map((value) => this.#shape(value, scope)),
        );
        return names.map((name, i) => ({
          name,
          shape: oneOf(
            rows[0]![i]!.type,
            rows.map((row) => row[i]!),
          ),
        }));
      }
      case '6': {
        let at = scope;
        for (let level = Number(entry.ctelevelsup); level > 0; level--) at = at.outer!;
        const cte = nodes(at.query.cteList).find(({ ctename }) => ctename === entry.ctename)!;
        return this.columnsOf(cte.ctequery as Node, at).map(({ shape }, i) => ({ name: names[i]!, shape }));
      }
      default:
        return names.map((name) => ({
          name,
          shape: { type: this.#named('unknown'), nullable: `${name} is not known` },
        }));
    }
  }

  /** `unnest($1, $2)`, `jsonb_to_recordset(…)` and the like. Arrays that are unnested side by side are taken to be equally long. */
  #functionColumns(entry: Node, scope: Scope): Shape[] {
    const columns = nodes(entry.functions).flatMap((item): Shape[] => {
      const call = item.funcexpr as Node;
      const types = item.funccoltypes as readonly number[] | null;
      if (!types?.length) return this.#spread(this.#shape(call, scope), Number(item.funccolcount));
      // Described by the statement, as in `as x(id int, name text)`: taken from JSON.
      const parameter = parameterOf(nodes(call.args)[0]);
      const fields = parameter ? this.#args[parameter - 1]?.fields : undefined;
      const columns = (item.funccolnames as string[]).map((name, i) => ({
        name,
        type: this.#type(types[i]),
      }));
      if (parameter) this.records.set(item, { parameter, columns });
      return columns.map(({ name, type }) => {
        const field = fields?.get(name);
        return this.#of(
          type,
          field && !canBeNull(field.type) ? null : `"${name}" may be missing in the JSON`,
        );
      });
    });
    return entry.funcordinality === 'true' ? [...columns, this.#of(this.#named('int8'), null)] : columns;
  }

  #spread(shape: Shape, count: number): Shape[] {
    if (shape.fields) return [...shape.fields.values()];
    return Array.from({ length: count }, () => shape);
  }

  #parameter(node: Node): Shape {
    const type = this.#type(node.paramtype);
    // Another kind stands for the row of a subquery, as in `x in (select …)`.
    const argument = node.paramkind === '0' ? this.#args[Number(node.paramid) - 1] : undefined;
    const shape = this.#of(type, argument?.nullable ? `$${node.paramid} may be null` : null);
    if (shape.element && argument?.elementsNullable)
      shape.element = maybe(shape.element, `elements of $${node.paramid} may be null`);
    return shape;
  }

  #aggregate(node: Node, within: Scope): Shape {
    let scope = within;
    for (let level = Number(node.agglevelsup ?? 0); level > 0; level--) scope = scope.outer!;
    const isWindow = node.tag === 'WINDOWFUNC';
    const name = this.#catalog.function(Number(isWindow ? node.winfnoid : node.aggfnoid)).name;
    const type = this.#type(isWindow ? node.wintype : node.aggtype);
    const filter = node.aggfilter as Node | null;
    const argScope = filter ? narrowed(scope, whenTrue(filter, this.#catalog)) : scope;
    const args = nodes(node.args)
      .filter((arg) => arg.resjunk !== 'true')
      .map((arg) => this.#shape(isWindow ? arg : (arg.expr as Node), argScope));
    if (countsRows(name)) return { type, nullable: null };
    const hasRows =
      isWindow || (nodes(scope.query.groupClause).length > 0 && !nodes(scope.query.groupingSets).length);
    const overNothing = filter
      ? `${name} with a filter may be null`
      : hasRows
        ? null
        : `${name} over no rows is null`;
    if (collects(name)) {
      const json = jsonAggregate(name, args);
      if (json) return { type, nullable: overNothing, json: [json] };
      return { type, nullable: overNothing, element: args[0]! };
    }
    if (summarizes(name)) {
      const [first] = args;
      const shape: Shape = { ...this.#of(type, overNothing), ...(first?.values && { values: first.values }) };
      return first?.nullable ? maybe(shape, first.nullable) : shape;
    }
    return this.#of(type, `${name} may be null`);
  }

  #call(node: Node, args: Shape[]): Shape {
    const { name } = this.#catalog.function(Number(node.funcid));
    const type = this.#type(node.funcresulttype);
    const [first] = args;
    if (name === 'unnest') return { ...(first?.element ?? this.#of(type, 'an element may be null')), type };
    if (node.funcretset === 'true') return this.#of(type, null);
    const firstNull = args.find((arg) => arg.nullable)?.nullable ?? null;
    const json = jsonCall(name, args, nodes(node.args));
    const kind = node.funcformat === '1' || node.funcformat === '2' ? 'total' : nullability(name);
    const shape = this.#of(
      type,
      kind === 'never' ? null : kind === 'total' ? firstNull : `${name}() may be null`,
    );
    if (json) shape.json = json;
    if (/^array_(?:append|remove|cat)$/.test(name) && first?.element) {
      const added = name === 'array_append' ? [args[1]!] : name === 'array_cat' ? [args[1]!.element!] : [];
      shape.element = oneOf(first.element.type, [first.element, ...added]);
    }
    return shape;
  }

  #operator(node: Node, args: Shape[]): Shape {
    const { name } = this.#catalog.function(Number(node.opfuncid));
    const type = this.#type(node.opresulttype);
    const partial = isPartialOperator(name) ? `${name.replace(/_text$/, '')} may be null` : null;
    const shape = this.#of(type, partial ?? args.find((arg) => arg.nullable)?.nullable ?? null);
    const json = jsonCall(name, args, nodes(node.args));
    if (json) shape.json = json;
    if (name === 'array_cat' || name === 'array_append') {
      const parts = args.flatMap((arg) => arg.element ?? (arg.type.element ? [] : arg));
      if (parts.length > 0) shape.element = oneOf(type.element!, parts);
    }
    return shape;
  }

  /** AND is false, and OR true, as soon as one part says so: what that part rules out does not make the whole null. */
  #boolean(node: Node, scope: Scope): Shape {
    const args = nodes(node.args);
    const decides = node.boolop === 'and' ? whenTrue : whenFalse;
    const nullable = args.map((arg) => {
      const others = args.filter((other) => other !== arg && !this.#shape(other, scope).nullable);
      const known = others.map((other) => decides(other, this.#catalog)).reduce(both, scope.known);
      return this.#shape(arg, { ...scope, known }).nullable;
    });
    return { type: this.#named('bool'), nullable: nullable.find((why) => why !== null) ?? null };
  }

  #subquery(node: Node, scope: Scope): Shape {
    const query = node.subselect as Node;
    const columns = this.columnsOf(query, scope);
    const first = columns[0]?.shape;
    switch (node.subLinkType) {
      case '0': // EXISTS
        return { type: this.#named('bool'), nullable: null };
      case '1': // ALL
      case '2': {
        // ANY, IN
        const test = node.testexpr ? this.#shape(node.testexpr as Node, scope).nullable : null;
        return { type: this.#named('bool'), nullable: test ?? first?.nullable ?? null };
      }
      case '6': // ARRAY
        return {
          type: { name: `_${first!.type.name}`, element: first!.type },
          nullable: null,
          element: first!,
        };
      default:
        return hasOneRow(query) ? first! : maybe(first!, 'a subquery may have no row');
    }
  }

  #case(node: Node, scope: Scope): Shape {
    let rest = scope;
    const shapes = nodes(node.args).map((when) => {
      const condition = when.expr as Node;
      const shape = this.#shape(when.result as Node, narrowed(rest, whenTrue(condition, this.#catalog)));
      rest = narrowed(rest, whenFalse(condition, this.#catalog));
      return shape;
    });
    shapes.push(this.#shape(node.defresult as Node, rest));
    return oneOf(this.#type(node.casetype), shapes);
  }

  #subscript(node: Node, scope: Scope): Shape {
    const array = this.#shape(node.refexpr as Node, scope);
    const type = this.#type(node.refrestype);
    if (nodes(node.reflowerindexpr).length > 0) return { ...array, type };
    return maybe(
      array.element ? { ...array.element, type } : this.#of(type, null),
      'an element may be missing',
    );
  }
}

const narrowed = (scope: Scope, known: Known): Scope => ({ ...scope, known: both(scope.known, known) });

function nameOf(node: Node, scope: Scope): string {
  const { eref } = nodes(scope.query.rtable)[Number(node.varno) - 1]!;
  const { aliasname, colnames } = eref as Node;
  const column = (colnames as string[])[Number(node.varattno) - 1];
  return column ? `${aliasname}.${column}` : (aliasname as string);
}

/** The number of the parameter that an expression is, whatever type it is cast to. */
function parameterOf(node: Node | undefined): number | undefined {
  if (node?.tag === 'PARAM') return Number(node.paramid);
  return node?.tag === 'RELABELTYPE' || node?.tag === 'COERCEVIAIO'
    ? parameterOf(node.arg as Node)
    : undefined;
}

/** Whether a query always has a row: an aggregate without groups, or what has no FROM and no WHERE. */
function hasOneRow(query: Node): boolean {
  if (query.setOperations || query.havingQual || query.limitOffset) return false;
  if (nodes(query.groupClause).length > 0 || nodes(query.groupingSets).length > 0) return false;
  const { fromlist, quals } = query.jointree as Node;
  return (
    query.hasAggs === 'true' || (nodes(fromlist).length === 0 && !quals && query.hasTargetSRFs === 'false')
  );
}
