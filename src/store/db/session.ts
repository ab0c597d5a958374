/**
 * Settings of a session that change what text goes in or comes back, or what a transaction sees. A role or a database may
 * have other defaults. Sent as a statement, because poolers refuse most of these as startup parameters.
 */
const pins = {
  TimeZone: 'UTC', // Prisma's adapter writes and reads timestamps without a zone
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  quote_all_identifiers: 'off',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
};

export const pinnedSettings = Object.keys(pins);

/** The statement that pins a session's settings, with the schema as the only place where names are looked up. */
export const pinSession = (schema: string): string =>
  [
    ...Object.entries(pins).map(([name, value]) => `SET ${name} = '${value}'`),
    `SET search_path = "${schema}"`,
  ].join('; ');
