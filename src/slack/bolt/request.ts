import type { ReceiverEvent } from '@slack/bolt';

/** What Slack sent: a command, an interaction, a request for options or an event. */
export type RequestBody = ReceiverEvent['body'];

/**
 * The workspace whose installation of the app a request is for, read in Bolt's order. In an Enterprise Grid or a shared
 * channel the outer `team_id` (events), `team` and `user.team_id` (interactions) may name where a person comes from.
 */
export function teamOf(body: RequestBody): string | undefined {
  const installation = body?.authorizations?.[0]?.team_id ?? body?.view?.app_installed_team_id;
  return (
    installation ??
    body?.context_team_id ??
    body?.team_id ??
    body?.team?.id ??
    body?.user?.team_id ??
    undefined
  );
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
    // In an event about a user, the whole profile.
    user: userOf(body) ?? body.event?.user?.id ?? body.event?.user,
  };
}
