import { redactionReasons } from '../../src/domain/privacy/redaction.ts';
import { sensitiveKinds } from '../../src/domain/privacy/sensitive-words.ts';
import type { SavedPromises } from '../../src/domain/promises.ts';
import type { Question } from '../../src/domain/reading/question.ts';
import type { Doubt, PartnerName, Reading } from '../../src/domain/reading/read.ts';
import type { HistoryContent, HistoryEntry } from '../../src/domain/touchpoints/history.ts';
import { type PromiseState, touchpointKinds } from '../../src/domain/words.ts';
import { fitWords, payerWords, tierChoices, touchpointWords } from '../../src/messages/kinds.ts';
import {
  alreadyPromised,
  promisedFor,
  promisedForYou,
  promisesSaved,
  undoTooLate,
} from '../../src/messages/promises.ts';
import {
  closedPromise,
  confirmation,
  droppedByButton,
  feedbackTaken,
  movedByButton,
  whoseBlocks,
} from '../../src/messages/touchpoints/confirmation.ts';
import {
  deletedNote,
  historyView,
  redactedNotes,
  restoredNote,
} from '../../src/messages/touchpoints/history.ts';
import { reasonWords } from '../../src/messages/touchpoints/history-words.ts';
import {
  loggedFor,
  loggedForYou,
  undoneFor,
  unknownColleague,
  unsureFor,
  whichColleague,
} from '../../src/messages/touchpoints/logged-for.ts';
import {
  askedLongAgo,
  askedOtherwise,
  notLogged,
  questionMessage,
} from '../../src/messages/touchpoints/question.ts';
import { refusedField, refusedLine, savedWithout } from '../../src/messages/touchpoints/refused.ts';
import {
  alreadyFinished,
  alreadySaved,
  asFeedback,
  askedInChannel,
  editNotRead,
  howToTell,
  inDoubt,
  noContact,
  notMember,
  notSavedDm,
  notYours,
  onlyWords,
  readsOnly,
  tooManyLines,
} from '../../src/messages/touchpoints/sentence-answers.ts';
import { subject } from './catalog.ts';
import { capture, dana, marcus, meal, said, today } from './given.ts';

const book: PartnerName[] = [
  { ...dana, own: true },
  { ...marcus, own: true },
  { id: 13, name: 'Dana Reed', company: null, own: false },
];
const sentence = `coffee with Dana Lee yesterday. ${said.note}`;

const doubtful = (doubts: Doubt[], more: Partial<Reading> = {}): Reading =>
  ({
    ...{
      partners: [11],
      alike: [{ name: 'Dana', ids: [11, 13] }],
      unknown: ['Jane Roe'],
      slips: [],
      at: null,
      eitherDay: null,
      unsure: ['tc'],
    },
    ...{
      kind: 'meal',
      kindGuessed: false,
      on: '2026-06-08',
      promises: [],
      note: '',
      certain: false,
      what: 'touchpoint',
    },
    ...more,
    doubts,
  }) as Reading;

const doubts: Doubt[] = [
  ...(['no partner', 'unknown name', 'two alike', 'somebody else', 'no kind', 'kinds conflict'] as const),
  ...([
    'did not happen',
    'unexplained',
    'done by others',
    'not told',
    'past or to come',
    'no day',
    'two days',
    'day unreadable',
  ] as const),
  ...(['day too far back', 'day too far ahead', 'promise day unreadable'] as const),
];

const happened = (...unsure: string[]): Question => ({ ask: 'happened', unsure });
const questions: [what: string, doubt: Doubt, reading: Partial<Reading>, question: Question][] = [
  ['unexplained', 'unexplained', {}, happened('tc')],
  ['did not happen', 'did not happen', {}, happened('tc')],
  ['plan that is off', 'did not happen', { on: '2026-06-18' }, happened()],
  ['someone else', 'somebody else', {}, happened()],
  ['attempt', 'past or to come', { what: 'attempt', kind: null } as Partial<Reading>, happened()],
  ['others', 'done by others', { partners: [11, 12] }, { ask: 'there' }],
  ['an other', 'done by others', {}, { ask: 'there' }],
  ['others on the phone', 'done by others', { partners: [11, 12], kind: 'call' }, { ask: 'there' }],
  ['others by message', 'done by others', { partners: [11, 12], kind: 'message' }, { ask: 'there' }],
  [
    'attempt to come',
    'past or to come',
    { what: 'attempt', kind: null, on: '2026-06-18' } as Partial<Reading>,
    happened(),
  ],
  ['namesakes', 'two alike', {}, { ask: 'who', name: 'Dana', ids: [11, 13] }],
  ['either day', 'two days', { on: null }, { ask: 'day', days: ['2026-06-10', '2026-05-10'] }],
];

