import { SocketModeReceiver } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { slackLogger } from '../../slack-client.ts';

/**
 * Only this client retries: asking for a connection again does no harm, and without one the bot receives nothing.
 * The SDK's default delays grow without limit: after an hour's outage they reach hours. Milliseconds.
 */
const reconnectPolicy = { forever: true, minTimeout: 1000, factor: 1.5, maxTimeout: 30_000, randomize: true };

/** Creates Bolt's Socket Mode receiver. It keeps the same socket client across reconnects. */
export function socketReceiver(context: Context): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken: context.config.slack.appToken ?? '',
    installerOptions: {
      clientOptions: {
        slackApiUrl: context.config.slack.apiUrl,
        timeout: 10_000,
        retryConfig: reconnectPolicy,
      },
    },
    logger: slackLogger(context.log),
    // False leaves the event unacknowledged, so Slack sends it again.
    processEventErrorHandler: async () => false,
  });

  // To reconnect, the SDK calls `start` without awaiting the result. A failure there would be an unhandled rejection.
  const { client } = receiver;
  const connect = client.start.bind(client);
  let isStarted = false;
  client.start = async () => {
    try {
      const connected = await connect();
      isStarted = true;
      return connected;
    } catch (error) {
      if (!isStarted) throw error;
      context.log.warn({ error }, 'Socket Mode: an attempt to reconnect failed');
      return { ok: false };
    }
  };
  return receiver;
}
