import { branchActions } from '../../src/domain/access.ts';
import type { BriefDetails } from '../../src/domain/asking/brief.ts';
import { plainMessage } from '../../src/messages/blocks.ts';
import {
  doubtedPostAnswered,
  doubtedPostAnswers,
  doubtedPostQuestion,
} from '../../src/messages/doubted-post.ts';
import { goneMessage } from '../../src/messages/erased.ts';
import {
  failureText,
  formLate,
  missingScopeText,
  optionsAway,
  optionsBusy,
  stillAtIt,
  unknownText,
} from '../../src/messages/failure.ts';
import {
  cannotSeeChannel,
  commandsView,
  help,
  inviteFirst,
  notHere,
  sharedChannel,
} from '../../src/messages/help.ts';
import {
  alreadyAway,
  awayCanceled,
  awaySaved,
  awayToday,
  noTimeAway,
  timeAway,
  whichDaysAway,
} from '../../src/messages/members/away.ts';
import {
  branchSet,
  branchSetUnasked,
  branchShown,
  greetingFailed,
} from '../../src/messages/members/branch.ts';
import { nextList, youAreSet } from '../../src/messages/members/first-list.ts';
import { firstSteps, firstStepsMessage } from '../../src/messages/members/first-steps.ts';
import { askFirst } from '../../src/messages/members/first-word.ts';
import {
  aboutToStop,
  absenceRefused,
  notWorking,
  readsNoCalendar,
  settingsSaved,
  stoppedWorking,
} from '../../src/messages/members/me.ts';
import { memoryText } from '../../src/messages/members/memory.ts';
import { orphansAnswered, orphansQuestion } from '../../src/messages/members/orphans.ts';
import {
  complianceTold,
  leadTold,
  managerTold,
  openedInHome,
  roleEnded,
} from '../../src/messages/members/roles-told.ts';
import { handedToYou, insteadOfChannel, unreachable } from '../../src/messages/members/undeliverable.ts';
import {
  broughtIn,
  declined,
  joined,
  joinedElsewhere,
  needsNoPartners,
  stillIn,
  welcome,
} from '../../src/messages/members/welcome.ts';
import { whoIsAsked } from '../../src/messages/members/who-is-asked.ts';
import { zoneOfferLine, zoneTaken } from '../../src/messages/members/zone-offer.ts';
import { cleanedNote, withoutWords } from '../../src/messages/redacted-words.ts';
import { refusedBranch } from '../../src/messages/refusals.ts';
import { channelProblems } from '../../src/store/members/audience.ts';
import { subject } from './catalog.ts';
import { compliance, dana, lead, line, member, said, today } from './given.ts';
import { aReminder, aWeekPlan } from './week.ts';

