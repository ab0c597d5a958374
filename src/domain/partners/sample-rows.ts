import type { OwnCells } from './refused-row.ts';

/** To look at, or to be replaced. No one owns these partners: a row with someone else’s address would be refused. */
export const sampleRows: readonly OwnCells[] = [
  {
    name: 'Dana Lee',
    company: 'Lee & Co',
    kind: 'realtor',
    tier: 'inner circle',
    phone: '813-555-0142',
    email: 'dana@leeandco.example.com',
    last_touch_on: '2026-05-21',
    last_kind: 'coffee',
    growing: 'first-time buyers, with a monthly workshop',
    birthday: '06-09',
  },
  {
    name: 'Marcus Webb',
    company: 'Webb Builders',
    kind: 'builder',
    tier: 'core',
    phone: '813-555-0117',
    last_touch_on: '2026-04-12',
    last_kind: 'open house',
    anniversary: '09-01',
  },
  {
    name: 'Joan Ortiz',
    company: 'Ortiz Family Law',
    kind: 'divorce attorney',
    email: 'joan@ortizlaw.example.com',
  },
];
