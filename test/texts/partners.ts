import { memberActions, partnerActions } from '../../src/domain/access.ts';
import type { FileRefusal } from '../../src/domain/file-refusal.ts';
import type { Card, CardDetails, CardFocus } from '../../src/domain/partners/card.ts';
import { helpKinds, suggestHelp } from '../../src/domain/partners/help.ts';
import type { NotYet } from '../../src/domain/partners/readiness.ts';
import type { AskedRow, RowQuestion } from '../../src/domain/partners/row-question.ts';
import { noHeader } from '../../src/domain/partners/row-reader.ts';
import { tiers } from '../../src/domain/words.ts';
import { fileRefused, filesBusy, filesBusyView } from '../../src/messages/files.ts';
import { cardView } from '../../src/messages/partners/card.ts';
import { undoNote } from '../../src/messages/partners/card-actions.ts';
import {
  contactsComment,
  exportComment,
  exportedBook,
  exportFailed,
  exporting,
  exportLog,
  exportNotYet,
  exportTooLarge,
} from '../../src/messages/partners/export.ts';
import { firstWeeksLine } from '../../src/messages/partners/first-weeks.ts';
import {
  askingText,
  askWords,
  helpWords,
  promiseSaved,
  readinessText,
} from '../../src/messages/partners/goodwill.ts';
import {
  checkingView,
  importDone,
  importForm,
  importNotChecked,
  importProgress,
  importStopped,
  importWaiting,
  previewView,
  sampleView,
} from '../../src/messages/partners/import.ts';
import {
  chooseFirst,
  describeUndone,
  firstChosenMessage,
  howToUndo,
  importAfter,
  importUndone,
  importWasUndone,
  undoAtWork,
  undoRefused,
  undoStopped,
} from '../../src/messages/partners/import-after.ts';
import { questionBlocks, rowToDecide } from '../../src/messages/partners/import-questions.ts';
import { describeImport, ImportReport } from '../../src/messages/partners/import-report.ts';
import { namedQuestion } from '../../src/messages/partners/named.ts';
import { halvesAnswered, namesSkipped, namesTaken } from '../../src/messages/partners/names-taken.ts';
import { chooserView, nobodyFound, partnerHelp } from '../../src/messages/partners/partner-command.ts';
import {
  addedMessage,
  changedMeanwhile,
  changeText,
  editedNote,
  sameView,
  seenWords,
  tierIsFull,
} from '../../src/messages/partners/partner-form.ts';
import { partnersAdded } from '../../src/messages/partners/partners.ts';
import { describeProblem, refusedComment, refusedFile } from '../../src/messages/partners/refused-rows.ts';
import { sampleComment } from '../../src/messages/partners/sample-file.ts';
import { fitHint, tierLoad, tierNote } from '../../src/messages/partners/tier.ts';
import { noSuchPartner, refusedForMember, refusedPartner } from '../../src/messages/refusals.ts';
import { subject } from './catalog.ts';
import { clocks, feedback, said, stamp, today } from './given.ts';

const ownOwner = {
  relationshipId: 1,
  memberId: 1,
  name: 'Priya Patel',
  tier: 'core',
  lastTouchOn: '2026-05-20',
  lastFaceOn: '2026-04-12',
} as const;
const otherOwner = { ...ownOwner, relationshipId: 2, memberId: 2, name: 'Sam Cole', tier: 'keep' } as const;

const focus: CardFocus = {
  ...{ relationshipId: 1, ownerId: 1, state: 'due', warmth: { word: 'strong', since: '2026-04-14' } },
  clocks: clocks([
    { type: 'touchpoint', on: '2026-04-12', kind: 'event' },
    { type: 'touchpoint', on: '2026-05-20', kind: 'call' },
    { type: 'deal', on: today, until: '2026-07-09' },
    { type: 'quiet', on: today, until: '2026-06-20' },
  ]),
};

const priya = { id: 1, name: 'Priya Patel' };
const sam = { id: 2, name: 'Sam Cole' };

