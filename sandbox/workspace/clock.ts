/**
 * Business time, which dates messages and events. It ticks and can be moved forward. Signatures, triggers, acknowledgments,
 * rate limits and retries use real time instead.
 */
export interface Clock {
  now(): Date;
  /** Moves forward to an instant. @throws when moving back, because message timestamps would repeat */
  moveTo(date: Date | string): void;
  advance(ms: number): void;
  /** A message timestamp (`seconds.micros`) later than every one before it. */
  nextTs(): string;
}

export function startClock(start: Date | undefined, onMove: (now: Date) => void): Clock {
  let offsetMs = start ? start.getTime() - Date.now() : 0;
  let lastMicros = 0n;
  const nowMs = () => Date.now() + offsetMs;

  const clock: Clock = {
    now: () => new Date(nowMs()),
    moveTo(date) {
      const target = new Date(date).getTime();
      if (Number.isNaN(target)) throw new Error(`not a date: ${String(date)}`);
      // A second of tolerance, so that moving "to now" twice in a row is not an error.
      if (target < nowMs() - 1000) {
        throw new Error(`the clock only moves forward: it is already ${clock.now().toISOString()}`);
      }
      offsetMs = target - Date.now();
      onMove(clock.now());
    },
    advance(ms) {
      if (!(ms >= 0)) throw new Error('the clock only moves forward');
      offsetMs += ms;
      onMove(clock.now());
    },
    nextTs() {
      const micros = BigInt(nowMs()) * 1000n;
      lastMicros = micros > lastMicros ? micros : lastMicros + 1n;
      return `${lastMicros / 1_000_000n}.${String(lastMicros % 1_000_000n).padStart(6, '0')}`;
    },
  };
  return clock;
}
