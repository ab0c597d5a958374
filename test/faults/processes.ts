import { fileURLToPath } from 'node:url';
import { type RunningScript, runScript } from '../support/run-script.ts';
import type { Orders } from './replica-process.ts';

/** A replica in its own process, loaded and waiting for orders. */
export interface ReplicaProcess extends RunningScript {
  give(orders: Orders): void;
}

export async function startReplica(): Promise<ReplicaProcess> {
  const file = fileURLToPath(new URL('./replica-process.ts', import.meta.url));
  const script = runScript(`await import(${JSON.stringify(file)});`);
  await script.nextLine();
  return { ...script, give: (orders) => void script.process.stdin!.write(`${JSON.stringify(orders)}\n`) };
}
