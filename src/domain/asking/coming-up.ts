import type { NextDue } from '../clocks/next-due.ts';
import type { State } from '../clocks/state.ts';
import { addDays, type Day, mondayOf } from '../days/day.ts';
import { listBook } from '../partners/book.ts';
import type { OpenPromise, SaidContact } from './facts.ts';
import type { Span } from './more-asked.ts';

/** One whose turn comes, and how. */
export interface ComingUp {
  partnerId: number;
  name: string;
  next: NextDue;
}

type BookLine = Parameters<typeof listBook>[0][number] &
  Omit<ComingUp, 'next'> & { next: ComingUp['next'] | null };

/** The partners due after today, the soonest first. Those due by today are on today's list. */
export const comingUp = (book: readonly BookLine[], today: Day): ComingUp[] =>
  bySoonest(book).filter(({ next }) => next.on > today);

const lateStates: ReadonlySet<State> = new Set(['late', 'gone quiet', 'your call']);

/** The partners past grace, the longest overdue first. */
export const latePartners = (book: readonly BookLine[]): ComingUp[] =>
  bySoonest(book.filter(({ state }) => lateStates.has(state)));

function bySoonest(book: readonly BookLine[]): ComingUp[] {
  return listBook(book, {})
    .flatMap(({ partnerId, name, next }) => (next ? [{ partnerId, name, next }] : []))
    .sort((a, b) => (a.next.on < b.next.on ? -1 : a.next.on > b.next.on ? 1 : 0));
}

/** A plan of the asker's with one partner. */
export interface AheadPlan extends SaidContact {
  partnerId: number;
  name: string;
  /** Local time, HH:MM. */
  at: string | null;
  place: string | null;
}

/** What the asker has agreed to on some days. */
export interface Agreed {
  plans: AheadPlan[];
  promises: OpenPromise[];
  /** Feedback to answer. */
  replies: { partnerId: number; name: string; answerBy: Day }[];
}

/** The days of a question, from the first to the last. Weeks end on Sunday. */
export function daysOf(span: Span, today: Day): { from: Day; to: Day } {
  const monday = mondayOf(today);
  switch (span) {
    case 'tomorrow':
      return { from: addDays(today, 1), to: addDays(today, 1) };
    case 'this week':
      return { from: today, to: addDays(monday, 6) };
    case 'next week':
      return { from: addDays(monday, 7), to: addDays(monday, 13) };
    case 'coming':
      return { from: today, to: addDays(today, comingDays) };
  }
}

/** Further ahead than two weeks, no one asks in passing. */
const comingDays = 14;

/**
 * Partners to reach on these days, beside those with a plan: those who come due then and, from today on, those who are
 * overdue. Partners whom a plan, a deal, or quiet time silences are left out.
 */
export function dueWithin(
  book: readonly BookLine[],
  { from, to }: { from: Day; to: Day },
  planned: ReadonlySet<number>,
  today: Day,
): ComingUp[] {
  const silenced = new Set(
    book.flatMap(({ partnerId, state, next }) =>
      state === 'on track' && next && next.on <= today ? partnerId : [],
    ),
  );
  return bySoonest(book).filter(
    ({ partnerId, next }) =>
      next.on <= to &&
      (next.on >= from || from <= today) &&
      !planned.has(partnerId) &&
      !silenced.has(partnerId),
  );
}
