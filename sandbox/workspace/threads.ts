import type { Message } from './messages.ts';

/** Whether a message is seen only in its thread, not in the channel. */
export function isOnlyInThread({ ts, thread_ts, subtype }: Message): boolean {
  return thread_ts !== undefined && thread_ts !== ts && subtype !== 'thread_broadcast';
}

/** Whether a message is a reply in that thread, or the message that it began with. */
export function isOfThread({ ts, thread_ts }: Message, thread: string): boolean {
  return ts === thread || thread_ts === thread;
}
