import type { Stage } from '../stage.ts';

/** One thing that goes wrong, and how Rapport handles it. */
export interface Case {
  sentence: string;
  /** Runs alone, because it measures real time. */
  isAlone?: true;
  /** @throws Broken if the sentence does not hold */
  run(stage: Stage): Promise<void>;
}

/** A Monday. `eight` is 8:00:10 a.m. in New York, just after the digests are due. */
export const monday = '2026-10-26';
export const eight = '2026-10-26T12:00:10Z';

/** Timing for cases where no call or lease may time out, even on a busy machine. One sender per replica. */
export const patient = {
  callTimeoutMs: 8_000,
  timing: { leaseMs: 25_000, turnPatienceMs: 1_000, senders: 1 },
};
