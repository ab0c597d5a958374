import { readFileSync } from 'node:fs';
import { readAsked } from '../../../src/domain/asking/asked.ts';
import { type Day, daysBetween } from '../../../src/domain/days/day.ts';
import type { News, OpenNews } from '../../../src/domain/news/news.ts';
import { readPlanOrder } from '../../../src/domain/orders/plan-order.ts';
import type { PartnerName } from '../../../src/domain/reading/read.ts';
import { understand } from '../../../src/domain/touchpoints/understand.ts';
import { unlimited } from '../reading/in-words.ts';

/** The Wednesday on which every sentence is said. */
const today: Day = '2026-06-10';

const lines = (file: URL) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => line.split('\t'));

const codes: string[] = [];
const book: PartnerName[] = lines(new URL('../reading/corpus/book.tsv', import.meta.url)).map(
  ([code = '', name = '', company = '', whose], at) => {
    codes.push(code);
    return { id: at + 1, name, company: company || null, own: whose === 'own' };
  },
);

export const readTable = (file: string): [sentence: string, expected: string][] =>
  lines(new URL(file, import.meta.url)).map(([sentence = '', expected = '']) => [sentence, expected]);

/** Whether a line is taken for a question, or for an order about a plan, before anyone looks for news in it. */
export const isAskedOrOrdered = (said: string): boolean =>
  readAsked(said, book, today, unlimited) !== null || readPlanOrder(said, book, today, unlimited) !== null;

const who = (ids: readonly number[]) => ids.map((id) => codes[id - 1]).join(',');
const when = (on: Day) => (on === today ? '' : ` ${daysBetween(today, on)}`);

function newsInWords(news: News): string {
  switch (news.is) {
    case 'help':
      return `help ${news.kind} ${who(news.partnerIds)}${when(news.on)}`;
    case 'ask':
      return `ask ${who(news.partnerIds)} ${news.answer}${when(news.on)}`;
    case 'ask answer':
      return `answer ${who(news.partnerIds)} ${news.answer}`;
    case 'review':
      return `review ${who(news.partnerIds)}${when(news.on)}`;
    case 'field':
      return `${news.field} ${who(news.partnerIds)} ${news.value}${news.yearLeftOut ? ' no year' : ''}`;
  }
}

const openInWords = ({ open }: OpenNews): string => `open ${open === 'no review yet' ? 'review' : open}`;

/** What is saved of a sentence, contacts and news: "meal dana + ask dana yes". A dash where nothing is. */
export function takenAs(said: string): string {
  const saved = understand(said, book, today, unlimited).flatMap(({ content, promised, news, openNews }) => [
    ...(content
      ? [
          `${content.kind && content.what !== 'attempt' ? content.kind : content.what} ${who(content.partnerIds)}${when(content.on)}`,
        ]
      : []),
    ...(promised ? [`promised ${who(promised.partnerIds)}`] : []),
    ...news.map(newsInWords),
    ...(openNews ? [openInWords(openNews)] : []),
  ]);
  return saved.join(' + ') || '-';
}
