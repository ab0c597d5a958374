import '../../src/utc.ts';
import { createInterface } from 'node:readline';
import { openReplica, type Where } from './replica.ts';

/** Orders for a replica in its own process: wake up once, and perhaps die or stop at a step on the way. */
export interface Orders {
  where: Where;
  now: string;
  /** `step` counts from 1. If absent, the process runs to the end and prints its steps. */
  at?: { step: number; side: 'before' | 'after' };
  /** SIGKILL, the default, ends the process there. SIGSTOP stops it until it gets a SIGCONT. */
  signal?: 'SIGKILL' | 'SIGSTOP';
}

// Printed once everything is loaded, so that the parent does not measure the start.
console.log('ready');
const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
const { value } = await lines.next();
const orders = JSON.parse(String(value)) as Orders;

const steps: string[] = [];
const replica = openReplica(
  { ...orders.where, timing: { ...orders.where.timing, senders: 1 } },
  () => new Date(orders.now),
  (side, step) => {
    if (side === 'before') steps.push(step);
    if (orders.at?.step !== steps.length || orders.at.side !== side) return;
    if (orders.signal === 'SIGSTOP') console.log('stopping');
    process.kill(process.pid, orders.signal ?? 'SIGKILL');
    // The signal may take a moment to arrive. Do nothing more until then.
    return orders.signal === 'SIGSTOP' ? undefined : new Promise<never>(() => {});
  },
);
await replica.wakeUp(5_000);
console.log(JSON.stringify(steps));
await replica.close();
process.exit(0);
