import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { pinnedSettings } from './session.ts';

/** How to connect, read from a URL. Nothing of the URL is left out: what we can't honor is refused. */
export interface DatabaseAddress {
  /** The URL without its query, apart from `host`. */
  connectionString: string;
  /** Undefined: not said, so whatever PGSSLMODE says, which is usually no TLS. */
  ssl?: ConnectionOptions | false;
  /** The person's own settings for each session, in the form of Postgres' `options`. */
  options?: string;
  application_name?: string;
  /** Where the tables are. */
  schema: string;
}

/** The message is one line that can follow the variable's name: "has ?foo=, which …". */
class DatabaseUrlRefused extends Error {
  override name = 'DatabaseUrlRefused';
}

const known = [
  'schema',
  'options',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'ssl',
  'application_name',
  'host',
];
const sslModes = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'];
/** Settings that we set ourselves for each session. */
const ours = [
  ...pinnedSettings.map((name) => name.toLowerCase()),
  ...['statement_timeout', 'idle_in_transaction_session_timeout', 'application_name'],
];

/** @throws DatabaseUrlRefused */
export function readDatabaseUrl(url: string): DatabaseAddress {
  const { href, searchParams } = new URL(url);
  const asked = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (!known.includes(name))
      throw new DatabaseUrlRefused(
        `has ?${name}=, which Rapport can’t honor: remove it (it takes ${known.join(', ')})`,
      );
    if (asked.has(name)) throw new DatabaseUrlRefused(`has ?${name}= twice`);
    asked.set(name, value);
  }
  const bare = new URL(href);
  bare.search = '';
  const host = asked.get('host');
  if (host) bare.searchParams.set('host', host);
  const ssl = readSsl(asked);
  const options = asked.get('options');
  const applicationName = asked.get('application_name');
  return {
    connectionString: bare.href,
    ...(ssl === undefined ? {} : { ssl }),
    ...(options ? { options: checkOptions(options) } : {}),
    ...(applicationName ? { application_name: applicationName } : {}),
    schema: checkSchema(asked.get('schema') || 'public'),
  };
}

/** What is wrong with a URL, in one line that can follow its variable's name. Null if nothing is. */
export function findUrlProblem(url: string): string | null {
  try {
    readDatabaseUrl(url);
    return null;
  } catch (error) {
    if (error instanceof DatabaseUrlRefused) return error.message;
    throw error;
  }
}

function checkSchema(schema: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema))
    throw new DatabaseUrlRefused(`has schema=${schema}, which Rapport can’t honor: use a-z, 0-9, and _`);
  return schema;
}

function readSsl(asked: ReadonlyMap<string, string>): ConnectionOptions | false | undefined {
  const mode = asked.get('sslmode') ?? modeOfSsl(asked.get('ssl'));
  const files = ['sslrootcert', 'sslcert', 'sslkey'].filter((name) => asked.get(name));
  if (mode === undefined && files.length === 0) return undefined;
  if (mode !== undefined && !sslModes.includes(mode))
    throw new DatabaseUrlRefused(
      `has sslmode=${mode}, which Rapport can’t honor: use ${sslModes.join(', ')}`,
    );
  if (mode === 'disable') {
    if (files.length > 0)
      throw new DatabaseUrlRefused(`has sslmode=disable, but also ${files.join(' and ')}`);
    return false;
  }
  // Without an authority of its own, Node trusts the public ones and those in NODE_EXTRA_CA_CERTS.
  const ca = asked.get('sslrootcert') === 'system' ? undefined : readPem(asked, 'sslrootcert');
  const cert = readPem(asked, 'sslcert');
  const key = readPem(asked, 'sslkey');
  return {
    rejectUnauthorized: mode !== 'no-verify',
    ...(ca ? { ca } : {}),
    ...(cert ? { cert } : {}),
    ...(key ? { key } : {}),
  };
}

function modeOfSsl(ssl: string | undefined): string | undefined {
  if (ssl === undefined) return undefined;
  const mode = { true: 'require', 1: 'require', false: 'disable', 0: 'disable', 'no-verify': 'no-verify' }[
    ssl
  ];
  if (!mode) throw new DatabaseUrlRefused(`has ssl=${ssl}, which Rapport can’t honor: use sslmode`);
  return mode;
}

function readPem(asked: ReadonlyMap<string, string>, name: string): string | undefined {
  const file = asked.get(name);
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DatabaseUrlRefused(`has ${name}=${file}, which can’t be read: ${(error as Error).message}`);
  }
}

/** Checks that there is nothing but `-c name=value` and `--name=value`, with a backslash before a blank in a value. */
function checkOptions(options: string): string {
  const names: string[] = [];
  const rest = options.replace(/(?:-c\s*|--)([\w.-]+)=(?:\\.|[^\s\\])*/g, (_, name: string) => {
    names.push(name.toLowerCase().replaceAll('-', '_'));
    return '';
  });
  if (rest.trim())
    throw new DatabaseUrlRefused(`has ?options= with something other than -c name=value: ${rest.trim()}`);
  if (names.includes('search_path'))
    throw new DatabaseUrlRefused('sets search_path in ?options=: use ?schema= instead');
  const taken = names.find((name) => ours.includes(name));
  if (taken) throw new DatabaseUrlRefused(`sets ${taken} in ?options=, which Rapport sets itself: remove it`);
  return options;
}
