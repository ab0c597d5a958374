import type { UnnamedColumns } from '../../src/domain/partners/given-columns.ts';
import type { PartnerRow } from '../../src/domain/partners/partner-row.ts';
import { filesBusy } from '../../src/messages/files.ts';
import {
  type Arrived,
  fileArrived,
  importStoppedView,
  oneFileAtATime,
  pastedName,
} from '../../src/messages/partners/import-arrival.ts';
import { chooseNames, columnsView, columnTaken } from '../../src/messages/partners/import-columns.ts';
import { rowsAsRead } from '../../src/messages/partners/import-rows.ts';
import {
  labelsView,
  noOnePicked,
  tooManyLabels,
  tooManyPicked,
  whoView,
} from '../../src/messages/partners/import-who.ts';
import { refusedBranch } from '../../src/messages/refusals.ts';
import { subject } from './catalog.ts';
import { today } from './given.ts';

const arrivals: readonly Arrived[] = [
  { what: 'rows', rows: 60 },
  { what: 'contacts', people: 212 },
  { what: 'unnamed' },
  { what: 'reading' },
  { what: 'refused', why: 'The file is empty.' },
  { what: 'busy', why: filesBusy('own') },
];

const intro = {
  branchName: 'Tampa',
  columns: new Set(['name', 'company', 'phone', 'email', 'birthday'] as const),
  isInChat: true,
  nameless: 0,
};

export const aWho: Parameters<typeof whoView>[0] = {
  intro,
  shown: Array.from({ length: 12 }, (_, place) => ({
    place,
    name: `Partner ${place + 1}`,
    company: place % 2 ? 'Lee & Co' : null,
    labels: [],
  })),
  ...{ from: 0, found: 60, people: 60, ticked: new Set<number>(), search: '', turn: 0 },
  ...{ hasLabels: false, hasNext: true },
};

export const someLabels: Parameters<typeof labelsView>[0] = {
  intro,
  labels: [
    { label: 'Realtors', people: 34 },
    { label: 'Family', people: 12 },
  ],
};

export const unnamed: UnnamedColumns = {
  line: 1,
  isTitles: true,
  columns: [
    { place: 0, title: 'Who', example: 'Dana Lee' },
    { place: 1, title: '', example: 'Lee & Co' },
    { place: 30, title: 'Reach', example: '' },
  ],
};

const aRow: PartnerRow = {
  ...{
    line: 2,
    name: 'Dana Lee',
    company: null,
    kind: 'other',
    tier: 'resting',
    ownerEmail: null,
    phone: null,
  },
  ...{ email: null, lastTouch: null, growing: null, birthday: null, anniversary: null },
};

export const bringing = subject('Bringing contacts from elsewhere', (show, say) => {
  for (const arrived of arrivals) show(arrived.what, fileArrived, 'contacts.vcf', arrived, '{}');
  show('pasted', fileArrived, pastedName, { what: 'contacts', people: 1 }, '{}');
  show('one of two', oneFileAtATime, 'contacts.vcf');
  show('not allowed', importStoppedView, refusedBranch('add partners'));
  show('a list', whoView, aWho);
  const every = ['kind', 'tier', 'last_touch_on', 'growing', 'anniversary'] as const;
  show('a form’s file, with rows without a name', whoView, {
    ...aWho,
    intro: { ...intro, columns: new Set([...intro.columns, ...every]), isInChat: false, nameless: 3 },
    shown: aWho.shown.slice(0, 1),
    found: 1,
    people: 1,
    hasNext: false,
  });
  show('found, on the last page', whoView, {
    ...aWho,
    ...{ from: 50, ticked: new Set([1, 3]), search: 'lee', turn: 3, hasLabels: true, hasNext: false },
  });
  show('not found', whoView, { ...aWho, shown: [], found: 0, search: 'xyz', turn: 1, hasNext: false });
  show('by label', labelsView, someLabels);
  show('titles', columnsView, 'list.csv', unnamed);
  show('no titles', columnsView, 'list.csv', { ...unnamed, isTitles: false });
  show('one', rowsAsRead, [aRow]);
  show('all it may have', rowsAsRead, [
    aRow,
    {
      ...aRow,
      ...{
        company: 'Lee & Co',
        kind: 'realtor',
        tier: 'core',
        phone: '813-555-0142',
        email: 'dana@example.com',
      },
      ...{ lastTouch: { on: today, kind: 'meal', word: null }, birthday: '06-09', anniversary: '09-01' },
    },
  ]);
  for (const text of [noOnePicked, tooManyPicked, tooManyLabels, chooseNames, columnTaken])
    say('refused', text);
});
