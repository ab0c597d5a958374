import type { View } from '../views/store.ts';
import { type Channel, dmWith } from '../workspace/channels.ts';
import { shownZone, type User } from '../workspace/users.ts';
import type { World } from '../world.ts';
import type { Guide, Person, Place, Scene, ShownView } from './scene.ts';
import type { Unread } from './unread.ts';

/** The workspace as one person sees it: public channels, channels they are in, their direct message with the app. */
export function sceneOf(world: World, me: User, unread: Unread, guide: Guide | undefined): Scene {
  const { manifest, identity } = world;
  const dm = dmWith(world, me.id);
  const places = [...world.channels.values()].filter(
    (channel) => channel === dm || (channel.kind !== 'im' && isVisible(channel, me.id)),
  );
  return {
    workspace: identity.teamName,
    me: me.id,
    app: {
      name: manifest.name,
      botUser: identity.botUserId,
      color: manifest.backgroundColor,
      reachable: isReachable(world),
      homeTab: manifest.homeTab,
      messagesTab: manifest.messagesTab,
      commands: [...manifest.commands.values()].map(({ command, description, usageHint }) => ({
        command,
        description,
        usageHint,
      })),
      shortcuts: [...manifest.shortcuts],
    },
    people: [...world.users.values()].map(personOf),
    places: places.map((channel) => placeOf(channel, me.id, unread)),
    guide,
  };
}

export function isVisible(channel: Channel, user: string): boolean {
  return channel.kind === 'public' || channel.members.has(user);
}

const shownView = ({ id, hash, definition, state }: View): ShownView => ({
  id,
  hash,
  definition,
  state,
});

/** A person's open modals, the root first. */
export function stackOf(world: World, user: string): ShownView[] {
  const ids = world.views.stacks.get(user) ?? [];
  return ids.flatMap((id) => world.views.byId.get(id) ?? []).map(shownView);
}

export function homeOf(world: World, user: string): ShownView | null {
  const home = world.views.byId.get(world.views.homes.get(user) ?? '');
  return home ? shownView(home) : null;
}

function isReachable(world: World): boolean {
  return world.sockets.connected() || (world.appUrl !== undefined && !world.manifest.socketMode);
}

const personOf = (user: User): Person => ({
  id: user.id,
  name: user.name,
  realName: user.realName,
  zone: shownZone(user),
  isBot: user.isBot,
  isAdmin: user.isAdmin,
  deleted: user.deleted,
});

const placeOf = (channel: Channel, me: string, unread: Unread): Place => ({
  id: channel.id,
  kind: channel.kind,
  name: channel.name,
  isMember: channel.members.has(me),
  isArchived: channel.isArchived,
  isShared: channel.isExtShared,
  members: [...channel.members],
  unread: unread.count(me, channel),
});
