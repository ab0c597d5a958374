import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPModuleFunctions as bolt, HTTPResponseAck, type Receiver } from '@slack/bolt';
import type { Context } from '../../context.ts';
import { slackLogger } from '../../slack-client.ts';
import { Refused } from './refused.ts';
import { isFromTheFuture } from './replays.ts';

/** Slack no longer waits. Only an event can take that long: its listener keeps running, and Slack sends it again. Milliseconds. */
const slackWaitsMs = 3000;

export interface HttpReceiver extends Receiver {
  take(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Takes Slack's requests over HTTP with Bolt's own functions. Bolt's receiver never answers a signed `null`: it trips over
 * it before it asks us.
 */
export function httpReceiver(context: Context): HttpReceiver {
  const logger = slackLogger(context.log);
  const known = {
    signingSecret: context.config.slack.signingSecret ?? '',
    bodyLimit: bolt.defaultBodyLimit,
  };
  let app: App;
  return {
    init(of) {
      app = of;
    },
    // The server is ours.
    start: async () => {},
    stop: async () => {},
    async take(request, response) {
      const body = await read(request).catch((error) => {
        if (!(error instanceof Unreadable)) throw error;
        logger.warn(error.message);
        bolt.buildNoBodyResponse(response, error.status);
        return null;
      });
      if (body === null) return;
      if (body.ssl_check === '1') return bolt.buildSSLCheckResponse(response);
      if (body.type === 'url_verification') return bolt.buildUrlVerificationResponse(response, body);

      const answer = new HTTPResponseAck({
        logger,
        processBeforeResponse: false,
        unhandledRequestHandler: () => end(response, 503),
        unhandledRequestTimeoutMillis: slackWaitsMs,
        httpRequest: request as IncomingMessage & { rawBody: Buffer },
        httpRequestBody: body,
        httpResponse: response,
      });
      const retryNum = bolt.extractRetryNumFromHTTPRequest(request);
      const retryReason = bolt.extractRetryReasonFromHTTPRequest(request);
      try {
        await app.processEvent({
          body,
          ack: answer.bind(),
          ...(retryNum === undefined ? {} : { retryNum }),
          ...(retryReason === undefined ? {} : { retryReason }),
        });
      } catch (error) {
        answer.ack();
        end(response, error instanceof Refused ? error.status : 500);
      }
    },
  };

  /** @throws Unreadable */
  async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
    if (isFromTheFuture(request.headers['x-slack-request-timestamp']))
      throw new Unreadable(401, 'Failed to verify authenticity: the timestamp is in the future');
    const read = await bolt.parseAndVerifyHTTPRequest(known, request).catch((error: Error) => {
      throw new Unreadable(bolt.isRawBodyError(error) ? error.statusCode : 401, error.message);
    });
    try {
      // Every other JSON value that is not an object can be asked for its team, and is refused for having none.
      return bolt.parseHTTPRequestBody(read) ?? {};
    } catch (error) {
      throw new Unreadable(400, `Malformed request body: ${(error as Error).message}`);
    }
  }
}

class Unreadable extends Error {
  readonly status: number;

  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status).end();
}
