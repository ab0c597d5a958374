import { parseArgs } from 'node:util';
import { defaultSeed } from './random.ts';

export const usage = `usage: npm run demo -- [--port N] [--seed N]

Rapport in a Slack of its own, with three branches and half a year behind them, to be seen in a browser.

  --port N   where the page is served; 8030 unless told, and the next free one where that is taken
  --seed N   another half year: ${defaultSeed} unless told`;

export interface DemoOptions {
  port: number;
  seed: number;
}

/** Wrong use: said in one line, exit code 2. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/** @throws WrongUse */
export function readOptions(args: string[]): DemoOptions | 'help' {
  let values: { port?: string; seed?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: { port: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    throw new WrongUse((error as Error).message.split('\n')[0]);
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
    throw new WrongUse(`--${option} takes a whole number from ${from} to ${to}, not "${text}"`);
  }
  return number;
}
