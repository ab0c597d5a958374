import type { World } from '../world.ts';
import type { RefreshReason } from './sockets.ts';

/** Real milliseconds between looks at the clock while no one moves it. */
const LOOK_EVERY_MS = 1000;

const REASONS: readonly RefreshReason[] = ['warning', 'refresh_requested'];

/**
 * Refreshes Socket Mode once in each period of business time in which an app is connected, however far the clock jumps. That
 * can be many times in a second, so old connections are closed as soon as there is a new one.
 */
export function refreshEvery(world: World, periodMs: number): void {
  let due = world.clock.now().getTime() + periodMs;
  let count = 0;
  const look = () => {
    const now = world.clock.now().getTime();
    if (now < due || !world.sockets.connected()) return;
    if (!world.sockets.refresh(REASONS[count % REASONS.length]!, { onceReplaced: true })) return;
    due = now + periodMs;
    count += 1;
  };
  const stop = world.changes.listen((change) => change.kind === 'clock' && look());
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  world.closing.signal.addEventListener('abort', () => {
    clearInterval(timer);
    stop();
  });
}
