import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, listOf, money, monthDay, number, plural, shortDay } from '../../domain/format.ts';
import type { OfferedTo, SpendItem } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  labeled,
  type Message,
  plain,
  quoted,
  section,
} from '../blocks.ts';
import { payerWords } from '../kinds.ts';
import { itemWords, notForReferrals, offeredWords, paidText, payerMissing } from './spend.ts';

/** The buttons of the question who paid, each carrying a capture; of the record, and of legal holds. `slack/record/record.buttons.ts` answers them. */
export const expenseRecordActions = {
  eachOwn: 'record.paid.each-own',
  theyDid: 'record.paid.they-did',
  weDid: 'record.paid.we-did',
  undo: 'record.paid.undo',
  file: 'record.file',
  placeLegalHold: 'hold.place',
  liftLegalHold: 'hold.lift',
} as const;

/** The button of an entry in the record; carries its id. `slack/record/correct-entry.form.ts` answers it. */
export const correctAction = 'record.correct';

export const entryChanged = 'Nothing changed: that entry was corrected or reversed after you opened it.';

/** Meals in one question; more than this is work for a quiet hour. */
const chasedMax = 5;
/** Partners named at one meal. */
const namesMax = 3;

interface Unstated {
  captureId: number;
  /** We paid, and only how much is missing. */
  weDid: boolean;
  on: Day;
  word: string | null;
  partnerNames: readonly string[];
}

/** A meal whose payer was just tapped. */
type Paid = Omit<Unstated, 'weDid'> & { payer: Payer };

/** As the week ends: who paid? For meals that nobody has said it of, below the one that was just answered. */
export function payerQuestionMessage(
  meals: readonly Unstated[],
  today: Day,
  stamp: string,
  paid: Paid | null = null,
): Message {
  const answered = paid ? [paidBlock(paid, today)] : [];
  if (meals.length === 0) {
    const done = 'All set: I know who paid for every meal. Thanks.';
    return { text: done, blocks: [...answered, section(done)] };
  }
  const isAmountAlone = meals.every(({ weDid }) => weDid);
  const asked = isAmountAlone ? 'How much did we pay for' : 'Who paid for';
  const question = `${asked} ${plural(meals.length, 'this meal', `these ${number(meals.length)} meals`)}?`;
  const taps = meals.length === 1 ? 'It takes one tap' : 'One tap each';
  const lead = isAmountAlone
    ? `*${question}* Even small amounts go in the expense record.`
    : `*${question}* ${taps}; even small amounts go in the expense record.`;
  const shown = meals.slice(0, chasedMax);
  const left = meals.length - shown.length;
  const lines = shown.map((meal) => mealLine(meal, today));
  const more = left > 0 ? [`+${number(left)} more once these are done`] : [];
  return {
    text: question,
    blocks: [
      ...answered,
      section(lead),
      ...shown.flatMap((meal, index): KnownBlock[] => [
        section(lines[index]!),
        {
          type: 'actions',
          block_id: `meal.${meal.captureId}.${stamp}`,
          elements: [
            ...(meal.weDid
              ? []
              : [
                  button(expenseRecordActions.eachOwn, payerWords['each own'].button, String(meal.captureId)),
                  button(expenseRecordActions.theyDid, payerWords['they did'].button, String(meal.captureId)),
                ]),
            button(expenseRecordActions.weDid, payerWords['we did'].button, String(meal.captureId)),
          ].map((each) => labeled(`${listOf(meal.partnerNames)}, ${shortDay(meal.on, today)}`, each)),
        },
      ]),
      ...more.map(context),
    ],
  };
}

const mealLine = (meal: Unstated, today: Day): string =>
  `${mealWords(meal, today)}${meal.weDid ? ' · we paid, no amount yet' : ''}`;

