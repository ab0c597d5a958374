/** A node of Postgres' query tree: its tag, such as `VAR`, and its fields by name. */
export interface Node {
  readonly tag: string;
  readonly [field: string]: Field;
}
type Field = string | null | Node | readonly Field[] | readonly number[];

/**
 * Reads the text that Postgres prints of a query tree (its `outfuncs.c`): `{TAG :field value …}`, lists in parentheses, `<>`
 * for nothing. Numbers of a list `(i 1 2)`, `(o …)` or `(b …)`, and the bytes of a constant, become an array of numbers.
 */
export function readNodeTree(text: string): Node {
  const tokens = [...text.matchAll(/[{}()]|(?:\\.|[^\s{}()\\])+/gs)].map(([token]) => token);
  let at = 0;

  function field(): Field {
    const token = tokens[at++]!;
    if (token === '{') return node();
    if (token === '(') return list();
    return token === '<>' ? null : unescaped(token);
  }

  function node(): Node {
    const fields: Record<string, Field> = {};
    const tag = tokens[at++]!;
    while (tokens[at] !== '}') {
      const name = tokens[at++]!.slice(1);
      fields[name] = field();
      // A constant's length was read; its bytes follow: `5 [ 20 0 0 0 120 ]`.
      if (tokens[at] === '[') fields[name] = numbersUntil(']');
    }
    at++;
    return { ...fields, tag };
  }

  function list(): readonly Field[] | readonly number[] {
    if (/^[iobx]$/.test(tokens[at]!)) return numbersUntil(')');
    const items: Field[] = [];
    while (tokens[at] !== ')') items.push(field());
    at++;
    return items;
  }

  function numbersUntil(end: string): number[] {
    const from = at + 1;
    at = tokens.indexOf(end, from) + 1;
    return tokens.slice(from, at - 1).map(Number);
  }

  return field() as Node;
}

const unescaped = (token: string): string =>
  token
    .replace(/^"(.*)"$/s, '$1')
    // Postgres breaks the lines of the dump at spaces, escaped ones too.
    .replace(/\\(.)/gs, (_, escaped: string) => (escaped === '\n' ? ' ' : escaped));
