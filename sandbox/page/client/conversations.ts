import { isOfThread, isOnlyInThread } from '../../workspace/threads.ts';
import type { Told as Event, Page, Place, Scene, ShownMessage } from '../scene.ts';

/** What a page knows of the conversations, and how it changes. */

export interface Conversation {
  /** Without the replies that are only in their threads. */
  messages: ShownMessage[];
  hasOlder: boolean;
  /** Decreases as older messages are prepended, so that the list keeps its position. */
  firstIndex: number;
}

/** The messages of each open thread, the first one included. By `threadKey`. */
export type Threads = Readonly<Record<string, readonly ShownMessage[]>>;

export type ToldMessage = Extract<Event, { kind: 'message' }>;

const FIRST_INDEX = 1_000_000;

export const threadKey = (place: string, thread: string): string => `${place}/${thread}`;

export function withUnread(scene: Scene | null, place: string, unread: number): Scene | null {
  const found = scene?.places.find((each) => each.id === place);
  if (!scene || !found || found.unread === unread) return scene;
  return {
    ...scene,
    places: scene.places.map((each): Place => (each === found ? { ...each, unread } : each)),
  };
}

export function withPage(known: Conversation | undefined, page: Page): Conversation {
  if (!known) return { ...page, firstIndex: FIRST_INDEX };
  return {
    messages: [...page.messages, ...known.messages],
    hasOlder: page.hasOlder,
    firstIndex: known.firstIndex - page.messages.length,
  };
}

export function withMessage(conversation: Conversation, { ts, message }: ToldMessage): Conversation {
  if (message && isOnlyInThread(message)) return conversation;
  const { messages } = conversation;
  if (message && (messages.at(-1)?.ts ?? '') < ts)
    return { ...conversation, messages: [...messages, message] };
  const at = messages.findIndex((each) => each.ts === ts);
  if (at < 0) return conversation;
  return { ...conversation, messages: messages.toSpliced(at, 1, ...(message ? [message] : [])) };
}

export function withReply(threads: Threads, { place, ts, message }: ToldMessage): Threads {
  const changed = Object.entries(threads).flatMap(([key, messages]) => {
    const thread = key.slice(place.length + 1);
    if (!key.startsWith(`${place}/`)) return [];
    if (message ? !isOfThread(message, thread) : !messages.some((each) => each.ts === ts)) return [];
    return [
      [
        key,
        inOrder(
          messages.filter((each) => each.ts !== ts),
          message ? [message] : [],
        ),
      ] as const,
    ];
  });
  return changed.length === 0 ? threads : { ...threads, ...Object.fromEntries(changed) };
}

/** Adds what the server knows of a thread to what it has told meanwhile, which is newer. */
export function withThread(threads: Threads, key: string, loaded: readonly ShownMessage[]): Threads {
  const told = threads[key] ?? [];
  const known = new Set(told.map(({ ts }) => ts));
  return {
    ...threads,
    [key]: inOrder(
      loaded.filter(({ ts }) => !known.has(ts)),
      told,
    ),
  };
}

function inOrder(...lists: (readonly ShownMessage[])[]): ShownMessage[] {
  return lists.flat().sort((one, other) => (one.ts < other.ts ? -1 : 1));
}
