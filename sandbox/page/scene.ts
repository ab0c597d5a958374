import type { Block, ViewDefinition } from '../blocks/shapes.ts';
import type { Exchange } from '../delivery/exchanges.ts';
import type { ViewState } from '../views/state.ts';
import type { Message } from '../workspace/messages.ts';

/** What the server sends to the page: everything that one person sees. Types only; both sides import them. */

/** The workspace around the messages. Sent again whenever any of it changes. */
export interface Scene {
  workspace: string;
  me: string;
  app: {
    name: string;
    botUser: string;
    /** CSS color of its picture, if the manifest has one. */
    color: string | undefined;
    /** Whether an app is connected. */
    reachable: boolean;
    homeTab: boolean;
    messagesTab: 'open' | 'read only' | 'off';
    commands: { command: string; description: string; usageHint: string }[];
    shortcuts: { name: string; type: 'global' | 'message'; callbackId: string; description: string }[];
  };
  people: Person[];
  places: Place[];
  guide: Guide | undefined;
}

export interface Person {
  id: string;
  name: string;
  realName: string;
  /** IANA zone. */
  zone: string;
  isBot: boolean;
  isAdmin: boolean;
  deleted: boolean;
}

/** A channel, or the direct message with the app. */
export interface Place {
  id: string;
  kind: 'public' | 'private' | 'im';
  name: string;
  isMember: boolean;
  isArchived: boolean;
  isShared: boolean;
  members: string[];
  unread: number;
}

/** A card that guides a newcomer through the first minutes. */
export interface Guide {
  /** Id of the person to play first. */
  user: string;
  title: string;
  /** `say` can be put in the composer of `channel` (an id), by default the direct message with the app. */
  steps: { text: string; say?: string; channel?: string }[];
}

/** A modal or Home tab. */
export interface ShownView {
  id: string;
  hash: string;
  definition: ViewDefinition;
  state: ViewState;
}

export type ShownMessage = Message;
export type ShownBlock = Block;

/** One event of the stream. `kind` is also the name of the server-sent event. */
export type Told =
  | { kind: 'scene'; scene: Scene }
  /** This person's open modals, the root first. */
  | { kind: 'views'; views: ShownView[] }
  | { kind: 'home'; home: ShownView | null }
  /** Business time in milliseconds. */
  | { kind: 'clock'; now: number }
  /** A new or changed message; null if it was deleted. */
  | { kind: 'message'; place: string; ts: string; message: ShownMessage | null; unread: number }
  | { kind: 'read'; place: string }
  | { kind: 'exchange'; exchange: Exchange };

/** A part of a conversation, oldest message first. */
export interface Page {
  messages: ShownMessage[];
  hasOlder: boolean;
}
