import { parseArgs } from 'node:util';
import { defaultSeed } from './random.ts';

export const usage = `usage: npm run demo -- [--port N] [--seed N]

Runs Rapport in a local Slack with three branches and six months of history. Open the printed address in a browser.

  --port N   port of the page; default 8030. If it is taken, the next free one is used.
  --seed N   a different history; default ${defaultSeed}.`;

export interface DemoOptions {
  port: number;
  seed: number;
}

/** Thrown when the command is used incorrectly. The message has one line. The exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: string[]): DemoOptions | 'help' {
  let values: { port?: string; seed?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: { port: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    throw new UsageError((error as Error).message.split('\n')[0]);
  }
  if (values.help) return 'help';
  return {
    port: wholeNumber('port', values.port ?? '8030', 1, 65_535),
    seed: wholeNumber('seed', values.seed ?? String(defaultSeed), 0, 2_147_483_647),
  };
}

function wholeNumber(option: string, text: string, from: number, to: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < from || number > to) {
    throw new UsageError(`--${option} must be a whole number from ${from} to ${to}, not "${text}"`);
  }
  return number;
}
