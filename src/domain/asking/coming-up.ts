import type { Day } from '../days/day.ts';
import { listBook } from '../partners/book.ts';

/** One whose turn comes, and how. */
export interface ComingUp {
  partnerId: number;
  name: string;
  next: { on: Day; meet: boolean };
}

/** The partners due after today, the soonest first. Those due by today are on today's list. */
export const comingUp = <Line extends Parameters<typeof listBook>[0][number] & Omit<ComingUp, 'next'>>(
  book: readonly (Line & { next: ComingUp['next'] | null })[],
  today: Day,
): ComingUp[] =>
  listBook(book, {})
    .flatMap(({ partnerId, name, next }) => (next && next.on > today ? [{ partnerId, name, next }] : []))
    .sort((a, b) => (a.next.on < b.next.on ? -1 : a.next.on > b.next.on ? 1 : 0));
