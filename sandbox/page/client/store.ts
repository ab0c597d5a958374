import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Exchange } from '../../delivery/exchanges.ts';
import type { Told as Event, Scene, ShownView } from '../scene.ts';
import { go } from './address.ts';
import { type Acting, actAs } from './api.ts';
import {
  type Conversation,
  type Threads,
  type ToldMessage,
  threadKey,
  withMessage,
  withPage,
  withReply,
  withThread,
  withUnread,
} from './conversations.ts';

/** A line that exists only in this tab: what Slack's own bot would say to one person. */
export interface Notice {
  id: number;
  text: string;
  /** Timestamp of the message above it. */
  after: string;
}

interface State {
  connection: 'opening' | 'open' | 'lost';
  scene: Scene | null;
  views: ShownView[];
  home: ShownView | null;
  /** `now` is the business time at the moment `at` of this tab's clock, both in milliseconds. */
  clock: { now: number; at: number };
  conversations: Readonly<Record<string, Conversation>>;
  threads: Threads;
  notices: Readonly<Record<string, readonly Notice[]>>;
  exchanges: readonly Exchange[];
}

/** Everything that one person's page shows, fed by the server's stream. One per person played. */
export interface Store {
  readonly acting: Acting;
  get(): State;
  listen(listener: () => void): () => void;
  /** Loads a conversation if it is not loaded yet. With `older`, loads the page before. */
  load(place: string, older?: boolean): Promise<void>;
  /** Loads a thread if it is not loaded yet. `thread` is the timestamp of its first message. */
  loadThread(place: string, thread: string): Promise<void>;
  note(place: string, text: string): void;
  close(): void;
}

/** Milliseconds between attempts to reach a server that is gone. */
const RETRY_MS = 1_000;
/** Enough to look back over a session. */
const EXCHANGES_KEPT = 500;
const KINDS = ['scene', 'views', 'home', 'clock', 'message', 'read', 'exchange'] as const;

export function openStore(me: string): Store {
  const acting = actAs(me);
  const listeners = new Set<() => void>();
  let state: State = {
    connection: 'opening',
    scene: null,
    views: [],
    home: null,
    clock: { now: Date.now(), at: performance.now() },
    conversations: {},
    threads: {},
    notices: {},
    exchanges: [],
  };
  let isScheduled = false;
  // Changes that arrive together are drawn once.
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      for (const listener of listeners) listener();
    }, 0);
  };

  /** Messages that arrived while a page of their conversation was loading. The page may not include them. */
  const loading = new Map<string, ToldMessage[]>();
  /** Counts the connections. An answer from an earlier connection is discarded. */
  let epoch = 0;
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource(`/sandbox/as/${me}/stream`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => take(JSON.parse((event as MessageEvent<string>).data)));
    }
    source.onerror = () => {
      source?.close();
      set({ connection: 'lost' });
      retry = setTimeout(async () => {
        // No such person: the address is from another sandbox.
        const who = await fetch(`/sandbox/as/${me}`).catch(() => undefined);
        if (who?.status === 400) go({ me: undefined, place: undefined });
        else connect();
      }, RETRY_MS);
    };
  };
  const take = (told: Event) => {
    switch (told.kind) {
      case 'scene': {
        // After a gap, loaded conversations may be stale. Drop them; the visible one is loaded again.
        const isNew = state.connection !== 'open';
        if (isNew) epoch += 1;
        set({ scene: told.scene, connection: 'open', ...(isNew && { conversations: {}, threads: {} }) });
        return;
      }
      case 'views':
        return set({ views: told.views });
      case 'home':
        return set({ home: told.home });
      case 'clock':
        return set({ clock: { now: told.now, at: performance.now() } });
      case 'exchange':
        return set({ exchanges: [...state.exchanges, told.exchange].slice(-EXCHANGES_KEPT) });
      case 'read':
        return set({ scene: withUnread(state.scene, told.place, 0) });
      case 'message': {
        const conversation = state.conversations[told.place];
        loading.get(told.place)?.push(told);
        return set({
          scene: withUnread(state.scene, told.place, told.unread),
          threads: withReply(state.threads, told),
          ...(conversation && {
            conversations: { ...state.conversations, [told.place]: withMessage(conversation, told) },
          }),
        });
      }
    }
  };
  connect();

  return {
    acting,
    get: () => state,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async load(place, older = false) {
      const known = state.conversations[place];
      if (loading.has(place) || (known && !(older && known.hasOlder))) return;
      const meanwhile: ToldMessage[] = [];
      loading.set(place, meanwhile);
      const asked = epoch;
      try {
        const page = await acting.messages(place, known?.messages[0]?.ts);
        if (asked === epoch) {
          const conversation = withPage(state.conversations[place], page);
          const whole = meanwhile.reduce(withMessage, conversation);
          set({ conversations: { ...state.conversations, [place]: whole } });
        }
      } catch {
        // The stream notices that the server is gone. Conversations load again when it is back.
      } finally {
        loading.delete(place);
      }
      if (asked !== epoch) await this.load(place);
    },
    async loadThread(place, thread) {
      const key = threadKey(place, thread);
      if (state.threads[key]) return;
      set({ threads: { ...state.threads, [key]: [] } });
      const asked = epoch;
      const page = await acting.thread(place, thread).catch(() => undefined);
      if (page && asked === epoch) set({ threads: withThread(state.threads, key, page.messages) });
    },
    note(place, text) {
      const after = state.conversations[place]?.messages.at(-1)?.ts ?? '';
      const notice = { id: performance.now(), text, after };
      set({ notices: { ...state.notices, [place]: [...(state.notices[place] ?? []), notice].slice(-5) } });
    },
    close() {
      clearTimeout(retry);
      source?.close();
    },
  };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store & { state: State } {
  const store = useContext(StoreContext)!;
  const state = useSyncExternalStore(store.listen, store.get);
  return { ...store, state };
}
