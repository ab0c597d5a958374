import { readFile } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** The address in manifest.yml. */
const placeholder = 'https://rapport.example.com';

/** The same relative path from the sources and from the build. */
const manifestFile = new URL('../../manifest.yml', import.meta.url);

/** The same as JSON. It too goes into the image, which has no parser for YAML. */
const manifestJson = new URL('../../manifest.json', import.meta.url);

/** The bot scopes that this release needs, without the optional ones. */
export async function readNeededScopes(): Promise<readonly string[]> {
  const { oauth_config } = JSON.parse(await readFile(manifestJson, 'utf8')) as {
    oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  };
  const { bot, bot_optional: optional } = oauth_config.scopes;
  return bot.filter((scope) => !optional.includes(scope));
}

/** Prints the app manifest with the deployment's own address, ready to paste into Slack. */
export async function printManifest(url: string | undefined): Promise<number> {
  if (!url || !URL.canParse(url) || !url.startsWith('https://')) {
    throw new UsageError('manifest takes: --url https://… (the address where Slack reaches Rapport)');
  }
  const manifest = await readFile(manifestFile, 'utf8');
  process.stdout.write(manifest.replaceAll(placeholder, url.replace(/\/+$/, '')));
  return 0;
}
