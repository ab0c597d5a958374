import { partnersIn } from '../asking/asked-line.ts';
import type { Day } from '../days/day.ts';
import { type AmountProblem, parseDollars } from '../money.ts';
import { mentionedNames, readWithColleagues } from '../reading/mentions.ts';
import { readPayment } from '../reading/payment.ts';
import type { PartnerName, Reading } from '../reading/read.ts';
import type { TimeLimit } from '../reading/time-limit.ts';
import type { Payer } from '../words.ts';
import type { CaptureContent } from './capture.ts';

/** Who paid for a meal, as a sentence says it. */
export interface MealPaid {
  /** Null where only the amount was said. */
  payer: Payer | null;
  amountCents: number | null;
  /** Why the amount that was said is not in it. */
  problem: AmountProblem | null;
}

/** A sentence as it was read, and who paid for the meal that it tells of. */
export interface ReadMeal {
  reading: Reading;
  along: string[];
  paid: MealPaid | null;
}

/** In cents. What a partner is said to have paid beyond this was hardly a meal: "he paid $6,500 at closing". */
const theirMealMax = 100_000;

/** Reads a sentence. What it says of who paid is taken out of the note of a meal, and stays in anything else. */
export function readWithMeal(
  said: string,
  book: readonly PartnerName[],
  today: Day,
  limit: TimeLimit,
): ReadMeal {
  const read = (text: string) => readWithColleagues(text, mentionedNames(said), book, today, limit);
  const whole = read(said);
  const unpaid = { ...whole, paid: null };
  // "Who paid for lunch with Joan" asks.
  if (!isMeal(whole.reading) || whole.reading.doubts.includes('not told')) return unpaid;
  // "Tessa wouldn't let me pay for lunch": the one who paid is the one we met.
  const table = whole.reading.partners.length > 0 ? whole.reading.partners : partnersIn(said, book, today);
  const payment = readPayment(said, book, table, today, limit);
  if (!payment) return unpaid;
  const cents = payment.amount === null ? null : parseDollars(payment.amount);
  const problem = typeof cents === 'string' ? cents : null;
  if (problem === 'unreadable' || problem === 'not above zero' || (problem && payment.payer === null))
    return unpaid;
  if (payment.payer === 'they did' && typeof cents === 'number' && cents > theirMealMax) return unpaid;
  const amountCents = typeof cents === 'number' ? cents : null;
  const paid: MealPaid = { payer: payment.payer, amountCents, problem };
  if (problem) return { ...whole, paid };
  for (const rest of payment.rests) {
    const left = rest === said ? whole : read(rest);
    if (isAsGood(left.reading, whole.reading, table)) return { ...left, paid };
  }
  return unpaid;
}

const isMeal = (reading: Reading): boolean => reading.kind === 'meal' && reading.what === 'touchpoint';

/** The same meal, and no less certain. */
const isAsGood = (left: Reading, whole: Reading, table: readonly number[]): boolean =>
  isMeal(left) &&
  left.partners.join() === table.join() &&
  (left.certain || !whole.certain) &&
  (!whole.certain || left.on === whole.on);

/** With who paid, if it is still a meal that was held: an answer may have made it a plan. */
export const withMeal = (content: CaptureContent, paid: MealPaid | null): CaptureContent =>
  paid && content.kind === 'meal' && content.what === 'touchpoint' ? { ...content, meal: paid } : content;
