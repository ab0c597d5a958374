import type { SpendItem } from '../../src/domain/record/spend.ts';
import { plainMessage } from '../../src/messages/blocks.ts';
import {
  entryChanged,
  entryGone,
  entryLine,
  expenseRecordComment,
  expenseRecordView,
  legalHoldBlocks,
  mealWords,
  payerQuestionMessage,
} from '../../src/messages/record/expense-record.ts';
import {
  amountErrors,
  itemWords,
  offeredWords,
  statementText,
  warningText,
} from '../../src/messages/record/spend.ts';
import { subject } from './catalog.ts';
import { meal, stamp, today } from './given.ts';

const lunch = {
  captureId: 41,
  weDid: false,
  on: '2026-06-05',
  word: 'lunch',
  partnerNames: ['Dana Lee'],
} as const;
const entry = {
  ...{
    ...meal,
    id: 71,
    on: today,
    partners: 'Dana Lee',
    entry: 'stated' as const,
    holds: true,
    by: 'Priya Patel',
    mayCorrect: true,
  },
};
const gift = {
  ...entry,
  item: 'gift' as SpendItem,
  payer: null,
  amountCents: null,
  what: 'a plant',
  attested: null,
  partners: null,
};
const view = {
  ...{
    today,
    from: '2026-03-10' as const,
    to: today,
    about: 'your own entries',
    shown: 3,
    asked: '',
    unfinished: [],
  },
  sums: [
    { payer: 'we did' as const, currency: 'USD', entries: 3, cents: 14550 },
    { payer: null, currency: 'USD', entries: 1, cents: 0 },
  ],
};
const hold = {
  id: 1,
  name: 'Dana Lee',
  kind: 'partner' as const,
  reason: 'Examination of the second quarter',
  by: 'Ann Gray',
};

export const record = subject('The expense record, and legal holds', (show, say) => {
  show(
    'six',
    payerQuestionMessage,
    Array.from({ length: 6 }, () => lunch),
    today,
    stamp,
  );
  show(
    'one',
    payerQuestionMessage,
    [{ ...lunch, word: null, partnerNames: ['Dana Lee', 'Marcus Webb'] }],
    today,
    stamp,
  );
  show('one without an amount', payerQuestionMessage, [{ ...lunch, weDid: true }], today, stamp);
  show('one of each', payerQuestionMessage, [lunch, { ...lunch, weDid: true }], today, stamp);
  show('none', payerQuestionMessage, [], today, stamp);
  show('one answered', payerQuestionMessage, [lunch], today, stamp, {
    ...lunch,
    captureId: 42,
    payer: 'they did',
  });
  show('the last answered', payerQuestionMessage, [], today, stamp, { ...lunch, payer: 'we did' });
  show('a meal', mealWords, lunch, today);
  for (const [problem, text] of Object.entries(amountErrors)) say(`amount: ${problem}`, text);
  const entries = [entry, { ...gift, holds: false }, { ...entry, entry: 'withdrawn' as const }];
  show('three entries', expenseRecordView, { ...view, entries, note: entryChanged });
  show('none', expenseRecordView, { ...view, sums: [], entries: [] });
  const branches = ['Tampa', 'Orlando', 'Naples'].map((branch, n) => ({
    branch,
    noPayer: 3 - n,
    noPurpose: n,
  }));
  show('meals to finish', expenseRecordView, { ...view, entries, unfinished: branches });
  const many = Array.from({ length: 42 }, (_, n) => ({ branch: `Branch ${n}`, noPayer: 1, noPurpose: 0 }));
  show('meals to finish in many branches', expenseRecordView, { ...view, entries, unfinished: many });
  show('over the form that corrects it', entryLine, entry, today);
  show('bare', entryLine, { ...gift, what: null, purpose: null, attendees: null, offeredTo: null }, today);
  show('with the file', expenseRecordComment, 3);
  say('entry gone', entryGone);
  show('a text alone', plainMessage, entryGone);
  show('we paid', statementText, meal);
  show('each own', statementText, {
    ...meal,
    payer: 'each own',
    amountCents: null,
    purpose: null,
    attested: null,
  });
  show('they paid', statementText, { ...meal, payer: 'they did' });
  show('not stated', statementText, { ...meal, payer: null });
  show('meals', warningText, { warns: 'many meals', name: 'Dana Lee', meals: 4 });
  show('their costs', warningText, { warns: 'their costs' });
  say('items', Object.values(itemWords));
  say('offered', Object.values(offeredWords));
  show('two', legalHoldBlocks, [hold, { ...hold, kind: 'member', name: 'Sam Cole', reason: null }]);
  show('none', legalHoldBlocks, []);
  show(
    'many',
    legalHoldBlocks,
    Array.from({ length: 81 }, (_, id) => ({ ...hold, id })),
  );
});
