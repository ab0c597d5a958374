import { CannotStart } from './cannot-start.ts';
import { tryFirst } from './guide.ts';
import { startOpened } from './opened.ts';
import { readOptions, usage, WrongUse } from './options.ts';
import { startDemo } from './start.ts';

/**
 * The bot and a local Slack with people in it, to be seen in a browser, until the process is told to stop. Ends the
 * process: 0 when it was stopped, 1 when it could not start, 2 for wrong use.
 */
export async function runDemo(args: string[], dataFolder: string): Promise<void> {
  const options = readOrRefuse(args);
  if (options === 'help') return console.log(usage);

  const opened = startOpened();
  let isStopping = false;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    await opened.close();
    process.exit(code);
  };
  // Twice where a terminal tells the whole group and npm passes it on: the second must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => void stop(0));
  try {
    const url = await startDemo({ ...options, dataFolder }, opened);
    console.log(`
Rapport, in a Slack of its own: ${url}
You are Priya Patel in Tampa. Try: ${tryFirst}
Ctrl-C stops it; nothing is kept. (--seed ${options.seed})`);
  } catch (error) {
    if (isStopping) return; // what was opening found itself closed
    console.error(error instanceof CannotStart ? error.message : error);
    await stop(1);
  }
}

function readOrRefuse(args: string[]): ReturnType<typeof readOptions> {
  try {
    return readOptions(args);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    console.error(`${error.message}; see: npm run demo -- --help`);
    process.exit(2);
  }
}

/** Told to end, npm passes that on to a shell, which ends and tells nobody. */
function whenParentIsGone(then: () => void): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && then(), 250).unref();
}
