import type { Tier, TouchpointKind } from './words.ts';

/**
 * Every number in the rules, with its reason. The rules are in docs/design.md; "ours" marks numbers chosen while
 * building.
 */

/** Cadences are in calendar days, grace is in the owner's working days. Null if the tier has no such clock. */
export const cadences: Readonly<Record<Tier, Cadence>> = {
  inner: { touchDays: 14, faceDays: 28, graceDays: 3 },
  core: { touchDays: 30, faceDays: 60, graceDays: 5 },
  keep: { touchDays: 90, faceDays: null, graceDays: 10 },
  resting: { touchDays: null, faceDays: null, graceDays: 0 },
};
export type Cadence = Readonly<{ touchDays: number | null; faceDays: number | null; graceDays: number }>;

/** A message is worth half a conversation, so it moves a due day by half a cadence at most. */
export const messageShare = 0.5;

/** Relationships per weekly partner meeting: what one person can really keep up. `keep` needs no meetings. */
export const capsPerWeeklyMeeting = { inner: 2.5, core: 3.5 } as const;
export const keepCap = 100;

/** Partner meetings per week until the member has answered that question. */
export const meetingsPerWeekDefault = { originator: 4, 'relationship manager': 10 } as const;

/** The steps shown to a new member (ours). */
export const gettingStartedPolicy = {
  /** As many as are asked for. */
  names: 5,
  /** A book with more partners came from a file or a colleague, and needs no list of steps. */
  grownBook: 10,
  /** Who has not done them in a month has found another way. */
  days: 30,
} as const;

export const warmthPolicy = {
  /** A plain meeting is 1. */
  weights: { meal: 1, visit: 1, event: 0.8, committee: 0.8, video: 0.5, call: 0.4, message: 0.15 },
  halfLifeDays: 45,
  /** The sum of weighted contacts that is worth 100 points. */
  fullAt: 2.5,
  /** Reaching the top takes face time. */
  remotePointsMax: 50,
  /**
   * Minimum points for each word (ours). An inner circle kept in rhythm by meals and calls stays above 74, and core
   * above 43, so in rhythm reads strong or steady. Keep in touch by calls alone gives 5 to 21 points and reads fading
   * or faint, which is the truth.
   */
  wordsFrom: { strong: 60, steady: 35, fading: 15 },
} as const satisfies { weights: Record<TouchpointKind, number>; [other: string]: unknown };

/** In cadences without any touch. */
export const goneQuietCadences = 2;
export const yourCallCadences = 3;
export const yourCallPostponements = 3;

export const digestPolicy = {
  /** No one works through more than five before the first meeting. */
  partnersMax: 5,
  /** Late partners take at most two lines, so they cannot crowd out what can still be on time. */
  lateMax: 2,
  /** A partner who stays late is shown again after this many days. */
  repeatDays: 7,
  /** A digest is about the morning, and by noon the morning is over. */
  expiresHours: 4,
} as const;

/** Most partners whom first dues put on one morning: its digest holds five. */
export const firstDuesPerDay = 5;
/**
 * First dues look this many days ahead for what comes due again (ours): a quarter shows every face clock once more, and
 * who was imported yesterday is not put off for longer than that.
 */
export const roomAheadDays = 91;

/** A close partner is due a meeting every 60 days at most; half as long again is too long for anyone (ours). */
export const unmetDays = 90;

/** So many late partners are a backlog: over ten, no one catches up by working through them. */
export const backlogMin = 11;

/**
 * When an inner circle is suggested, and of whom (ours). Two weeks in, people know their rhythm. Two meetings within a
 * quarter show whom they seek out: core alone takes one in two months. One person is no circle, and four are no beginning.
 */
export const innerSuggestion = {
  afterDays: 14,
  meetings: 2,
  withinDays: 91,
  partnersMin: 2,
  partnersMax: 3,
} as const;

/**
 * The quarterly question who stays close (ours): of three at most, so that it is answered; and in the first month, because
 * later it would be no look back. Someone is asked about once they have gone unseen for two cadences, as with "gone quiet".
 */
export const closeQuestion = { partnersMax: 3, firstDays: 31 } as const;

/** The choices of the Later menu, besides "working a deal until…" and "quiet until…". */
export const laterOffers = ['two days', 'next week', 'two weeks'] as const;
export type LaterOffer = (typeof laterOffers)[number];

/** Long enough for parental leave or a whole tax season. Anyone quiet for longer is a resting partner. */
export const quietDaysMax = 120;
/** Ours: the same limit keeps a mistyped year from silencing a partner for good. */
export const dealDaysMax = 120;

export const rhythmPolicy = {
  keptPercent: 80,
  /** In a book of four, one miss is 25 %. Losing the week takes two. */
  missesToLose: 2,
  /** Attempts within grace, on this many different days, make a week neutral. */
  attemptsForNeutral: 3,
  /** A week is neutral when the owner is away for at least this share of its working days (ours). */
  awayShareForNeutral: 0.5,
  weeksCounted: 52,
} as const;

