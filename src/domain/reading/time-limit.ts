// biome-ignore-start lint/style/noRestrictedImports: the only clock of the domain, for code that may never come back
import { cpuUsage } from 'node:process';
import { createContext, Script } from 'node:vm';

// biome-ignore-end lint/style/noRestrictedImports: the only clock of the domain, for code that may never come back

/** Runs the work and returns its result; null if it was stopped because the time is used up. */
export type TimeLimit = <T>(work: () => T) => T | null;

/** What stops the work may have come from outside: a busy machine, a file being read in another thread. */
const triesMin = 2;

/**
 * A limit on processor time that all the work given to it shares, in milliseconds; at most twice that is used. It stops
 * loops and regular expressions in this thread, wherever they are: what the work was writing to may be half done.
 */
export function timeLimit(ms: number): TimeLimit {
  let left = ms;
  let tries = 0;
  return (work) => {
    while (left >= 1 || tries < triesMin) {
      const before = cpuUsage();
      try {
        return runWithin(Math.ceil(Math.max(left, ms / triesMin)), work);
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        // The watch counts time that passes, of which the work may have had little: it starts over.
        tries++;
      } finally {
        const { user, system } = cpuUsage(before);
        left -= (user + system) / 1000;
      }
    }
    return null;
  };
}

/** Only the engine can stop code in its own thread, and it does so for scripts alone. */
const script = new Script('work()');
const nothing = (): unknown => null;
const surroundings = createContext({ work: nothing });

function runWithin<T>(ms: number, work: () => T): T {
  surroundings.work = work;
  try {
    return script.runInContext(surroundings, { timeout: ms }) as T;
  } finally {
    // Nobody's words are kept here.
    surroundings.work = nothing;
  }
}
