const minuteMs = 60_000;
/** A timer may be a moment early. The minute it was set for then counts as begun. Milliseconds. */
const earlyMs = 1_000;

/**
 * Calls `work` as each minute begins, until it is stopped. The timer counts milliseconds and knows no time zone, so it runs on
 * through every change of clocks. If the machine's clock is set, the next call is still at most a minute away.
 */
export function eachMinute(work: () => void): { stop(): void } {
  let timer: NodeJS.Timeout;
  const next = () => {
    const now = Date.now();
    const begins = Math.ceil((now + earlyMs) / minuteMs) * minuteMs;
    timer = setTimeout(() => {
      next();
      work();
    }, begins - now);
  };
  next();
  return { stop: () => clearTimeout(timer) };
}
