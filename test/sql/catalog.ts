import type pg from 'pg';

export interface PostgresType {
  name: string;
  /** The type of the elements, if this is an array. */
  element: PostgresType | null;
}

export interface Column {
  /** As in `partner.fit`. */
  name: string;
  type: PostgresType;
  nullable: boolean;
}

/** What the database says of its types, tables and functions, by oid. */
export interface Catalog {
  type(oid: number): PostgresType;
  /** The columns of a table by their number, from 1. */
  columns(table: number): readonly (Column | undefined)[];
  function(oid: number): { name: string; strict: boolean };
}

export async function readCatalog(client: pg.Client): Promise<Catalog> {
  const { rows: typeRows } = await client.query<{ oid: number; name: string; element: number }>(
    `select oid::int, typname as name, case when typcategory = 'A' then typelem::int else 0 end as element from pg_type`,
  );
  const types = new Map<number, PostgresType>(
    typeRows.map(({ oid, name }) => [oid, { name, element: null }]),
  );
  for (const { oid, element } of typeRows) types.get(oid)!.element = types.get(element) ?? null;
  const type = (oid: number) => types.get(oid) ?? { name: 'unknown', element: null };

  const tables = new Map<number, Column[]>();
  const { rows: columns } = await client.query<{
    table: number;
    number: number;
    name: string;
    type: number;
    nullable: boolean;
  }>(
    `select attrelid::int as table, attnum as number, relname || '.' || attname as name, atttypid::int as type,
            not attnotnull as nullable
       from pg_attribute join pg_class on pg_class.oid = attrelid
      where attnum > 0 and not attisdropped and relkind in ('r', 'p', 'v', 'm')`,
  );
  for (const column of columns) {
    const table = tables.get(column.table) ?? [];
    table[column.number] = { name: column.name, type: type(column.type), nullable: column.nullable };
    tables.set(column.table, table);
  }

  const { rows: functions } = await client.query<{ oid: number; name: string; strict: boolean }>(
    'select oid::int, proname as name, proisstrict as strict from pg_proc',
  );
  const functionsByOid = new Map(functions.map((one) => [one.oid, one]));
  return {
    type,
    columns: (table) => tables.get(table) ?? [],
    function: (oid) => functionsByOid.get(oid) ?? { name: `function ${oid}`, strict: false },
  };
}
