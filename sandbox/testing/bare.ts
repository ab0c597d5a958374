import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts';
import { plantManifest } from './second-app.ts';

type ApiAnswer = Record<string, unknown> & { ok: boolean; error?: string };

export interface Bare {
  sandbox: Sandbox;
  /** Calls a Web API method as a form, by default with the bot's token. */
  call(method: string, args?: Record<string, unknown>, token?: string): Promise<ApiAnswer>;
}

/** A sandbox without an app. The test calls the Web API itself. */
export async function bareSandbox(options: Partial<SandboxOptions> = {}): Promise<Bare> {
  const sandbox = await startSandbox({ manifest: plantManifest(), pacing: false, ...options });
  return {
    sandbox,
    async call(method, args = {}, token = sandbox.botToken) {
      const flat = Object.entries(args).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const response = await fetch(sandbox.slackApiUrl + method, {
        method: 'POST',
        headers: token ? { authorization: `Bearer ${token}` } : {},
        body: new URLSearchParams(Object.fromEntries(flat)),
      });
      return (await response.json()) as ApiAnswer;
    },
  };
}

/** The second app's manifest without some of its scopes. */
export function manifestWithout(...scopes: string[]) {
  const manifest = plantManifest();
  const bot = manifest.oauth_config.scopes.bot;
  manifest.oauth_config.scopes.bot = bot.filter((scope) => !scopes.includes(scope));
  return manifest;
}
