import { blocksSeen } from '../blocks/earlier.ts';
import type { Option } from '../blocks/shapes.ts';
import { deliver } from '../delivery/deliver.ts';
import { viewPayload } from '../views/show.ts';
import { HOLDINGS, stateOf, type ViewState } from '../views/state.ts';
import type { View } from '../views/store.ts';
import type { Channel } from '../workspace/channels.ts';
import { type Message, messagePayload } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { putIn } from './form.ts';
import { choicesOf, toStateValue } from './inputs.ts';
import { channelRef, commonPayload } from './payload.ts';
import { actionPayload, find, type Place, type Press } from './pressed.ts';

/** What a person sees after pressing something. */
export interface PressOutcome {
  acknowledged: boolean;
  status?: number;
  /** The warning beside the element if the app did not acknowledge. */
  trouble?: string;
  ms: number;
}

/** Each person's choices in a message's menus and pickers. Slack keeps them while the message is open. */
const chosen = new WeakMap<Message, Map<string, ViewState>>();

export async function pressInMessage(
  world: World,
  user: User,
  channel: Channel,
  message: Message,
  press: Press,
): Promise<PressOutcome> {
  const place = find(blocksSeen(message, message.blocks ?? [], press.blockId), press);
  const states = chosen.get(message) ?? new Map<string, ViewState>();
  chosen.set(message, states);
  const state = stateOf(message.blocks ?? [], states.get(user.id) ?? {});
  states.set(user.id, state);
  if (HOLDINGS[place.element.type]) {
    const value = toStateValue(
      place.element,
      press.value ?? null,
      choicesOf(place.element, offeredIn(message, place)),
    );
    state[place.block.block_id!] = { ...state[place.block.block_id!], [place.element.action_id!]: value };
  }
  const responseUrl = world.responseUrls.issue('actions', {
    channel: channel.id,
    user: user.id,
    original: message,
  });
  return send(world, user, {
    ...containerOf(channel, message),
    trigger_id: world.triggers.issue(user.id, channel.id),
    state: { values: state },
    response_url: world.url + responseUrl.path,
    actions: [actionPayload(world, place, state, press)],
  });
}

export async function pressInView(world: World, user: User, view: View, press: Press): Promise<PressOutcome> {
  const place = find(blocksSeen(view, view.definition.blocks, press.blockId), press);
  if (place.block.type === 'input' && place.block.dispatch_action !== true) {
    throw new Error(
      `${press.actionId} is an input without dispatch_action: the app gets its value only on submit`,
    );
  }
  if (HOLDINGS[place.element.type]) await putIn(world, user, view, place, press.value ?? null);
  return send(world, user, {
    container: { type: 'view', view_id: view.id },
    trigger_id: world.triggers.issue(user.id, view.channel),
    view: viewPayload(world, view),
    actions: [actionPayload(world, place, view.state, press)],
  });
}

/** The fields by which an interaction identifies its message. An ephemeral message's content is not sent. */
export function containerOf(channel: Channel, message: Message): Record<string, unknown> {
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeral === true,
      ...(message.thread_ts && { thread_ts: message.thread_ts }),
    },
    channel: channelRef(channel),
    ...(!message.ephemeral && { message: messagePayload(message) }),
  };
}

const offeredByMessage = new WeakMap<Message, Map<string, Option[]>>();

/** Remembers the options that the app offered in a message's menu, so that they can be chosen. */
export function rememberOffered(message: Message, place: Place, options: readonly Option[]): void {
  const offered = offeredByMessage.get(message) ?? new Map<string, Option[]>();
  offeredByMessage.set(message, offered);
  offered.set(placeKey(place), [...options, ...(offered.get(placeKey(place)) ?? [])]);
}

function offeredIn(message: Message, place: Place): Option[] {
  return offeredByMessage.get(message)?.get(placeKey(place)) ?? [];
}

function placeKey({ block, element }: Place): string {
  return `${block.block_id} ${element.action_id}`;
}

async function send(world: World, user: User, payload: Record<string, unknown>): Promise<PressOutcome> {
  if (!world.manifest.interactivity) {
    return {
      acknowledged: false,
      trouble: 'This app is not configured to handle interactive responses.',
      ms: 0,
    };
  }
  const answer = await deliver(world, {
    kind: 'interaction',
    name: 'block_actions',
    path: world.manifest.interactivityPath,
    payload: { type: 'block_actions', ...commonPayload(world, user), ...payload },
  });
  return {
    acknowledged: !answer.failure,
    ms: answer.ms,
    ...(answer.status !== undefined && { status: answer.status }),
    ...(answer.failure && { trouble: `This app did not respond (${answer.failure}).` }),
  };
}
