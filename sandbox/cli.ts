#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { ManifestError, type Sandbox, type SandboxOptions, startSandbox } from './index.ts';
import { buildPage } from './page/build.ts';
import { readManifest } from './workspace/manifest.ts';

const USAGE = 'usage: slack-sandbox [--port N] [--manifest FILE] [--app URL] [--grid]';
/** The number of ports to try after a taken one. */
const PORTS_TRIED = 50;

/** Thrown when the command is used incorrectly. The message has one line. The exit code is 2. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(USAGE);
  // Reports a broken manifest before the page is built, which takes a while.
  readManifest(options.manifest);
  const sandbox = await startOnFreePort({ ...options, page: await buildPage() });
  const user = sandbox.addUser({ name: 'alex', realName: 'Alex Doe', isAdmin: true });
  const channel = sandbox.addChannel({ name: 'general', members: [user.id] });
  const printed = {
    url: sandbox.url,
    SLACK_API_URL: sandbox.slackApiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    SLACK_APP_TOKEN: sandbox.appToken,
    channel: channel.id,
    user: user.id,
  };
  process.stdout.write(`${JSON.stringify(printed)}\n`);
  await untilToldToStop();
  await sandbox.close();
}

function readOptions(argv: string[]): SandboxOptions | 'help' {
  let values: { port?: string; manifest?: string; app?: string; grid?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        manifest: { type: 'string' },
        app: { type: 'string' },
        grid: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} (${USAGE})`);
  }
  if (values.help) return 'help';
  const { port = '0', manifest = './manifest.yml', app, grid = false } = values;
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port ${port} is not a port (${USAGE})`);
  if (app !== undefined && !(URL.canParse(app) && /^https?:/.test(app))) {
    throw new UsageError(`--app ${app} is not an http(s) address (${USAGE})`);
  }
  return {
    manifest,
    port: Number(port),
    grid,
    ...(app !== undefined && { appUrl: app }),
    log: (line) => process.stderr.write(`slack-sandbox: ${line}\n`),
  };
}

async function startOnFreePort(options: SandboxOptions): Promise<Sandbox> {
  const wanted = options.port ?? 0;
  for (let port = wanted; ; port += 1) {
    try {
      return await startSandbox({ ...options, port });
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || port >= wanted + PORTS_TRIED || port >= 65_535) throw error;
    }
  }
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

main().catch((error: Error) => {
  process.stderr.write(`slack-sandbox: ${error.message}\n`);
  process.exitCode = error instanceof UsageError || error instanceof ManifestError ? 2 : 1;
});
