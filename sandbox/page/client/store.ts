import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Exchange } from '../../delivery/exchanges.ts';
import type { Told as Event, Page, Place, Scene, ShownMessage, ShownView } from '../scene.ts';
import { go } from './address.ts';
import { type Acting, actAs } from './api.ts';

/** A line that exists only in this tab: what Slack's own bot would say to one person. */
export interface Notice {
  id: number;
  text: string;
  /** Timestamp of the message above it. */
  after: string;
}

interface Conversation {
  messages: ShownMessage[];
  hasOlder: boolean;
  /** Decreases as older messages are prepended, so that the list keeps its position. */
  firstIndex: number;
}

interface State {
  connection: 'opening' | 'open' | 'lost';
  scene: Scene | null;
  views: ShownView[];
  home: ShownView | null;
  /** `now` is the business time at the moment `at` of this tab's clock, both in milliseconds. */
  clock: { now: number; at: number };
  conversations: Readonly<Record<string, Conversation>>;
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
  note(place: string, text: string): void;
  close(): void;
}

type Told<K extends Event['kind']> = Extract<Event, { kind: K }>;

const FIRST_INDEX = 1_000_000;
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
  const loading = new Map<string, Told<'message'>[]>();
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
        set({ scene: told.scene, connection: 'open', ...(isNew && { conversations: {} }) });
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
      const meanwhile: Told<'message'>[] = [];
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

function withUnread(scene: Scene | null, place: string, unread: number): Scene | null {
  const found = scene?.places.find((each) => each.id === place);
  if (!scene || !found || found.unread === unread) return scene;
  return {
    ...scene,
    places: scene.places.map((each): Place => (each === found ? { ...each, unread } : each)),
  };
}

function withPage(known: Conversation | undefined, page: Page): Conversation {
  if (!known) return { ...page, firstIndex: FIRST_INDEX };
  return {
    messages: [...page.messages, ...known.messages],
    hasOlder: page.hasOlder,
    firstIndex: known.firstIndex - page.messages.length,
  };
}

function withMessage(conversation: Conversation, { ts, message }: Told<'message'>): Conversation {
  const { messages } = conversation;
  if (message && (messages.at(-1)?.ts ?? '') < ts)
    return { ...conversation, messages: [...messages, message] };
  const at = messages.findIndex((each) => each.ts === ts);
  if (at < 0) return conversation;
  return { ...conversation, messages: messages.toSpliced(at, 1, ...(message ? [message] : [])) };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store & { state: State } {
  const store = useContext(StoreContext)!;
  const state = useSyncExternalStore(store.listen, store.get);
  return { ...store, state };
}
