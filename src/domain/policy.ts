import type { Tier, TouchpointKind } from './words.ts';

/**
 * Every number of the rules, with its reason. docs/design.md has the rules; "ours" marks what was chosen while building.
 */

/** Cadences are calendar days, grace is working days of the owner. Null: the tier has no such clock. */
export const cadences: Readonly<Record<Tier, Cadence>> = {
  inner: { touchDays: 14, faceDays: 28, graceDays: 3 },
  core: { touchDays: 30, faceDays: 60, graceDays: 5 },
  keep: { touchDays: 90, faceDays: null, graceDays: 10 },
  resting: { touchDays: null, faceDays: null, graceDays: 0 },
};
export type Cadence = Readonly<{ touchDays: number | null; faceDays: number | null; graceDays: number }>;

/** A message is worth half a conversation, so it moves a due day by half a cadence at most. */
export const messageShare = 0.5;

/** Relationships per partner meeting a week: what one person can truly keep up. `keep` needs no meetings. */
export const capsPerWeeklyMeeting = { inner: 2.5, core: 3.5 } as const;
export const keepCap = 100;

/** Partner meetings a week of a member who has not answered yet. */
export const meetingsPerWeekDefault = { originator: 4, 'relationship manager': 10 } as const;

export const warmthPolicy = {
  /** A plain meeting is 1. */
  weights: { meal: 1, visit: 1, event: 0.8, committee: 0.8, video: 0.5, call: 0.4, message: 0.15 },
  halfLifeDays: 45,
  /** Weighted contacts that make 100 points. */
  fullAt: 2.5,
  /** So the top takes face time. */
  remotePointsMax: 50,
  /**
   * Points from which each word holds (ours). Inner circle kept in rhythm by meals and
   * calls stays above 74 and core above 43, so in rhythm reads strong or steady; keep in touch by calls alone, 5 to
   * 21, reads fading or faint, which is the truth.
   */
  wordsFrom: { strong: 60, steady: 35, fading: 15 },
} as const satisfies { weights: Record<TouchpointKind, number>; [other: string]: unknown };

/** Cadences without touch. */
export const goneQuietCadences = 2;
export const yourCallCadences = 3;
export const yourCallPostponements = 3;

export const digestPolicy = {
  /** More than five is a list nobody works through before the first meeting. */
  partnersMax: 5,
  /** Late partners fill at most two lines, so that they cannot crowd out what can still be on time. */
  lateMax: 2,
  /** A partner who stays late comes back this long after being shown. */
  repeatDays: 7,
  /** By noon the morning it speaks of is over. */
  expiresHours: 4,
} as const;

/** New first dues an owner gets on one day: a morning's digest holds five. */
export const firstDuesPerDay = 5;

/** What the Later menu offers, beside "working a deal until…" and "quiet until…". */
export const laterOffers = ['two days', 'next week', 'two weeks'] as const;
export type LaterOffer = (typeof laterOffers)[number];

/** Parental leave and a whole tax season fit; longer is a resting partner. */
export const quietDaysMax = 120;
/** Ours: the same limit keeps a mistyped year from silencing a partner for good. */
export const dealDaysMax = 120;

export const rhythmPolicy = {
  keptPercent: 80,
  /** In a book of four, one miss is 25 %: a lost week needs two. */
  missesToLose: 2,
  /** Different days with an attempt, within grace, that make a week neutral. */
  attemptsForNeutral: 3,
  /** Share of the week's working days away from which the week is neutral (ours). */
  awayShareForNeutral: 0.5,
  weeksCounted: 52,
} as const;

export const leaderboardPolicy = {
  /** Full weeks that a score is made of: one bad week neither makes nor breaks it. */
  scoreWeeks: 4,
  trendWeeks: 8,
  /** Wilson's lower bound at 80 % confidence: a branch of three partners does not lead one of a hundred by luck. */
  z: 1.28,
  /** Percent in rhythm from which each band holds, best first. */
  bands: [90, 75, 60],
  /** The top band is named from here on; below, a list of names would be a list of who is behind the others. */
  namedBandFrom: 75,
  /** Of a branch's own people those with everything in rhythm are named where so many take part. */
  namedAmong: 4,
} as const;

/**
 * When a branch's posts come unless it says otherwise (ours): the plan after the first coffee, the reminder while half of
 * the week is left, the note before the weekend, the board when the week is done. Weekday 0 is Sunday; local time.
 */
export const branchPostTimes = {
  plan: { weekdays: [1], localTime: '08:30' },
  reminder: { weekdays: [3], localTime: '09:00' },
  'managers note': { weekdays: [5], localTime: '14:00' },
  leaderboard: { weekdays: [5], localTime: '15:00' },
} as const satisfies Record<string, { weekdays: readonly number[]; localTime: string }>;

/** From when the manager's note speaks of somebody (ours): one late partner or promise happens to everybody. */
export const needsHelpPolicy = { lateMin: 3, latePromisesMin: 2 } as const;

