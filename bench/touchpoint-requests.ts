import { createHmac } from 'node:crypto';
import { branch, nameOf, slackUserOf } from './touchpoint-database.ts';

export interface SignedRequest {
  method: 'POST';
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A third of the sentences make a promise. Each is unique, because repeated words would be treated as an accidental repeat. */
const sentences = [
  (name: string, about: string) => `coffee with ${name} yesterday, talked about ${about}`,
  (name: string, about: string) => `called ${name}, wants help with ${about}`,
  (name: string, about: string) => `lunch with ${name} today, promised the slides about ${about} by Friday`,
];

interface Requests {
  /** The first member, of this many. */
  from?: number;
  members: number;
  partnersEach: number;
  tag?: string;
}

/**
 * `/touchpoint` in words, as Slack sends it and signed with the current time. Members and partners rotate. `tag` tells
 * generators apart.
 */
export function touchpointRequests(
  slack: { signingSecret: string; teamId: string },
  { from = 0, members, partnersEach, tag = '' }: Requests = branch,
): () => SignedRequest {
  let made = 0;
  return () => {
    const nr = made++;
    const say = sentences[nr % sentences.length]!;
    const partner = Math.floor(nr / members) % partnersEach;
    const body = new URLSearchParams({
      token: 'unused',
      team_id: slack.teamId,
      team_domain: 'bench',
      channel_id: 'CBENCH',
      channel_name: 'tampa',
      user_id: slackUserOf(from + (nr % members)),
      user_name: `member${from + (nr % members)}`,
      command: '/touchpoint',
      text: say(nameOf(partner), `house ${tag}${lettersOf(nr)}`),
      api_app_id: 'ABENCH',
      is_enterprise_install: 'false',
      response_url: 'http://127.0.0.1:9/unused',
      trigger_id: `${nr}.bench${tag}`,
    }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', slack.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return {
      method: 'POST',
      path: '/slack/events',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
      },
      body,
    };
  };
}

/** A unique word for each number that cannot be read as a name, day or number. */
export function lettersOf(nr: number): string {
  let letters = '';
  for (let left = nr; left > 0 || letters === ''; left = Math.floor(left / 26)) {
    letters = String.fromCharCode(97 + (left % 26)) + letters;
  }
  return `q${letters}x`;
}
