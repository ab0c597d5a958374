import type { OpenPromise } from '../../src/domain/asking/facts.ts';
import type { NamedEntry } from '../../src/domain/orders/entry-order.ts';
import {
  corrected,
  keptAll,
  noSuchEntry,
  nothingToCorrect,
  nothingToUndo,
  shownUnchanged,
  takenOut,
  undoneChange,
  whichEntry,
} from '../../src/messages/orders/entries.ts';
import {
  dropAsked,
  maybeKept,
  moveByForm,
  promiseBroken,
  promiseGone,
  promiseKeptOpen,
  promiseMoved,
  promiseNow,
  whichBroken,
  whichPromise,
} from '../../src/messages/orders/promises.ts';
import { undone } from '../../src/messages/touchpoints/confirmation.ts';
import { subject } from './catalog.ts';
import { capture, dana, marcus, said, today } from './given.ts';

const coffee: NamedEntry = {
  ...{ captureId: 7, what: 'touchpoint', kind: 'meal', word: 'coffee', on: '2026-06-08' },
  partners: [dana],
};
const promise: OpenPromise & { dueOn: NonNullable<OpenPromise['dueOn']> } = {
  ...{ id: 3, partnerId: dana.id, partnerName: dana.name, text: said.promise, dueOn: '2026-06-12' },
};
const other = { ...promise, id: 4, partnerId: marcus.id, partnerName: marcus.name };

/** What is said of orders about what was logged and promised. */
export const orders = subject('Orders', (show) => {
  const gone = capture({ undone: true });
  show('undo', takenOut, gone, today, 'Undone');
  show('by its button', undone, gone, today);
  show('delete', takenOut, gone, today, 'Deleted');
  show('nothing', nothingToUndo);
  for (const action of ['helped', 'asked', 'spoke up', 'recorded', 'something'])
    show(action, undoneChange, action, dana.name);
  const unsure = [
    'older',
    'changed since',
    'undone before',
    'not that',
    'needs a form',
    'same',
    'edit',
  ] as const;
  for (const why of unsure) show(why, shownUnchanged, capture(), today, why);
  show('corrected', corrected, capture(), today);
  show('nothing to correct', nothingToCorrect);
  show('two days', whichEntry, [{ ...coffee, captureId: 8, on: today }, coffee], 'delete', today);
  show('one day', whichEntry, [coffee, { ...coffee, captureId: 8, word: 'lunch' }], 'show', today);
  show('one day, deleted', whichEntry, [coffee, { ...coffee, captureId: 8, word: 'lunch' }], 'delete', today);
  const many = Array.from({ length: 6 }, (_, at) => ({
    ...coffee,
    captureId: at + 1,
    on: `2026-06-0${at + 1}` as const,
  }));
  show('six', whichEntry, many as NamedEntry[], 'show', today);
  show('neither', keptAll);
  show('none', noSuchEntry, [dana.name], '2026-06-08', today, dana);
  show('none by that name', noSuchEntry, ['Zed'], null, today, null);
  show('none that day', noSuchEntry, [], '2026-06-08', today, null);
  show('one kept', maybeKept, [promise], 5, today);
  show('two kept', maybeKept, [promise, { ...promise, id: 5, text: 'the flyer' }], 0, today);
  show('two partners’', maybeKept, [promise, other], 0, today);
  for (const state of ['open', 'done', 'dropped'] as const)
    show(state, promiseNow, { ...promise, state }, today);
  show('late', promiseNow, { ...promise, state: 'open', dueOn: '2026-06-01' }, today);
  show('broken', promiseBroken, promise, today);
  show('which was broken', whichBroken, [promise, other], today);
  show('dropped, not told', promiseNow, { ...promise, state: 'dropped' }, today, true);
  show('drop', dropAsked, promise, today);
  show('drop one that was redacted', dropAsked, { ...promise, text: '' }, today);
  show('moved', promiseMoved, promise, '2026-06-10', today);
  show('no day', moveByForm, promise, 'day', today);
  show('moved twice before', moveByForm, promise, 'reason', today);
  show('drop which', whichPromise, [promise, { ...promise, id: 5, text: 'the flyer' }], null, today);
  show('move which', whichPromise, [promise, other], () => '2026-06-20' as const, today);
  show(
    'move which, to no day',
    whichPromise,
    [promise, { ...other, dueOn: '2026-06-15' }, other],
    () => null,
    today,
  );
  show('kept open', promiseKeptOpen);
  show('gone', promiseGone);
});
