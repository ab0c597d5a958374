import type { Brief, BriefDetails } from '../../src/domain/asking/brief.ts';
import type { Meeting } from '../../src/domain/digest/meetings.ts';
import type { HandledToday } from '../../src/domain/digest/shown-line.ts';
import { beforeMeeting, meetingChanged } from '../../src/messages/digest/before-meeting.ts';
import { digestMessage, pickFive } from '../../src/messages/digest/digest.ts';
import {
  alreadyDropped,
  alreadyDueThen,
  alreadyKept,
  coveredBy,
  goneMeanwhile,
  handedOver,
  handedOverAll,
  nobodyToTake,
  noRoom,
  notDrawn,
  notInBook,
  notMoved,
  notWithMember,
  oldList,
  tierFull,
} from '../../src/messages/digest/digest-notes.ts';
import { contactText, decisionText, laterText, planText } from '../../src/messages/digest/digest-words.ts';
import { subject } from './catalog.ts';
import { dueToMeet, dueToTalk, type GivenLine, line, said, stamp, today } from './given.ts';

const surface = { nudgeId: 7, shownOn: today };
const sent = { name: 'Priya Patel', surface, today, more: 0, stamp };
const of = (...given: GivenLine[]) => ({ ...sent, lines: given.map((one) => line(one)) });

const promise = { id: 21, text: said.promise, due: today, state: 'open' as const };
const promised: GivenLine = {
  reasons: [{ code: 'promise', id: 21, text: said.promise, due: today }],
  partner: { name: 'Dana Lee', company: 'Lee & Co', phone: '555-0142' },
  outcome: { promises: [promise] },
};
const waiting = (state: 'new' | 'on it' | 'answered' | 'loop closed', more = {}): GivenLine => ({
  reasons: [{ code: 'feedback', id: 31, answerBy: '2026-06-22', step: 'answer' }],
  outcome: {
    feedback: [
      {
        ...{ id: 31, text: said.feedback, state, answerBy: '2026-06-22' as const, answer: null },
        ...{ toldOn: null, toldHow: null, untold: false, ...more },
      },
    ],
  },
});
const planned = (settled: 'held' | 'missed' | 'moved' | null, word: string | null = 'lunch'): GivenLine => ({
  reasons: [{ code: 'plan', plannedOn: '2026-06-08', kind: 'meal' }],
  outcome: {
    plans: [
      {
        id: 51,
        kind: 'meal',
        word,
        plannedOn: '2026-06-08',
        at: '12:30',
        settled,
        captureId: settled === 'held' ? 41 : null,
      },
    ],
  },
});
const contact = { captureId: 41, what: 'touchpoint', kind: 'meal', word: 'coffee', on: today } as const;
const call = { ...contact, kind: 'call', word: null } as const;
const attempt = { ...contact, what: 'attempt', kind: null, word: null } as const;
const decided = {
  captureId: 42,
  decided: 'recommit',
  tier: 'core',
  touchDue: '2026-06-12',
  faceDue: '2026-06-19',
} as const;

const handled: HandledToday[] = [
  { partnerId: 11, partnerName: 'Dana Lee', matter: 'contact', ...contact },
  {
    partnerId: 12,
    partnerName: 'Marcus Webb',
    matter: 'later',
    factId: 61,
    kind: 'later',
    until: '2026-06-12',
  },
  { partnerId: 13, partnerName: 'Joan Ortiz', matter: 'decision', ...decided },
  {
    partnerId: 14,
    partnerName: 'Ray Doyle',
    matter: 'promise',
    promiseId: 21,
    text: said.promise,
    due: today,
    state: 'done',
  },
  {
    partnerId: 17,
    partnerName: 'Tess Moore',
    matter: 'promise',
    promiseId: 22,
    text: 'a one-page outline',
    due: today,
    state: 'dropped',
  },
  {
    partnerId: 15,
    partnerName: 'Felix Brandt',
    matter: 'plan',
    planId: 51,
    kind: 'meal',
    word: null,
    plannedOn: today,
    at: null,
  },
  { partnerId: 16, partnerName: 'Tony Russo', matter: 'contact', ...attempt },
];
const birthday = {
  partnerId: 11,
  name: 'Dana Lee',
  phone: '555-0142',
  what: 'birthday',
  monthDay: '06-09',
  on: today,
} as const;

