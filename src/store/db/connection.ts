import type pg from 'pg';
import {
  CommitUnknown,
  DatabaseAway,
  isReadOnly,
  leavesConnection,
  neverSent,
  sortError,
} from './database-errors.ts';
import type { WritableConnections } from './writable-connections.ts';

/**
 * The first argument of store functions: the database, or the current transaction. Days come back as `YYYY-MM-DD`,
 * timestamps as `Date`, bigint as number.
 */
export interface Sql {
  /**
   * Runs one statement. Each text is prepared once per connection, so pass values as parameters.
   * @throws DatabaseAway, or the driver's DatabaseError, whose `code` is the SQLSTATE. A write whose answer was lost may
   * have been saved; only a `transaction` can tell.
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** With less time left than this, COMMIT is not sent: it would risk an unknown outcome for nothing. */
const commitNeedsMs = 50;

/** One connection of the pool. On release it is discarded if an error left its state unknown. */
export class Connection implements Sql {
  readonly #client: pg.PoolClient;
  readonly #leftMs: () => number;
  readonly #writable: WritableConnections;
  #broken = false;

  /** @param leftMs how long the next statement may take; at zero or below, it is not sent */
  constructor(client: pg.PoolClient, leftMs: () => number, writable: WritableConnections) {
    this.#client = client;
    this.#leftMs = leftMs;
    this.#writable = writable;
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#send({ name: statementName(text), text, values: [...values] });
    return rows;
  }

  /** Runs a statement in the driver's own form. For Prisma, which reads the columns of the result. */
  run(query: pg.QueryConfig): Promise<pg.QueryResult> {
    return this.#send(query);
  }

  async begin(): Promise<void> {
    await this.#send({ text: 'BEGIN' });
  }

  /** @throws CommitUnknown when the connection was lost after COMMIT was sent */
  async commit(): Promise<void> {
    if (this.#leftMs() < commitNeedsMs) throw new DatabaseAway(new Error('no time left to commit'));
    // The caller swallowed the error that reported this. The server rolls back when a connection is lost.
    if (this.#broken) throw new DatabaseAway(new Error('the connection was lost before COMMIT'));
    let command: string;
    try {
      ({ command } = await this.#send({ text: 'COMMIT' }));
    } catch (error) {
      throw this.#broken && !neverSent(error) ? new CommitUnknown(error) : error;
    }
    // Postgres answers COMMIT this way when an earlier statement failed. The caller swallowed that error.
    if (command === 'ROLLBACK')
      throw new Error('a statement of the transaction failed, so nothing was saved');
  }

  async rollBack(): Promise<void> {
    if (this.#broken) return; // the server rolls back when the connection ends
    await this.#send({ text: 'ROLLBACK' }).catch(() => {
      this.#broken = true;
    });
  }

  release(): void {
    this.#client.release(this.#broken || !this.#writable.mayBeKept(this.#client));
  }

  async #send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    const leftMs = this.#leftMs();
    if (leftMs <= 0) throw new DatabaseAway(new Error('no time left'));
    const limited = { ...query, query_timeout: leftMs }; // pg accepts this per query, but its types do not say so
    try {
      return await this.#client.query(limited);
    } catch (error) {
      this.#broken ||= !leavesConnection(error);
      if (isReadOnly(error)) this.#writable.distrust();
      throw sortError(error);
    }
  }
}

/** At most this many statements get a name. The program has far fewer; the limit contains texts built at run time. */
const maxNames = 2_000;
const names = new Map<string, string>();

function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < maxNames) {
    name = `rapport_${names.size}`;
    names.set(text, name);
  }
  return name;
}
