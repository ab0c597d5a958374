import { createHmac } from 'node:crypto';

/** Slack's request signature, version 0: HMAC-SHA256 of `v0:timestamp:body`. The timestamp is real time, in seconds. */
export function signatureHeaders(secret: string, body: string, atSeconds: number): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(atSeconds), 'x-slack-signature': `v0=${digest}` };
}
