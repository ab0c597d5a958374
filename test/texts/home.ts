import { backlogOffer, nothingToSpread, spreadingNotUndone } from '../../src/messages/home/backlog.ts';
import { complianceHome, holdsHome, home, strangersHome } from '../../src/messages/home/home.ts';
import { nobodyToSnooze, snoozedField, snoozedSeveral } from '../../src/messages/home/snooze-several.ts';
import { firstSteps } from '../../src/messages/members/first-steps.ts';
import { exportLog } from '../../src/messages/partners/export.ts';
import { partnersHome, promisesHome } from '../../src/messages/partners/home-partners.ts';
import { legalHoldBlocks } from '../../src/messages/record/expense-record.ts';
import { subject } from './catalog.ts';
import { lead, line, manager, member, said, stamp, today } from './given.ts';

const ahead = [
  ...(['plan', 'promise', 'meet'] as const).map((what) => ({
    on: '2026-06-11' as const,
    what,
    at: what === 'plan' ? '12:30' : null,
    partnerName: 'Dana Lee',
  })),
  ...(['talk', 'birthday', 'anniversary'] as const).map((what) => ({
    on: '2026-06-12' as const,
    what,
    at: null,
    partnerName: 'Joan Ortiz',
  })),
];
const of = {
  member: member(),
  today,
  stamp,
  lines: [line()],
  handled: [],
  ahead,
  book: { active: 30, resting: 2 },
  weeks: [true, false, true],
};
const partner = {
  ...{ partnerId: 11, name: 'Dana Lee', company: 'Lee & Co', tier: 'core' as const, archivedOn: null },
  ...{
    lastTouchOn: '2026-05-20' as const,
    lastMetOn: null,
    warmth: 'fading' as const,
    state: 'due',
    next: { on: today, meet: true },
  },
};
const promise = {
  id: 21,
  partnerId: 11,
  partnerName: 'Dana Lee',
  text: said.promise,
  due: '2026-06-12' as const,
  state: 'open' as const,
};

export const appHome = subject('App Home', (show) => {
  show('a member', home, of);
  show('a manager, done for today', home, {
    ...{ ...of, member: manager, lines: [], weeks: [] },
    handled: [
      {
        partnerId: 11,
        partnerName: 'Dana Lee',
        matter: 'later',
        factId: 61,
        kind: 'later',
        until: '2026-06-12',
      },
    ],
  });
  show('a lead, no one due', home, { ...of, member: lead, lines: [], ahead: [] });
  show('a new member', home, {
    ...{ ...of, lines: [], book: { active: 3, resting: 0 } },
    steps: { names: false, touchpoint: false, hour: false },
  });
  show('a new member, one step to go', home, {
    ...{ ...of, book: { active: 5, resting: 0 } },
    steps: { names: true, touchpoint: true, hour: false },
  });
  show('away', home, { ...of, away: { to: '2026-06-12', cover: 'Luis Ortega' } });
  show('a backlog', home, { ...of, backlog: { late: 22, firstWeeks: { weeks: 6, perWeek: 4, owners: 1 } } });
  show('a backlog of talks', backlogOffer, 14, null);
  show('a backlog, one meeting a week', backlogOffer, 12, { weeks: 12, perWeek: 1, owners: 1 });
  show('a backlog that was spread', home, { ...of, spreading: { traceId: 81, partners: 22 } });
  show('no backlog anymore', () => nothingToSpread);
  show('too late to undo', () => spreadingNotUndone);
  show('all resting', home, { ...of, lines: [], book: { active: 0, resting: 12 } });
  show('one, resting', home, { ...of, lines: [], book: { active: 0, resting: 1 } });
  show('empty book', home, { ...of, lines: [], book: { active: 0, resting: 0 } });
  show('more than fits', home, { ...of, lines: Array.from({ length: 60 }, () => line()) });
  show('compliance', complianceHome, legalHoldBlocks([]), exportLog([], 'America/New_York', today));
  const holder = { member: member(['member', 'compliance']) };
  show(
    'compliance, with partners',
    holdsHome,
    holder,
    legalHoldBlocks([]),
    exportLog([], 'America/New_York', today),
  );
  show('a stranger', strangersHome, false);
  show('a stranger, invited', strangersHome, true);
  show('an admin, no branch', strangersHome, false, firstSteps(false));

  const partners = { member: member(), today, stamp, all: 31, screen: { at: 'partners' as const } };
  show('all', partnersHome, {
    ...partners,
    lines: [
      partner,
      { ...partner, state: 'on track', next: { on: '2026-06-01', meet: false } },
      { ...partner, state: 'late', next: { on: '2026-06-01', meet: false } },
      { ...partner, tier: 'resting', next: null },
      { ...partner, archivedOn: '2026-05-01' },
      ...Array.from({ length: 31 }, () => partner),
    ],
  });
  show('last page', partnersHome, {
    ...partners,
    screen: { at: 'partners', page: 1 },
    lines: Array.from({ length: 31 }, () => partner),
  });
  for (const view of ['not met', 'never asked', 'fading'] as const) {
    show(view, partnersHome, { ...partners, screen: { at: 'partners', view }, lines: [partner] });
    show(`${view}, none`, partnersHome, { ...partners, screen: { at: 'partners', view }, lines: [] });
  }
  show('not met lately', partnersHome, {
    ...partners,
    screen: { at: 'partners', view: 'not met', opensFilters: true },
    lines: [{ ...partner, lastMetOn: '2026-02-12' }],
  });
  show('longest unseen first', partnersHome, {
    ...partners,
    screen: { at: 'partners', sort: 'last seen' },
    lines: [partner, { ...partner, lastTouchOn: null }],
  });
  show(
    'snoozed',
    snoozedSeveral,
    ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Ann Bell'],
    4,
    '2026-06-15',
    today,
  );
  show('who to snooze', snoozedField, [{ partnerId: 11, name: 'Dana Lee', company: null }]);
  show('snoozed, all but one', snoozedSeveral, ['Dana Lee'], 2, '2026-06-15', today);
  show('snoozed, all but two', snoozedSeveral, ['Dana Lee', 'Joan Ortiz'], 4, '2026-06-15', today);
  const many = ['Dana Lee', 'Marcus Webb', 'Joan Ortiz', 'Ann Bell', 'Kim Roe', 'Bo Fox', 'Ed Oh'];
  show('snoozed, many', snoozedSeveral, many, 7, '2026-06-15', today);
  show('no one to snooze', () => nobodyToSnooze);
  show('filtered, none', partnersHome, { ...partners, screen: { at: 'partners', tier: 'core' }, lines: [] });
  show('none', partnersHome, { ...partners, all: 0, lines: [] });
  show('open and kept', promisesHome, {
    ...{ member: member(), today, stamp },
    promises: [promise, { ...promise, state: 'done' }],
  });
  show('none', promisesHome, { member: member(), today, stamp, promises: [] });
});