/** "*Lunch* with Dana Lee · Fri, Jun 5" */
export function mealWords(
  { on, word, partnerNames }: Pick<Unstated, 'on' | 'word' | 'partnerNames'>,
  today: Day,
): string {
  const shown = partnerNames.slice(0, namesMax).map((name) => quoted(name, 40));
  const more = partnerNames.length - shown.length;
  const names = listOf(more > 0 ? [...shown, `${number(more)} more`] : shown);
  const what = word ? capitalize(quoted(word, 40)) : 'A meal';
  return `*${what}*${names ? ` with ${names}` : ''} · ${shortDay(on, today)}`;
}

/** What a form filled in is put right in the record. */
function paidBlock(paid: Paid, today: Day): KnownBlock {
  const said = section(`✓ ${mealWords(paid, today)} · ${payerWords[paid.payer].said}`);
  const undo = button(expenseRecordActions.undo, 'Undo', String(paid.captureId));
  return {
    ...said,
    block_id: `capture.${paid.captureId}.paid`,
    ...(paid.payer === 'we did' ? {} : { accessory: labeled(listOf(paid.partnerNames), undo) }),
  };
}

interface Entry extends Line {
  id: number;
  entry: 'stated' | 'withdrawn';
  holds: boolean;
  by: string;
  /** Whether its reader may put it right. */
  mayCorrect: boolean;
}

interface Line {
  on: Day;
  item: SpendItem;
  payer: Payer | null;
  amountCents: number | null;
  currency: string;
  offeredTo: OfferedTo | null;
  attested: boolean | null;
  purpose: string | null;
  attendees: string | null;
  what: string | null;
  partners: string | null;
}

/** What was asked of the record: sums of what holds, the newest entries with their corrections, and the file. */
export function expenseRecordView(drawing: {
  today: Day;
  from: Day;
  to: Day;
  /** Who and where, in words. */
  about: string;
  sums: readonly { payer: Payer | null; currency: string; entries: number; cents: number }[];
  entries: readonly Entry[];
  /** For who reads all branches: meals without a payer or a purpose. */
  unfinished: readonly Unfinished[];
  /** Entries shown at most. */
  shown: number;
  /** Carried by the button of the file, and by the view. */
  asked: string;
  /** About a button that was pressed. Plain text. */
  note?: string | undefined;
}): ModalView {
  const { today, from, to, about, sums, entries, unfinished, shown, asked, note } = drawing;
  const total = sums.reduce((sum, { entries: one }) => sum + one, 0);
  return {
    type: 'modal',
    title: plain('Expense record'),
    close: plain('Close'),
    private_metadata: asked,
    blocks: [
      ...(note ? [section(asTyped(note))] : []),
      section(
        `*${monthDay(from, today)} through ${monthDay(to, today)}* · ${quoted(about, 200)}\n${total === 0 ? 'No expenses recorded.' : sums.map(sumLine).join('\n')}`,
      ),
      ...(unfinished.length > 0 ? [section(unfinishedText(unfinished))] : []),
      ...(entries.length > 0
        ? [actions([button(expenseRecordActions.file, 'Send as CSV', asked, { style: 'primary' })])]
        : []),
      ...entries.map((entry) => {
        const line = section(entryText(entry, today));
        if (!entry.holds || !entry.mayCorrect) return line;
        return {
          ...line,
          accessory: labeled(entryName(entry, today), button(correctAction, 'Correct…', String(entry.id))),
        };
      }),
      ...(entries.length === shown
        ? [context(`Showing the latest ${number(shown)}. Narrow the dates or pick a partner to see others.`)]
        : []),
      context(
        'Entries are never changed. *Correct…* reverses one and adds the right one; both stay in the file.',
      ),
    ],
  };
}

interface Unfinished {
  branch: string;
  noPayer: number;
  noPurpose: number;
}

/** Branches listed; a section holds that many lines. */
const branchesMax = 40;

