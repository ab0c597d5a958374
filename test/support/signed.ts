import { signatureHeaders } from 'slack-sandbox';
import type { Rapport } from './rapport.ts';

export const form = 'application/x-www-form-urlencoded';
export const json = 'application/json';

/** Ways that a request can differ from Slack's. */
export interface Flaws {
  secret?: string;
  /** Body to sign instead of the one sent. */
  signed?: string;
  agoSeconds?: number;
  type?: string;
  headers?: Record<string, string>;
  without?: string;
  path?: string;
  /** Address of another replica. */
  to?: string;
}

/** Sends a signed request as Slack would, with the given flaws. */
export async function sendSigned(rapport: Rapport, body: string, flaws: Flaws = {}): Promise<Response> {
  const at = Math.floor(Date.now() / 1000) - (flaws.agoSeconds ?? 0);
  const headers: Record<string, string> = {
    'content-type': flaws.type ?? form,
    ...signatureHeaders(flaws.secret ?? rapport.sandbox.signingSecret, flaws.signed ?? body, at),
    ...flaws.headers,
  };
  if (flaws.without) delete headers[flaws.without];
  return fetch((flaws.to ?? rapport.url) + (flaws.path ?? '/slack/events'), {
    method: 'POST',
    headers,
    body,
  });
}

let commands = 0;

/** Body of a command that Priya sends in the branch's channel. */
export function commandBody(rapport: Rapport, text: string, more: Record<string, string> = {}): string {
  return new URLSearchParams({
    team_id: rapport.sandbox.teamId,
    channel_id: rapport.channel,
    channel_name: 'tampa',
    user_id: rapport.priya.id,
    command: '/touchpoint',
    text,
    api_app_id: rapport.sandbox.appId,
    response_url: `${rapport.sandbox.url}/commands/none`,
    trigger_id: `1.${++commands}.signed`,
    ...more,
  }).toString();
}

export const interactionBody = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