const promised = (...states: PromiseState[]): SavedPromises => ({
  ...{ captureId: 7, undone: false },
  promises: states.map((state, at) => ({
    ...{ id: 31 + at, partnerName: 'Dana Lee', text: at === 0 ? said.promise : 'an intro to Colin', state },
    dueOn: at === 0 ? '2026-06-12' : '2026-06-19',
  })),
});

export const touchpoints = subject('Touchpoints: what was understood, and what was not', (show, say) => {
  show('a promise', promisesSaved, promised('open'), today);
  show('a promise without a day', promisesSaved, promised('open'), today, { assumed: [0] });
  show('two promises', promisesSaved, promised('open', 'open'), today, { assumed: [1] });
  const alsoToMarcus = ({ promises, ...rest }: SavedPromises): SavedPromises => ({
    ...rest,
    promises: promises.flatMap((one) => [one, { ...one, id: one.id + 10, partnerName: 'Marcus Webb' }]),
  });
  show('to two partners', promisesSaved, alsoToMarcus(promised('open')), today);
  show('two to two partners', promisesSaved, alsoToMarcus(promised('open', 'open')), today);
  const toTwo = alsoToMarcus(promised('open'));
  const [first, ...rest] = toTwo.promises;
  const keptForOne = { ...toTwo, promises: [{ ...first!, state: 'done' as const }, ...rest] };
  show('kept for one of two', promisesSaved, keptForOne, today);
  show('a promise for a colleague', promisedFor, promised('open'), 'Priya Patel', today, false);
  show('a promise for a colleague, again', promisedFor, promised('open', 'open'), 'Priya Patel', today, true);
  show('a promise by a colleague', promisedForYou, promised('open'), 'Ada Ruiz', today);
  show('said again', promisesSaved, promised('open'), today, { note: alreadyPromised });
  show('kept since', promisesSaved, promised('done'), today, { note: undoTooLate });
  show('dropped since', promisesSaved, promised('dropped', 'open'), today);
  show('undone', promisesSaved, { ...promised('open'), undone: true }, today);
  show('two undone', promisesSaved, { ...promised('open', 'open'), undone: true }, today);
  show('coffee', confirmation, capture(), today);
  const paid = { ...meal, purpose: null, attested: null };
  show('who paid, in words', confirmation, capture({ meal: paid }), today);
  show('who paid, no amount', confirmation, capture({ meal: { ...paid, amountCents: null } }), today);
  show('the amount, not who paid', confirmation, capture({ meal: { ...paid, payer: null } }), today);
  show('too much', confirmation, capture({ meal: { ...paid, amountCents: null } }), today, {
    amount: 'too much',
  });
  show(
    'everything said',
    confirmation,
    capture({
      on: '2026-06-08',
      partners: [dana, marcus],
      along: [{ memberId: 2, slackUserId: 'U2', name: 'Sam Cole' }],
      note: said.note,
      feedback: said.feedback,
      promises: [{ text: said.promise, dueOn: '2026-06-12', state: 'open', timesMoved: 0, toNames: [] }],
      meal,
      paidMeals: [{ name: 'Dana Lee', days: ['2026-05-20', '2026-05-27', '2026-06-03', '2026-06-08'] }],
      asked: [{ partnerId: 11, name: 'Dana Lee', wording: 'one thing' }],
    }),
    today,
  );
  show('attempt', confirmation, capture({ what: 'attempt', kind: null, word: null }), today);
  show(
    'plan that keeps quiet',
    confirmation,
    capture({
      what: 'plan',
      word: 'lunch',
      on: '2026-06-18',
      at: '12:30',
      place: 'Blue Door Café',
      toAsk: [{ partnerId: 11, name: 'Dana Lee', wording: null }],
    }),
    today,
  );
  show(
    'plan far away',
    confirmation,
    capture({
      what: 'plan',
      kind: 'call',
      word: null,
      on: '2026-07-30',
      toAsk: [{ partnerId: 11, name: 'Dana Lee', wording: 'somebody else' }],
    }),
    today,
  );
  show('with a slip', confirmation, capture(), today, { slips: [{ said: 'Danna', id: 11 }] });
  show('undone', confirmation, capture({ undone: true }), today);
  show(
    'undone attempt',
    confirmation,
    capture({ undone: true, what: 'attempt', kind: null, word: null }),
    today,
  );
  show(
    'undone plan',
    confirmation,
    capture({ undone: true, what: 'plan', word: 'lunch', on: '2026-06-18' }),
    today,
  );
  show(
    'undone plan, feedback stays',
    confirmation,
    capture({ undone: true, what: 'plan', feedback: said.feedback }),
    today,
  );
  for (const kind of touchpointKinds)
    show(`${kind}, without a word for it`, confirmation, capture({ kind, word: null }), today);
  const alone = { partners: [], undone: true };
  show('no partner left', confirmation, capture(alone), today);
  show('no partner left, not undone', confirmation, capture({ partners: [] }), today);
  show('no partner left, long ago', confirmation, capture({ ...alone, on: '2026-05-20' }), today);
  show('plan, no partner left', confirmation, capture({ ...alone, what: 'plan', on: '2026-06-18' }), today);
  show(
    'attempt, no partner left',
    confirmation,
    capture({ ...alone, what: 'attempt', kind: null, word: null }),
    today,
  );
  show('already saved', alreadySaved, capture(), '71', today);
  say('promise closed, at its field', closedPromise);
  say('promise to drop, at its field', droppedByButton);
  say('promise to move, at its field', movedByButton);
  say('feedback taken, at its field', feedbackTaken);
  const addition = { addedTo: 40, note: said.note, feedback: said.feedback };
  const several = { partners: [dana, marcus] };
  show(
    'with feedback that could be either’s',
    confirmation,
    capture({ ...several, note: 'They said our letters are slow' }),
    today,
  );
  show(
    'with feedback that could be anyone’s of three',
    whoseBlocks,
    capture({
      ...several,
      partners: [dana, marcus, { ...dana, id: 14, name: 'Joan Ortiz' }],
      note: 'They said our letters are slow',
    }),
  );
  show(
    'with one partner’s words',
    confirmation,
    capture({
      ...several,
      note: null,
      feedback: said.feedback,
      feedbackFrom: ['Marcus Webb'],
      promises: [
        { text: said.promise, dueOn: '2026-06-12', state: 'open', timesMoved: 0, toNames: ['Dana Lee'] },
      ],
    }),
    today,
  );
  show('added to one of today', confirmation, capture(addition), today);
  show(
    'added to one of last week',
    confirmation,
    capture({ ...addition, on: '2026-06-02', word: null, kind: 'call' }),
    today,
  );
  show('added, with who paid', confirmation, capture({ ...addition, meal }), today);
  show('added, undone', confirmation, capture({ ...addition, undone: true, feedback: null }), today);

  const full = { note: said.note, feedback: said.feedback, promises: [] };
  show('for a colleague', loggedFor, capture(full), 'Priya Nair', today, false);
  show('for a colleague, added', loggedFor, capture(addition), 'Priya Nair', today, false);
  const plan = { what: 'plan', word: 'lunch', on: '2026-06-18' } as const;
  show('for a colleague, planned', loggedFor, capture(plan), 'Priya Nair', today, false);
  show('feedback', asFeedback, ['Dana Lee'], 5, said.feedback);
  show('for a colleague, undone', undoneFor, capture({ undone: true }), 'Priya Nair', today);
  show('for a colleague, again', loggedFor, capture(), 'Priya Nair', today, true);
  show('to the colleague', loggedForYou, capture(full), 'Sam Cole', today);
  show('to the colleague, planned', loggedForYou, capture(plan), 'Sam Cole', today);
  show('to the colleague, not right', loggedForYou, capture({ undone: true }), 'Sam Cole', today);
  for (const doubt of doubts)
    show(`for a colleague, in doubt: ${doubt}`, unsureFor, 'Priya Nair', doubtful([doubt]), book, sentence);
  show('for someone unknown', unknownColleague, 'Pria');
  show('for one of two', whichColleague, ['Priya Nair', 'Priya Patel']);

  for (const doubt of doubts) show(doubt, inDoubt, doubtful([doubt]), book, 71, sentence, today);
  const more = {
    unknown: ['Jane Roe', 'Ty Ng'],
    alike: [
      { name: 'Dana', ids: [11, 13] },
      { name: 'Marcus', ids: [12, 11] },
    ],
  };
  show('two unknown', inDoubt, doubtful(['unknown name'], more), book, 71, sentence, today);
  show('two of two alike', inDoubt, doubtful(['two alike'], more), book, 71, sentence, today);
  show(
    'attempt of no one',
    inDoubt,
    doubtful(['no partner'], { partners: [], what: 'attempt', kind: null }),
    book,
    71,
    sentence,
    today,
  );
  for (const [what, doubt, reading, question] of questions)
    show(
      what,
      questionMessage,
      { draftId: 71, said: sentence, reading: doubtful([doubt], reading), book },
      question,
      today,
    );
  for (const kind of touchpointKinds)
    show(
      `${kind}, past or to come`,
      questionMessage,
      { draftId: 71, said: '', reading: doubtful(['past or to come'], { kind }), book },
      { ask: 'happened', unsure: [] },
      today,
    );
  for (const kind of touchpointKinds)
    show(
      `${kind}, planned or not`,
      questionMessage,
      {
        draftId: 71,
        said: '',
        reading: doubtful(['past or to come'], { kind, on: '2026-06-18' }),
        book,
      },
      { ask: 'happened', unsure: [] },
      today,
    );
  show('a day later', askedLongAgo, 71, sentence);
  show('the book has changed', askedOtherwise, 71, sentence);
  show('answered with no', notLogged);
  show('in no branch', notMember, null);
  show('declined', notMember, 'declined');
  show('invited', notMember, 'invited');
  show('compliance', readsOnly);
  for (const kind of sensitiveKinds) {
    show(kind, refusedField, kind);
    show(`${kind}, in a line`, refusedLine, { rest: sentence, kinds: [kind] }, 71);
    show(`without the ${kind}`, savedWithout, confirmation(capture(), today), [kind]);
  }
  const two = { rest: sentence, kinds: ['credit score', 'income'] as const };
  show('two, in a line', refusedLine, { ...two, kinds: [...two.kinds] }, 71);
  show('in a line for a colleague', refusedLine, { rest: sentence, kinds: ['ssn'] }, 71, { canEdit: false });
  show('in a list of names', refusedLine, { rest: sentence, kinds: ['ssn'] }, null);
  show('newsletter', noContact);
  show('not theirs', notYours);
  show('finished', alreadyFinished, null, today);
  show('finished, and logged', alreadyFinished, capture(), today);
  show('hello', howToTell);
  show('a clip', onlyWords);
  show('an edited message', editNotRead);
  show('a mention in a channel', askedInChannel);
  show('eleven lines', tooManyLines, 10);
  show('away', notSavedDm, sentence);

  say(
    'kinds',
    touchpointKinds.map((kind) => Object.values(touchpointWords[kind]).join(' · ')),
  );
  say('tiers', Object.values(tierChoices));
  say(
    'payers',
    Object.values(payerWords).map(({ button, said }) => `[${button}] ${said}`),
  );
  say(
    'fit',
    Object.values(fitWords).map(({ question, short }) => `${question} · ${short}`),
  );
});

