import type { ListedEntry } from '../access.ts';
import type { Day } from '../days/day.ts';
import type { Redactable, RedactionReason } from '../privacy/redaction.ts';
import type { SpendItem } from '../record/spend.ts';
import type { Payer, Tier, TouchpointKind } from '../words.ts';
import type { CaptureWhat } from './capture.ts';

/** Something that happened with a partner, or a change to the partner. */
export interface HistoryEntry {
  /** Business time. */
  at: Date;
  /** Null if no person did it, as with an import or Slack itself. */
  by: string | null;
  /** Undone since. */
  undone: boolean;
  what: HistoryContent;
  /** The text that can be redacted; null if there is none. */
  text: { kind: Redactable; id: number } | null;
}

interface Told {
  /** Its capture, with what the right to change it depends on. Null: no one told it, or an edit has taken its place. */
  listed?: ListedEntry | null;
  /** An edit has put something else in its place. */
  replaced?: boolean;
}

/** What a contact was when it was changed. */
export interface ChangedEntry {
  what: CaptureWhat | null;
  kind: TouchpointKind | null;
  on: Day | null;
}

export type HistoryContent =
  | ({ type: 'touchpoint'; kind: TouchpointKind; word: string | null; on: Day; note: string | null } & Told)
  | ({ type: 'attempt'; on: Day } & Told)
  | ({ type: 'plan'; kind: TouchpointKind; word: string | null; on: Day; at: string | null } & Told)
  | { type: 'promise'; text: string | null; dueOn: Day | null }
  /** Their feedback; its text is on the card. `nothing`: asked, and there was nothing to improve. */
  | { type: 'feedback'; on: Day; nothing: boolean }
  /** What they are trying to grow, as told in a capture. */
  | { type: 'growing'; text: string | null }
  /** An entry of the record that has text. */
  | { type: 'record'; item: SpendItem; payer: Payer | null }
  /** A change from the trace: the store's codes, and the changed texts if the reader may read them. */
  | {
      type: 'change';
      action: string;
      owner: string | null;
      tier: { before: Tier | null; after: Tier | null };
      until: Day | null;
      to: string | null;
      texts: { field: string; before: string | null; after: string | null }[];
      /** Why a text was redacted. */
      reason: RedactionReason | null;
      /** The contact, where the change was about one. */
      entry?: ChangedEntry | null;
    };