const details = (given: Partial<CardDetails> = {}): CardDetails => ({
  ...{ name: 'Dana Lee', company: 'Lee & Co', kind: 'realtor', phone: '555-0142', email: 'dana@example.com' },
  ...{
    growing: said.growing,
    birthday: '06-13',
    anniversary: '09-01',
    fit: ['buyers', 'useful'],
    fitOn: '2026-05-01',
  },
  ...{
    version: 3,
    focus,
    readerId: 1,
    notYet: [],
    ask: { id: 81, on: '2026-06-01', answer: 'open', by: priya },
  },
  touches: [
    { id: 1, kind: 'call', word: null, on: '2026-05-20', members: [priya], note: said.note, entryId: 70 },
    {
      id: 2,
      kind: 'event',
      word: 'open house',
      on: '2026-04-12',
      members: [sam, priya],
      note: null,
      entryId: null,
    },
  ],
  promises: Array.from({ length: 6 }, (_, id) => ({
    id,
    text: said.promise,
    dueOn: id === 0 ? '2026-06-05' : today,
    by: id === 1 ? sam : priya,
  })),
  ...{ promisesKept: 7, promisesLate: 1, promisesMade: 9 },
  helped: [{ kind: 'planning', on: '2026-05-04', by: priya, note: 'budget for next year' }],
  advocate: { on: '2026-05-12', occasion: 'Recommended us at the Chamber breakfast' },
  ...{ hardClosingOn: null, growingOn: '2025-05-01', mergedNames: ['Dana Lee-Roe'] },
  feedback: [feedback(), feedback(), feedback()],
  plans: [
    {
      id: 51,
      kind: 'meal',
      word: 'lunch',
      plannedOn: '2026-06-18',
      at: '12:30',
      place: 'Blue Door Café',
      by: priya,
    },
    { id: 52, kind: 'call', word: null, plannedOn: today, at: null, place: null, by: sam },
  ],
  ...given,
});

const bare = details({
  ...{
    company: null,
    kind: 'other',
    phone: null,
    email: null,
    growing: null,
    birthday: null,
    anniversary: null,
  },
  ...{
    fitOn: null,
    fit: [],
    touches: [],
    promises: [],
    promisesMade: 0,
    helped: [],
    advocate: null,
    growingOn: null,
  },
  ...{ feedback: [], plans: [], mergedNames: [], ask: null, notYet: [{ why: 'never seen', clock: 'face' }] },
});

const card = (given: Partial<Card> = {}): Card => ({
  ...{
    id: 11,
    name: 'Dana Lee',
    company: 'Lee & Co',
    branch: { id: 1, name: 'Tampa' },
    readerRoles: ['owner', 'colleague'],
  },
  ...{ owners: [ownOwner, otherOwner], isUnowned: false, ownArchivedOn: null, details: details() },
  ...given,
});

const past = { ...details().plans[0]!, plannedOn: '2026-06-04' as const };

const drawing = { today, stamp, metadata: '' };
const focused = (given: Partial<CardFocus>): Card =>
  card({ details: details({ focus: { ...focus, ...given } }) });

