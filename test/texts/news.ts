import type { News, OpenNews } from '../../src/domain/news/news.ts';
import { helpKinds } from '../../src/domain/partners/help.ts';
import { askAnswers } from '../../src/domain/partners/readiness.ts';
import {
  askAboutNews,
  newsNotSaved,
  newsSaved,
  newsUndone,
  noOpenAsk,
  sameAlready,
} from '../../src/messages/partners/news.ts';
import { subject } from './catalog.ts';
import { today } from './given.ts';

const dana = { id: 11, name: 'Dana Lee', company: 'Lee & Co' };
const marcus = { id: 12, name: 'Marcus Webb', company: null };
const told = (action: string, field?: string, after = '', people: { id: number; name: string }[] = [dana]) =>
  people.map(({ id, name }) => ({
    traceId: id,
    partnerId: id,
    partnerName: name,
    action,
    changes: field ? [{ field, before: null, after }] : [],
  }));
const both = told('helped', undefined, '', [dana, marcus]);
const partnerIds = [11];
const help = (kind: (typeof helpKinds)[number]): News => ({
  ...{ is: 'help', partnerIds, kind },
  ...{ on: today, note: '' },
});
const ask = { is: 'ask' as const, partnerIds, on: '2026-06-08' as const, note: '' };
const fields = [
  ['birthday', '06-19'],
  ['phone', '813-555-0101'],
  ['email', 'dana@example.com'],
  ['company', 'Compass'],
  ['growing', 'more first-time buyers'],
] as const;
const review: News = { is: 'review', partnerIds, on: today, occasion: '' };
const opens: OpenNews[] = [
  { open: 'who', name: 'Dana', ids: [11, 12] },
  { open: 'company', partnerId: 11, value: 'Brandon' },
  { open: 'answer', partnerId: 11, ask },
  { open: 'birthday', partnerId: 11 },
  { open: 'phone', partnerId: 11, value: '813 555 014' },
  { open: 'no review yet', partnerId: 11 },
];

export const news = subject('News of partners, told in words', (show) => {
  for (const kind of helpKinds) show(`help: ${kind}`, newsSaved, help(kind), told('helped'), today);
  show('help to two', newsSaved, help('introduction'), both, today);
  show('said again', newsSaved, help('growth'), told('helped'), today, true);
  for (const answer of askAnswers)
    show(`an ask: ${answer}`, newsSaved, { ...ask, answer }, told('asked'), today);
  for (const answer of ['yes', 'no'] as const)
    show(
      `their answer: ${answer}`,
      newsSaved,
      { is: 'ask answer', partnerIds, answer },
      told('ask answered'),
      today,
    );
  show('a public review', newsSaved, review, told('spoke up'), today);
  for (const [field, value] of fields)
    show(
      `a field: ${field}`,
      newsSaved,
      { is: 'field', partnerIds, field, value },
      told('edited', field, value),
      today,
    );
  show(
    'a birthday with its year',
    newsSaved,
    { is: 'field', partnerIds, field: 'birthday', value: '06-19', yearLeftOut: true },
    told('edited', 'birthday', '06-19'),
    today,
  );
  for (const action of ['helped', 'asked', 'ask answered', 'spoke up'])
    show(`undone: ${action}`, newsUndone, told(action));
  for (const [field, value] of fields) show(`undone: ${field}`, newsUndone, told('edited', field, value));
  show('undone: redacted since', newsUndone, told('edited'));
  show('the field says so already', sameAlready, dana);
  show('no ask is open', noOpenAsk, dana);
  for (const open of opens)
    show(`left open: ${open.open}`, askAboutNews, open, open.open === 'who' ? [dana, marcus] : [dana], 7);
  show('not saved', newsNotSaved);
});
