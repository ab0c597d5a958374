import type { Day } from '../days/day.ts';
import type { Payer } from '../words.ts';
import { indexBook } from './book.ts';
import { wordSet } from './grammar.ts';
import { type Clause, clausesOf, typedAmount, type Unit } from './payment-clauses.ts';
import { restsOf, type SaidPayment } from './payment-rests.ts';
import {
  meals,
  onUs,
  paymentEnds,
  paymentGoesOn,
  paymentJoint,
  paymentLead,
  paymentRules,
  paymentTail,
  saysMore,
} from './payment-words.ts';
import type { PartnerName } from './reading.ts';
import { prepare, type Sentence } from './sentence.ts';
import type { TimeLimit } from './time-limit.ts';

/** Who paid for a meal and how much, as a sentence tells it. */
export interface SpokenPayment {
  /** Null where only an amount was said, or two of the answers. */
  payer: Payer | null;
  /** As typed ("$38.50", "12 bucks"); null where none was said, or none that can be told to be the whole. */
  amount: string | null;
  /** The sentence without these words, from the boldest way to leave them out to the whole of it. */
  rests: string[];
}

interface Said extends SaidPayment {
  payer: Payer | null;
  /** Those it names. */
  ids: readonly number[];
}

const mayTell =
  /[$€£]|\b(?:paid|pay|payed|50\/50|treat\w*|bucks|dollars?|usd|euros?|split|dutch|tab|bill|check|cheque|card|bought|on (?:me|us|him|her|them|my|the|our|\p{Lu}\w+)|expensed|covered|got|spent|each|own|cost|picked|insisted|separate|courtesy)\b/iu;

const mealWord = new RegExp(`(?:^| )(?:${meals})(?= |$)`);

/** Finds what a sentence says of who paid for its meal, by those at the table. Null if it says nothing, or nothing clear. */
export function readPayment(
  text: string,
  book: readonly PartnerName[],
  table: readonly number[],
  today: Day,
  limit: TimeLimit,
): SpokenPayment | null {
  if (!mayTell.test(text)) return null;
  const sentence = prepare(text, indexBook(book), today, limit);
  const said = findSaid(sentence, new Set(table));
  if (said.length === 0) return null;
  const payers = new Set(said.flatMap(({ payer }) => payer ?? []));
  if (payers.size > 1) return null;
  const [payer = null] = payers;
  const amounts = said.flatMap((one) => one.amounts);
  const shares = said.some((one) => one.payer === 'each own' && one.amounts.length > 0);
  // Of two amounts, and of a bill that was split, no one can tell whose it is.
  const isClear = amounts.length === 1 && (payer !== 'each own' || shares);
  const amount = isClear ? typedAmount(sentence, amounts[0]!) : null;
  if (payer === null && amount === null) return null;
  const kept = amounts.length === 0 || isClear ? said : said.filter((one) => one.amounts.length === 0);
  const named = new Set(said.flatMap((one) => (one.payer === 'they did' ? one.ids : [])));
  // "Dana paid for lunch with Marcus" tells of no one else's lunch only if Dana is all there is at the table.
  const mayRename = named.size === 0 || table.every((id) => named.has(id));
  return { payer, amount, rests: restsOf(sentence, kept, isClear ? amounts : [], mayRename) };
}

function findSaid(sentence: Sentence, table: ReadonlySet<number>): Said[] {
  const said: Said[] = [];
  let isOfMeal = false;
  for (const clause of clausesOf(sentence, table)) {
    const tellsOfMeal = mealWord.test(clause.code);
    const whole = readWhole(clause).filter((one) => isOfMeal || one.payer !== null || tellsOfMeal);
    // "Grabbed the tab for lunch with Marcus, 46 bucks": what the clause begins with may leave the amount to its end.
    const isAll =
      whole.length > 0 && (whole.at(-1)!.to === clause.units.at(-1)!.to || whole[0]!.amounts.length > 0);
    const found = isAll ? whole : [...whole, ...readBeside(clause), ...readEnd(clause)];
    isOfMeal = tellsOfMeal || found.length > 0;
    said.push(...found);
    // "My treat. 31"
    if (found.length === 0 && bareAmount.test(clause.code) && said.some(({ payer }) => payer !== null))
      said.push(saidBy(clause.units, null));
  }
  return said;
}

