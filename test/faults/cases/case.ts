import type { Stage } from '../stage.ts';

/** One thing that goes wrong, and how Rapport handles it. */
export interface Case {
  sentence: string;
  /** Measures real time, so it must run alone. */
  isAlone?: true;
  /** @throws Broken if the sentence is not true */
  run(stage: Stage): Promise<void>;
}

/** A Monday. `eight` is ten seconds past eight in New York, when the digests are due. */
export const monday = '2026-10-26';
export const eight = '2026-10-26T12:00:10Z';

/** For cases in which no call or lease may time out, even on a busy machine. One sender in each replica. */
export const patient = {
  callTimeoutMs: 8_000,
  timing: { leaseMs: 25_000, turnPatienceMs: 1_000, senders: 1 },
};
