// biome-ignore-start lint/style/noRestrictedImports: the only clock of the domain, for code that may never come back
import { cpuUsage } from 'node:process';
import { createContext, Script } from 'node:vm';

// biome-ignore-end lint/style/noRestrictedImports: the only clock of the domain, for code that may never come back

/** Runs the work and returns its result; null if it was stopped because the time is used up. */
export type TimeLimit = <T>(work: () => T) => T | null;

/**
 * A limit on processor time that all the work given to it shares, in milliseconds. It stops loops and regular expressions
 * in this thread, wherever they are: what the work was writing to may be half done.
 */
export function timeLimit(ms: number): TimeLimit {
  let left = ms;
  return (work) => {
    while (left >= 1) {
      const before = cpuUsage();
      try {
        return runWithin(Math.ceil(left), work);
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        // The watch counts hours that pass. On a busy machine the work may have had none of them: it starts over.
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
const surroundings = createContext({ work: (): unknown => null });

function runWithin<T>(ms: number, work: () => T): T {
  surroundings.work = work;
  return script.runInContext(surroundings, { timeout: ms }) as T;
}
