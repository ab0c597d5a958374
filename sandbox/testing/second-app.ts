import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts';

/** The manifest of an independent app that keeps a list of plants to water. */
export function plantManifest() {
  const url = 'https://plants.example/slack/events';
  return {
    display_information: { name: 'Plants' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'plants' },
      slash_commands: [
        { command: '/water', url, description: 'Water a plant' },
        { command: '/plant', url, description: 'Open the form', should_escape: true },
      ],
      shortcuts: [
        { name: 'New plant', type: 'global', callback_id: 'new_plant', description: 'Open the form' },
        { name: 'About this', type: 'message', callback_id: 'about', description: 'Answer to a message' },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [
          'channels:history',
          'channels:join',
          'channels:read',
          'chat:write',
          'commands',
          'groups:history',
          'groups:read',
          'im:history',
          'im:read',
          'im:write',
          'team:read',
          'users:read',
          'users:read.email',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        request_url: url,
        bot_events: ['app_home_opened', 'member_joined_channel', 'member_left_channel', 'message.im'],
      },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      socket_mode_enabled: false,
    },
  };
}

export interface Running {
  sandbox: Sandbox;
  app: App;
  stop(): Promise<void>;
}

/** Starts the sandbox with a Bolt app. `listen` adds the app's listeners. */
export async function runApp(
  listen: (app: App) => void,
  options: Partial<SandboxOptions> & { overSocket?: boolean } = {},
): Promise<Running> {
  const { overSocket = false, ...rest } = options;
  const sandbox = await startSandbox({ manifest: plantManifest(), pacing: false, ...rest });
  const clientOptions = { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } };
  const receiver = overSocket
    ? new SocketModeReceiver({
        appToken: sandbox.appToken,
        clientPingTimeout: 500,
        installerOptions: { clientOptions },
        logLevel: LogLevel.ERROR,
      })
    : new HTTPReceiver({ signingSecret: sandbox.signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({ token: sandbox.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR });
  listen(app);
  if (overSocket) {
    await app.start();
  } else {
    const server = await app.start(0);
    const address = (server as unknown as { address(): { port: number } }).address();
    sandbox.setAppUrl(`http://127.0.0.1:${address.port}`);
  }
  // Bolt checks its token in the background. A test that ends earlier leaves an unhandled rejection.
  await sandbox.until(() => sandbox.exchanges.some((exchange) => exchange.name === 'auth.test'));
  return {
    sandbox,
    app,
    async stop() {
      await app.stop();
      await sandbox.close();
    },
  };
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
