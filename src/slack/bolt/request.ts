import type { ReceiverEvent } from '@slack/bolt';

/** What Slack sent: a command, an interaction, a request for options or an event. */
export type RequestBody = ReceiverEvent['body'];

/** The workspace a request comes from. */
export function teamOf(body: RequestBody): string | undefined {
  return body?.team_id ?? body?.team?.id ?? body?.user?.team_id;
}

export const userOf = (body: RequestBody): string | undefined => body.user_id ?? body.user?.id;

/** For the log: the request and its sender, never the typed text. */
export function describeRequest(body: RequestBody): Record<string, unknown> {
  return {
    type: body.type ?? 'command',
    command: body.command,
    event: body.event?.type,
    eventId: body.event_id,
    action: body.actions?.[0]?.action_id,
    view: body.view?.callback_id,
    user: userOf(body) ?? body.event?.user,
  };
}
