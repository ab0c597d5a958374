import type { Day } from '../../src/domain/days/day.ts';
import type { BranchName, Handle } from './people.ts';

/** The branches' events in the weeks around the start of the demo, and who has signed up. */
export const events: readonly {
  branch: BranchName;
  on: Day;
  at: string;
  name: string;
  place?: string;
  going: readonly Handle[];
}[] = [
  {
    branch: 'Tampa',
    on: '2026-06-11',
    at: '12:00',
    name: 'Builders’ lunch',
    place: 'Gulf Hall',
    going: ['sam'],
  },
  {
    branch: 'Tampa',
    on: '2026-06-16',
    at: '17:30',
    name: 'Chamber mixer',
    place: 'Pier Room',
    going: ['sam', 'priya'],
  },
  {
    branch: 'Tampa',
    on: '2026-06-18',
    at: '12:00',
    name: 'Title and escrow lunch',
    place: 'Gulf Hall',
    going: [],
  },
  {
    branch: 'Tampa',
    on: '2026-06-23',
    at: '08:00',
    name: 'Agents’ breakfast',
    place: 'Harbor House',
    going: ['ada'],
  },
  { branch: 'Phoenix', on: '2026-06-16', at: '07:30', name: 'Realtors’ breakfast', going: ['grace'] },
  { branch: 'Phoenix', on: '2026-06-24', at: '18:00', name: 'Builders’ happy hour', going: [] },
  { branch: 'Chicago', on: '2026-06-17', at: '17:00', name: 'Planners’ roundtable', going: ['dee'] },
  { branch: 'Chicago', on: '2026-06-25', at: '12:00', name: 'Bar association lunch', going: [] },
];