export const members = subject('Members: welcome, settings, leaving', (show, say) => {
  for (const hasBranches of [false, true])
    show(hasBranches ? 'an admin' : 'an admin, no branch', firstStepsMessage, firstSteps(hasBranches));
  show('first message', welcome, 'Priya Patel');
  const two = [
    { id: 1, name: 'Tampa' },
    { id: 2, name: 'Ocala' },
  ];
  show('first message, in two channels', welcome, 'Priya Patel', two);
  show('to a first word', askFirst, 'Priya Patel', two.slice(0, 1), true);
  show('to a first word, in two channels', askFirst, 'Priya Patel', two, true);
  show('to a word after the first message', askFirst, 'Priya Patel', two.slice(0, 1), false);
  show('to a word after the first message, in two channels', askFirst, 'Priya Patel', two, false);
  show('made manager', managerTold, { id: 1, name: 'Tampa', channelId: 'C1' });
  show('made lead', leadTold);
  show('made compliance', complianceTold);
  show('opened', openedInHome);
  show('role ended', roleEnded);
  show('empty book', joined, 'Priya Patel', false);
  show('with a book', joined, 'Priya Patel', true);
  show('in a channel', joinedElsewhere, true);
  show('in a channel, again', joinedElsewhere, false);
  show('no', declined);
  show('no, manages', needsNoPartners);
  show('by an import', broughtIn, 'Priya Patel', 12, { wasAsked: false });
  show('by an import, one partner', broughtIn, 'Priya Patel', 1, { wasAsked: false });
  show('by an import, after being asked', broughtIn, 'Priya Patel', 12, { wasAsked: true });
  const next = { on: '2026-06-10' as const, lines: [line()], more: 0 };
  show('tomorrow', youAreSet, member(), next, today);
  show('Monday', youAreSet, member(), { ...next, on: '2026-06-15' }, today);
  show('in a while', youAreSet, member(), { ...next, on: '2026-06-18' }, today);
  show('no one in two weeks', youAreSet, member([], { meetingsPerWeek: 1 }), null, today);
  show('tomorrow', nextList, { ...next, more: 2 }, member(), today);
  show('no one', nextList, null, member(), today);
  show('with a book', stillIn, true);
  show('empty book', stillIn, false);
  show(
    'over the caps, and away',
    settingsSaved,
    { ...member(), remindedOfPlans: true },
    [{ tier: 'core', held: 16, cap: 14 }],
    { from: '2026-06-15', to: '2026-06-26', cover: 'Sam Cole' },
    today,
  );
  const away = { from: '2026-06-15', to: '2026-06-15', cover: null } as const;
  show('away, no one covers', settingsSaved, { ...member(), remindedOfPlans: false }, [], away, today);
  show('in the settings', () => readsNoCalendar);
  show('only saved', settingsSaved, { ...member(), remindedOfPlans: false }, [], null, today);
  const colleagues = [{ id: 2, name: 'Sam Ortiz' }];
  const days = { id: 1, from: '2026-06-15', to: '2026-06-19', cover: null } as const;
  show('in words', awaySaved, days, colleagues, today);
  show('in words, covered', awaySaved, { ...days, cover: 'Sam Ortiz' }, colleagues, today);
  show('in words, one day, alone in the branch', awaySaved, { ...days, to: days.from }, [], today);
  const plan = { kind: 'meal', word: 'lunch', on: days.from, at: '12:30', place: null } as const;
  const clash = Array.from({ length: 5 }, () => ({ ...plan, partnerId: dana.id, name: dana.name }));
  show('in words, with plans', awaySaved, days, colleagues, today, clash);
  show('set', timeAway, days, colleagues, today);
  show('set, covered', timeAway, { ...days, cover: 'Sam Ortiz' }, [], today);
  show('not set', noTimeAway);
  show('in words, without days', whichDaysAway);
  show('in words, overlapping', alreadyAway, [days], today);
  show('today, covered', awayToday, { to: today, cover: 'Sam Ortiz' }, today);
  show('until Friday', awayToday, { to: '2026-06-12', cover: null }, today);
  show('undone', awayCanceled, true);
  show('undone already', awayCanceled, false);
  show('moved', zoneOfferLine, 'America/Los_Angeles');
  show('moved', zoneTaken, 'America/Los_Angeles', '08:00');
  show('stopped', stoppedWorking, []);
  show('stopped, with compliance', stoppedWorking, ['compliance']);
  show('stopped, manages', stoppedWorking, ['manager', 'compliance']);
  for (const kept of [[], ['lead', 'compliance']] as const) {
    say('about to stop', aboutToStop(kept).title);
    say('about to stop', aboutToStop(kept).text);
  }
  say('stopped before', notWorking);
  for (const why of ['ends before it begins', 'own cover', 'overlaps'] as const)
    show(why, absenceRefused, why);

  const gone = { id: 3, name: 'Luis Moreno', gone: 'deactivated' } as const;
  const proposed = (name: string, because: string) => ({
    orphan: { name },
    taker: { id: 2, name: 'Sam Cole' },
    because,
  });
  show('left Slack', orphansQuestion, gone, 12, [
    proposed('Dana Lee', 'met them last'),
    proposed('Marcus Webb', 'has room'),
  ]);
  show('a guest now', orphansQuestion, { ...gone, gone: 'guest' }, 12, [
    proposed('Dana Lee', 'met them last'),
  ]);
  show('stopped, no one to take them', orphansQuestion, { ...gone, gone: null }, 1, []);
  show('all', orphansAnswered, 'Luis Moreno', { given: 12, left: [] });
  show('one, two left', orphansAnswered, 'Luis Moreno', { given: 1, left: ['Dana Lee', 'Marcus Webb'] });
  show('already taken', orphansAnswered, 'Luis Moreno', { given: 0, left: [] });
  show('none, one left', orphansAnswered, 'Luis Moreno', { given: 0, left: ['Dana Lee'] });
  show('none, many left', orphansAnswered, 'Luis Moreno', {
    given: 0,
    left: ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gil', 'Hal'],
  });
  for (const problem of [...channelProblems, 'other'])
    show(problem, insteadOfChannel, 'Tampa', problem, false, problem === 'archived' ? aWeekPlan : aReminder);
  show('told before', insteadOfChannel, 'Tampa', 'restricted', true, aReminder);
  const doubted = {
    ...{ id: 7, fence: 1, post: 'plan', dueAt: new Date('2026-06-08T12:30:00Z') },
    ...{ branchName: 'Tampa', channelId: 'C1', timeZone: 'America/New_York' },
  };
  show('a plan', doubtedPostQuestion, doubted);
  show('a leaderboard', doubtedPostQuestion, {
    ...doubted,
    post: 'leaderboard',
    dueAt: new Date('2026-06-12T19:00:00Z'),
  });
  for (const how of doubtedPostAnswers) show(how, doubtedPostAnswered, doubted, how);
  const left = { id: 3, name: 'Luis Moreno', branchName: 'Tampa', gone: 'deactivated' } as const;
  const one = { id: 11, name: 'Dana Lee' };
  const remembered: BriefDetails = {
    ...({
      kind: 'realtor',
      phone: null,
      email: null,
      growing: null,
      birthday: null,
      due: null,
      plan: null,
    } as const),
    last: { kind: 'meal', word: 'breakfast', on: '2026-02-27', with: ['Sam Cole'] },
    said: { text: 'Wants forty chairs by fall', on: '2026-02-27', by: null } as const,
    promises: [{ text: said.promise, dueOn: '2026-06-12' as const, by: null }],
    feedback: [],
    ask: { ask: 'growing' } as const,
  };
  show('one', handedToYou, { by: 'Sam Cole', from: 'Sam Cole', note: said.note, partners: [one] });
  show('one, by the manager', handedToYou, {
    by: 'Ada Ruiz',
    from: 'Luis Moreno',
    note: null,
    partners: [one],
  });
  show('one without an owner', handedToYou, { by: 'Ada Ruiz', from: null, note: null, partners: [one] });
  show('several, by their owner', handedToYou, {
    by: 'Sam Cole',
    from: 'Sam Cole',
    note: null,
    partners: [one, { id: 12, name: 'Marcus Webb' }],
  });
  show('several, by the manager', handedToYou, {
    by: 'Ada Ruiz',
    from: 'Luis Moreno',
    note: null,
    partners: [
      { ...one, memory: memoryText(remembered, today) },
      { id: 12, name: 'Marcus Webb', memory: memoryText({ ...remembered, last: null, said: null }, today) },
    ],
  });
  show('a guest now', unreachable, { ...left, gone: 'guest' }, { partners: 5, promises: 1 });
  show('several', unreachable, left, { partners: 5, promises: 1 });
  show('one', unreachable, left, { partners: 1, promises: 0 });
  show('nothing left', unreachable, left, { partners: 0, promises: 0 });
});

