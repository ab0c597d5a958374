import type { Context } from '../../context.ts';
import type { Message } from '../../messages/blocks.ts';
import type { Sql } from '../../store/db/database.ts';
import type { Closing, Nudge } from '../../store/nudges/nudges.ts';
import type { ClosedBecause, Reason } from '../../store/nudges/reasons.ts';
import type { ExpiresAt } from '../../store/nudges/schedules.ts';

/** One kind of message that Rapport sends by itself: until when it is worth sending, who gets it, and what it says. */
export interface Post {
  /** When a recurring post expires. A single post is given its expiry when it is created. */
  expiresAt: ExpiresAt;
  /** Loads the current state, decides, and renders. `now` is business time. */
  compose(context: Context, nudge: Nudge, now: Date): Promise<Composed>;
}

export type Composed =
  | {
      to: Recipient;
      message: Message;
      /** Sent instead if Slack rejects the blocks, some of which are new. */
      plainer?: Message;
      /** Runs in the transaction that starts the sending, so that a later crash loses nothing. */
      onSend?(tx: Sql): Promise<void>;
      /** Runs once the message is known to be out. A crash in between loses it. */
      onSent?(sql: Sql): Promise<void>;
    }
  | { close: Extract<Closing, 'empty' | 'cancelled'>; reason?: ClosedBecause }
  /** Not ready to compose; tried again after `wait` milliseconds. */
  | { wait: number; reason: Reason };

/** A channel, or a member's direct messages. `dmChannelId` is null until the conversation is opened. */
export type Recipient =
  | { channelId: string }
  | { member: { id: number; slackUserId: string; dmChannelId: string | null } };

export const hours = (count: number): number => count * 3_600_000;
