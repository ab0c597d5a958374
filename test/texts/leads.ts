import { addDays } from '../../src/domain/days/day.ts';
import type { HonestFeedback, OwnerFeedback } from '../../src/domain/leads/honest-feedback.ts';
import type { AreaMonth, BranchMonth, MonthFigures } from '../../src/domain/leads/month.ts';
import type { MemberWorkload } from '../../src/domain/leads/needs-help.ts';
import type { BranchOverview } from '../../src/domain/leads/overview.ts';
import type { ToDo } from '../../src/domain/leads/things-to-act-on.ts';
import type { BranchTrend } from '../../src/domain/leads/trend.ts';
import { areasMessage } from '../../src/messages/leads/areas.ts';
import { branchesHome, branchHome } from '../../src/messages/leads/home-branches.ts';
import { personHome } from '../../src/messages/leads/home-person.ts';
import { managersNote } from '../../src/messages/leads/managers-note.ts';
import { monthComment, monthHome, monthMessage, shownInHome } from '../../src/messages/leads/month.ts';
import { overdueFeedbackLine, overdueFeedbackNote } from '../../src/messages/leads/overdue-feedback.ts';
import { resultsHome } from '../../src/messages/record/results.ts';
import { subject } from './catalog.ts';
import { clocks, lead, manager, said, stamp, today } from './given.ts';

const honest: HonestFeedback = { close: 30, asked: 21, told: 9, toldInTime: 7, toldBack: 5 };
export const owners: OwnerFeedback[] = [
  {
    ...{ ...honest, asked: 12, branchId: 1, branchName: 'Tampa', areaId: 1 },
    ...{ memberId: 2, slackUserId: 'U2', name: 'Sam Cole' },
  },
  {
    ...{ ...honest, asked: 30, told: 0, branchId: 1, branchName: 'Tampa', areaId: 1 },
    ...{ memberId: 3, slackUserId: 'U3', name: 'Kim Roe' },
  },
];
const figures: MonthFigures = {
  ...{
    people: 8,
    inRhythm: 82,
    counted: 100,
    inRhythmBefore: 78,
    countedBefore: 100,
    meetings: 41,
    promisesDue: 20,
  },
  ...{
    promisesKept: 18,
    heard: 6,
    judged: 5,
    answeredInTime: 4,
    open: 1,
    toTell: 1,
    late: 1,
    oldestLate: '2026-05-20',
    held: 90,
    room: 112,
  },
  ...{ over: 2, advocates: 1 },
  ...honest,
};
const quiet: MonthFigures = {
  ...figures,
  ...{
    counted: 0,
    inRhythm: 0,
    countedBefore: 0,
    meetings: 0,
    promisesDue: 0,
    heard: 0,
    open: 0,
    toTell: 0,
    room: 0,
    over: 0,
    advocates: 0,
    close: 0,
  },
};
const branch: BranchMonth = {
  ...figures,
  id: 1,
  name: 'Tampa',
  areaId: 1,
  areaName: 'Gulf Coast',
  areaLeadId: 1,
  manager: { memberId: 1, slackUserId: 'U1', name: 'Ada Ruiz' },
};
const area = (id: number | null, name: string | null, of = figures): AreaMonth => ({
  ...of,
  id,
  name,
  leadId: 1,
  branches: 3,
});
const areas = [
  area(1, 'Gulf Coast', { ...figures, inRhythm: 74 }),
  area(2, 'Midwest'),
  area(null, null, quiet),
];
const todos: ToDo[] = [
  { branch, what: 'feedback late', late: 1, since: '2026-05-20' },
  { branch, what: 'feedback late', late: 3, since: '2026-05-20' },
  { branch: { ...branch, manager: null }, what: 'nobody met' },
  { branch, what: 'rhythm fell', from: 82, to: 70 },
  { branch, what: 'too much held', over: 1, held: 40, room: 28 },
  { branch, what: 'promises', kept: 4, due: 9 },
  { branch, what: 'rhythm low', percent: 38 },
  { branch, what: 'too much held', over: 2, held: 40, room: 28 },
];

export const overview: BranchOverview = {
  ...{ id: 1, name: 'Tampa', areaId: 1, areaName: 'Gulf Coast', people: 8, close: 60, late: 6, unowned: 5 },
  ...{ lastLoggedOn: '2026-06-08', score: 82, change: 4 },
};
const fresh = {
  ...overview,
  id: 2,
  name: 'Chicago',
  areaName: null,
  close: 0,
  late: 0,
  unowned: 0,
  score: null,
  change: null,
};

