import { randomBytes } from 'node:crypto';

/** Ids that look like Slack's and come out the same on every run, so that a failing test can be read twice. */
export interface Ids {
  next(prefix: string): string;
}

export function startIds(): Ids {
  const last = new Map<string, number>();
  return {
    next(prefix) {
      const number = (last.get(prefix) ?? 0) + 1;
      last.set(prefix, number);
      return `${prefix}0SBX${number.toString(36).toUpperCase().padStart(5, '0')}`;
    },
  };
}

/** An id nobody can guess: tokens, secrets, the last part of a trigger or a response_url. */
export function secret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}
