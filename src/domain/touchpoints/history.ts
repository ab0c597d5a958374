import type { Day } from '../days/day.ts';
import type { Redactable, RedactionReason } from '../privacy/redaction.ts';
import type { SpendItem } from '../record/spend.ts';
import type { Payer, Tier, TouchpointKind } from '../words.ts';

/** One thing that happened with a partner, or was changed of them. */
export interface HistoryEntry {
  /** Business time. */
  at: Date;
  /** Null: nobody in particular, as an import or Slack itself. */
  by: string | null;
  /** Taken back since. */
  undone: boolean;
  what: HistoryContent;
  /** The text of it that can be destroyed; null where there is none. */
  text: { kind: Redactable; id: number } | null;
}

export type HistoryContent =
  | { type: 'touchpoint'; kind: TouchpointKind; word: string | null; on: Day; note: string | null }
  | { type: 'attempt'; on: Day }
  | { type: 'plan'; kind: TouchpointKind; word: string | null; on: Day }
  | { type: 'promise'; text: string | null; dueOn: Day | null }
  /** What they told us; its words stand on the card. `nothing`: asked, and nothing to mend. */
  | { type: 'feedback'; on: Day; nothing: boolean }
  /** What a capture told of what they are trying to grow. */
  | { type: 'growing'; text: string | null }
  /** An entry of the record that has words. */
  | { type: 'record'; item: SpendItem; payer: Payer | null }
  /** A change as the trace has it: codes of the store, and the words of it where the reader may read them. */
  | {
      type: 'change';
      action: string;
      owner: string | null;
      tier: { before: Tier | null; after: Tier | null };
      until: Day | null;
      to: string | null;
      texts: { field: string; before: string | null; after: string | null }[];
      /** Why a text was taken out. */
      reason: RedactionReason | null;
    };
