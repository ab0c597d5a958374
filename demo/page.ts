import { spawn } from 'node:child_process';
import { CannotStart } from './cannot-start.ts';

export interface PageBuild {
  /** The folder of the built page. */
  folder: Promise<string>;
  stop(): Promise<void>;
}

const script = `
  import { buildPage } from 'slack-sandbox/page/build';
  process.stdout.write('\\0' + (await buildPage()));
`;

/** Builds the page in its own process, so that the rest of the start has a core to itself. */
export function buildPageApart(): PageBuild {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaint = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const folder = new Promise<string>((resolve, reject) => {
    child.on('close', () => {
      // The build may print, too. The folder comes after the mark.
      const found = said.split('\0')[1];
      if (found) resolve(found);
      else reject(new CannotStart(`Could not build the page: ${firstLine(complaint)}`));
    });
  });
  folder.catch(() => {}); // the caller that awaits it handles the failure
  return {
    folder,
    async stop() {
      child.kill();
    },
  };
}

const firstLine = (text: string): string =>
  text.split('\n').find((line) => /error/i.test(line)) ?? text.trim().split('\n')[0] ?? '';