const coffee: Meeting = {
  planId: 71,
  ...{ kind: 'meal', word: 'coffee', at: '10:00', place: 'Blue Door', settled: null, met: false },
  partners: [{ id: 12, name: 'Marcus Webb' }],
};
const lunch: Meeting = {
  ...{ ...coffee, planId: 72, word: 'lunch', at: '12:30', place: null },
  partners: [
    { id: 14, name: 'Ray Doyle' },
    { id: 15, name: 'Felix Brandt' },
  ],
};
const known: BriefDetails = {
  ...{ kind: 'builder', phone: '555-0117', email: 'marcus@webb.example', growing: null, birthday: null },
  due: null,
  last: { kind: 'event', word: 'open house', on: '2026-04-12', with: null },
  said: { text: said.note, on: '2026-04-12', by: null },
  promises: [{ text: said.promise, dueOn: '2026-06-12', by: null }],
  plan: null,
  feedback: [],
  ask: { ask: 'feedback', wording: 'one thing' },
};
const briefed = (details: Partial<BriefDetails> | null = {}): Brief => ({
  ...{ id: 12, name: 'Marcus Webb', company: 'Webb Builders', owners: [], lastTouchOn: '2026-04-12' },
  details: details && { ...known, ...details },
});
const before = (details?: Partial<BriefDetails> | null, meeting: Meeting = coffee) => ({
  meetings: [meeting],
  next: { planId: meeting.planId, brief: briefed(details) },
});