export const partnerCard = subject('The card of a partner', (show, say) => {
  show('your own', cardView, card(), { ...drawing, note: { text: 'Saved.', undo: 91 } });
  show(
    'your call, overdue',
    cardView,
    focused({
      state: 'your call',
      clocks: clocks([{ type: 'touchpoint', on: '2026-02-01', kind: 'call' }]),
    }),
    drawing,
  );
  const snoozed: CardFocus = {
    ...focus,
    state: 'your call',
    clocks: { ...clocks([{ type: 'touchpoint', on: '2026-05-08', kind: 'meal' }]), postponementsRunning: 3 },
  };
  show('your call, snoozed', cardView, focused(snoozed), drawing);
  show(
    'your call, for their manager',
    cardView,
    card({ readerRoles: ['manager', 'colleague'], details: details({ readerId: 5, focus: snoozed }) }),
    drawing,
  );
  show(
    'met lately',
    cardView,
    focused({ state: 'on track', clocks: clocks([{ type: 'touchpoint', on: '2026-06-08', kind: 'meal' }]) }),
    drawing,
  );
  show(
    'late',
    cardView,
    focused({ state: 'late', clocks: clocks([]), warmth: { word: 'faint', since: '2026-06-02' } }),
    drawing,
  );
  show(
    'due yesterday',
    cardView,
    focused({ clocks: clocks([{ type: 'touchpoint', on: '2026-05-08', kind: 'meal' }]) }),
    drawing,
  );
  show(
    'resting',
    cardView,
    card({
      owners: [{ ...ownOwner, tier: 'resting' }],
      details: details({ ask: { id: 81, on: '2026-06-01', answer: 'yes', by: sam } }),
    }),
    drawing,
  );
  show(
    'imported, met by no one here',
    cardView,
    card({ details: details({ touches: [{ ...details().touches[0]!, members: [], note: null }] }) }),
    drawing,
  );
  show(
    'new and empty',
    cardView,
    card({ company: null, owners: [{ ...ownOwner, lastTouchOn: null, lastFaceOn: null }], details: bare }),
    drawing,
  );
  show(
    'for their manager',
    cardView,
    card({ readerRoles: ['manager', 'colleague'], details: details({ readerId: 5 }) }),
    drawing,
  );
  show(
    'no owner, for a manager',
    cardView,
    card({
      readerRoles: ['manager', 'colleague'],
      owners: [],
      isUnowned: true,
      details: details({ focus: null }),
    }),
    drawing,
  );
  show('plan to ask about', cardView, card({ details: details({ touches: [], plans: [past] }) }), drawing);
  show('of another branch, for a lead', cardView, card({ readerRoles: ['lead'] }), drawing);
  show(
    'a colleague’s',
    cardView,
    card({ readerRoles: ['colleague'], details: null, owners: [{ ...otherOwner, lastTouchOn: null }] }),
    drawing,
  );
  show(
    'no owner, for a colleague',
    cardView,
    card({ readerRoles: ['colleague'], details: null, owners: [] }),
    drawing,
  );
  show(
    'archived by its reader',
    cardView,
    card({ readerRoles: ['colleague'], details: null, owners: [], ownArchivedOn: today }),
    drawing,
  );
  show(
    'owner never in touch, colleague did',
    cardView,
    card({
      owners: [
        ownOwner,
        { ...otherOwner, lastFaceOn: null },
        { ...otherOwner, name: 'Luis Moreno', lastFaceOn: null, lastTouchOn: null },
      ],
    }),
    drawing,
  );
  show('for compliance', cardView, card({ readerRoles: ['compliance'], details: null }), drawing);

  for (const how of ['undone', 'changed since', 'gone'] as const)
    show(how, (one: typeof how) => undoNote({ how: one }).text, how);
  for (const action of ['recorded', 'helped', 'edited', 'merged'])
    say(`undoNote: too late, ${action}`, undoNote({ how: 'too late', action }).text, undoNote);

  const reasons: NotYet[] = [
    ...[{ why: 'nobody' } as const, { why: 'resting' } as const, { why: 'feedback' } as const],
    ...(['face', 'touch'] as const).map((clock) => ({ why: 'never seen', clock }) as const),
    ...(['face', 'touch'] as const).map((clock) => ({ why: 'not seen', clock, due: '2026-06-05' }) as const),
    ...[said.promise, ''].map((text) => ({ why: 'promise', text, due: '2026-06-05' }) as const),
    ...[0, 1, 2].map((met) => ({ why: 'few meetings', met, more: 3 - met }) as const),
    { why: 'never asked for feedback' },
    { why: 'asked', on: '2026-06-01', until: '2026-08-01' },
  ];
  show('ready', readinessText, [], today);
  for (const reason of reasons) show(reason.why, readinessText, [reason], today);
  show('met once, may say more', readinessText, [{ why: 'few meetings', met: 1, more: 2 }], today, {
    mayGoBackYears: true,
  });
  show('not ready', cardView, card({ details: details({ notYet: reasons.slice(-4) }) }), drawing);
  show('before an ask', askingText, card(), details({ notYet: reasons.slice(-2) }), today);
  show(
    'before an ask, after a colleague’s',
    askingText,
    card(),
    details({ ask: { id: 81, on: today, answer: 'not now', by: sam } }),
    today,
  );
  show('from a message', promiseSaved, ['Dana Lee', 'Marcus Webb'], said.promise, '2026-06-12', today);
  say(
    'help',
    helpKinds.map((kind) => `${helpWords[kind].label} · ${helpWords[kind].said}`),
  );
  const goals = ['hire an agent', 'workshops', 'a plan', 'a brand', 'clients', 'spec homes', 'sleep'];
  say(
    'what could help',
    goals.map((goal) => suggestHelp(goal)!.idea),
  );
  say('answers to an ask', Object.values(askWords));
  say('no such partner', noSuchPartner);
  for (const action of partnerActions) show(action, refusedPartner, action);
  for (const action of memberActions) show(action, refusedForMember, action);
});

