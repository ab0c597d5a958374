import { createHmac } from 'node:crypto';

export interface SignedRequest {
  method: 'POST';
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A form post as Slack sends it, signed with the current time. */
export function signedRequest(signingSecret: string, fields: Record<string, string>): SignedRequest {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
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
}

/** The fields of a command that `user` typed, on the `nr`th time. */
export const commandFields = (
  command: string,
  text: string,
  { teamId, user, nr }: { teamId: string; user: string; nr: string },
): Record<string, string> => ({
  token: 'unused',
  team_id: teamId,
  team_domain: 'bench',
  channel_id: 'CBENCH',
  channel_name: 'tampa',
  user_id: user,
  user_name: user.toLowerCase(),
  command,
  text,
  api_app_id: 'ABENCH',
  is_enterprise_install: 'false',
  response_url: 'http://127.0.0.1:9/unused',
  trigger_id: `${nr}.bench`,
});
