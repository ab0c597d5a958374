import type pg from 'pg';
import { CommitUnknown, DatabaseAway, leavesConnection, neverSent, sortError } from './database-errors.ts';

/**
 * What store functions take first: the database, or the transaction they are part of. Days come back as
 * `YYYY-MM-DD`, timestamps as `Date`, bigint as number.
 */
export interface Sql {
  /**
   * Runs one statement, prepared once per connection under its text: so let values be parameters.
   * @throws DatabaseAway, or the driver's DatabaseError, whose `code` is the SQLSTATE. A write whose answer was lost may
   * have been saved unless it is part of a `transaction`, which tells the difference.
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A COMMIT sent with less time than this left is better not sent: whether it was done would stay unknown, for nothing. */
const commitNeedsMs = 50;

/** One connection of the pool, thrown away on release when an error left its state unknown. */
export class Connection implements Sql {
  readonly #client: pg.PoolClient;
  readonly #leftMs: () => number;
  #broken = false;

  /** @param leftMs how long the next statement may take; none is sent when that is not above zero */
  constructor(client: pg.PoolClient, leftMs: () => number) {
    this.#client = client;
    this.#leftMs = leftMs;
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#send({ name: statementName(text), text, values: [...values] });
    return rows;
  }

  async begin(): Promise<void> {
    await this.#send({ text: 'BEGIN' });
  }

  /** @throws CommitUnknown when the connection was lost after COMMIT was sent */
  async commit(): Promise<void> {
    if (this.#leftMs() < commitNeedsMs) throw new DatabaseAway(new Error('no time left to commit'));
    // An error that was swallowed had told already: the server has rolled back, whether or not its end is heard of yet.
    if (this.#broken) throw new DatabaseAway(new Error('the connection was lost before COMMIT'));
    let command: string;
    try {
      ({ command } = await this.#send({ text: 'COMMIT' }));
    } catch (error) {
      throw this.#broken && !neverSent(error) ? new CommitUnknown(error) : error;
    }
    // Postgres' way of saying that a statement failed before, whose error was swallowed.
    if (command === 'ROLLBACK')
      throw new Error('a statement of the transaction had failed: nothing was saved');
  }

  async rollBack(): Promise<void> {
    if (this.#broken) return; // the server rolls back when the connection ends
    await this.#send({ text: 'ROLLBACK' }).catch(() => {
      this.#broken = true;
    });
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  async #send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    const leftMs = this.#leftMs();
    if (leftMs <= 0) throw new DatabaseAway(new Error('no time left'));
    const limited = { ...query, query_timeout: leftMs }; // which pg takes per query, too, unknown to its types
    try {
      return await this.#client.query(limited);
    } catch (error) {
      this.#broken ||= !leavesConnection(error);
      throw sortError(error);
    }
  }
}

/** Texts that get a name: far more than there are in the program, so that texts made up at run time do no harm. */
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
