import type pg from 'pg';

/**
 * Which connections lead to a server that takes writes. After a failover, the others must not be used again: the server that
 * was the primary still answers on them, and refuses every write, while a new connection may lead to the one that took over.
 */
export class WritableConnections {
  readonly #madeAt = new WeakMap<pg.ClientBase, number>();
  readonly #readOnly = new WeakSet<pg.ClientBase>();
  #trustedSince = 0;

  /** Notes a new connection. */
  note(client: pg.ClientBase, isReadOnly: boolean): void {
    this.#madeAt.set(client, performance.now());
    if (isReadOnly) this.#readOnly.add(client);
  }

  /** A server refused a write: no connection made before this is used again. */
  distrust(): void {
    this.#trustedSince = performance.now();
  }

  isTrusted(client: pg.ClientBase): boolean {
    return (this.#madeAt.get(client) ?? 0) >= this.#trustedSince;
  }

  /** A new read-only connection is good for reading once. */
  mayBeKept(client: pg.ClientBase): boolean {
    return this.isTrusted(client) && !this.#readOnly.has(client);
  }
}
