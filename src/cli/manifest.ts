import { readFile } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** The address that stands in manifest.yml. */
const placeholder = 'https://rapport.example.com';

/** Beside the sources and beside the build, one level up either way. */
const manifestFile = new URL('../../manifest.yml', import.meta.url);

/** Prints the app manifest with the deployment's own address, ready to be pasted into Slack. */
export async function printManifest(url: string | undefined): Promise<number> {
  if (!url || !URL.canParse(url) || !url.startsWith('https://')) {
    throw new UsageError('manifest takes: --url https://… (the address at which Slack reaches Rapport)');
  }
  const manifest = await readFile(manifestFile, 'utf8');
  process.stdout.write(manifest.replaceAll(placeholder, url.replace(/\/+$/, '')));
  return 0;
}
