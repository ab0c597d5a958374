import type { BoardOfAll, Standing } from '../../src/domain/week/standings.ts';
import type { WeekItem } from '../../src/domain/week/week-plan.ts';
import {
  eventsView,
  hostWords,
  kindWords,
  repeatWords,
} from '../../src/messages/branch-events/event-form.ts';
import { eventCanceled, eventOver, goingText } from '../../src/messages/branch-events/event-lines.ts';
import { firstWeeksBoard, leaderboard, myNumbers } from '../../src/messages/week/leaderboard.ts';
import { midweekReminder, planPreview, weekPlanMessage } from '../../src/messages/week/week-plan.ts';
import { subject } from './catalog.ts';
import { stamp, today } from './given.ts';

const item = (partnerName: string, ownerName: string, inPerson = true): WeekItem => ({
  ...{
    partnerId: partnerName.length,
    partnerName,
    ownerId: ownerName.length,
    ownerName,
    inPerson,
    coverName: null,
  },
  since: today,
});
const left = [
  item('Dana Lee', 'Priya Patel'),
  item('Marcus Webb', 'Sam Cole', false),
  item('Joan Ortiz', 'Sam Cole'),
];
const many = Array.from({ length: 14 }, (_, n) => ({ ...item('Ray Doyle', `Member ${n}`), ownerId: n }));
const mixer = {
  ...{
    id: 61,
    name: 'Chamber mixer',
    place: 'Rusty Pelican',
    on: today,
    at: '17:30',
    host: 'theirs' as const,
  },
  ...{ going: ['Sam Cole'], could: ['Luis Moreno'] },
};
const buyerClass = {
  ...mixer,
  id: 62,
  name: 'Buyer class',
  place: null,
  host: 'ours' as const,
  going: [],
  could: [],
};

const plan = {
  ...{ nudgeId: 7, branchName: 'Tampa', monday: '2026-06-08' as const, today, left, promises: 2 },
  ...{ unowned: ['Tony Russo'], events: [mixer, buyerClass] },
};
export const aWeekPlan = weekPlanMessage(plan);
export const aReminder = midweekReminder({ ...plan, reached: 4, daysLeft: 1, promises: 0, events: [] });

const standing: Standing = {
  ...{ branchId: 1, name: 'Tampa', inRhythm: 82, counted: 100, climb: 4, rank: 1, isTied: false, of: 3 },
  trend: [null, 70, 71, 74, 76, 78, 80, 82],
};
const all: BoardOfAll = {
  topBand: { from: 75, names: ['Tampa', 'Chicago'] },
  biggestClimb: { names: ['Tampa'], points: 4 },
};
const board = {
  branchName: 'Tampa',
  monday: '2026-06-08' as const,
  standing,
  all,
  allInRhythm: ['Priya Patel', 'Sam Cole'],
};
const both = (given: typeof board) => {
  const { message } = leaderboard(given);
  return message;
};

export const week = subject('The branch’s week in its channel', (show, say) => {
  show('Monday', weekPlanMessage, plan);
  show('Monday, before it is posted', planPreview, plan);
  show('Monday, before it is posted, empty', planPreview, {
    ...plan,
    left: [],
    promises: 0,
    unowned: [],
    events: [],
  });
  show('Monday, many people', weekPlanMessage, {
    ...plan,
    left: [...left, ...many],
    promises: 0,
    unowned: [],
    events: [],
  });
  const byCall = [item('Dana Lee', 'Priya Patel', false), item('Marcus Webb', 'Sam Cole', false)];
  const one = [item('Dana Lee', 'Priya Patel')];
  show('Monday, none in person', weekPlanMessage, { ...plan, left: byCall, promises: 1 });
  show('Monday, one by call', weekPlanMessage, { ...plan, left: byCall.slice(1) });
  show('Monday, one in person', weekPlanMessage, { ...plan, left: one });
  show('Monday, all in person', weekPlanMessage, { ...plan, left: [...one, item('Joan Ortiz', 'Sam Cole')] });
  show('Monday, with a cover', weekPlanMessage, { ...plan, left: [{ ...one[0]!, coverName: 'Sam Cole' }] });
  show('Monday, no one due', weekPlanMessage, { ...plan, left: [], events: [] });
  const behind = {
    nudgeId: 7,
    branchName: 'Tampa',
    left,
    reached: 4,
    daysLeft: 3,
    promises: 2,
    events: [mixer],
  };
  show('Wednesday', midweekReminder, behind);
  show('Wednesday, one day left', midweekReminder, { ...behind, daysLeft: 1, promises: 0, events: [] });
  show('Friday', both, board);
  say('leaderboard: without a chart', leaderboard(board).plainer, leaderboard);
  show('Friday, tied', both, {
    ...board,
    standing: { ...standing, isTied: true },
    all: { ...all, biggestClimb: { names: ['Chicago', 'Tampa'], points: 4 } },
  });
  show('Friday, in the lower half', both, { ...board, standing: { ...standing, rank: 3, climb: 1 } });
  show('Friday, low and falling', both, {
    ...board,
    ...{
      standing: { ...standing, inRhythm: 20, climb: -3, rank: 3, trend: [20] },
      all: { topBand: null, biggestClimb: null },
      allInRhythm: [],
    },
  });
  show('first weeks', firstWeeksBoard, 'Tampa', 14, 6);
  show('first weeks, nothing yet', firstWeeksBoard, 'Tampa', 0, 0);
  show(
    'a year',
    myNumbers,
    { kept: 46, of: 52 },
    { inRhythm: 13, counted: 15 },
    { inRhythm: 12, counted: 15 },
  );
  show('empty', myNumbers, { kept: 0, of: 0 }, { inRhythm: 0, counted: 0 }, null);
});

export const events = subject('Events where the branch shows up', (show, say) => {
  const listed = {
    ...mixer,
    kind: 'committee' as const,
    repeats: 'monthly' as const,
    goingIds: [1],
    mayEdit: true,
  };
  const view = { branchName: 'Tampa', memberId: 1, today, stamp, metadata: '' };
  const own = {
    ...listed,
    ...buyerClass,
    kind: 'event' as const,
    repeats: 'never' as const,
    goingIds: [],
    mayEdit: false,
  };
  show('two', eventsView, { ...view, events: [listed, own], note: 'Saved.' });
  show('many', eventsView, { ...view, events: Array.from({ length: 22 }, (_, id) => ({ ...own, id })) });
  show('none', eventsView, { ...view, events: [] });
  say(
    'words',
    [kindWords, hostWords, repeatWords].flatMap((words) => Object.values<string>(words)),
  );
  show('going', goingText, mixer, today, true);
  show('not going', goingText, mixer, today, false);
  show('over', eventOver);
  say('canceled', eventCanceled);
});
