import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import type * as runtime from '@prisma/client/runtime/client';
import pg from 'pg';
import { type Prisma, PrismaClient } from '../generated/client.ts';
import type { Connection } from './connection.ts';

/**
 * Prisma's client, for what is plain (docs/decisions/0003). Only the operations that are always one statement, so Prisma
 * never opens a transaction. Errors are those of `Sql.query`.
 */
export type PlainPrisma = { readonly [M in Model as Uncapitalize<M>]: PlainModel<M> };

type Models = Prisma.TypeMap['model'];
type Model = keyof Models;
type Operation = 'findFirst' | 'findMany' | 'count' | 'createMany' | 'updateMany' | 'deleteMany';
type Args<M extends Model, O extends Operation> = Models[M]['operations'][O]['args'];

type PlainModel<M extends Model> = {
  [O in Operation]: <const A extends ReadOnly<Args<M, O>>>(
    args: A & Exact<A, Args<M, O>>,
  ) => Promise<runtime.Types.Result.GetResult<Models[M]['payload'], A, O>>;
};

type ReadOnly<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly ReadOnly<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: ReadOnly<T[K]> }
      : T;

/**
 * `T`, if `Shape` has all of its keys at any depth; else those keys are `never`. TypeScript accepts unknown keys in a
 * generic argument, so a misspelt column would compile. A value that may be undefined is refused, too: to Prisma, an
 * undefined condition is none, and matches every row.
 */
type Exact<T, Shape> = T extends Date
  ? T
  : T extends readonly unknown[]
    ? { [I in keyof T]: Exact<T[I], ItemOf<Shape>> }
    : T extends object
      ? { [K in keyof T]: K extends KeyOf<Shape> ? Exact<Defined<T[K]>, ValueOf<Shape, K>> : never }
      : T;
/** Of objects that differ within one array literal, TypeScript says `undefined` for the keys they lack. That is no value. */
type Defined<V> = undefined extends V ? ([V] extends [undefined] ? V : never) : V;
type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : Shape;
type KeyOf<Shape> = Shape extends object ? keyof Shape : never;
type ValueOf<Shape, K> = Shape extends object ? (K extends keyof Shape ? Shape[K] : never) : never;

/** Where the statements of one call go. */
interface Call {
  db: { connect(): Promise<Connection> };
  error?: unknown;
}

const calls = new AsyncLocalStorage<Call>();

/**
 * Stands in for the pool that Prisma's adapter wants: sends each statement through the database it was called on, so that
 * it shares that database's pool, deadline and errors.
 */
class CallersConnections extends pg.Pool {
  override query = (async (query: pg.QueryConfig) => {
    const call = calls.getStore()!;
    try {
      const connection = await call.db.connect();
      try {
        return await connection.run(query);
      } finally {
        connection.release();
      }
    } catch (error) {
      call.error = error;
      throw error;
    }
  }) as pg.Pool['query']; // the adapter knows only this one of its forms

  override connect(): never {
    throw new Error('Prisma may not open transactions');
  }
}

/** By schema, because Prisma names it with every table. */
const shared = new Map<string, PrismaClient>();

/** Prisma's client on this database. The first call takes half a second to start, once per process. */
export function prismaOn(db: Call['db'], schema: string): PlainPrisma {
  let inSchema = shared.get(schema);
  if (!inSchema) {
    const adapter = new PrismaPg(new CallersConnections(), { schema });
    // Errors in the pretty format look up the caller's source.
    inSchema = new PrismaClient({ adapter, errorFormat: 'minimal' });
    shared.set(schema, inSchema);
  }
  const client = inSchema.$extends({
    query: {
      async $allOperations({ args, query }) {
        const call: Call = { db };
        try {
          return await calls.run(call, async () => query(args));
        } catch (error) {
          throw call.error ?? error;
        }
      },
    },
  });
  return client as unknown as PlainPrisma; // the same client, with fewer operations and stricter types
}
