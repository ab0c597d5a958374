import pg from 'pg';

const { builtins } = pg.types;
const dateArray = 1182;
const int8Array = 1016;

type Parse = (text: string) => unknown;
// The driver's parser for text[]: an array of strings.
const parseArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];

const parsers = new Map<number, Parse>([
  [builtins.DATE, (text) => text],
  [dateArray, (text) => parseArray(text)],
  [builtins.INT8, toSafeNumber],
  [int8Array, (text) => parseArray(text).map((item) => (item === null ? null : toSafeNumber(item)))],
]);

/**
 * How the pool reads columns. A day stays text; the driver would turn it into local midnight. A bigint, which `count` and
 * `sum` return, becomes a number.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

function toSafeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${text} is not a safe integer`);
  return number;
}
