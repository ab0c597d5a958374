import { CannotStart } from './cannot-start.ts';
import { tryFirst } from './guide.ts';
import { startOpened } from './opened.ts';
import { readOptions, UsageError, usage } from './options.ts';
import { startDemo } from './start.ts';

/**
 * Runs the bot and a local Slack with people in it, until the process gets a signal. Exits the process with 0 after a
 * signal, 1 if it could not start, 2 for a usage error.
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
  // Signals come twice if the terminal signals the whole group and npm forwards its own. The second must not cut the first short.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => void stop(0));
  try {
    const url = await startDemo({ ...options, dataFolder }, opened);
    console.log(`
Rapport is running in a local Slack: ${url}
You are Priya Patel in Tampa. Try: ${tryFirst}
Press Ctrl-C to stop. Nothing is saved. (--seed ${options.seed})`);
  } catch (error) {
    if (isStopping) return; // the start failed because its parts were closed
    console.error(error instanceof CannotStart ? error.message : error);
    await stop(1);
  }
}

function readOrRefuse(args: string[]): ReturnType<typeof readOptions> {
  try {
    return readOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}. See npm run demo -- --help`);
    process.exit(2);
  }
}

/** npm forwards a signal to a shell, which exits without forwarding it. */
function whenParentIsGone(then: () => void): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && then(), 250).unref();
}
