import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../domain/days/day.ts';
import { count, fullDay, money, monthDay, shortDay } from '../../domain/format.ts';
import type { OfferedTo, SpendItem } from '../../domain/record/spend.ts';
import type { Payer } from '../../domain/words.ts';
import {
  actions,
  asTyped,
  button,
  capitalize,
  context,
  type Message,
  plain,
  quoted,
  section,
  spoken,
} from '../blocks.ts';
import { payerWords } from '../kinds.ts';
import { fewNames } from '../names.ts';
import { itemWords, offeredWords } from './spend.ts';

/** The buttons of Friday's question, each carrying a capture; of the record, and of legal holds. `slack/record/record.buttons.ts` answers them. */
export const expenseRecordActions = {
  eachOwn: 'record.paid.each-own',
  theyDid: 'record.paid.they-did',
  weDid: 'record.paid.we-did',
  file: 'record.file',
  placeLegalHold: 'hold.place',
  liftLegalHold: 'hold.lift',
} as const;

/** The button of an entry in the record; carries its id. `slack/record/correct-entry.form.ts` answers it. */
export const correctAction = 'record.correct';

export const entryChanged = 'Nothing changed now: that entry was corrected or taken back since it was shown.';

/** Meals on one Friday's question; more than this is work for a quiet hour. */
const chasedMax = 5;

interface Unstated {
  captureId: number;
  on: Day;
  word: string | null;
  partnerNames: readonly string[];
}

/** Friday: who paid? For meals that nobody has said it of. */
export function payerQuestionMessage(meals: readonly Unstated[], today: Day, stamp: string): Message {
  if (meals.length === 0) {
    const done = 'All meals of yours say who paid. Thank you.';
    return { text: done, blocks: [section(done)] };
  }
  const lead = `*Who paid?* ${count(meals.length, 'meal')} of yours ${meals.length === 1 ? 'does' : 'do'} not say. One tap each: the record wants it, however small it was.`;
  const shown = meals.slice(0, chasedMax);
  const left = meals.length - shown.length;
  const lines = shown.map((meal) => mealLine(meal, today));
  const more = left > 0 ? [`+${left} more, as soon as these are said.`] : [];
  return {
    text: spoken([lead, ...lines, ...more].join('\n')),
    blocks: [
      section(lead),
      ...shown.flatMap((meal, index): KnownBlock[] => [
        section(lines[index]!),
        {
          type: 'actions',
          block_id: `meal.${meal.captureId}.${stamp}`,
          elements: [
            button(expenseRecordActions.eachOwn, payerWords['each own'].button, String(meal.captureId)),
            button(expenseRecordActions.theyDid, payerWords['they did'].button, String(meal.captureId)),
            button(expenseRecordActions.weDid, payerWords['we did'].button, String(meal.captureId)),
          ],
        },
      ]),
      ...more.map(context),
    ],
  };
}

const mealLine = ({ on, word, partnerNames }: Unstated, today: Day): string =>
  `*${word ? capitalize(quoted(word, 40)) : 'A meal'}* with ${fewNames([...partnerNames], 3)}, ${shortDay(on, today)}`;

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
  /** Entries shown at most. */
  shown: number;
  /** Carried by the button of the file, and by the view. */
  asked: string;
  /** About a button that was pressed. Plain text. */
  note?: string | undefined;
}): ModalView {
  const { today, from, to, about, sums, entries, shown, asked, note } = drawing;
  const total = sums.reduce((sum, { entries: one }) => sum + one, 0);
  return {
    type: 'modal',
    title: plain('The record'),
    close: plain('Close'),
    private_metadata: asked,
    blocks: [
      ...(note ? [section(asTyped(note))] : []),
      section(
        `*${monthDay(from, today)} to ${monthDay(to, today)}* · ${quoted(about, 200)}\n${total === 0 ? 'Nothing is recorded there.' : sums.map(sumLine).join('\n')}`,
      ),
      ...(entries.length > 0
        ? [actions([button(expenseRecordActions.file, 'Send as file', asked, { style: 'primary' })])]
        : []),
      ...entries.map((entry) => {
        const line = section(entryText(entry, today));
        if (!entry.holds || !entry.mayCorrect) return line;
        return { ...line, accessory: button(correctAction, 'Correct…', String(entry.id)) };
      }),
      ...(entries.length === shown
        ? [context(`The newest ${shown}. Fewer days, or one partner, show others.`)]
        : []),
      context(
        'Entries are never changed: Correct… makes a counter-entry, then a new one, any time. Both are in the file.',
      ),
    ],
  };
}

const sumLine = (sum: { payer: Payer | null; currency: string; entries: number; cents: number }): string =>
  `${capitalize(sum.payer ? payerWords[sum.payer].said : 'not stated')}: ${count(sum.entries, 'entry', 'entries')}${sum.cents > 0 ? `, ${money(sum.cents, sum.currency)}` : ''}`;

function entryText(one: Entry, today: Day): string {
  const [first, more] = wordsOf(one, today);
  const head = one.entry === 'withdrawn' ? `Counter-entry: ${first}` : one.holds ? first : `~${first}~`;
  return `${head}\n_${[...more, `by ${quoted(one.by, 40)}`].join(', ')}_`;
}

/** An entry as it stands, over the form that corrects it. */
export function entryLine(one: Line, today: Day): string {
  const [first, more] = wordsOf(one, today);
  return more.length > 0 ? `${first}\n_${more.join(', ')}_` : first;
}

function wordsOf(one: Line, today: Day): [first: string, more: string[]] {
  const amount = one.amountCents === null ? null : money(one.amountCents, one.currency);
  const first = [
    `*${fullDay(one.on, today)}*`,
    capitalize(itemWords[one.item]),
    quoted(one.partners ?? 'nobody', 120),
    one.payer ? payerWords[one.payer].said : 'not stated',
    amount,
  ]
    .filter(Boolean)
    .join(' · ');
  const more = [
    one.what && quoted(one.what, 160),
    one.purpose && `for: ${quoted(one.purpose, 160)}`,
    one.attendees && `with ${quoted(one.attendees, 160)}`,
    one.offeredTo && `offered to: ${offeredWords[one.offeredTo].toLowerCase()}`,
    one.attested && 'not tied to referrals',
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

/** Home takes a hundred blocks. */
const legalHoldsShown = 80;

/** The legal holds there are, each with the button that lifts it. */
export function legalHoldBlocks(holds: readonly ShownLegalHold[]): KnownBlock[] {
  if (holds.length === 0) return [context('There is no hold.')];
  return [
    ...holds.slice(0, legalHoldsShown).map((hold) => ({
      ...section(
        `*${quoted(hold.name, 80)}* (${hold.kind}) · placed by ${quoted(hold.by, 40)}${hold.reason ? `\n${quoted(hold.reason, 300)}` : ''}`,
      ),
      accessory: button(expenseRecordActions.liftLegalHold, 'Lift', String(hold.id)),
    })),
    ...(holds.length > legalHoldsShown
      ? [context('There are older ones: they come up as these are lifted.')]
      : []),
  ];
}

export const expenseRecordComment = (entries: number): string =>
  `${count(entries, 'entry', 'entries')} of the record. Only you see this; that you took it out is kept.`;

export const entryGone = 'Nothing changed: that meal was taken back, or is not yours.';

export const plainMessage = (text: string): Message => ({ text, blocks: [section(asTyped(text))] });
