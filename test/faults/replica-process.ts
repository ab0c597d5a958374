import { createInterface } from 'node:readline';
import { openReplica, type Where } from './replica.ts';

/** What a process of its own is told to do: to wake once, and perhaps to end or to stop at a step on the way. */
export interface Orders {
  where: Where;
  now: string;
  /** Counted from 1; none: it does all and prints its steps. */
  at?: { step: number; side: 'before' | 'after' };
  /** KILL ends it there; STOP stops it until somebody sends CONT. */
  signal?: 'SIGKILL' | 'SIGSTOP';
}

// Said once everything is loaded, so that whoever waits for it measures no start.
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
    // A signal to oneself may take a moment: nothing more is done until then.
    return orders.signal === 'SIGSTOP' ? undefined : new Promise<never>(() => {});
  },
);
await replica.wakeUp(5_000);
console.log(JSON.stringify(steps));
await replica.close();
process.exit(0);