const bareAmount = /^(?:(?:like|about|around|roughly|maybe|only|just) )*%$/;

/** Nothing but payments, from the first word to the last. */
function readWhole(clause: Clause): Said[] {
  paymentLead.lastIndex = 0;
  const lead = paymentLead.exec(clause.code)?.[0].length ?? 0;
  return readFrom(clause, lead, true) ?? [];
}

/** Payments at the end of the clause that tells of the meal: "lunch with Tom on me". */
function readEnd(clause: Clause): Said[] {
  let tellsOfMeal = false;
  for (const [nr, { code, at }] of clause.units.slice(0, clauseMax).entries()) {
    const found = tellsOfMeal ? readFrom(clause, at, false) : null;
    if (found) return found;
    if (saysMore.has(code)) return [];
    tellsOfMeal ||= mealWord.test(`${clause.units[nr - 1]?.code ?? ''} ${code}`);
  }
  return [];
}

/** So many words of a clause are searched, for so many payments. One that goes on tells of more than who paid. */
const clauseMax = 40;
const paymentsMax = 4;

function readFrom({ units, code }: Clause, from: number, isAlone: boolean): Said[] | null {
  const said: Said[] = [];
  /** What was said before words that go on with something else. */
  let ended: Said[] | null = null;
  let at = from;
  while (said.length < paymentsMax) {
    const found = longestRule(code, at, isAlone);
    if (!found) return ended;
    const end = at + found.length;
    const own = units.filter((unit) => unit.at >= at && unit.at < end);
    said.push(saidBy(own, found.payer));
    at = end;
    paymentTail.lastIndex = at;
    const tail = paymentTail.exec(code);
    if (tail) {
      const last = units.findLast((unit) => unit.at < end + tail[1]!.length)!;
      said.at(-1)!.to = last.to;
      if (isAlone) said[0]!.from = units[0]!.from;
      return said;
    }
    paymentGoesOn.lastIndex = at;
    if (isAlone && from === 0 && paymentGoesOn.test(code)) return said;
    paymentEnds.lastIndex = at;
    if (paymentEnds.test(code)) ended = [...said];
    paymentJoint.lastIndex = at;
    const joint = paymentJoint.exec(code);
    if (!joint) return ended;
    at += joint[0].length;
  }
  return ended;
}

function longestRule(
  code: string,
  at: number,
  isAlone: boolean,
): { payer: Payer | null; length: number } | null {
  let longest: { payer: Payer | null; length: number } | null = null;
  for (const { payer, pattern, alone } of paymentRules) {
    if (alone && !isAlone) continue;
    pattern.lastIndex = at;
    const length = pattern.exec(code)?.[0].length ?? 0;
    if (length > (longest?.length ?? 0)) longest = { payer, length };
  }
  return longest;
}

const saidBy = (own: readonly Unit[], payer: Payer | null): Said => ({
  payer,
  from: own[0]!.from,
  to: own.at(-1)!.to,
  amounts: own.filter(({ code }) => code === '#' || code === '%'),
  names: own.filter(({ code }) => code === '@'),
  ids: own.flatMap(({ ids }) => ids),
  meal: mealWord.exec(own.map(({ code }) => code).join(' '))?.[0].trim() ?? null,
});

/** "A $40 lunch with Tom", "lunch on me with Tom" */
function readBeside({ units }: Clause): Said[] {
  return units.flatMap((unit, nr): Said[] => {
    const [before, after, next] = [units[nr - 1], units[nr + 1], units[nr + 2]];
    if (!after || (next && !afterMeal.has(next.code))) return [];
    if (before && mealWord.test(before.code) && onUs.test(`${unit.code} ${after.code}`))
      return [saidBy([unit, after], 'we did')];
    const isPrice =
      unit.code === '#' && mealWord.test(after.code) && (!before || beforeMeal.has(before.code));
    return isPrice ? [saidBy([unit], null)] : [];
  });
}

const beforeMeal = wordSet('a had the our quick grabbed got nice my did ^ and');
const afterMeal = wordSet('with w at @ ^ on in for and');
