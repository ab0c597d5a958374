import { deliver } from '../delivery/deliver.ts';
import type { Channel } from '../workspace/channels.ts';
import { type Message, messagePayload } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { channelRef, commonPayload } from './payload.ts';
import type { PressOutcome } from './press.ts';

/** Runs a global shortcut, or a message shortcut on a message. @throws if the manifest does not declare it */
export async function runShortcut(
  world: World,
  user: User,
  callbackId: string,
  on?: { channel: Channel; message: Message },
): Promise<PressOutcome> {
  const type = on ? 'message' : 'global';
  const declared = world.manifest.shortcuts.some(
    (each) => each.callbackId === callbackId && each.type === type,
  );
  if (!declared) throw new Error(`the manifest does not declare a ${type} shortcut ${callbackId}`);
  const answer = await deliver(world, {
    kind: 'interaction',
    name: on ? 'message_action' : 'shortcut',
    path: world.manifest.interactivityPath,
    payload: {
      type: on ? 'message_action' : 'shortcut',
      ...payloadOf(world, user, on !== undefined),
      callback_id: callbackId,
      action_ts: world.clock.nextTs(),
      trigger_id: world.triggers.issue(user.id, on?.channel.id),
      ...(on && onMessage(world, user, on)),
    },
  });
  return {
    acknowledged: !answer.failure,
    ms: answer.ms,
    ...(answer.status !== undefined && { status: answer.status }),
    ...(answer.failure && { trouble: `This app did not respond (${answer.failure}).` }),
  };
}

/** Shortcut payloads have no `api_app_id`, and in global ones the user has a `username` but no `name`. */
function payloadOf(world: World, user: User, isOnMessage: boolean): Record<string, unknown> {
  const { api_app_id: _app, ...common } = commonPayload(world, user);
  if (isOnMessage) return common;
  return { ...common, user: { id: user.id, username: user.name, team_id: world.identity.teamId } };
}

function onMessage(world: World, user: User, { channel, message }: { channel: Channel; message: Message }) {
  const { path } = world.responseUrls.issue('actions', {
    channel: channel.id,
    user: user.id,
    original: message,
  });
  return {
    response_url: world.url + path,
    message_ts: message.ts,
    channel: channelRef(channel),
    message: messagePayload(message),
  };
}
