import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, describe, expect, inject, test } from 'vitest';
import {
  ConnectionRefused,
  DatabaseAway,
  isDatabaseAway,
  openDatabase,
} from '../../../src/store/db/database.ts';
import { migrate } from '../../../src/store/db/migrate.ts';

const file = 'test/support/self-signed.pem';
const pem = readFileSync(file, 'utf8');

/** A server that agrees to TLS as Postgres does, shows its own certificate, and hangs up on whoever accepts it. */
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write('S');
    const secure = new TLSSocket(socket, { isServer: true, cert: pem, key: pem });
    secure.on('error', () => {}).once('data', () => secure.destroy());
  });
});
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
afterAll(() => server.close());
const { port } = server.address() as { port: number };
const at = (host: string, query: string) => `postgres://rapport:secret@${host}:${port}/rapport?${query}`;

const refusal = async (url: string) => {
  const error = await migrate(url).catch((error: unknown) => error);
  return error as Error;
};

describe('a certificate that can’t be verified', () => {
  test('is refused in one line that names the two ways out, at start and later', async () => {
    const line =
      /^The certificate of the database server can’t be verified \(self-signed certificate\): add sslrootcert=\S+ to the database’s URL, or, on a network you trust, sslmode=no-verify\.$/;
    const error = await refusal(at('localhost', 'sslmode=require'));
    expect(error).toBeInstanceOf(ConnectionRefused);
    expect(error.message).toMatch(line);
    const db = openDatabase({ url: at('localhost', 'sslmode=require') });
    const later = await db.query('select 1').catch((error: unknown) => error);
    expect(later).toMatchObject({ message: expect.stringMatching(line) });
    expect(isDatabaseAway(later)).toBe(true);
    await db.close();
  });

  test.each([`sslmode=verify-full&sslrootcert=${file}`, 'sslmode=no-verify'])(
    'is accepted with %s',
    async (query) => {
      const error = await refusal(at('localhost', query));
      expect(error).toBeInstanceOf(DatabaseAway);
      expect(error).not.toBeInstanceOf(ConnectionRefused);
    },
  );

  test('is for another host', async () => {
    const error = await refusal(at('127.0.0.1', `sslmode=require&sslrootcert=${file}`));
    expect(error.message).toMatch(/can’t be verified \(Hostname\/IP does not match certificate's altnames/);
  });
});

test('a server without TLS, a wrong password, and a missing database are refused in one line each', async () => {
  const { url } = inject('testServer');
  const change = (edit: (url: URL) => void) => {
    const own = new URL(url);
    edit(own);
    return own.href;
  };
  const tls = await refusal(change(({ searchParams }) => searchParams.set('sslmode', 'require')));
  expect(tls.message).toMatch(/^The database server doesn’t offer TLS, .* set sslmode=disable\.$/);
  const password = await refusal(
    change((own) => {
      own.password = 'wrong';
    }),
  );
  expect(password.message).toMatch(/^Postgres refuses the database’s URL: password authentication failed/);
  const database = await refusal(
    change((own) => {
      own.pathname = 'nowhere';
    }),
  );
  expect(database.message).toBe('Postgres refuses the database’s URL: database "nowhere" does not exist.');
});
