import { SocketModeReceiver } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { slackLogger } from '../../slack-client.ts';

/**
 * Retries are on here, and only here: asking for a connection again does no harm, and without one the bot hears nothing.
 * The SDK's own waits grow without limit, to hours after an hour's outage. Milliseconds.
 */
const untilConnected = { forever: true, minTimeout: 1000, factor: 1.5, maxTimeout: 30_000, randomize: true };

/** Bolt's receiver over a socket. The socket stays with the receiver, whatever happens to the connection. */
export function socketReceiver(context: Context): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    appToken: context.config.slack.appToken ?? '',
    installerOptions: {
      clientOptions: {
        slackApiUrl: context.config.slack.apiUrl,
        timeout: 10_000,
        retryConfig: untilConnected,
      },
    },
    logger: slackLogger(context.log),
    // False means not acknowledged: Slack sends it again.
    processEventErrorHandler: async () => false,
  });

  // Each reconnect of the SDK waits on `start`, but nothing waits on the reconnect, so its failures would go unnoticed.
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