const report = (fill: Partial<ImportReport> = {}): ImportReport =>
  Object.assign(new ImportReport(), { rows: 60 }, fill);
const kinds = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => ({ line: n + 2, column: 'kind', reason: `“plumber ${n}” became other` }) as const,
  );
const refused = (count: number) =>
  Array.from({ length: count }, (_, n) => `line ${n + 2}, column phone: “none” isn’t a phone number`);
const full = () =>
  report({
    firstWeeks: { weeks: 5, perWeek: 4, owners: 3 },
    ...{
      partners: 52,
      owners: 3,
      takenOver: 1,
      updated: 3,
      asked: 2,
      there: 2,
      unowned: 4,
      badRows: 2,
      joined: Array.from({ length: 21 }, (_, n) => `Member ${n}`),
    },
    unknownOwners: new Map([
      ['lee@example.com', 3],
      ['roe@example.com', 1],
    ]),
    rowsOfMoreUnknown: 2,
    problemsByColumn: new Map([['phone', 2]]),
    columnsLeftOut: ['Notes', 'Address', 'City', 'State', 'Zip', 'Web Page'],
  });
const holders = [{ relationshipId: 1, partnerName: 'Dana Lee', lastTouchOn: null }];
const leigh = { name: 'Danna Leigh', company: null };
const lee = { id: 11, name: 'Dana Lee', company: 'Lee & Co', because: 'name' } as const;
const changed = { field: 'phone', here: '813-555-0101', file: '813-555-0199' } as const;
const moved = { field: 'company', here: 'Lee & Co', file: 'Reed Homes' } as const;
const asks: Omit<RowQuestion, 'key'>[] = [
  { ...leigh, candidates: [{ ...lee, because: 'phone' }], disputes: [], mayBeNew: true },
  { ...leigh, candidates: [{ ...lee, because: 'email' }], disputes: [changed], mayBeNew: true },
  { ...leigh, company: 'Lee & Co', candidates: [lee], disputes: [], mayBeNew: true },
  { ...lee, candidates: [lee], disputes: [], mayBeNew: true },
  { ...lee, candidates: [lee], disputes: [changed], mayBeNew: true },
  { ...lee, candidates: [{ ...lee, id: null }], disputes: [changed], mayBeNew: false },
  {
    ...lee,
    candidates: [lee],
    disputes: [moved, { field: 'birthday', here: '06-09', file: '06-10' }],
    mayBeNew: false,
  },
  { ...leigh, candidates: [lee, { ...lee, id: 12, company: 'Reed Homes' }], disputes: [], mayBeNew: true },
  { ...leigh, candidates: [lee, lee, { ...lee, id: null, company: null }], disputes: [], mayBeNew: true },
  {
    ...lee,
    candidates: [
      { ...lee, id: null },
      { ...lee, id: null },
    ],
    disputes: [],
    mayBeNew: false,
  },
];
const asked: AskedRow[] = asks.map((question, at) => ({
  line: at + 2,
  column: null,
  cells: { name: question.name },
  question: { ...question, key: String(at) },
}));
const questions = asked.map((one, at) => ({ id: `same.${at}`, asked: one }));
export const aPreview = {
  fileName: 'partners.csv',
  branchName: 'Tampa',
  report: full(),
  refused: refused(2),
  willSendList: true,
  questions: questions.slice(0, 1),
};

const fileRefusals: readonly FileRefusal[] = [
  { why: 'long line', line: 3 },
  { why: 'header', says: noHeader(['first', 'phone']) },
  ...(
    [
      ...([
        'empty',
        'no format',
        'old workbook',
        'no rows',
        'too many bytes',
        'too much unpacked',
        'too many rows',
      ] as const),
      ...(['too slow', 'too much memory', 'crashed', 'not in slack', 'unreachable'] as const),
      ...(['download too slow', 'gone', 'changed', 'forbidden', 'no scope'] as const),
    ] as const
  ).map((why) => ({ why })),
];

