import type { KnownBlock } from '@slack/types';
import { section } from '../../src/messages/blocks.ts';
import { belowAlone, withBelow } from '../../src/messages/evening/below-list.ts';
import { eveningMessage, plainerEvening } from '../../src/messages/evening/evening.ts';
import { myWeekBlocks, myWeekNews } from '../../src/messages/evening/my-week.ts';
import {
  endedNote,
  eventAnswered,
  eventBlocks,
  eventNews,
  planAnswered,
  planBlocks,
  planNews,
} from '../../src/messages/evening/questions.ts';
import { subject } from './catalog.ts';
import { today } from './given.ts';

const plan = {
  id: 51,
  kind: 'meal',
  word: 'lunch',
  partnerIds: [11, 12],
  partnerNames: ['Dana Lee', 'Marcus Webb'],
  plannedOn: today,
  at: null,
  settled: null,
} as const;
const mixer = { id: 5, name: 'Chamber mixer', on: today } as const;
const week = {
  isOver: false,
  isSquare: true,
  active: 30,
  touchpoints: 9,
  inPerson: 4,
  promisesKept: 3,
  cameBack: [
    { id: 21, name: 'Grant Whitfield', lastOn: '2026-02-12' as const },
    { id: 22, name: 'Joan Ortiz', lastOn: '2025-12-01' as const },
    { id: 23, name: 'Kim Roe', lastOn: '2026-01-05' as const },
    { id: 24, name: 'Bo Fox', lastOn: '2026-01-08' as const },
  ],
  weeks: { kept: 22, of: 27 },
  next: [
    { id: 11, name: 'Dana Lee' },
    { id: 12, name: 'Marcus Webb' },
  ],
};
const told = (news: string, blocks: KnownBlock[]) => ({ news, blocks });
const planAsked = {
  asked: { what: 'plan', id: plan.id },
  news: planNews(plan),
  blocks: planBlocks(plan, today),
} as const;
const eventAsked = {
  asked: { what: 'event', id: mixer.id },
  news: eventNews(mixer, today),
  blocks: eventBlocks(mixer, today),
} as const;
const list = { text: '3 today', blocks: [] };
const [chart, line] = [section('*May 2026*'), section('*May 2026*, in words')];

export const evening = subject('The evening', (show, say) => {
  const alone = { nudgeId: 7, week: null, more: [] };
  show('a plan', eveningMessage, { ...alone, questions: [planAsked] });
  show('a plan and an event', eveningMessage, { ...alone, questions: [planAsked, eventAsked] });
  show('as the week ends', eveningMessage, {
    ...alone,
    week: told(myWeekNews(week), myWeekBlocks('Priya Patel', week, today)),
    questions: [planAsked],
  });
  show('where Slack takes no chart', plainerEvening, {
    ...alone,
    questions: [],
    more: [{ ...told('May 2026', [chart]), plainer: [line] }],
  });
  const quiet = { ...week, isSquare: false, touchpoints: 0, promisesKept: 0, cameBack: [], next: [] };
  show('a week with nothing logged', myWeekBlocks, 'Priya Patel', quiet, today);
  show('its notification', myWeekNews, quiet);
  show('told in the next one', myWeekBlocks, 'Priya Patel', { ...week, isOver: true }, today);
  show('with nothing logged', myWeekBlocks, 'Priya Patel', { ...quiet, isOver: true }, today);
  show('its notification', myWeekNews, { ...quiet, isOver: true });
  show('with an hour', planBlocks, { ...plan, at: '12:30' }, today);
  show('a call', planBlocks, { ...plan, kind: 'call', word: null, partnerNames: ['Dana Lee'] }, today);
  show('held', planBlocks, { ...plan, settled: 'held' }, today);
  show('canceled', planBlocks, { ...plan, settled: 'dropped' }, today);
  show('missed', planAnswered, plan, 'missed', today);
  show('moved', planAnswered, plan, 'moved', today);
  show('gone', planAnswered, plan, 'gone', today);
  say('held, on a card', endedNote(plan, 'held', today), endedNote);
  say('missed, on a card', endedNote(plan, 'missed', today), endedNote);
  show('told of', eventBlocks, mixer, today, 'told');
  show('no one', eventAnswered, mixer, 'met no one');
  show('did not go', eventAnswered, mixer, 'stayed away');
  const yesterday = [{ ...mixer, on: '2026-06-08' as const }];
  const seen = {
    ...({ partnerId: 11, partnerName: 'Dana Lee', by: 'Sam Cole', kind: 'meal', word: 'coffee' } as const),
    on: '2026-06-04' as const,
  };
  const away = Array.from({ length: 9 }, () => seen);
  show('below the next morning’s list', withBelow, list, { events: yesterday, away }, today, 7);
  show('on a morning without one', belowAlone, 'Priya Patel', { events: yesterday, away: [] }, today, 7);
  show('after an absence', belowAlone, 'Priya Patel', { events: [], away }, today, 7);
});
