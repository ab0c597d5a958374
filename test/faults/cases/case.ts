import type { Stage } from '../stage.ts';

/** One thing that goes wrong, told as a sentence about what Rapport does about it. */
export interface Case {
  sentence: string;
  /** Looks at real time closely: nothing else may run beside it. */
  isAlone?: true;
  /** @throws Broken when the sentence is not true */
  run(stage: Stage): Promise<void>;
}

/** A Monday: at eight in New York nothing is due yet, ten seconds later it is. */
export const monday = '2026-10-26';
export const eight = '2026-10-26T12:00:10Z';

/** For cases that wait for no call and no lease to end: however busy the machine, none does. One sender a replica. */
export const patient = {
  callTimeoutMs: 8_000,
  timing: { leaseMs: 25_000, turnPatienceMs: 1_000, senders: 1 },
};