export const partnerList = subject('Finding, adding, importing, and exporting partners', (show) => {
  show('how', partnerHelp);
  show('xyzzy', nobodyFound, 'xyzzy', 'Tampa');
  const found = { id: 11, name: 'Dana Lee', company: 'Lee & Co', own: true };
  show(
    'two Danas',
    chooserView,
    'dana',
    [found, { ...found, id: 13, name: 'Dana Reed', company: null, own: false, branchName: 'Chicago' }],
    '',
  );
  const added = {
    partnerId: 11,
    name: 'Dana Lee',
    company: 'Lee & Co',
    tier: 'core',
    added: true,
    touchDue: '2026-06-23',
    faceDue: '2026-07-07',
  } as const;
  show(
    'three lines',
    partnersAdded,
    [
      added,
      { ...added, name: 'Marcus Webb', company: null, touchDue: null, faceDue: null },
      { ...added, name: 'Joan Ortiz', added: false },
    ],
    today,
  );
  show(
    'over several weeks',
    partnersAdded,
    [added, { ...added, name: 'Joan Ortiz', faceDue: '2026-06-30' }],
    today,
  );
  const pete = { name: 'Pete', company: 'KW' };
  const maria = { name: 'Maria', company: null };
  const taken = { draftId: 7, partners: [added], halves: [], unread: [] };
  show('names taken', namesTaken, taken);
  const two = [added, { ...added, name: 'Marcus Webb', company: null }];
  show('two names', namesTaken, { ...taken, partners: two });
  show('which to fix', chooserView, null, [found], '');
  show('one by half', namesTaken, {
    ...taken,
    partners: two,
    halves: [pete],
    unread: ['the guy from Wells Fargo'],
  });
  show('a last name', namesTaken, { ...taken, partners: [], halves: [{ ...pete, name: 'Mr. Webb' }] });
  show('several by half', namesTaken, {
    ...taken,
    partners: [{ ...added, added: false }],
    halves: [pete, maria],
  });
  show('half answered', halvesAnswered, { draftId: 7, partners: [added], halves: [], others: [] });
  show('the last of several', halvesAnswered, {
    ...{ draftId: 7, partners: [added], halves: [] },
    others: ['Maria Gomez', 'Tom Baxter'],
  });
  show('one answered', halvesAnswered, { draftId: 7, partners: [added], halves: [maria], others: [] });
  show('halves skipped', namesSkipped, ['Pete', 'Maria']);
  show('all skipped', namesTaken, { ...taken, partners: [] });
  show('one owner', firstWeeksLine, { weeks: 5, perWeek: 4, owners: 1 });
  show('all there', partnersAdded, [{ ...added, added: false }], today);
  show('added', addedMessage, 'Dana Lee', 'core', 11);
  const same = {
    id: 11,
    name: 'Dana Lee',
    company: 'Lee & Co',
    because: 'phone',
    owners: [],
    own: true,
  } as const;
  show('may be here', sameView, { name: 'Dana Lee', company: null }, [
    { ...same, owners: [] },
    { ...same, because: 'email', own: false, owners: ['Sam Cole'] },
    { ...same, because: 'name and company', own: false, owners: [] },
    { ...same, because: 'name', company: null, own: false, owners: [] },
    { ...same, because: 'alike', own: false, owners: ['Sam Cole'] },
  ]);
  const named = { name: 'Dana Lee', company: null };
  const sams = { ...same, own: false, owners: ['Sam Cole'] };
  show('a colleague’s', namedQuestion, 71, named, [sams]);
  show('several colleagues’', namedQuestion, 71, named, [{ ...sams, owners: ['Sam Cole', 'Ada Ruiz'] }]);
  show('one’s own, nearly', namedQuestion, 71, { name: 'Dan Lea', company: 'Lee & Co' }, [same]);
  show('no one’s', namedQuestion, 71, named, [{ ...same, own: false }]);
  show('two of them', namedQuestion, 71, named, [sams, { ...same, id: 12, name: 'Dana Lee', company: null }]);
  show('gone since', namedQuestion, 71, named, []);
  show('full', tierIsFull, { tier: 'inner', cap: 10, holders });
  show('never', seenWords, null, today);
  show('seen', seenWords, '2026-05-20', today);
  const changes = [
    { field: 'company', before: 'Lee & Co', after: 'Reed Homes' },
    { field: 'phone', before: null, after: '555-0142' },
    { field: 'birthday', before: '06-13', after: null },
    { field: 'email', before: null, after: 'dana@example.com' },
    { field: 'growing', before: said.growing, after: said.growing },
    { field: 'anniversary', before: null, after: '09-01' },
  ];
  show('several fields', editedNote, changes);
  show('first company', changeText, { field: 'company', before: null, after: 'Lee & Co' });
  show('by Sam', changedMeanwhile, changes, 'Sam Cole');
  show('by no one', changedMeanwhile, changes, null);
  show('not asked', fitHint, { fitOn: null, fit: [] });
  show('asked', fitHint, { fitOn: today, fit: ['buyers', 'useful'] });
  for (const tier of tiers)
    show(tier, tierNote, tier, tier === 'core' ? { name: 'Marcus Webb', tier: 'keep' } : null);
  for (const tier of tiers) show(tier, tierLoad, tier, 9, tier === 'inner' ? 10 : null);

  show('own book', importForm, { own: true, branchName: 'Tampa' });
  show(
    'branch, after a file that was none',
    importForm,
    { own: false, branchName: 'Tampa' },
    fileRefused({ why: 'header', says: noHeader([]) }),
  );
  show('reading', checkingView, 'partners.csv', 0);
  show('waiting', checkingView, 'partners.csv', 2);
  show('a good file', previewView, aPreview);
  show('nothing new', previewView, {
    ...aPreview,
    report: report({ there: 60 }),
    refused: [],
    willSendList: false,
    questions: [],
  });
  show('rows to decide', previewView, {
    ...aPreview,
    report: report({ there: 51, asked: asked.length }),
    refused: [],
    willSendList: false,
    questions,
  });
  const many = Array.from({ length: 27 }, (_, at) => ({ ...questions[0]!, id: `same.${at}` }));
  show('more rows than fit', questionBlocks, many);
  show('as rows to fix', () => asked.map((one) => describeProblem(rowToDecide(one))));
  const withCells = report({ partners: 60 });
  withCells.addLeftOut([...kinds(1), ...kinds(102)]);
  show('cells left out', previewView, { ...aPreview, report: withCells, refused: [], willSendList: false });
  show('of some cells', () => withCells.cellsLeftOut());
  show('asked for', sampleView);
  show('with the sample', () => sampleComment);
  show('with the rows to fix', refusedComment, 'partners.csv');
  show('their title', () => refusedFile([]).title);
  show('begun', importProgress, 'partners.csv', 0, 5000);
  show('at work', importProgress, 'partners.csv', 1200, 5000);
  show('at work, after an upgrade', importProgress, 'partners.csv', 1200, undefined);
  show('waiting', importWaiting, 'partners.csv', 1);
  show('done', importDone, full(), 'Tampa', refused(23));
  show('but for a row', importDone, full(), 'Tampa', refused(1));
  show('all there', importDone, report({ there: 60 }), 'Tampa', []);
  show('stopped', importStopped, 'partners.csv', 12, null);
  show('stopped, by Slack', importStopped, 'partners.csv', 12, fileRefused({ why: 'gone' }));
  show('in the form', () => importNotChecked);
  show('under it', () => ({ text: 'Import', blocks: importAfter(41, 40) }));
  show('under a branch’s', () => ({ text: 'Import', blocks: importAfter(41, 0) }));
  const under = { text: 'Import into Tampa: 40 partners added.', blocks: importAfter(41, 40) };
  const chosen = { core: ['Dana Lee', 'Marcus Webb'], firstDue: today, full: { names: [], cap: 0 }, today };
  show('who to see first', firstChosenMessage, under, 41, chosen);
  const noRoom = { names: ['Tom Fox'], cap: 14 };
  show('one too many', firstChosenMessage, under, 41, { ...chosen, full: noRoom });
  const full14 = { ...chosen, core: [], firstDue: null, full: { ...noRoom, names: ['Tom Fox', 'Ann Bell'] } };
  show('no room', firstChosenMessage, under, 41, full14);
  show('given away since', firstChosenMessage, under, 41, { ...chosen, core: [] });
  show('no one chosen', () => chooseFirst);
  show('undoing', undoAtWork, 0, 0);
  show('undoing many', undoAtWork, 2000, 40_000);
  show('the undo stopped', undoStopped, 41);
  for (const why of Object.values(undoRefused)) show('not undone', () => why);
  const noOne = { count: 0, names: [] };
  const nothingElse = { released: 0, emptied: 0, kept: noOne, held: 0, left: [], stayed: [] };
  show('undone', importUndone, { branchNames: ['Tampa'], gone: 40, ...nothingElse });
  const kept = { count: 23, names: Array.from({ length: 20 }, (_, i) => `Partner ${i}`) };
  const all = {
    released: 5,
    emptied: 12,
    kept,
    held: 3,
    left: ['Luis Diaz', 'Rosa Paz'],
    stayed: ['Sam Cole'],
  };
  show('undone in part', importUndone, { branchNames: ['Tampa'], gone: 1, ...all });
  const one = { ...all, released: 1, emptied: 1, kept: { count: 1, names: ['Dana Lee'] }, held: 1 };
  show('undone, but for one', importUndone, { branchNames: ['Tampa'], gone: 38, ...one });
  show('undone, in a terminal', describeUndone, { branchNames: ['Tampa'], gone: 38, ...one });
  show('how, in a terminal', howToUndo, 41);
  show('undone at work', () => importWasUndone);
  for (const path of [undefined, 'partners.csv'])
    for (const refusal of fileRefusals) show(refusal.why, fileRefused, refusal, path);
  show('one’s own', filesBusy, 'own');
  show('everyone’s', filesBusyView, 'full');
  const oneUnknown = report({ partners: 1, unowned: 1, unknownOwners: new Map([['lee@example.com', 1]]) });
  show('one owner unknown', describeImport, oneUnknown, 'Tampa', false);
  show('in a terminal', describeImport, full(), 'Tampa', false);
  show('in a terminal, dry run', describeImport, full(), 'Tampa', true);

  show('begun', exporting, 0);
  show('waiting', exporting, 1);
  show('second', exportNotYet, 'own');
  show('too large', exportTooLarge, ['export partners', 'export touchpoints']);
  show('failed', exportFailed);
  show('with the files', exportComment, { partners: 60, touchpoints: 1, promises: 3, plans: 0, feedback: 1 });
  show('with the files, for compliance', exportComment, { partners: 60, touchpoints: 0 });
  show('with contacts', contactsComment, 60);
  show(
    'to the manager',
    exportedBook,
    {
      name: 'Priya Patel',
      counts: { partners: 60, touchpoints: 412, feedback: 2 },
      at: new Date('2026-06-09T14:00:00Z'),
    },
    'America/New_York',
    today,
  );
  show('to compliance, none', exportLog, [], 'America/New_York', today);
  const at = new Date('2026-06-09T14:00:00Z');
  const logged = {
    at,
    by: 'Priya Patel',
    what: 'partners',
    scope: 'own',
    branch: null,
    whose: null,
    counts: {},
    entries: null,
  } as const;
  const counts = { partners: 60, touchpoints: 412, promises: 3, plans: 1, feedback: 2 };
  show(
    'to compliance',
    exportLog,
    [
      { ...logged, counts },
      { ...logged, counts: { contacts: 60 } },
      { ...logged, by: 'Ada Ruiz', scope: 'branch', branch: 'Tampa', counts },
      { ...logged, by: 'Ada Ruiz', scope: 'all', counts },
      { ...logged, what: 'record', entries: 1 },
      { ...logged, what: 'record', by: 'Ada Ruiz', scope: 'all', entries: 12 },
      { ...logged, by: null, whose: 'Sam Cole', counts: { partners: 12 } },
      { ...logged, by: null, what: 'everything', scope: 'everything' },
    ],
    'America/New_York',
    today,
  );
});
