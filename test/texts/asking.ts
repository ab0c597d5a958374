import type { Brief, BriefDetails } from '../../src/domain/asking/brief.ts';
import type { ListedPartner, OwnContacts, Standing } from '../../src/domain/asking/facts.ts';
import { briefMessage } from '../../src/messages/asking/brief.ts';
import { daysAhead, nextUp, noOneToday } from '../../src/messages/asking/day-answers.ts';
import { listAnswer, listView } from '../../src/messages/asking/list-answers.ts';
import {
  answeredPrivately,
  anytime,
  cannotAct,
  feedbackAnswer,
  notCounted,
  notUnderstood,
  standingAnswer,
} from '../../src/messages/asking/own-answers.ts';
import {
  lastContact,
  partnerShown,
  partnersListed,
  reachAnswer,
  whichPartner,
  wishAnswer,
} from '../../src/messages/asking/partner-answers.ts';
import { allPromises, promisesTo } from '../../src/messages/asking/promise-answers.ts';
import { subject } from './catalog.ts';
import { dana, marcus, said, today } from './given.ts';

const nothing = { plans: [], promises: [], replies: [] };
const never: OwnContacts = { met: null, talked: null, plan: null, lastTouchOn: null };
const met = { kind: 'event', word: 'open house', on: '2026-04-12' } as const;
const talked = { kind: 'call', word: null, on: '2026-05-20' } as const;
const promise = {
  id: 1,
  partnerId: dana.id,
  partnerName: dana.name,
  text: said.promise,
  dueOn: '2026-06-10',
} as const;
const late = { ...promise, id: 2, dueOn: '2026-06-01' } as const;
const outline: Brief = {
  id: dana.id,
  name: dana.name,
  company: 'Lee & Co',
  owners: [],
  lastTouchOn: '2026-06-08',
  details: null,
};
const bare: BriefDetails = {
  kind: 'other',
  phone: null,
  email: null,
  growing: null,
  birthday: null,
  due: null,
  last: null,
  said: null,
  promises: [],
  plan: null,
  feedback: [],
  ask: { ask: 'growing' },
};
const full: BriefDetails = {
  ...bare,
  kind: 'realtor',
  phone: '(813) 555-0142',
  email: 'dana@lee.example',
  growing: said.growing,
  birthday: '06-20',
  last: { kind: 'meal', word: 'coffee', on: '2026-06-08', with: null },
  said: { text: said.note, on: '2026-06-08', by: null },
  promises: [promise, late, promise, promise].map((one) => ({ ...one, by: null })),
  plan: { kind: 'meal', word: 'lunch', on: '2026-06-18', at: '12:30', place: 'Oxford Exchange', by: null },
  feedback: [
    {
      id: 1,
      text: said.feedback,
      state: 'new',
      answerBy: '2026-06-23',
      answer: null,
      toldOn: null,
      toldHow: null,
      untold: false,
    },
  ],
  ask: { ask: 'how it goes', growing: said.growing },
};

