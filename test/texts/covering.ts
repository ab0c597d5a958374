import type { Brief, BriefDetails } from '../../src/domain/asking/brief.ts';
import {
  coverAnswer,
  coverAnswered,
  coverBlocks,
  coverNews,
  coverWanted,
  type Outlook,
  outlookBlocks,
} from '../../src/messages/members/covering.ts';
import { coverTold } from '../../src/messages/members/roles-told.ts';
import { subject } from './catalog.ts';
import { said, today } from './given.ts';

const covering = { absenceId: 3, name: 'Priya Patel', from: '2026-06-15', to: '2026-06-19' } as const;
const known: BriefDetails = {
  ...{
    kind: 'realtor',
    phone: '813-555-0101',
    email: null,
    growing: said.growing,
    birthday: null,
    due: null,
  },
  last: { kind: 'meal', word: 'lunch', on: '2026-05-12', with: ['Priya Patel'] },
  said: { text: said.note, on: '2026-05-12', by: 'Priya Patel' },
  promises: [{ text: said.promise, dueOn: '2026-06-16', by: 'Priya Patel' }],
  ...{ plan: null, feedback: [], ask: { ask: 'how it goes', growing: said.growing } },
};
const dana: Brief = {
  ...{ id: 11, name: 'Dana Lee', company: 'Lee & Co', owners: ['Priya Patel'], lastTouchOn: '2026-05-12' },
  details: known,
};
const plan = { kind: 'meal', word: 'lunch', on: '2026-06-18', at: '12:30', place: 'Blue Door' } as const;
const outlook: Outlook = {
  likely: [
    { brief: dana, due: { meet: true, on: '2026-06-17' }, plannedOn: null },
    {
      brief: { ...dana, id: 12, details: { ...known, promises: [], plan: { ...plan, by: 'Priya Patel' } } },
      ...{ due: null, plannedOn: plan.on },
    },
    { brief: { ...dana, id: 13, details: { ...known, last: null, said: null } }, due: null, plannedOn: null },
    { brief: { ...dana, id: 14, details: null }, due: { meet: false, on: '2026-06-10' }, plannedOn: null },
  ],
  more: 2,
};
const ended = { ...covering, is: 'declined', told: ['Priya Patel', 'Grace Kim'] } as const;
const wanted = { ...covering, owner: { id: 1, name: 'Priya Patel' }, by: 'Sam Cole' };
const colleagues = [{ id: 3, name: 'Lee Diaz' }];

export const coverTexts = subject('Covering for a colleague', (show) => {
  show('told in time', coverTold, covering, null, today);
  show('told late', coverTold, covering, outlook, today);
  show('the question', coverBlocks, covering, outlook, today);
  show(
    'one day, no one to expect',
    coverBlocks,
    { ...covering, to: covering.from },
    { likely: [], more: 0 },
    today,
  );
  show('one of many', coverBlocks, covering, null, today);
  show('one more', outlookBlocks, { ...outlook, more: 1 }, covering, today);
  show('its notification', coverNews, covering, today);
  show('declined', coverAnswered, ended, today);
  show('declined, alone', coverAnswer, { ...ended, told: [] }, today);
  show('not asked anymore', coverAnswered, { is: 'gone' }, today);
  show('to the owner', coverWanted, wanted, colleagues, { readerId: 1, today });
  show('to their manager', coverWanted, wanted, colleagues, { readerId: 2, today });
  show('in a branch of two', coverWanted, wanted, [], { readerId: 1, today });
});
