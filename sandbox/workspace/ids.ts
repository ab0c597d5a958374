import { randomBytes } from 'node:crypto';

/** Ids that look like Slack's and are the same on every run, so that a failing test can be compared between runs. */
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

/** A hexadecimal string that no one can guess: for tokens, secrets, triggers, response_urls. */
export function secret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}