export const branches = subject('Branches, help, refusals, and failures', (show, say) => {
  for (const isNew of [true, false]) {
    const branch = { name: 'Tampa', isNew, importer: null };
    const which = isNew ? 'new branch' : 'known branch';
    for (const greeted of [0, 1, 12]) show(`${which}, ${greeted} greeted`, branchSet, branch, greeted);
    for (const toGreet of [0, 1, 12])
      show(`${which}, ${toGreet} to greet`, branchSetUnasked, branch, toGreet);
  }
  show('the manager imports', branchSet, { name: 'Tampa', isNew: true, importer: 'Ana Silva' }, 12);
  show('lookup failed', greetingFailed, 'Tampa');
  const others = [
    { name: 'Gus Hill', is: 'a guest' },
    { name: 'Polly', is: 'an app' },
    { name: null, is: 'from outside' },
  ] as const;
  show('looking', whoIsAsked, null);
  show('not found out', whoIsAsked, 'unknown');
  show('several', whoIsAsked, { asked: ['Ana Silva', 'Luis Moreno'], known: 4, others });
  show('one', whoIsAsked, { asked: ['Ana Silva'], known: 0, others: [] });
  show('none left', whoIsAsked, { asked: [], known: 4, others: others.slice(1, 2) });
  show('none', whoIsAsked, { asked: [], known: 0, others: [] });
  const crowd = Array.from({ length: 60 }, (_, n) => `Person ${n + 1}`);
  const apps = crowd.slice(0, 20).map((name) => ({ name, is: 'an app' as const }));
  show('many', whoIsAsked, { asked: crowd, known: 1, others: apps });
  const at = { weekdays: [1] as const, localTime: '08:00' };
  const shown = {
    ...{
      name: 'Tampa',
      channelId: 'C1',
      timeZone: 'America/New_York',
      daysOff: ['2026-07-03'] as const,
      holidayChanges: ['Good Friday', 'Christmas Eve', 'Columbus Day'],
    },
    ...{ managerName: 'Ada Ruiz', area: { name: 'Gulf Coast' }, people: 8 },
    posts: ['plan', 'reminder', 'leaderboard'].map((post) => ({ post, ...at })),
  };
  show('to its people', branchShown, { ...shown, daysOff: [...shown.daysOff] }, today);
  show(
    'bare',
    branchShown,
    { ...shown, holidayChanges: [], daysOff: [], managerName: null, area: null, posts: [] },
    today,
  );

  show('member', help, null, member());
  show('lead, unknown word', help, 'frobnicate', lead);
  show('with support', help, null, member(), 'help@acme.com');
  show('compliance, with support', help, null, compliance, 'https://acme.com/help');
  show('compliance', help, 'frobnicate', compliance);
  show('every command', commandsView);
  for (const make of [notHere, cannotSeeChannel, inviteFirst, sharedChannel]) show('answer', make);
  for (const action of branchActions) show(action, refusedBranch, action);

  const sorts = [
    'away',
    'busy',
    'unknown',
    'not a member',
    'reads only',
    'no form',
    'too late for a form',
    'other',
  ] as const;
  for (const sort of sorts) show(sort, failureText, sort, '1a2b3c4d', 'coffee with Dana Lee yesterday');
  show('a button', failureText, 'too late for a form', '1a2b3c4d');
  show('with support', failureText, 'other', '1a2b3c4d', undefined, 'help@acme.com');
  show('one of several', missingScopeText, ['channels:read', 'groups:read']);
  say('late', [stillAtIt, formLate, optionsAway, optionsBusy]);
  show('a command', unknownText, '/partner');
  show('a button', unknownText, undefined);
  say('goneMessage: in the place of a message', goneMessage);
  const withNote = plainMessage(`Dana Lee: “${said.note}”`);
  say('withoutWords: in the place of words', withoutWords(withNote, [said.note]), withoutWords);
  show('all', cleanedNote, { changed: 3, failed: 2, writers: ['Sam Cole', 'Priya Patel'] });
  show('one', cleanedNote, { changed: 1, failed: 1, writers: ['Sam Cole'] });
  show('all gone', cleanedNote, { changed: 1, failed: 0, writers: [] });
  const writers = Array.from({ length: 12 }, (_, n) => `Member ${n + 1}`);
  show('many writers', cleanedNote, { changed: 0, failed: 0, writers });
});