/** What is asked in words. */
export const asking = subject('Asking', (show) => {
  const plan = { kind: 'meal', word: 'coffee', on: '2026-06-10', at: '10:00' } as const;
  show(
    'met, talked since, planned',
    lastContact,
    marcus,
    { ...never, met, talked, plan: { ...plan, place: 'Oxford Exchange' } },
    today,
  );
  show('met', lastContact, marcus, { ...never, met: { ...met, kind: 'visit', word: null } }, today);
  show('never met', lastContact, marcus, { ...never, talked }, today);
  show('never', lastContact, marcus, never, today);
  show('a colleague’s', lastContact, marcus, { ...never, lastTouchOn: '2026-06-08' }, today);
  show('by name', partnerShown, { ...marcus, company: 'Webb Builders' }, { ...never, met }, today);
  show('no plan', wishAnswer, marcus, { ...never, met }, today);
  show('a plan', wishAnswer, marcus, { ...never, met, plan: { ...plan, place: null } }, today);
  show('one', promisesTo, dana, [promise], today);
  show(
    'two things, and a deed',
    promisesTo,
    dana,
    [
      { ...promise, text: 'outline' },
      { ...promise, text: 'the slides' },
      { ...late, text: 'call her about the open house' },
    ],
    today,
  );
  show('six', promisesTo, dana, [late, promise, promise, promise, promise, promise], today);
  show('none', promisesTo, dana, [], today);
  show('one is done', promisesTo, dana, [promise], today, { id: 3, text: 'outline' });
  show('all are done', promisesTo, dana, [], today, { id: 3, text: 'outline' });
  show('of all', allPromises, [late, promise], today);
  show('of all, none', allPromises, [], today);
  show('two', whichPartner, 'dana', [dana, { id: 13, name: 'Dana Reed', company: null }]);
  const many = Array.from({ length: 7 }, (_, at) => ({ id: at + 1, name: `Dana Reed ${at}`, company: null }));
  show('seven', whichPartner, 'dana', many);
  show('names alone', partnersListed, many.slice(0, 3));
  show('all that is known', briefMessage, { ...outline, owners: ['Sam Ortiz'], details: full }, today);
  show(
    'of a colleague’s words',
    briefMessage,
    {
      ...outline,
      details: {
        ...full,
        plan: null,
        due: { on: '2026-06-12', meet: true },
        last: { kind: 'call', word: null, on: '2026-06-08', with: ['Sam Ortiz'] },
        said: { text: said.note, on: '2026-05-20', by: 'Sam Ortiz' },
        promises: [{ ...promise, by: 'Sam Ortiz' }],
        ask: { ask: 'growing again', growing: said.growing },
      },
    },
    today,
  );
  show('nothing is known', briefMessage, { ...outline, details: bare }, today);
  show(
    'the honest question',
    briefMessage,
    {
      ...outline,
      details: { ...bare, ask: { ask: 'feedback', wording: 'last closing' } },
    },
    today,
  );
  show('of the outline', briefMessage, { ...outline, owners: ['Sam Ortiz'] }, today);
  show('of the outline, no owner', briefMessage, { ...outline, lastTouchOn: null }, today);
  show('both', reachAnswer, { ...outline, details: full });
  show('none', reachAnswer, { ...outline, details: bare });
  show('a colleague’s', reachAnswer, { ...outline, owners: ['Sam Ortiz'] });
  show('an empty list', noOneToday);
  const meet = { partnerId: dana.id, name: dana.name, next: { on: '2026-06-12', meet: true } } as const;
  const talk = { partnerId: marcus.id, name: marcus.name, next: { on: '2026-06-15', meet: false } } as const;
  show('two', nextUp, [meet, talk], today);
  show('no one', nextUp, [], today);
  const ahead = { ...plan, place: 'Oxford Exchange', partnerId: dana.id, name: dana.name };
  show(
    'this week',
    daysAhead,
    'this week',
    {
      plans: [ahead],
      promises: [late, promise],
      replies: [
        { partnerId: dana.id, name: dana.name, answerBy: '2026-06-08' },
        { partnerId: dana.id, name: dana.name, answerBy: '2026-06-12' },
      ],
      due: [meet, talk, meet, talk, meet, talk],
    },
    today,
  );
  show('tomorrow', daysAhead, 'tomorrow', { ...nothing, due: [meet] }, today);
  show('nothing', daysAhead, 'next week', { ...nothing, due: [] }, today);
  show('plans', daysAhead, 'coming', { ...nothing, plans: [ahead], due: [] }, today);
  const missed: ListedPartner[] = Array.from({ length: 6 }, (_, at) => ({
    partnerId: at + 1,
    name: `Dana Reed ${at}`,
    company: at === 0 ? 'Reed Realty' : null,
    tier: 'core',
    lastFaceOn: at === 0 ? null : '2026-02-12',
    next: { on: '2026-06-01', meet: at % 2 === 0 },
    isColleagues: at > 2,
  }));
  const notMet = { about: 'not met', days: 90 } as const;
  const lists = [
    { asked: notMet, close: 22 },
    { asked: { about: 'late' } },
    { asked: { about: 'never asked' }, close: 8 },
    { asked: { about: 'kind', kind: 'builder' } },
    { asked: { about: 'tier', tier: 'inner' } },
    { asked: { about: 'company', name: 'keller williams' } },
  ] as const;
  for (const list of lists) {
    show(`${list.asked.about}: six`, listAnswer, { ...list, found: missed }, today);
    show(`${list.asked.about}: one`, listAnswer, { ...list, found: missed.slice(1, 2) }, today);
    show(`${list.asked.about}: no one`, listAnswer, { ...list, found: [] }, today);
    show(`${list.asked.about}: all`, listView, { ...list, found: missed }, today, '{}');
  }
  show('one close partner', listAnswer, { asked: notMet, close: 1, found: [] }, today);
  show('no close partners', listAnswer, { asked: notMet, close: 0, found: [] }, today);
  show('no longer any', listView, { asked: notMet, close: 0, found: [] }, today, '{}');
  show('a long one', listView, { asked: notMet, close: 99, found: Array(70).fill(missed[1]) }, today, '{}');
  const standing: Standing = {
    since: '2026-05-11',
    touchpoints: 12,
    inPerson: 7,
    partners: 9,
    rhythm: { inRhythm: 9, counted: 11 },
    weeks: { kept: 46, of: 52 },
  };
  show('a month', standingAnswer, standing, today);
  show(
    'nothing yet',
    standingAnswer,
    {
      ...standing,
      touchpoints: 0,
      inPerson: 0,
      partners: 0,
      rhythm: { inRhythm: 0, counted: 0 },
      weeks: { kept: 0, of: 0 },
    },
    today,
  );
  const waiting = { partnerId: dana.id, partnerName: dana.name, answerBy: '2026-06-08' } as const;
  const told = { partnerId: marcus.id, name: marcus.name, on: '2026-05-20' } as const;
  show(
    'waiting and told',
    feedbackAnswer,
    {
      waiting: [waiting, { ...waiting, answerBy: '2026-06-12' }, { ...waiting, answerBy: null }],
      told: [told, told, told, told, told],
      inBranches: 2,
      neverAsked: { asked: 3, never: 5 },
    },
    today,
  );
  const none = { waiting: [], told: [], neverAsked: { asked: 0, never: 0 } };
  const by = { others: { met: { ...met, by: ['Wen Zhao'] }, talked: { ...talked, by: ['Wen Zhao'] } } };
  show('met by others', lastContact, dana, { ...never, ...by }, today);
  const byTwo = { met: by.others.met, talked: { ...talked, by: ['Sam Cole', 'Kim Roe'] } };
  show('met by one, talked with by others', lastContact, dana, { ...never, others: byTwo }, today);
  show('talked with by others', lastContact, dana, { ...never, others: { ...byTwo, met: null } }, today);
  show('nothing', feedbackAnswer, { ...none, inBranches: 0 }, today);
  show('nothing of one’s own', feedbackAnswer, { ...none, inBranches: 2 }, today);
  show('who sends business', notCounted);
  show('thanks', anytime);
  show('another question', notUnderstood, null);
  show('a wish for a message to someone', cannotAct, 'text Dana that I’m late', [dana.id]);
  show('an order that names a partner', notUnderstood, 'rank Dana', [dana.id]);
  show('in a channel', answeredPrivately);
});
