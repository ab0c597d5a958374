import { expect, test } from 'vitest';
import type { News, OpenNews } from '../../src/domain/news/news.ts';
import { isAbout } from '../../src/messages/erased.ts';
import {
  askAboutNews,
  newsSaved,
  newsUndone,
  noOpenAsk,
  sameAlready,
} from '../../src/messages/partners/news.ts';

const dana = { id: 11, name: 'Dana Lee', company: 'Lee & Co' };
const marcus = { id: 12, name: 'Marcus Webb', company: null };
const told = [dana, marcus].map(({ id, name }) => ({
  traceId: 100 + id,
  partnerId: id,
  partnerName: name,
  action: 'helped',
  changes: [],
}));
const help: News = { is: 'help', partnerIds: [11, 12], kind: 'growth', on: '2026-06-10', note: 'a flyer' };
const who: OpenNews = { open: 'who', name: 'Dana', ids: [11, 12] };

test('an erasure finds each message by whom it names, and by no number of another kind', () => {
  for (const { blocks } of [
    newsSaved(help, told, '2026-06-10'),
    newsUndone(told),
    askAboutNews(who, [dana, marcus], 7),
  ]) {
    for (const id of [11, 12]) expect(isAbout({ partner: new Set([id]) }, blocks)).toBe(true);
    expect(isAbout({ partner: new Set([7, 111, 112]), capture: new Set([7, 11, 111]) }, blocks)).toBe(false);
  }
  const one: OpenNews = { open: 'birthday', partnerId: 11 };
  for (const { blocks } of [sameAlready(dana), noOpenAsk(dana), askAboutNews(one, [dana], 0)])
    expect(isAbout({ partner: new Set([11]) }, blocks)).toBe(true);
  expect(isAbout({ draft: new Set([7]) }, askAboutNews(who, [dana, marcus], 7).blocks)).toBe(true);
});

test('a lock screen shows whom it is about, and nothing that was said', () => {
  const phone: News = { is: 'field', partnerIds: [11], field: 'phone', value: '813-555-0101' };
  const changes = [{ field: 'phone', before: null, after: '813-555-0101' }];
  const { text } = newsSaved(phone, [{ ...told[0]!, action: 'edited', changes }], '2026-06-10');
  expect(text).toBe('Saved: Dana Lee’s phone.');
  expect(newsSaved(help, told, '2026-06-10').text).toBe('Saved: your help for Dana Lee and Marcus Webb.');
});
