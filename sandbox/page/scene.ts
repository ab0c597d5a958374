import type { Block, ViewDefinition } from '../blocks/shapes.ts';
import type { Exchange } from '../delivery/exchanges.ts';
import type { ViewState } from '../views/state.ts';
import type { Message } from '../workspace/messages.ts';

/** What the server tells the page: everything that one person sees. Types only; both sides import them. */

/** The workspace around the messages, told anew whenever any of it changes. */
export interface Scene {
  workspace: string;
  me: string;
  app: {
    name: string;
    botUser: string;
    /** CSS colour of its picture, when the manifest names one. */
    color: string | undefined;
    /** Whether there is an app to send anything to. */
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

/** A card that leads a newcomer through the first minutes. */
export interface Guide {
  /** Id of the person to be at first. */
  user: string;
  title: string;
  /** `say` can be put into the composer, in `channel` (an id) or in the direct message with the app. */
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

/** One event of the stream; the name is that of the server-sent event. */
export type Told =
  | { kind: 'scene'; scene: Scene }
  /** The modals open for this person, the root first. */
  | { kind: 'views'; views: ShownView[] }
  | { kind: 'home'; home: ShownView | null }
  /** Business time, milliseconds. */
  | { kind: 'clock'; now: number }
  /** New or changed; null: not there any more. */
  | { kind: 'message'; place: string; ts: string; message: ShownMessage | null; unread: number }
  | { kind: 'read'; place: string }
  | { kind: 'exchange'; exchange: Exchange };

/** A stretch of a conversation, the oldest first. */
export interface Page {
  messages: ShownMessage[];
  hasOlder: boolean;
}
