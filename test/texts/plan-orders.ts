import {
  alreadyThen,
  backOn,
  canceled,
  dayGoneBy,
  isItOff,
  leftAlone,
  movedFrom,
  moveToWhen,
  noSuchPlan,
  notMovedThere,
  whichPlan,
} from '../../src/messages/plan-orders.ts';
import { confirmation } from '../../src/messages/touchpoints/confirmation.ts';
import { subject } from './catalog.ts';
import { capture, today } from './given.ts';

const joan = {
  id: 51,
  partnerIds: [12],
  partnerNames: ['Joan Ortiz'],
  kind: 'meal',
  word: 'lunch',
  plannedOn: '2026-06-18',
  at: '12:30',
} as const;
const dana = { ...joan, id: 52, partnerIds: [11], partnerNames: ['Dana Lee'], word: 'coffee' } as const;
const times = [
  { on: '2026-06-12', at: '12:30' },
  { on: '2026-06-19', at: '12:30' },
] as const;

/** Plans that change in words. */
export const planOrders = subject('Plans that change in words', (show) => {
  show('to come', canceled, joan, today);
  show('by them', canceled, joan, today, true);
  show('without an hour', canceled, { ...dana, at: null }, today);
  show('its day has passed', canceled, { ...joan, plannedOn: '2026-06-08' }, today);
  show('undone', backOn, joan, today);
  show('can’t make it', isItOff, joan, today);
  show('two weekdays', moveToWhen, joan, times, today);
  show('no day', moveToWhen, joan, [], today);
  show(
    'two of one partner',
    whichPlan,
    'cancel',
    [dana, { ...dana, id: 53, plannedOn: '2026-06-22' }],
    () => [],
    today,
  );
  show('two on one day', whichPlan, 'cancel', [dana, { ...dana, kind: 'call', word: null }], () => [], today);
  show(
    'of several partners',
    whichPlan,
    'move',
    [joan, dana, { ...joan, id: 54, partnerNames: ['Joan Park'] }],
    () => times,
    today,
  );
  show(
    'six',
    whichPlan,
    'move',
    [12, 15, 16, 17, 18, 19].map((day) => ({ ...joan, plannedOn: `2026-06-${day}` as const })),
    () => times.slice(0, 1),
    today,
  );
  show('of a partner', noSuchPlan, ['joan'], { id: 12, name: 'Joan Ortiz' });
  show('of a stranger', noSuchPlan, ['bob'], null);
  show('of no one', noSuchPlan, [], null);
  show('same day', notMovedThere, joan, alreadyThen, today);
  show('gone by', notMovedThere, joan, dayGoneBy, today);
  show('neither', leftAlone);
  const moved = capture({ what: 'plan', word: 'lunch', on: '2026-06-19', at: '12:30' });
  show('moved', confirmation, moved, today, { note: movedFrom(joan, today) });
});
