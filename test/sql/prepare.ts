import pg from 'pg';
import { type Catalog, type PostgresType, readCatalog } from './catalog.ts';
import { type Node, readNodeTree } from './node-tree.ts';

/** A statement as Postgres understood it, without running it. */
export interface Prepared {
  /** The types of `$1`, `$2`, … */
  parameters: PostgresType[];
  /** The query tree after analysis: names are resolved, and each column knows the outer joins that can make it null. */
  query: Node;
}

export interface Preparer {
  catalog: Catalog;
  /** @throws the driver's error when the statement is wrong, or none that can be prepared */
  prepare(text: string): Promise<Prepared>;
  close(): Promise<void>;
}

/**
 * Opens a connection that prepares statements and reads what Postgres makes of them. The server sends the query tree as a
 * notice (`debug_print_parse`, which anyone may set).
 */
export async function openPreparer(url: string): Promise<Preparer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const catalog = await readCatalog(client);
  let tree: string | undefined;
  client.on('notice', ({ message, detail }) => {
    // Not the trees of PREPARE and SET themselves, which are utility statements (command 6).
    if (message?.startsWith('parse tree') && !/^\{QUERY :commandType 6/.test(detail ?? '')) tree = detail;
  });
  await client.query('set debug_pretty_print = off; set client_min_messages = log');
  return {
    catalog,
    async prepare(text) {
      await client.query('deallocate all; set debug_print_parse = on');
      try {
        await client.query(`prepare checked as ${text}`);
      } finally {
        await client.query('set debug_print_parse = off');
      }
      const query = readNodeTree(tree!);
      const { rows } = await client.query<{ types: number[] | null }>(
        `select parameter_types::oid[]::int[] as types from pg_prepared_statements where name = 'checked'`,
      );
      return { parameters: (rows[0]?.types ?? []).map(catalog.type), query };
    },
    close: () => client.end(),
  };
}