export const leaderboardPolicy = {
  /** The number of full weeks in a score: one bad week neither makes nor breaks it. */
  scoreWeeks: 4,
  trendWeeks: 8,
  /** Wilson's lower bound at 80 % confidence: luck does not put a branch of three partners ahead of one with a hundred. */
  z: 1.28,
  /** Minimum percent in rhythm for each band, best first. */
  bands: [90, 75, 60],
  /**
   * The top band's branches are named only from this score up. Lower, a list of names would show who is behind the
   * others.
   */
  namedBandFrom: 75,
  /** A branch's members with everything in rhythm are named only if at least this many take part. */
  namedAmong: 4,
} as const;

/**
 * Default times of a branch's posts (ours): the plan after the first coffee, the reminder while half the week is left,
 * the board when the week is done. Weekday 0 is Sunday; times are local.
 */
export const branchPostTimes = {
  plan: { weekdays: [1], localTime: '08:30' },
  reminder: { weekdays: [3], localTime: '09:00' },
  leaderboard: { weekdays: [5], localTime: '15:00' },
} as const satisfies Record<string, { weekdays: readonly number[]; localTime: string }>;

/** Below that many close partners, all in rhythm is no feat (ours). */
export const didWellCloseMin = 3;

/** Who asked more of their close partners for honest feedback in a year needs no word about it (ours). */
export const askedFewShare = 0.5;

/** Minimum counts to mention someone in the manager's note (ours). One late partner or promise happens to everyone. */
export const needsHelpPolicy = { lateMin: 3, latePromisesMin: 2 } as const;

/** Late logging counts until noon on the Monday after the week, in the branch's time zone. */
export const weekClosesAt = '12:00';

/**
 * Minutes after which an unsent nudge is late (ours). The largest lender's busiest morning, 2,250 digests at 300 a
 * minute, takes half of that, and a lost answer is looked up a second time after five. Anything later needs fixing.
 */
export const lateAfterMinutes = 15;

/**
 * Days a first message waits for an outage to end (ours). It is sent only once, so it is worth sending late. After a
 * week, the branch has heard of Rapport from colleagues.
 */
export const greetingDays = 7;

/** Days in which it is worth saying what someone was made (ours): after that they have found out, or been told. */
export const roleToldDays = 7;

/** Days in which it is worth asking who else could cover (ours): then it has been settled, or the days are half over. */
export const coverWantedDays = 3;

/** Local time at which people are asked whether they work with partners (ours): the day has begun, and no meeting yet. */
export const welcomeAt = '09:00';

/**
 * Days "I can't reach them any more" stays worth sending (ours). Partners are waiting meanwhile, so it is sent late,
 * too.
 */
export const goneDays = 30;

/**
 * Days an unclear sentence waits for its writer to finish it (ours). After a month no one remembers the coffee well
 * enough, and words that may contain anything should not lie around longer.
 */
export const draftDays = 30;

/** How many minutes a person can undo a change (ours): long enough to notice a slip on the phone. */
export const undoMinutes = 60;

/** How many hours a whole import can be undone (ours): until the morning after, when its first partners come up. */
export const importUndoHours = 24;

/** Between these hours of the branch's office, its overseer is asked about the partners of who left (ours): the same day, or the next morning. */
export const officeHours = { from: '09:00', until: '18:00' } as const;

/** When the day's questions are asked (ours): after the office, before dinner, in the member's local time. */
export const eveningAt = '17:30';
/** Hours they stay worth sending: Rapport writes to no one after 6 PM. After that, the next morning's list asks them. */
export const eveningHours = 0.5;
/** How long before a plan with an hour its maker is reminded of it, in minutes, if they chose so: time to drive there. */
export const planReminderMinutes = 30;
/** The most that Rapport writes to anyone unasked in a week (ours): a list and an evening on each of five days. */
export const messagesPerWeekMax = 10;
/** Days after an event on which a list or an evening still asks about it (ours): a long weekend. Later, no one remembers. */
export const eventAskedDays = 4;
/** Without any contact for this many days, a partner who is met again "came back" (ours): a quarter. */
export const longAwayDays = 90;

/** How long a plan with an hour takes in a calendar, in minutes (ours): no one says it, and a calendar wants an end. */
export const planMinutes: Readonly<Record<TouchpointKind, number>> = {
  meal: 60,
  visit: 60,
  event: 60,
  committee: 60,
  video: 30,
  call: 30,
  message: 15,
};

/** No one holds more partner meetings a week than this (ours): eight a day. */
export const meetingsPerWeekMax = 40;

