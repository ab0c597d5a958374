import type { Answer } from '../delivery/deliver.ts';
import { type EventOutcome, sendEvent } from '../delivery/events.ts';
import { joinChannel, leaveChannel } from '../delivery/membership-events.ts';
import { removeAndTell, tellOfMessage } from '../delivery/message-events.ts';
import { topModal, viewPayload } from '../views/show.ts';
import type { View } from '../views/store.ts';
import { type Channel, dmWith } from '../workspace/channels.ts';
import type { Message } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import { type CommandOutcome, runCommand } from './command.ts';
import { fillIn, findByKey, findInView, loadOptions } from './form.ts';
import type { Typed } from './inputs.ts';
import { askOptions, type OptionsOutcome } from './options.ts';
import { containerOf, type PressOutcome, pressInMessage, pressInView, rememberOffered } from './press.ts';
import type { Press } from './pressed.ts';
import { editSaid, type MessageRef, postSaid, refuseOthers, type Said } from './say.ts';
import { runShortcut } from './shortcut.ts';
import { closeModal, type SubmitOutcome, submitView } from './submit.ts';

/** A view, or its id. */
type ViewRef = Pick<View, 'id'>;

/** One person using Slack. The app learns of everything they do as it would from Slack. */
export interface Actor {
  readonly user: User;
  /** The direct message with the app. */
  readonly dmChannel: string;
  /** Types a slash command in a channel, by default the direct message with the app. */
  command(name: string, text?: string, channelId?: string): Promise<CommandOutcome>;
  /** Writes to the app. Resolves when the app acknowledges or Slack gives up. `onAttempt` gets each attempt's answer. */
  dm(said: string | Said, onAttempt?: (answer: Answer) => void): Promise<EventOutcome & { message: Message }>;
  /** Writes in a channel. If it mentions the app and the app hears only that, the outcome is that of `app_mention`. */
  say(
    channelId: string,
    said: string | Said,
    onAttempt?: (answer: Answer) => void,
  ): Promise<EventOutcome & { message: Message }>;
  /** Changes the text of one of this person's messages. */
  edit(message: MessageRef, text: string): Promise<EventOutcome>;
  /** Deletes one of this person's messages. A message with replies leaves a trace. */
  delete(message: MessageRef): Promise<EventOutcome>;
  /** Presses a button or chooses from a menu, in a message or a view; by default in the modal on top. */
  press(press: Press & Partial<{ message: MessageRef; view: ViewRef }>): Promise<PressOutcome>;
  /** Types into a view without submitting it, by block_id or action_id. */
  type(view: ViewRef, values: Readonly<Record<string, Typed>>): Promise<void>;
  /** Types, then presses the modal's submit button. */
  submit(view: ViewRef, values?: Readonly<Record<string, Typed>>): Promise<SubmitOutcome>;
  closeView(how?: { all?: boolean }): Promise<void>;
  /** Types a query into an external select, identified by block_id or action_id. */
  options(where: ViewRef | MessageRef, key: string, query: string): Promise<OptionsOutcome>;
  shortcut(callbackId: string, on?: { message: MessageRef }): Promise<PressOutcome>;
  /** Opens the app's Home tab. Resolves with what it shows once the app has published, or after `waitMs`. */
  openHome(how?: { waitMs?: number }): Promise<View | undefined>;
  /** The modal on top, if one is open. */
  view(): View | undefined;
  home(): View | undefined;
  join(channelId: string): Promise<EventOutcome>;
  leave(channelId: string): Promise<EventOutcome>;
  /** Invites someone, by default the app's bot, to a channel that this person is in. */
  invite(channelId: string, userId?: string): Promise<EventOutcome>;
  /** Removes someone, by default the app's bot, from a channel that this person is in. */
  remove(channelId: string, userId?: string): Promise<EventOutcome>;
  /** What this person sees in a channel, including ephemeral messages to them. Default: the direct message with the app. */
  messages(channelId?: string): Message[];
}

