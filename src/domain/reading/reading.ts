import type { Day } from '../days/day.ts';
import type { TouchpointKind } from '../words.ts';

/**
 * A partner as the reader needs them. The name may hold a nickname in quotes (`Robert "Bob" Ortiz`), a couple
 * (`Ann & Joe Park`) or a team (`The Webb Team`); `own` partners win over a colleague's of the same branch.
 */
export interface PartnerName {
  id: number;
  name: string;
  company: string | null;
  own: boolean;
}

/** What was promised, in their words; `dueOn` is null when no day was said. */
export interface SpokenPromise {
  text: string;
  dueOn: Day | null;
}

/** A name that fits two or more partners equally well: the person chooses, never the reader. */
export interface Alike {
  name: string;
  ids: number[];
}

/** A name that was taken for a partner's although it is spelled otherwise, or is a nickname that the book does not have. */
export interface Slip {
  said: string;
  id: number;
}

/** Why a sentence is not saved without asking. All reasons are given together. */
export type Doubt =
  | 'no partner'
  | 'unknown name'
  | 'two alike'
  | 'somebody else' // "Dana's assistant": a person near the partner, not the partner
  | 'no kind'
  | 'kinds conflict'
  | 'did not happen' // cancelled, never met
  | 'unexplained' // words inside that may change all: "coffee with Dana tc"
  | 'done by others' // "Dana had lunch with Marcus"
  | 'not told' // a question or an order: "prep me for lunch with Dana"
  | 'past or to come' // "dinner tonight", "call Dana", "did I call Dana?"
  | 'no day' // a plan without a day
  | 'two days'
  | 'day unreadable' // 13/45, "last week", "the other day"
  | 'day too far back'
  | 'day too far ahead'
  | 'promise day unreadable';

/** What was made out, as far as it goes: enough to prefill a form with. */
interface Understood {
  partners: number[];
  alike: Alike[];
  /** Phrases that stand where a person should and match nobody, as typed. */
  unknown: string[];
  /** Names that fit only with a slip forgiven: in a larger book somebody may have one exactly. */
  slips: Slip[];
  kind: TouchpointKind | null;
  /** True when the words leave the kind open and the likeliest was taken ("met with" is a visit). */
  kindGuessed: boolean;
  /** What the event or committee is called, as typed. */
  eventName: string | null;
  on: Day | null;
  /** The hour that was said, HH:MM; null where none was, or several. */
  at: string | null;
  /** Where the words point to two days, both, the likelier first. */
  eitherDay: [Day, Day] | null;
  /** Words that nothing explains, as typed. */
  unsure: string[];
  promises: SpokenPromise[];
  /** What else they said, verbatim; pieces that stood apart are on lines of their own. Empty when nothing is left. */
  note: string;
  doubts: Doubt[];
}

/** `certain` is what may be saved without asking; everything else is shown first (or, as no contact, only answered). */
export type Reading = Understood &
  (
    | { certain: true; what: 'touchpoint' | 'plan'; kind: TouchpointKind; on: Day }
    | { certain: true; what: 'attempt'; on: Day }
    | { certain: false; what: 'touchpoint' | 'attempt' | 'plan' | 'unclear' }
    // A newsletter or another mass mailing: answered so, never saved.
    | { certain: false; what: 'no contact' }
  );
