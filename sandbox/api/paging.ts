import type { Arguments } from './arguments.ts';
import { Refusal } from './refusal.ts';

export interface Page<T> {
  items: T[];
  response_metadata: { next_cursor: string };
}

/**
 * Returns one page of a list. Like Slack's, cursors are opaque to the app.
 * @throws Refusal `invalid_limit` or `invalid_cursor`
 */
export function pageOf<T>(all: readonly T[], args: Arguments, { otherwise = 100, max = 1000 } = {}): Page<T> {
  const limit = readLimit(args, otherwise, max);
  const start = decode(args.text('cursor'));
  if (start > all.length) throw new Refusal('invalid_cursor');
  const end = start + limit;
  return {
    items: all.slice(start, end),
    response_metadata: { next_cursor: end < all.length ? encode(`at:${end}`) : '' },
  };
}

export function readLimit(args: Arguments, otherwise: number, max: number): number {
  const given = args.text('limit');
  if (given === undefined || given === '0') return otherwise;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) throw new Refusal('invalid_limit');
  return limit;
}

export function encode(cursor: string): string {
  return Buffer.from(cursor).toString('base64');
}

function decode(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^at:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new Refusal('invalid_cursor');
  return Number(match[1]);
}