export const digest = subject('The morning list, and the evening’s question', (show, say) => {
  show('three due', digestMessage, {
    ...of(
      promised,
      {
        lastSaid: said.note,
        growing: said.growing,
        partner: { toAsk: { question: 'one thing', chosen: false, growing: true } },
      },
      {
        reasons: [dueToTalk],
        partner: { name: 'Joan Ortiz', company: null, phone: null },
      },
    ),
    more: 4,
    days: [
      birthday,
      { ...birthday, name: 'Marcus Webb', what: 'anniversary', phone: null, on: '2026-06-13' },
    ],
  });
  show('one due, with a note about a button', digestMessage, { ...of({}), note: notInBook });
  show('no one due, but a birthday', digestMessage, {
    ...of(),
    days: [birthday, birthday, birthday, birthday],
  });
  show('one date', digestMessage, { ...of(), days: [birthday] });
  show('no one left on a sent list', digestMessage, of());
  show('of another day', digestMessage, { ...of(promised), surface: { nudgeId: 7, shownOn: '2026-06-08' } });
  show('asked for', digestMessage, { ...of({}, {}), surface: { nudgeId: null, shownOn: today } });
  show('asked for, all done', digestMessage, {
    ...of(),
    surface: { nudgeId: null, shownOn: today },
    handled,
  });
  show('asked for, no one due', digestMessage, { ...of(), surface: { nudgeId: null, shownOn: today } });

  const reminder = { nudgeId: 7, meeting: coffee, brief: briefed(), day: today, today, stamp: 'sent' };
  show('half an hour before', beforeMeeting, { ...reminder, minutesLeft: 30 });
  show('half an hour before, drawn again', beforeMeeting, reminder);
  show('half an hour before, of a colleague’s partner', beforeMeeting, { ...reminder, brief: briefed(null) });
  show('half an hour before, of one who is gone', beforeMeeting, { ...reminder, brief: null });
  for (const settled of ['dropped', 'moved', 'missed', 'held'] as const)
    show(`reminded, ${settled}`, beforeMeeting, { ...reminder, meeting: { ...coffee, settled } });
  show('reminded, held yesterday', beforeMeeting, {
    ...reminder,
    ...{ day: '2026-06-08', meeting: { ...coffee, met: true } },
  });
  show('reminded, changed', meetingChanged);
  show('a meeting, another, and one to reach', digestMessage, {
    ...of({
      lastSaid: said.note,
      partner: { colleague: { name: 'Sam Cole', on: '2026-06-08', kind: 'visit' } },
    }),
    meetings: {
      ...before(),
      meetings: [coffee, lunch, { ...lunch, planId: 73, kind: 'call', word: null, at: null }],
    },
  });
  const next = (title: string, ...given: Parameters<typeof before>) =>
    show(title, digestMessage, { ...of(), meetings: before(...given) });
  next('a meeting whose partner only a colleague knows', null);
  next('a meeting with two', {}, { ...coffee, partners: lunch.partners });
  next('a call', {}, { ...coffee, kind: 'call', word: null, place: null });
  next('no phone, never met', { phone: null, last: null, said: null, promises: [], ask: { ask: 'growing' } });
  next('a colleague was there', {
    last: { kind: 'meal', word: 'lunch', on: '2026-06-01', with: ['Sam Cole'] },
    said: { text: said.note, on: '2026-05-04', by: 'Sam Cole' },
    promises: [
      { text: said.promise, dueOn: today, by: 'Sam Cole' },
      { text: said.promise, dueOn: null, by: null },
    ],
    ask: { ask: 'growing again', growing: said.growing },
  });
  next('feedback waits', {
    feedback: waiting('new').outcome?.feedback ?? [],
    ask: { ask: 'how it goes', growing: said.growing },
  });
  next('a promise is late', { promises: [{ text: said.promise, dueOn: '2026-06-05', by: 'Sam Cole' }] });
  next('feedback is answered', {
    feedback: waiting('answered').outcome?.feedback ?? [],
    promises: [{ text: said.promise, dueOn: null, by: null }],
  });
  for (const settled of ['held', 'missed', 'moved', 'dropped'] as const) {
    show(`a meeting ${settled}`, digestMessage, {
      ...of(),
      meetings: { meetings: [{ ...coffee, settled }], next: null },
    });
  }
  show('more plans than fit', digestMessage, {
    ...of(),
    meetings: { meetings: Array.from({ length: 8 }, (_, n) => ({ ...coffee, planId: n })), next: null },
  });
  show('plans, asked for', digestMessage, {
    ...of({}),
    surface: { nudgeId: null, shownOn: today },
    meetings: { meetings: [coffee], next: null },
  });
  show('a tap on the list of yesterday', digestMessage, {
    ...of({}),
    surface: { nudgeId: 7, shownOn: '2026-06-08' },
    tapped: { partnerId: 11, contact: 'met', listedOn: '2026-06-08' },
  });
  const met = (kind: 'visit' | 'call', on: '2026-06-05' | '2026-06-09') => ({ name: 'Sam Cole', on, kind });
  show('a colleague talked to them', digestMessage, {
    ...of(
      { ...promised, partner: { ...promised.partner, colleague: met('call', '2026-06-09') } },
      { partner: { colleague: met('visit', '2026-06-05') } },
    ),
  });

  const one = (title: string, given: GivenLine) => show(title, digestMessage, of(given));
  one('late promise of a colleague on leave', {
    ...promised,
    coveringFor: 2,
    partner: { coveringFor: 'Luis Moreno' },
    outcome: {
      promises: [
        { ...promise, due: '2026-06-05' },
        { ...promise, id: 22 },
        { ...promise, id: 23, due: '2026-06-05' },
        { ...promise, id: 24 },
        { ...promise, id: 25 },
      ],
    },
  });
  one('late promise', {
    ...promised,
    reasons: [{ code: 'promise', id: 21, text: said.promise, due: '2026-06-05' }],
    outcome: { promises: [{ ...promise, due: '2026-06-05' }] },
  });
  one('promise late for the third time', {
    ...promised,
    outcome: { promises: [{ ...promise, due: '2026-06-05', timesLate: 2 }] },
  });
  one('promise kept', { ...promised, outcome: { promises: [{ ...promise, state: 'done' }] } });
  one('promise dropped', { ...promised, outcome: { promises: [{ ...promise, state: 'dropped' }] } });
  one('promise moved', { ...promised, outcome: { promises: [{ ...promise, due: '2026-06-16' }] } });
  one('feedback to answer', waiting('new'));
  one('feedback late', waiting('on it', { answerBy: '2026-06-05' }));
  one('feedback without its words', waiting('new', { text: null, answerBy: null }));
  one('feedback answered', waiting('answered', { answer: said.answer }));
  one('feedback answered, the answer redacted', waiting('answered'));
  one('feedback, partner told', waiting('loop closed', { toldOn: '2026-06-08', toldHow: 'call' }));
  one('feedback, partner not told', waiting('loop closed', { untold: true }));
  const { feedback = [] } = waiting('new').outcome ?? {};
  one('two pieces of feedback', { ...waiting('new'), outcome: { feedback: [...feedback, ...feedback] } });
  one('plan of yesterday', planned(null));
  one('plan held', planned('held'));
  one('plan missed', planned('missed'));
  one('plan moved', planned('moved', null));
  one('met', { outcome: { contact } });
  one('talked, where a meeting is due', { outcome: { contact: call } });
  one('left a message', { lastSaid: said.note, outcome: { contact: attempt } });
  one('last day', { reasons: [{ code: 'last day', clock: 'face', due: '2026-06-05' }] });
  one('late', { state: 'late', reasons: [{ code: 'late', clock: 'touch', due: '2026-06-01' }] });
  one('gone quiet', { state: 'gone quiet', reasons: [{ code: 'late', clock: 'face', due: '2026-04-01' }] });
  one('your call, late', {
    state: 'your call',
    reasons: [{ code: 'late', clock: 'face', due: '2026-03-01' }],
  });
  one('your call, snoozed three times', { state: 'your call', reasons: [dueToMeet] });
  one('never met', { lastFace: null });
  one('no contact', { reasons: [dueToTalk], lastTouch: null, lastFace: null });
  one('no contact, to meet', { lastTouch: null, lastFace: null });
  one('growth goal of a year ago', {
    growing: said.growing,
    partner: { toAsk: { question: null, chosen: false, growing: true } },
  });
  one('growth goal to ask for', { partner: { toAsk: { question: null, chosen: false, growing: true } } });
  one('question chosen', { partner: { toAsk: { question: 'last closing', chosen: true, growing: false } } });
  one('question asked?', {
    outcome: { contact },
    partner: { toAsk: { question: 'one thing', chosen: true, growing: false } },
  });
  one('snoozed', { outcome: { later: { factId: 61, kind: 'later', until: '2026-06-12' } } });
  one('decided', { outcome: { decision: decided } });
  show('a deal', laterText, { kind: 'deal', until: '2026-07-09' }, today);
  show('quiet', laterText, { kind: 'quiet', until: '2026-07-09' }, today);
  show('archived', decisionText, { ...decided, decided: 'archived' }, today);
  show('resting', decisionText, { ...decided, decided: 'tier', tier: 'resting' }, today);
  show('tier', decisionText, { ...decided, decided: 'tier', tier: 'keep', faceDue: null }, today);
  for (const kind of ['visit', 'event', 'committee', 'video', 'call', 'message', 'meal'] as const) {
    show(kind, contactText, { ...contact, kind, word: null }, today);
    show(kind, planText, { kind, word: null, plannedOn: '2026-06-08', at: null, settled: null }, today);
    show(
      `${kind} last week`,
      planText,
      { kind, word: null, plannedOn: '2026-06-02', at: '09:00', settled: null },
      today,
    );
    one(`last was ${kind}`, { lastFace: { on: '2026-05-04', kind }, partner: { faceWord: null } });
  }
  const plannedWord = { plannedOn: '2026-06-08', at: '10:00', settled: null } as const;
  show('an open house', planText, { kind: 'event', word: 'open house', ...plannedWord }, today);
  show('a Zoom call', planText, { kind: 'video', word: 'Zoom', ...plannedWord }, today);
  show('Monday, all resting', pickFive, 'Priya Patel');

  say('not in the book', notInBook);
  say('not in the book, nor covered', notWithMember);
  say('undone meanwhile', goneMeanwhile);
  show('moved to its day', alreadyDueThen, '2026-06-10', today);
  say('promise dropped before', alreadyDropped);
  say('promise done before', alreadyKept);
  say('promise changed meanwhile', notMoved);
  show('list of yesterday', oldList, '2026-06-08', today);
  say('no one to hand over to', nobodyToTake);
  show('colleague is full', noRoom, 'Sam Cole');
  show('one', handedOver, 'Dana Lee', 'Sam Cole');
  show('all', handedOverAll, { given: 12, left: [] }, 'Sam Cole');
  show('some', handedOverAll, { given: 1, left: ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'] }, 'Sam Cole');
  show('none', handedOverAll, { given: 0, left: ['Ann'] }, 'Sam Cole');
  show('all gone', handedOverAll, { given: 0, left: [] }, 'Sam Cole');
  const days = { from: '2026-06-15', until: '2026-06-26', today } as const;
  show('cover', coveredBy, 'Sam Cole', null, days);
  show('cover for a day, by the manager', coveredBy, 'Sam Cole', 'Luis Moreno', {
    ...days,
    until: days.from,
  });
  show('tier full', tierFull, {
    tier: 'core',
    cap: 14,
    holders: Array.from({ length: 27 }, (_, n) => `Partner ${n + 1}`),
  });
  show('saved, not shown', notDrawn, undefined);
  show('not saved, not shown', notDrawn, notInBook);
});