/** Late logging counts until noon of the Monday after the week, in the branch's zone. */
export const weekClosesAt = '12:00';

/**
 * Minutes after which a nudge that is still owed is late (ours). The busiest morning of the largest lender, 2,250 digests
 * at 300 a minute, takes half of that, and a lost answer is looked up a second time after five: later than that, something
 * must be mended.
 */
export const lateAfterMinutes = 15;

/**
 * Days that a first message waits for an outage to end (ours). It comes once for ever, so it is worth sending late; a week
 * on, the branch has heard of Rapport from colleagues.
 */
export const greetingDays = 7;

/** Days that "I can't reach them any more" is worth telling (ours): partners wait meanwhile, so it is told late as well. */
export const goneDays = 30;

/**
 * Days that a sentence which left a doubt waits to be finished (ours). After a month nobody remembers the coffee well
 * enough, and words that may hold anything should not lie about longer.
 */
export const draftDays = 30;

/** Minutes in which a person can take back what they changed (ours): long enough to notice a slip on the phone. */
export const undoMinutes = 60;

/** Working days after which whoever oversees a branch is asked about the partners of a member who is gone (ours). */
export const orphansAfterDays = 5;
/** Local time of the branch. */
export const orphansAt = '09:00';

/** When a plan's maker is asked whether it happened (ours): after the office, before dinner; local time of the member. */
export const eveningAt = '17:30';
/** Later than that the next morning's list asks. */
export const eveningHours = 4;

/** More partner meetings a week than this nobody holds (ours): eight a day. */
export const meetingsPerWeekMax = 40;

/** Days of one absence (ours). A longer leave is handed over, so that its partners are somebody's. */
export const awayDaysMax = 120;

/** What a program lead is shown first (ours): branches silent for so many working days, owners with so many close partners late. */
export const overviewPolicy = { silentDays: 5, lateMin: 10 } as const;

/**
 * Feedback is answered within ten working days. The rest is ours: a partner who waits for an answer that exists is
 * told within a week; the manager hears of it when three more days have passed, the area lead after six; what is older than a
 * year says little about how we are now.
 */
export const feedbackPolicy = {
  answerDays: 10,
  tellDays: 5,
  managerAfterDays: 3,
  leadAfterDays: 6,
  countedDays: 365,
} as const;

/** When somebody is reminded of feedback that waits (ours): with the first coffee, local time of who is reminded. */
export const feedbackAt = '09:00';
/** So long a reminder of it is worth sending late; then the next stage tells it again. Days. */
export const feedbackReminderDays = 3;

/**
 * How often "What could we do better?" is put: to the inner circle twice a year, to core once, and to anybody after
 * a hard closing. Days.
 */
export const questionPolicy = { innerEveryDays: 182, hardClosingDays: 90 } as const;

/** What a partner is trying to build is asked for once a year. Days. */
export const growingAskedDays = 365;

/** Days after an ask for an introduction in which there is no other. */
export const askPauseDays = 60;

/** A promise is kept when it is done by its day, or noted so right after the weekend (ours). Calendar days. */
export const promiseKeptWithinDays = 3;

/** A promise may be moved so often without a word; from then on it takes a reason (ours). */
export const movesWithoutReason = 2;

/** Warned of (ours; counsel confirms): the third meal that we pay in thirty days for one partner, counting all members. */
export const spendPolicy = { mealsMax: 3, mealDays: 30 } as const;

/**
 * When who paid is asked again (ours): Fridays, while the week is remembered; local time of the member. Meals further back than a
 * quarter are told in the record itself.
 */
export const payerQuestionPolicy = { weekday: 5, localTime: '16:00', days: 92, expiresHours: 66 } as const;

/** Occurrences of a series are kept so far ahead (ours): as far as anybody plans. Days. */
export const eventAheadDays = 60;
/** The morning after is over then, and who was met is forgotten a day later (ours). */
export const eventQuestionHours = 30;

/**
 * What a lead is told once a month (ours): three things, as more are a report; a fall counts from ten points and twenty
 * relationship-weeks on, and promises from five that were due.
 */
export const monthPolicy = {
  things: 3,
  fallMin: 10,
  countedMin: 20,
  promisesMin: 5,
  keptMin: 0.7,
  /** Local time of the lead, on the first working day. */
  localTime: '08:30',
  /** A week on, the month is old. Days. */
  expiresDays: 7,
} as const;

/** Kinds of data that are let go of after a time. The record of what was spent is not among them: it stands. */
export const retentionKinds = ['notes', 'promises', 'feedback', 'goodwill', 'changes', 'nudges'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/**
 * Months for which text is kept unless an operator says otherwise (ours; counsel confirms): five years cover an examination and the
 * statute of RESPA (12 U.S.C. § 2614: one to three years); what was sent and shown is worth two.
 */
export const retentionMonths: Readonly<Record<RetentionKind, number>> = {
  notes: 60,
  promises: 60,
  feedback: 60,
  goodwill: 60,
  changes: 60,
  nudges: 24,
};
