import pg from 'pg';

const { builtins } = pg.types;
const dateArray = 1182;
const int8Array = 1016;

type Parse = (text: string) => unknown;
// The default of the driver is an array of strings for these, after its own parsing.
const parseArray = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];

const parsers = new Map<number, Parse>([
  [builtins.DATE, (text) => text],
  [dateArray, (text) => parseArray(text)],
  [builtins.INT8, toSafeNumber],
  [int8Array, (text) => parseArray(text).map((item) => (item === null ? null : toSafeNumber(item)))],
]);

/**
 * How the pool reads columns: a day stays the text that it is (the driver would make it a local midnight), and bigint,
 * which `count` and `sum` return, is a number.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

function toSafeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${text} is no safe number`);
  return number;
}