export function actorFor(world: World, userId: string): Actor {
  const user = userOf(world, userId);
  if (user.isBot) throw new Error(`${user.name} is a bot: only people can be played`);
  const dm = dmWith(world, user.id);
  const seen = (ref: MessageRef) => {
    visibleChannel(world, user, ref.channel);
    return messageFor(world, user, ref);
  };
  const say = async (channel: Channel, said: string | Said, onAttempt?: (answer: Answer) => void) => {
    const message = postSaid(world, user, channel, said, seen);
    return { message, ...(await tellOfMessage(world, channel, message, onAttempt)) };
  };
  const home = () => world.views.byId.get(world.views.homes.get(user.id) ?? '');

  return {
    user,
    dmChannel: dm.id,
    command: (name, text = '', channelId = dm.id) =>
      runCommand(world, user, memberChannel(world, user, channelId), name, text),
    dm(said, onAttempt) {
      if (world.manifest.messagesTab !== 'open') {
        throw new Error('Sending messages to this app has been turned off.');
      }
      return say(dm, said, onAttempt);
    },
    say: (channelId, said, onAttempt) => say(memberChannel(world, user, channelId), said, onAttempt),
    edit: async (message, text) => editSaid(world, user, seen(message), text),
    async delete(ref) {
      const { channel, message } = seen(ref);
      refuseOthers(user, message, 'delete');
      return removeAndTell(world, channel, message);
    },
    press({ message, view, ...press }) {
      if (message) {
        const place = messageFor(world, user, message);
        return pressInMessage(world, user, place.channel, place.message, press);
      }
      return pressInView(world, user, viewFor(world, user, view ?? topModal(world, user.id)), press);
    },
    type: async (view, values) => fillIn(world, user, viewFor(world, user, view), values),
    submit: (view, values = {}) => submitView(world, user, viewFor(world, user, view), values),
    closeView: (how) => closeModal(world, user, how),
    async options(where, key, query) {
      if ('id' in where) {
        const view = viewFor(world, user, where);
        return loadOptions(world, user, view, findInView(view, key), query);
      }
      const { channel, message } = messageFor(world, user, where);
      const place = findByKey(message.blocks ?? [], key, 'message');
      const outcome = await askOptions(world, user, place, query, containerOf(channel, message));
      rememberOffered(message, place, outcome.options);
      return outcome;
    },
    shortcut: async (callbackId, on) =>
      runShortcut(world, user, callbackId, on && messageFor(world, user, on.message)),
    async openHome({ waitMs = 1000 } = {}) {
      const before = home();
      const seen = before?.hash;
      // The app may publish before it acknowledges the event, so the watch starts first.
      const published = world.changes
        .until(() => home()?.hash !== seen && home(), waitMs)
        .catch(() => undefined);
      const event = {
        type: 'app_home_opened',
        user: user.id,
        channel: dm.id,
        tab: 'home',
        ...(before && { view: viewPayload(world, before) }),
      };
      const { sent } = await sendEvent(world, 'app_home_opened', event);
      if (!sent) return before;
      await published;
      return home();
    },
    view: () => topModal(world, user.id),
    home,
    join: (channelId) => {
      const channel = channelOf(world, channelId);
      if (channel.kind === 'im' || channel.isArchived) throw new Error('this conversation cannot be joined');
      return joinChannel(world, channel, user.id);
    },
    leave: (channelId) => leaveChannel(world, memberChannel(world, user, channelId), user.id),
    invite: (channelId, userId = world.identity.botUserId) =>
      joinChannel(world, memberChannel(world, user, channelId), userOf(world, userId).id, user.id),
    remove: (channelId, userId = world.identity.botUserId) =>
      leaveChannel(world, memberChannel(world, user, channelId), userOf(world, userId).id, user.id),
    messages: (channelId = dm.id) => visibleMessages(visibleChannel(world, user, channelId), user.id),
  };
}

/** A channel's messages in order, including ephemeral ones to that person. */
export function visibleMessages(channel: Channel, userId?: string): Message[] {
  const theirs = channel.ephemerals.filter((message) => message.to === userId);
  return [...channel.messages, ...theirs].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** One of these messages, in its current state. */
export function visibleMessage(channel: Channel, ts: string, userId: string): Message | undefined {
  return (
    channel.byTs.get(ts) ?? channel.ephemerals.find((message) => message.ts === ts && message.to === userId)
  );
}

export function userOf(world: World, userId: string): User {
  const user = world.users.get(userId);
  if (!user) throw new Error(`no user ${userId}`);
  return user;
}

export function channelOf(world: World, channelId: string): Channel {
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`no channel ${channelId}`);
  return channel;
}

function memberChannel(world: World, user: User, channelId: string): Channel {
  const channel = channelOf(world, channelId);
  if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in ${channel.name || channel.id}`);
  if (channel.isArchived) throw new Error(`${channel.name} is archived`);
  return channel;
}

function visibleChannel(world: World, user: User, channelId: string): Channel {
  const channel = channelOf(world, channelId);
  if (channel.kind !== 'public' && !channel.members.has(user.id))
    throw new Error(`${user.name} cannot see ${channelId}`);
  return channel;
}

/** The message in its current state, not as someone saw it earlier. */
function messageFor(world: World, user: User, ref: MessageRef): { channel: Channel; message: Message } {
  const channel = channelOf(world, ref.channel);
  const message = visibleMessages(channel, user.id).find((each) => each.ts === ref.ts);
  if (!message) throw new Error(`${user.name} cannot see a message ${ref.ts} in ${ref.channel}`);
  return { channel, message };
}

function viewFor(world: World, user: User, ref: ViewRef | undefined): View {
  if (!ref) throw new Error(`${user.name} has no modal open`);
  const view = world.views.byId.get(ref.id);
  if (view?.user !== user.id) throw new Error(`${user.name} no longer has the view ${ref.id} open`);
  return view;
}