const change = (
  action: string,
  more: Partial<Extract<HistoryContent, { type: 'change' }>> = {},
): HistoryContent => ({
  ...{ type: 'change', action, owner: null, tier: { before: null, after: null }, until: null, to: null },
  ...{ texts: [], reason: null },
  ...more,
});
const text = (field: string, after: string | null, before: string | null = null) => [
  { field, before, after },
];

const changes: HistoryContent[] = [
  ...['partner added', 'partner fit', 'partner merged', 'partner partners imported', 'relationship recommit'],
  'relationship known for years',
  ...['relationship archive', 'relationship brought back', 'relationship taken on'],
  ...[
    'relationship later undone',
    'partner promised',
    'partner hard closing',
    'partner recorded',
    'promise done',
  ],
  ...['promise reopened', 'feedback take on', 'feedback answer', 'feedback tell', 'feedback could not tell'],
  ...['feedback detailed', 'feedback edited', 'feedback taken back', 'capture edited', 'capture undone'],
  ...['capture restored', 'promise moved back'],
  ...['feedback moved', 'feedback moved away', 'feedback withdrawn'],
  ...['capture added', 'capture separated', 'capture logged for'],
  ...['capture heard', 'capture plan held', 'capture plan missed', 'capture plan dropped'],
  ...['capture plan moved', 'capture plan reopened'],
]
  .map((action) => change(action))
  .concat([
    change('relationship tier', {
      owner: 'Sam Cole',
      tier: { before: 'keep', after: 'core' },
      texts: text('reason', said.reason),
    }),
    change('relationship tier undone'),
    change('relationship decision undone'),
    change('member moved away'),
    change('relationship tier'),
    change('partner edited', { texts: text('company', 'Reed Homes', 'Lee & Co') }),
    change('partner edited'),
    change('partner redacted', { reason: 'borrower data' }),
    change('partner redacted'),
    change('partner helped', { texts: text('note', said.growing) }),
    change('partner asked'),
    change('partner ask answered'),
    change('partner spoke up', { texts: text('occasion', 'the Chamber breakfast') }),
    change('promise moved', { texts: text('reason', said.reason) }),
    change('promise dropped'),
    change('relationship handed over', { to: 'Sam Cole', texts: text('note', said.note) }),
    change('partner lent', { to: 'Sam Cole', until: '2026-06-26' }),
    change('relationship later', { until: '2026-06-12' }),
    change('relationship deal', { until: '2026-07-09' }),
    change('relationship quiet', { until: '2026-07-09' }),
    change('partner edited undone'),
    change('capture edited', { entry: { what: 'touchpoint', kind: 'meal', on: '2026-06-08' } }),
    change('capture heard', { entry: { what: 'touchpoint', kind: 'visit', on: today } }),
    change('capture undone', { entry: { what: 'attempt', kind: null, on: '2026-06-08' } }),
    change('capture restored', { entry: { what: 'plan', kind: 'meal', on: '2026-06-18' } }),
  ]);

