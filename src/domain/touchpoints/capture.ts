import type { Day } from '../days/day.ts';
import type { QuestionWording } from '../feedback/questions.ts';
import type { SpendStatement } from '../record/spend.ts';
import type { PartnerKind, PromiseState, TouchpointKind } from '../words.ts';

/** What a capture records. A plan counts only once someone says that it happened. */
export type CaptureWhat = 'touchpoint' | 'attempt' | 'plan';

/** What a member told Rapport, parsed and ready to be saved. */
export interface CaptureContent {
  what: CaptureWhat;
  /** Null only for an attempt. */
  kind: TouchpointKind | null;
  /** The member's own word for it: coffee, lunch, the name of an event… */
  word: string | null;
  /** The day it occurred, was attempted, or is planned for. */
  on: Day;
  /** The day the member tells Rapport. */
  today: Day;
  partnerIds: number[];
  /** Partners who are not in the branch yet. They are added in the same step. */
  newPartners: NewPartner[];
  /** Colleagues who came along: members by id, others by name. */
  alongIds: number[];
  alongNames: string[];
  note: string | null;
  /** The hour of a plan, HH:MM where the member is. */
  at?: string | null;
  /** Where a plan takes place. */
  place?: string | null;
  promises: PromiseMade[];
  /** The partner's honest feedback. */
  feedback: string | null;
  /** Whose feedback it is, of the partners. Undefined: everyone's. */
  feedbackFrom?: readonly number[];
  /** What others of them said, each in words of their own. */
  moreFeedback?: readonly { text: string; from: readonly number[] }[];
  /** What they are trying to grow. */
  growing: string | null;
  /** Who paid for the meal, where the words say so. */
  meal?: Pick<SpendStatement, 'payer' | 'amountCents'>;
}

export interface PromiseMade {
  text: string;
  dueOn: Day;
  /** The partners it was made to. Undefined: all of them. */
  to?: readonly number[];
}

export interface NewPartner {
  name: string;
  company: string | null;
  /**
   * Who it is, where that was found or said: a known partner's id, or someone new, no matter who has the same name. Without it,
   * the partner with this name and company, or else someone new.
   */
  is?: number | 'new';
  kind?: PartnerKind;
  phone?: string | null;
  email?: string | null;
}

/** A saved capture: what its confirmation shows and its edit starts from. */
export interface SavedCapture {
  id: number;
  memberId: number;
  what: CaptureWhat;
  kind: TouchpointKind | null;
  word: string | null;
  on: Day;
  partners: SavedPartner[];
  /** `memberId` is null for a colleague who is not a member. */
  along: { memberId: number | null; slackUserId: string | null; name: string }[];
  note: string | null;
  /** The hour of a plan, HH:MM in `timeZone`. Null: none was said. */
  at: string | null;
  /** Whether the member is reminded before a plan that has an hour. */
  isReminded: boolean;
  /** The IANA name of the member's zone. */
  timeZone: string;
  /** Where a plan takes place. */
  place: string | null;
  promises: SavedPromise[];
  feedback: string | null;
  /** The names of the partners whose feedback it is. */
  feedbackFrom: string[];
  /** What others of them said, with their names. */
  moreFeedback: { text: string; names: string[] }[];
  /** Someone has taken on the feedback. It is closed by telling the partner, and can no longer be undone. */
  feedbackTaken: boolean;
  /** The questions about us that the member meant to ask, if they have met. */
  asked: { partnerId: number; name: string; wording: QuestionWording }[];
  /** For a planned meeting: partners it is time to ask, and the wording the member chose; null: not chosen yet. */
  toAsk: { partnerId: number; name: string; wording: QuestionWording | null }[];
  /** The record's entry about the meal, as last stated. */
  meal: SpendStatement | null;
  /** If we paid: by partner, the days of all meals we paid for around this one, no matter which of us paid. */
  paidMeals: { name: string; days: Day[] }[];
  undone: boolean;
  /** The capture of the same touchpoint, told of before, that this one's words were added to. Null: it is one of its own. */
  addedTo: number | null;
  madeAt: Date;
}

export interface SavedPromise extends Omit<PromiseMade, 'to'> {
  state: PromiseState;
  timesMoved: number;
  /** The names of the partners to whom it was made. */
  toNames: string[];
}

export interface SavedPartner {
  id: number;
  name: string;
  company: string | null;
  growing: string | null;
  /** Due days of the member's own relationship; null if they have none, or a resting one. */
  next: { touch: Day | null; face: Day | null } | null;
}

/** The content of a one-tap button: who, how, and when, and nothing else. */
export const tappedContent = (
  said: Pick<
    CaptureContent,
    'what' | 'kind' | 'word' | 'on' | 'at' | 'today' | 'partnerIds' | 'note' | 'place'
  >,
): CaptureContent => ({
  ...said,
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
});

/** What was saved, as an edit that changes nothing: as its form, it has the first promise only, and one partner's goal. */
export const contentOfSaved = (capture: SavedCapture, today: Day): CaptureContent => ({
  what: capture.what,
  kind: capture.kind,
  word: capture.word,
  on: capture.on,
  today,
  partnerIds: capture.partners.map(({ id }) => id),
  newPartners: [],
  alongIds: capture.along.flatMap(({ memberId }) => memberId ?? []),
  alongNames: capture.along.filter(({ memberId }) => memberId === null).map(({ name }) => name),
  note: capture.note,
  at: capture.at,
  place: capture.place,
  promises: capture.promises.slice(0, 1).map(({ text, dueOn }) => ({ text, dueOn })),
  feedback: capture.feedback,
  growing: capture.partners.length === 1 ? (capture.partners[0]?.growing ?? null) : null,
});