/** Most days in one absence (ours). A longer leave is handed over, so that its partners have an owner. */
export const awayDaysMax = 120;

/**
 * What a program lead sees first (ours): branches silent for this many working days, owners with this many close
 * partners late.
 */
export const overviewPolicy = { silentDays: 5, lateMin: 10 } as const;

/**
 * Feedback is answered within ten working days. The rest is ours. Once there is an answer, the partner is told within a
 * week. The manager is reminded three working days after the deadline, the area lead after six. Feedback older than a
 * year says little about how we are now.
 */
export const feedbackPolicy = {
  answerDays: 10,
  tellDays: 5,
  managerAfterDays: 3,
  leadAfterDays: 6,
  countedDays: 365,
} as const;

/** When people are reminded of waiting feedback (ours): with the first coffee, in their local time. */
export const feedbackAt = '09:00';
/** Days such a reminder stays worth sending late. After that, the next stage repeats it. */
export const feedbackReminderDays = 3;

/**
 * How often we ask "What could we do better?", in days: the inner circle twice a year, core once, and any tier after a
 * hard closing.
 */
export const questionPolicy = { innerEveryDays: 182, hardClosingDays: 90 } as const;

/** Days between two questions about what a partner is trying to grow: once a year. */
export const growingAskedDays = 365;

/** Meetings before an ask for an introduction, each on a day of its own: after one lunch, it is too early. */
export const meetingsBeforeAsk = 3;

/** Days between two asks for an introduction. */
export const askPauseDays = 60;

/** A promise is kept when it is done by its day, or marked done right after the weekend (ours). In calendar days. */
export const promiseKeptWithinDays = 3;

/** In so many lists a promise may stand late before its line asks for a new date or a word to the partner (ours). */
export const lateShowingsMax = 2;

/** A promise may move this many times without a reason. After that, moving it takes one (ours). */
export const movesWithoutReason = 2;

/**
 * Triggers a warning (ours; counsel confirms): the third meal we pay for one partner within thirty days, across all
 * members.
 */
export const spendPolicy = { mealsMax: 3, mealDays: 30 } as const;

/** How far back "Who paid?" is asked (ours). Meals more than a quarter back are entered in the record itself. In days. */
export const payerQuestionDays = 92;

/** Days ahead for which occurrences of a series are stored (ours): as far as anyone plans. */
export const eventAheadDays = 60;
/**
 * What a lead is told once a month (ours). Three things, because more would be a report. A fall matters from ten points
 * and twenty relationship-weeks up, promises from five that were due. A branch that stays low falls no more, and is named below
 * the board's lowest group.
 */
export const monthPolicy = {
  things: 3,
  fallMin: 10,
  countedMin: 20,
  lowBelow: 60,
  promisesMin: 5,
  keptMin: 0.7,
  /** The last day of the month on which it is told, for anyone who was away. After that, it is old news. */
  lastDay: 10,
} as const;

/** Kinds of data removed after a retention period. The record of what was spent is not among them: it stays. */
export const retentionKinds = ['notes', 'promises', 'feedback', 'goodwill', 'changes', 'nudges'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/**
 * Months text is kept unless an operator says otherwise (ours; counsel confirms). Five years cover an examination and
 * RESPA's statute of limitations (12 U.S.C. § 2614: one to three years). What was sent and shown is worth keeping for
 * two.
 */
export const retentionMonths: Readonly<Record<RetentionKind, number>> = {
  notes: 60,
  promises: 60,
  feedback: 60,
  goodwill: 60,
  changes: 60,
  nudges: 24,
};

/**
 * What a file with partners may be (ours). The last two hold for every file; the others for one sent through Slack, where
 * people wait for each other. An operator's command takes files of any size.
 */
export const filePolicy = {
  /** As many rows of ten columns, at 125 bytes each. */
  bytesMax: 5 * 1024 * 1024,
  /** The partners of eighty branches of the largest lender. */
  rowsMax: 40_000,
  /** Of reading, not of saving. The slowest file within the other limits takes two. */
  secondsMax: 20,
  /** A partners file has a dozen columns, an address book about ninety. */
  cellsPerRowMax: 250,
  /** A row that long is a quote that was never closed, and would swallow the rest of the file. */
  rowBytesMax: 2 * 1024 * 1024,
  /** What a workbook comes to once unpacked. Within the other limits it is a tenth of that. */
  unpackedBytesMax: 50 * 1024 * 1024,
} as const;

/**
 * The files of an export in Slack (ours). Spreadsheets open files of that size, a process holds one at a time, and people
 * attach at most ten to a message. An operator's command writes exports of any size.
 */
export const exportPolicy = { rowsMax: 200_000, bytesMax: 16 * 1024 * 1024, filesMax: 10 } as const;

/** "How am I doing": days that count (ours). A month shows a habit, and a slow week does not hide it. */
export const standingDays = 30;
