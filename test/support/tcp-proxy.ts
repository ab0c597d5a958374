import { connect, createServer, type Socket } from 'node:net';

type Moment = 'unheard' | 'answered' | 'held';

/** A proxy between a client and a server. Its connections can be cut or held, also when a chosen text passes. */
export interface TcpProxy {
  port: number;
  /** Rewrites a URL of the target to go through the proxy. */
  through(url: string): string;
  /** Resets all connections at once. */
  cut(): void;
  /** Resets new connections from now on. */
  refuse(): void;
  /** Lets nothing pass in either direction from now on. Connections stay open, and new ones hang. */
  hold(): void;
  /** Ends `refuse` and `hold`, and passes on what was held. */
  pass(): void;
  /**
   * Acts on the next connection whose client sends `text`. `unheard`: cut before the server gets it. `answered`: cut once
   * the server answers, so that the request took effect but the client never learns of it. `held`: not cut, but held until
   * `pass`. With `refuse`, all other connections are cut at that moment, and new ones refused.
   */
  cutAt(text: string, when: Moment, then?: 'refuse'): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const wires = new Set<Wire>();
  let mode: 'pass' | 'refuse' | 'hold' = 'pass';
  let trap: { text: string; when: Moment; then: 'refuse' | undefined } | null = null;

  const server = createServer({ allowHalfOpen: false }, (client) => {
    if (mode === 'refuse') return client.resetAndDestroy();
    const server = connect(Number(port), hostname);
    const wire = new Wire(client, server, (chunk) => {
      if (!trap || !chunk.includes(trap.text)) return 'on';
      const { when, then } = trap;
      trap = null;
      if (then === 'refuse') {
        mode = 'refuse';
        for (const other of wires) if (other !== wire) other.cut();
      }
      return when;
    });
    wires.add(wire);
    server.on('close', () => wires.delete(wire));
    if (mode === 'hold') wire.hold();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as { port: number }).port;

  return {
    port: own,
    through(url) {
      const through = new URL(url);
      through.hostname = '127.0.0.1';
      through.port = String(own);
      return through.href;
    },
    cut() {
      for (const wire of wires) wire.cut();
    },
    refuse() {
      mode = 'refuse';
    },
    hold() {
      mode = 'hold';
      for (const wire of wires) wire.hold();
    },
    pass() {
      mode = 'pass';
      for (const wire of wires) wire.pass();
    },
    cutAt(text, when, then) {
      trap = { text, when, then };
    },
    close() {
      for (const wire of wires) wire.cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

class Wire {
  readonly #client: Socket;
  readonly #server: Socket;
  #cutOnAnswer = false;
  #held: Buffer | null = null;

  constructor(client: Socket, server: Socket, judge: (chunk: Buffer) => 'on' | Moment) {
    this.#client = client;
    this.#server = server;
    client.on('data', (chunk) => {
      const verdict = judge(chunk);
      if (verdict === 'unheard') return this.cut();
      if (verdict === 'held') {
        this.#held = chunk;
        return this.hold();
      }
      this.#cutOnAnswer ||= verdict === 'answered';
      server.write(chunk);
    });
    server.on('data', (chunk) => (this.#cutOnAnswer ? this.cut() : client.write(chunk)));
    client.on('error', () => {});
    server.on('error', () => {});
    // A held chunk stays in flight, even if the client has closed its side.
    client.on('close', () => this.#held ?? server.destroy());
    server.on('close', () => client.destroy());
  }

  cut(): void {
    this.#client.resetAndDestroy();
    this.#server.destroy();
  }

  hold(): void {
    this.#client.pause();
    this.#server.pause();
  }

  pass(): void {
    if (this.#held) this.#server.write(this.#held);
    if (this.#held && this.#client.destroyed) this.#server.end();
    this.#held = null;
    this.#client.resume();
    this.#server.resume();
  }
}
