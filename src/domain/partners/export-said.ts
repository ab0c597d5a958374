import type { FeedbackTies, PartnerTies } from '../access.ts';
import type { Day } from '../days/day.ts';

/** What we promised, planned, and were told, as files to read. No import takes them. */

interface About {
  branch: string;
  partner: string;
  company: string | null;
  /** Who promised or planned it, or heard it. */
  member: string;
}

export interface ExportedPromise extends About {
  madeOn: Day;
  dueOn: Day | null;
  text: string;
  state: string;
  closedOn: Day | null;
  timesMoved: number;
}

export interface ExportedPlan extends About {
  madeOn: Day;
  on: Day;
  at: string | null;
  kind: string;
  word: string | null;
  place: string | null;
  note: string | null;
  /** Null: open. */
  settled: string | null;
  settledOn: Day | null;
}

export interface ExportedFeedback extends About {
  /** Who may read it depends on them. */
  partnerTies: Pick<PartnerTies, 'branchId' | 'ownerIds'>;
  ties: FeedbackTies;
  heardOn: Day;
  text: string | null;
  topic: string | null;
  severity: string | null;
  aboutName: string | null;
  state: string;
  answerer: string | null;
  answerBy: Day | null;
  answeredOn: Day | null;
  answer: string | null;
  toldOn: Day | null;
  toldHow: string | null;
  untoldReason: string | null;
}

export const promiseHeader = [
  ...['branch', 'partner', 'company', 'member', 'made', 'due', 'promise', 'state', 'closed', 'times_moved'],
];

export const promiseCells = (one: ExportedPromise): (string | number | null)[] => [
  ...aboutCells(one),
  one.madeOn,
  one.dueOn,
  one.text,
  one.state,
  one.closedOn,
  one.timesMoved,
];

export const planHeader = [
  ...['branch', 'partner', 'company', 'member', 'made', 'day', 'time', 'kind', 'word', 'place', 'note'],
  ...['state', 'settled'],
];

export const planCells = (one: ExportedPlan): (string | null)[] => [
  ...aboutCells(one),
  one.madeOn,
  one.on,
  one.at,
  one.kind,
  one.word,
  one.place,
  one.note,
  one.settled ?? 'open',
  one.settledOn,
];

export const feedbackHeader = [
  ...['branch', 'partner', 'company', 'heard_by', 'heard', 'feedback', 'topic', 'severity', 'about', 'state'],
  ...['answerer', 'answer_by', 'answered', 'answer', 'told', 'told_how', 'why_not_told'],
];

export const feedbackCells = (one: ExportedFeedback): (string | null)[] => [
  ...aboutCells(one),
  one.heardOn,
  one.text,
  one.topic,
  one.severity,
  one.aboutName,
  one.state,
  one.answerer,
  one.answerBy,
  one.answeredOn,
  one.answer,
  one.toldOn,
  one.toldHow,
  one.untoldReason,
];

const aboutCells = ({ branch, partner, company, member }: About) => [branch, partner, company, member];