export const person: MemberWorkload = {
  ...{
    memberId: 2,
    slackUserId: 'U2',
    name: 'Sam Cole',
    meetingsPerWeek: 2,
    inner: 9,
    core: 16,
    isAway: true,
    latePromises: 1,
  },
  waiting: 7,
  relationships: [
    { partnerId: 11, partnerName: 'Dana Lee', clocks: clocks([]) },
    {
      partnerId: 12,
      partnerName: 'Marcus Webb',
      clocks: clocks([{ type: 'touchpoint', on: '2026-04-20', kind: 'meal' }]),
    },
    ...(['2026-04-05', '2026-03-01'] as const).map((on, index) => ({
      partnerId: 13 + index,
      partnerName: 'Joan Ortiz',
      clocks: clocks([{ type: 'touchpoint', on, kind: 'call' }]),
    })),
    { partnerId: 15, partnerName: 'Kay Keep', clocks: { ...clocks([]), tier: 'keep' } },
  ],
};
const partner = {
  ...{ partnerId: 11, name: 'Dana Lee', company: 'Lee & Co', tier: 'core' as const, archivedOn: null },
  ...{
    lastTouchOn: '2026-05-20' as const,
    lastMetOn: null,
    warmth: 'fading' as const,
    state: 'late',
    next: { on: '2026-06-05' as const, meet: true },
  },
};
const unowned = {
  partners: [
    { partnerId: 14, name: 'Tony Russo', company: 'Russo Roofing', lastTouchOn: '2026-05-01' as const },
  ],
  all: 5,
};
export const needing = {
  ...{ memberId: 2, slackUserId: 'U2' },
  name: 'Sam Cole',
  late: [
    { id: 11, name: 'Dana Lee' },
    { id: 12, name: 'Marcus Webb' },
  ],
  quiet: [],
  latePromises: 0,
  overCap: 0,
};
const trend = (name: string, ...scores: (number | null)[]): BranchTrend => ({
  id: 1,
  name,
  areaId: 1,
  weeks: scores.map((score, index) => ({ week: addDays('2026-05-04', 7 * index), score })),
});
const month = '2026-05' as const;
const range = { first: '2026-01', last: '2026-06' } as const;

