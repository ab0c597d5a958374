import type { MemberKind } from '../../src/domain/words.ts';

/** A person's user name in the local Slack. */
export type Handle = string;

export interface Person {
  handle: Handle;
  realName: string;
  zone: string;
  isAdmin?: true;
  /** Null if not a member of Rapport. Rapport asks people in a branch's channel whether they work with partners. */
  member: { branch: BranchName; kind: MemberKind; meetingsPerWeek: number; isLead?: true } | null;
  /** The branch channels they are in. Everyone is in #general. */
  channels: BranchName[];
}

export type BranchName = 'Tampa' | 'Phoenix' | 'Chicago';

/** The branches under each program lead. */
export const areas: readonly { name: string; lead: Handle; branches: readonly BranchName[] }[] = [
  { name: 'Coast and Desert', lead: 'naomi', branches: ['Tampa', 'Phoenix'] },
  { name: 'Great Lakes', lead: 'naomi', branches: ['Chicago'] },
];

export interface Office {
  name: BranchName;
  channel: string;
  zone: string;
  region: string;
  manager: Handle;
  /** For the partners' phone numbers. */
  areaCode: string;
}

export const offices: readonly Office[] = [
  {
    name: 'Tampa',
    channel: 'tampa',
    zone: 'America/New_York',
    region: 'FL',
    manager: 'ada',
    areaCode: '813',
  },
  {
    name: 'Phoenix',
    channel: 'phoenix',
    zone: 'America/Phoenix',
    region: 'AZ',
    manager: 'grace',
    areaCode: '602',
  },
  {
    name: 'Chicago',
    channel: 'chicago',
    zone: 'America/Chicago',
    region: 'IL',
    manager: 'malik',
    areaCode: '312',
  },
];

const zones = { Tampa: 'America/New_York', Phoenix: 'America/Phoenix', Chicago: 'America/Chicago' };

const at = (
  branch: BranchName,
  handle: Handle,
  realName: string,
  kind: MemberKind,
  meetingsPerWeek: number,
  more: Partial<Person> = {},
): Person => ({
  handle,
  realName,
  zone: zones[branch],
  member: { branch, kind, meetingsPerWeek },
  channels: [branch],
  ...more,
});

/** In the order they joined Slack, which determines their ids. */
export const people: readonly Person[] = [
  at('Tampa', 'ada', 'Ada Ruiz', 'relationship manager', 6, {
    isAdmin: true,
    channels: ['Tampa', 'Phoenix', 'Chicago'],
  }),
  at('Tampa', 'priya', 'Priya Patel', 'originator', 4),
  at('Tampa', 'sam', 'Sam Cole', 'originator', 4),
  at('Tampa', 'luis', 'Luis Moreno', 'relationship manager', 8),
  {
    handle: 'naomi',
    realName: 'Naomi Brooks',
    zone: 'America/Chicago', // she leads the program for all branches, from Nashville
    member: { branch: 'Tampa', kind: 'relationship manager', meetingsPerWeek: 2, isLead: true },
    channels: ['Tampa', 'Phoenix', 'Chicago'],
  },
  at('Phoenix', 'grace', 'Grace Okafor', 'originator', 4),
  at('Phoenix', 'tomas', 'Tomás Herrera', 'originator', 4),
  at('Phoenix', 'wen', 'Wen Liang', 'relationship manager', 8, { zone: 'America/Denver' }),
  at('Chicago', 'malik', 'Malik Johnson', 'originator', 3),
  at('Chicago', 'hannah', 'Hannah Berg', 'originator', 4),
  at('Chicago', 'dee', 'Dee Kowalczyk', 'relationship manager', 8),
  { handle: 'noor', realName: 'Noor Haddad', zone: 'America/New_York', member: null, channels: ['Tampa'] },
  { handle: 'ben', realName: 'Ben Foster', zone: 'America/Chicago', member: null, channels: [] },
];

export const members: readonly (Person & { member: NonNullable<Person['member']> })[] = people.flatMap(
  (person) => (person.member ? [{ ...person, member: person.member }] : []),
);

/** Both days included. Luis is away when the demo begins. */
export const absences = [
  { who: 'hannah', from: '2026-03-16', to: '2026-03-27', cover: 'malik' },
  { who: 'luis', from: '2026-06-08', to: '2026-06-12', cover: 'sam' },
] as const;

export const emailOf = (handle: Handle): string => `${handle}@example.com`;