/** "*Meals to finish, by branch*", then "Tampa: 3 without who paid, 1 we paid without a purpose" */
function unfinishedText(branches: readonly Unfinished[]): string {
  const left = branches.length - branchesMax;
  return [
    '*Meals to finish, by branch*',
    ...branches.slice(0, branchesMax).map(({ branch, noPayer, noPurpose }) => {
      const missing = [
        noPayer > 0 && `${number(noPayer)} without who paid`,
        noPurpose > 0 && `${number(noPurpose)} we paid without a purpose`,
      ].filter(Boolean);
      return `${quoted(branch, 60)}: ${missing.join(', ')}`;
    }),
    ...(left > 0 ? [`+${count(left, 'more branch', 'more branches')}`] : []),
  ].join('\n');
}

const sumLine = (sum: { payer: Payer | null; currency: string; entries: number; cents: number }): string =>
  `${capitalize(sum.payer ? payerWords[sum.payer].said : payerMissing)}: ${count(sum.entries, 'entry', 'entries')}${sum.cents > 0 ? `, ${money(sum.cents, sum.currency)}` : ''}`;

function entryText(one: Entry, today: Day): string {
  const [first, more] = wordsOf(one, today);
  const head = one.entry === 'withdrawn' ? `Reversal: ${first}` : one.holds ? first : `~${first}~`;
  return `${head}\n_${[...more, `Entered by ${quoted(one.by, 40)}`].join(' · ')}_`;
}

/** One entry among others, in a control’s label. */
const entryName = (one: Entry, today: Day): string =>
  [fullDay(one.on, today), itemWords[one.item], one.partners ?? 'no partner'].join(', ');

/** The current entry, above the form that corrects it. */
export function entryLine(one: Line, today: Day): string {
  const [first, more] = wordsOf(one, today);
  return more.length > 0 ? `${first}\n_${more.join(' · ')}_` : first;
}

function wordsOf(one: Line, today: Day): [first: string, more: string[]] {
  const first = [
    `*${fullDay(one.on, today)}*`,
    capitalize(itemWords[one.item]),
    quoted(one.partners ?? 'no partner', 120),
    paidText(one),
  ].join(' · ');
  const more = [
    one.what && quoted(one.what, 160),
    one.purpose && `Purpose: ${quoted(one.purpose, 160)}`,
    one.attendees && `Also there: ${quoted(one.attendees, 160)}`,
    one.offeredTo && `Offered to: ${offeredWords[one.offeredTo].toLowerCase()}`,
    one.attested && notForReferrals,
  ];
  return [first, more.filter((words): words is string => Boolean(words))];
}

interface ShownLegalHold {
  id: number;
  name: string;
  kind: 'partner' | 'member' | 'branch';
  reason: string | null;
  by: string;
}

const heldWords: Record<ShownLegalHold['kind'], string> = {
  partner: 'partner',
  member: 'colleague',
  branch: 'branch',
};

/** Home takes a hundred blocks. */
const legalHoldsShown = 80;

/** The legal holds there are, each with the button that lifts it. */
export function legalHoldBlocks(holds: readonly ShownLegalHold[]): KnownBlock[] {
  if (holds.length === 0) return [context('No legal holds.')];
  return [
    ...holds.slice(0, legalHoldsShown).map((hold) => ({
      ...section(
        `*${quoted(hold.name, 80)}* (${heldWords[hold.kind]}) · placed by ${quoted(hold.by, 40)}${hold.reason ? `\n${quoted(hold.reason, 300)}` : ''}`,
      ),
      accessory: labeled(
        `${hold.name}, ${heldWords[hold.kind]}`,
        button(expenseRecordActions.liftLegalHold, 'Lift', String(hold.id)),
      ),
    })),
    ...(holds.length > legalHoldsShown ? [context('Older legal holds show up as you lift these.')] : []),
  ];
}

export const expenseRecordComment = (entries: number): string =>
  `Expense record: ${count(entries, 'entry', 'entries')}. Only you see this; the export is logged.`;

export const entryGone = 'Nothing changed: that meal was undone, or isn’t yours.';