export const leads = subject('Managers and program leads', (show) => {
  show(
    'several',
    managersNote,
    'Tampa',
    [
      { ...needing, overCap: 3 },
      { ...needing, name: 'Luis Moreno', quiet: [{ id: 13, name: 'Joan Ortiz' }] },
      { ...needing, name: 'Kim Roe', latePromises: 4 },
      needing,
      { ...needing, name: 'Bo Fox' },
      { ...needing, name: 'Cy Day' },
    ],
    [{ id: 14, name: 'Tony Russo' }],
    8,
  );
  show('one', managersNote, 'Tampa', [needing], [], 2, [], 0, 'T1');
  show('all well', managersNote, 'Tampa', [], [], 8);

  const home = {
    member: manager,
    today,
    branch: { id: 1, name: 'Tampa' },
    others: [{ id: 2, name: 'Chicago' }],
    teamId: 'T1',
    owners,
    trend: trend('Tampa', 90, 82, 73),
    overdue: [],
  };
  const waits = (id: number, partnerName: string) =>
    ({ partnerId: id, partnerName, answerBy: '2026-06-01' }) as const;
  const four = ['Colin Barr', 'Dana Lee', 'Joan Ortiz', 'Tony Russo'].map((name, at) => waits(at + 11, name));
  const free = {
    ...person,
    name: 'Kim Roe',
    inner: 0,
    core: 0,
    isAway: false,
    latePromises: 0,
    relationships: [],
  };
  show('App Home of a manager', branchHome, { ...home, people: [person, free], unowned });
  show('feedback past its day', overdueFeedbackLine, four, today);
  show('feedback past its day, in the note', overdueFeedbackNote, [{ ...four[0]!, answerBy: null }], today);
  show('with feedback past its day', managersNote, 'Tampa', [], [], 2, overdueFeedbackNote(four, today), 4);
  const needy = { ...person, isAway: false };
  const well = { ...free, core: 5, waiting: 0 };
  show('App Home of a manager, with people to talk to', branchHome, {
    ...home,
    people: [...Array.from({ length: 7 }, () => needy), well],
    unowned,
  });
  show('App Home of a manager, many', branchHome, {
    ...home,
    people: Array.from({ length: 63 }, () => free),
    unowned: { partners: [], all: 0 },
  });
  show('App Home of a manager, no one yet', branchHome, {
    ...home,
    others: [],
    people: [],
    unowned: { partners: [], all: 0 },
  });
  const them = { id: 2, name: 'Sam Cole', branch: { id: 1, name: 'Tampa' } };
  show('App Home, a person', personHome, {
    member: manager,
    today,
    person: them,
    lines: [{ ...partner, state: 'your call' }, ...Array.from({ length: 30 }, () => partner)],
    promises: Array.from({ length: 7 }, () => ({
      ...{ partnerId: 11, partnerName: 'Dana Lee', text: said.promise, due: '2026-06-05' as const },
    })),
    page: 0,
  });
  const empty = { lines: [], promises: [], page: 0 };
  show('App Home, no partners', personHome, { member: manager, today, person: them, ...empty });

  const changes = {
    silent: [fresh],
    risen: overview,
    fallen: { ...overview, name: 'Chicago', change: -3 },
    unowned: { branches: 1, partners: 5 },
  };
  const load = {
    memberId: 2,
    name: 'Sam Cole',
    branchName: 'Tampa',
    areaId: 1,
    meetingsPerWeek: 2,
    inner: 9,
    core: 16,
    late: 7,
  };
  const of = { member: lead, teamId: 'T1', today, stamp, areas: [{ id: 1, name: 'Gulf Coast' }] };
  show('App Home of a lead', branchesHome, {
    ...{
      ...of,
      screen: { at: 'branches' },
      branches: [overview, fresh, { ...overview, score: null }],
      changes,
    },
    owners,
    loads: [load, { ...load, name: 'Kim Roe', inner: 1 }],
    overloaded: [
      { ...load, over: 4 },
      { ...load, over: 0 },
    ],
  });
  show('App Home of a lead, no room and none asked', branchesHome, {
    ...{ ...of, screen: { at: 'branches' }, branches: [overview], changes, overloaded: [] },
    owners: owners.slice(1),
    loads: [load],
  });
  const none = { silent: [], risen: null, fallen: null, unowned: { branches: 0, partners: 0 } };
  show('App Home of a lead, no branch', branchesHome, {
    ...of,
    areas: [],
    screen: { at: 'branches', sort: 'late' },
    branches: [],
    changes: none,
    overloaded: [],
    owners: [],
    loads: [],
  });
  show('some', areasMessage, [
    {
      id: 1,
      name: 'Gulf Coast',
      lead: { name: 'Ada Ruiz' },
      branches: [{ name: 'Tampa' }, { name: 'Sarasota' }],
    },
    { id: 2, name: 'Midwest', lead: null, branches: [] },
  ]);
  show('none', areasMessage, []);

  const trends = [
    trend('Tampa', 90, 82, 73),
    trend('Chicago', 80, 80, 80),
    ...Array.from({ length: 6 }, (_, index) => trend(`Branch ${index + 1}`, null, 60, 61 + index)),
  ];
  const moved = { month, today, trends, withChart: true, readerId: 5, teamId: 'T1' };
  show('three areas', monthMessage, { ...moved, areas, todos: todos.slice(0, 3) });
  show('seven areas, all well', monthMessage, {
    ...moved,
    withChart: false,
    areas: Array.from({ length: 7 }, (_, id) => area(id + 1, `Area ${id + 1}`)),
    todos: [],
  });
  show('one area', monthMessage, {
    ...moved,
    trends: [],
    areas: areas.slice(0, 1),
    todos: todos.slice(5, 6),
  });
  show('two areas', monthMessage, { ...moved, trends: [], areas: areas.slice(1), todos: todos.slice(3, 5) });
  const inHome = {
    member: lead,
    teamId: 'T1',
    today,
    areas,
    branches: [branch],
    todos: todos.slice(3, 5).concat(todos.slice(6, 7)),
    range,
    owners,
    trends,
    resultsOn: true,
  };
  show('App Home', monthHome, { ...inHome, screen: { at: 'month', month } });
  show('App Home, one area', monthHome, {
    ...inHome,
    screen: { at: 'month', month, areaId: 1 },
    branches: [{ ...branch, judged: 0, open: 0 }],
    todos: todos.slice(7),
  });
  show('App Home, no area', monthHome, { ...inHome, screen: { at: 'month', month, areaId: 0 } });
  show('App Home, nothing yet', monthHome, {
    ...inHome,
    screen: { at: 'month', month },
    areas: [area(1, 'Gulf Coast', quiet)],
    todos: [],
    range: null,
    resultsOn: false,
  });
  show('to Home', shownInHome, 'month');
  show('a branch, to Home', shownInHome, 'branch');
  show('with the file', monthComment, month, 9);
  show('some', resultsHome, {
    member: lead,
    page: 0,
    results: [{ name: 'Tampa', months: [{ month: '2026-05-01', closedLoans: 14 }] }],
  });
  show('none', resultsHome, { member: lead, page: 0, results: [] });
});