const contents: HistoryContent[] = [
  { type: 'touchpoint', kind: 'meal', word: 'coffee', on: '2026-06-08', note: said.note },
  { type: 'attempt', on: today },
  { type: 'attempt', on: '2026-06-08' },
  { type: 'plan', kind: 'meal', word: null, on: '2026-06-18', at: '12:30' },
  { type: 'promise', text: said.promise, dueOn: '2026-06-12' },
  { type: 'promise', text: null, dueOn: null },
  { type: 'feedback', on: today, nothing: true },
  { type: 'feedback', on: today, nothing: false },
  { type: 'growing', text: said.growing },
  { type: 'record', item: 'meal', payer: 'we did' },
];

const entry = (what: HistoryContent, undone = false): HistoryEntry => ({
  ...{ at: new Date('2026-06-09T14:00:00Z'), by: 'Priya Patel', undone, what, text: { kind: 'note', id: 1 } },
});

export const history = subject('The history of a partner', (show, say) => {
  const page = { partnerId: 11, name: 'Dana Lee', page: 0, zone: 'America/New_York', today, more: true };
  show('what happened', historyView, {
    ...page,
    entries: contents.map((one) => entry(one)),
    mayRedact: true,
  });
  const own = {
    ...contents[0]!,
    listed: { captureId: 70, tellerId: 1, tellerBranchId: 1, partnerBranchIds: [1] },
  } as HistoryContent;
  show('own', historyView, {
    ...page,
    mayRedact: true,
    mayChange: () => true,
    entries: [entry(own), entry(own, true)],
  });
  show('edited since', historyView, {
    ...page,
    entries: [entry({ ...contents[0]!, replaced: true } as HistoryContent, true)],
  });
  show('changes', historyView, {
    ...page,
    page: 1,
    entries: [...changes.map((one) => entry(one)), entry(contents[0]!, true)],
  });
  show('by no one', historyView, {
    ...page,
    entries: [change('partner partners imported'), contents[0]!].map((one) => ({ ...entry(one), by: null })),
  });
  show('help between an expense and a review', historyView, {
    ...page,
    entries: [contents.at(-1)!, change('partner helped'), change('partner spoke up'), contents.at(-1)!].map(
      (one) => entry(one),
    ),
  });
  show('an entry', deletedNote, { kind: 'meal', word: 'coffee', on: today }, today);
  show('an attempt', deletedNote, { kind: null, word: null, on: today }, today);
  say('put back', restoredNote);
  show('nothing', historyView, { ...page, more: false, entries: [] });
  show('nothing earlier', historyView, { ...page, page: 2, more: false, entries: [] });
  say(
    'reasons to redact',
    redactionReasons.map((reason) => reasonWords[reason]),
  );
  say('not redacted', Object.values(redactedNotes));
});
