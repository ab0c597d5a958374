import type { Context } from '../../context.ts';
import type { Message } from '../../messages/blocks.ts';
import type { Sql } from '../../store/db/database.ts';
import type { Closing, Nudge } from '../../store/nudges/nudges.ts';
import type { ExpiresAt } from '../../store/nudges/schedules.ts';

/** One kind of message that Rapport sends by itself: when it is worth sending, to whom, and what it says. */
export interface Post {
  /** Until when a recurring post is worth sending; single ones say so when they are made. */
  expiresAt: ExpiresAt;
  /** Reads what is true now, decides and renders. `now` is business time. */
  compose(context: Context, nudge: Nudge, now: Date): Promise<Composed>;
  /** Some were not sent in time, to these members; in the transaction that closes them. For a post of which each owes the next. */
  expired?(tx: Sql, memberIds: readonly number[], now: Date): Promise<void>;
}

export type Composed =
  | {
      to: Recipient;
      message: Message;
      /** Sent in its place where Slack does not take the blocks: some of them are new. */
      plainer?: Message;
      /** Noted in the transaction that starts the sending, so that a crash after it loses nothing. */
      onSend?(tx: Sql): Promise<void>;
    }
  | { close: Extract<Closing, 'empty' | 'cancelled'>; reason?: string }
  /** What it would say is not known yet: asked again after so many milliseconds. */
  | { wait: number; reason: string };

/** A channel, or a member's direct messages: `dmChannelId` null is not opened yet. */
export type Recipient =
  | { channelId: string }
  | { member: { id: number; slackUserId: string; dmChannelId: string | null } };

export const hours = (count: number): number => count * 3_600_000;
