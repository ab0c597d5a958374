import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** Bolt's log lines in ours. Its debug output can hold tokens and message text, so it is not passed on. */
export function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ from: 'bolt' });
  return {
    debug: () => {},
    info: (...words) => child.debug(join(words)),
    warn: (...words) => child.warn(join(words)),
    error: (...words) => child.error(join(words)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

const join = (words: unknown[]): string =>
  words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(' ');
