import { visibleMessages } from '../people/actor.ts';
import type { Channel } from '../workspace/channels.ts';

/** How far each person has read each conversation. */
export interface Unread {
  /** Counts others' messages since this person last looked. 0 if they are not a member. */
  count(user: string, channel: Channel): number;
  /** Marks everything in the channel as seen. */
  read(user: string, channel: Channel): void;
}

/** Counting stops here: the page shows larger numbers as "99+". */
const COUNTED = 100;

export function startUnread(): Unread {
  const lastRead = new Map<string, string>();
  const key = (user: string, channel: Channel) => `${user} ${channel.id}`;
  return {
    count(user, channel) {
      if (!channel.members.has(user)) return 0;
      const seen = lastRead.get(key(user, channel)) ?? '';
      let count = 0;
      // Newest first: for someone who keeps up, only the new ones are counted.
      for (let at = channel.messages.length - 1; at >= 0 && count < COUNTED; at -= 1) {
        const message = channel.messages[at]!;
        if (message.ts <= seen) break;
        if (message.user !== user) count += 1;
      }
      const toThem = channel.ephemerals.filter((message) => message.to === user && message.ts > seen);
      return count + toThem.length;
    },
    read(user, channel) {
      const last = visibleMessages(channel, user).at(-1);
      if (last) lastRead.set(key(user, channel), last.ts);
    },
  };
}
