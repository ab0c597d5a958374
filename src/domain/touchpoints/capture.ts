import type { Day } from '../days/day.ts';
import type { QuestionWording } from '../feedback/questions.ts';
import type { SpendStatement } from '../record/spend.ts';
import type { TouchpointKind } from '../words.ts';

/** What a capture turned out to be. A plan counts only once somebody says that it happened. */
export type CaptureWhat = 'touchpoint' | 'attempt' | 'plan';

/** What a member told Rapport, understood: ready to be saved. */
export interface CaptureContent {
  what: CaptureWhat;
  /** Null only for an attempt. */
  kind: TouchpointKind | null;
  /** The word they used for it: coffee, lunch, open house… */
  word: string | null;
  /** The day it occurred, was tried, or is planned for. */
  on: Day;
  /** The day it is told. */
  today: Day;
  partnerIds: number[];
  /** Partners who are not in the branch yet, to be added in the same step. */
  newPartners: NewPartner[];
  /** Colleagues who came along: members by id, others by name. */
  alongIds: number[];
  alongNames: string[];
  note: string | null;
  /** Of a plan: where. */
  place?: string | null;
  promises: PromiseMade[];
  /** What the partner told us honestly. */
  feedback: string | null;
  /** What they are trying to grow. */
  growing: string | null;
}

export interface PromiseMade {
  text: string;
  dueOn: Day;
}

export interface NewPartner {
  name: string;
  company: string | null;
}

/** A capture as it stands saved: what its confirmation shows and its edit starts from. */
export interface SavedCapture {
  id: number;
  memberId: number;
  what: CaptureWhat;
  kind: TouchpointKind | null;
  word: string | null;
  on: Day;
  partners: SavedPartner[];
  /** `memberId` is null for a colleague who is no member. */
  along: { memberId: number | null; slackUserId: string | null; name: string }[];
  note: string | null;
  /** Of a plan: where. */
  place: string | null;
  promises: SavedPromise[];
  feedback: string | null;
  /** Somebody has it by now: it is closed once they were told, and not taken back. */
  feedbackTaken: boolean;
  /** The questions about us that its teller meant to put, where they have met. */
  asked: { partnerId: number; name: string; wording: QuestionWording }[];
  /** Of a meeting to come: whom it is time to ask, and how they mean to put it; null: not chosen yet. */
  toAsk: { partnerId: number; name: string; wording: QuestionWording | null }[];
  /** The entry of the record about the meal, as last stated. */
  meal: SpendStatement | null;
  /** Where we paid: by partner, the days of all meals that we paid around it, whoever of us did. */
  paidMeals: { name: string; days: Day[] }[];
  undone: boolean;
  madeAt: Date;
}

export interface SavedPromise extends PromiseMade {
  state: 'open' | 'done' | 'dropped';
  timesMoved: number;
}

export interface SavedPartner {
  id: number;
  name: string;
  company: string | null;
  growing: string | null;
  /** The clocks of the teller's own relationship; null where they have none, or a resting one. */
  next: { touch: Day | null; face: Day | null } | null;
}

/** What one tap says: who, how and when, and nothing besides. */
export const tappedContent = (
  said: Pick<CaptureContent, 'what' | 'kind' | 'word' | 'on' | 'today' | 'partnerIds' | 'note' | 'place'>,
): CaptureContent => ({
  ...said,
  newPartners: [],
  alongIds: [],
  alongNames: [],
  promises: [],
  feedback: null,
  growing: null,
});
