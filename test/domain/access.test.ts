import { describe, expect, test } from 'vitest';
import {
  type BranchRole,
  branchAccess,
  branchActions,
  branchRoles,
  branchRolesOf,
  may,
  mayForMember,
  mayInBranch,
  memberActions,
  memberRolesOf,
  notesOf,
  type PartnerAction,
  type PartnerRole,
  partnerAccess,
  partnerActions,
  partnerRoles,
  partnerRolesOf,
} from '../../src/domain/access.ts';
import type { Member } from '../../src/domain/members/member.ts';
import { refusedBranch, refusedForMember, refusedPartner } from '../../src/messages/refusals.ts';
import { aMember as member } from '../support/member.ts';

const here = 1;
const elsewhere = 2;
const partner = { branchId: here, ownerIds: [10], covers: [{ ownerId: 10, coverId: 11 }] };

const people: Record<string, { who: Member; stands: PartnerRole[] }> = {
  'the owner': { who: member(10, ['member'], here), stands: ['owner', 'colleague'] },
  'an owner who moved to another branch': { who: member(10, ['member'], elsewhere), stands: ['owner'] },
  'the cover of an absent owner': { who: member(11, ['member'], here), stands: ['cover', 'colleague'] },
  'a colleague': { who: member(12, ['member'], here), stands: ['colleague'] },
  'the manager': {
    who: member(13, ['member', 'manager'], here, { manages: [here] }),
    stands: ['manager', 'colleague'],
  },
  'a manager of another branch': {
    who: member(14, ['member', 'manager'], elsewhere, { manages: [elsewhere] }),
    stands: [],
  },
  'a manager by role alone': { who: member(15, ['member', 'manager'], here), stands: ['colleague'] },
  'a program lead': { who: member(16, ['member', 'lead'], elsewhere), stands: ['lead'] },
  'compliance alone': { who: member(17, ['compliance'], here), stands: ['compliance'] },
  'compliance alone, named owner': { who: member(10, ['compliance'], here), stands: ['compliance'] },
  'a stranger': { who: member(18, ['member'], elsewhere), stands: [] },
  'an owner who left': { who: member(10, ['member'], here, { state: 'left' }), stands: [] },
  'a lead who was only invited': { who: member(16, ['lead'], here, { state: 'invited' }), stands: [] },
};

/** One row per person, one column per action, in the order of the table. docs/design.md, Who sees what. */
const partnerTable: Record<PartnerRole, string> = {
  //           outline card history notes log plan look take edit later tier cap give theirs archive merge redact hold
  owner:
    '     yes     yes  yes     no    yes yes  yes  no   yes  yes   yes  no  yes  no     yes     yes     no     no',
  cover:
    '     yes     yes  yes     no    yes yes  yes  yes  no   no    no   no  no   no     no      no     no     no',
  manager:
    '   yes     yes  yes     yes   yes yes  yes  yes  yes  no    yes  no  yes  yes    yes     yes     yes    no',
  lead: '      yes     yes  yes     yes   yes yes  yes  yes  yes  no    yes  yes yes  yes    yes     yes     yes    no',
  colleague:
    ' yes     no   no      no    yes yes  no   yes  no   no    no   no  no   no     no      no     no     no',
  compliance:
    'no      no   yes     no    no  no   no   no   no   no    no   no  no   no     no      no     no     yes',
};

const branchTable: Record<BranchRole, string> = {
  //           add others own branch all myrec brec allrec correct people branches addev edev edit set group roles
  member:
    '    yes no     yes no     no  yes   no   no    no      no     no       yes   no    no   no  no    no',
  manager:
    '   yes yes    yes yes    no  yes   yes  no    yes     yes    no       yes   yes   yes  no  no    no',
  lead: '      yes yes    yes yes    yes yes   yes  yes   yes     yes    yes      yes   yes   yes  yes yes   no',
  compliance:
    'no  no     no  yes    yes no    yes  yes   no      no     no       no    no    no   no  no    no',
  admin:
    '     no  no     no  no     no  no    no   no    no      no     no       no    no    yes  yes yes   yes',
};

const answers = (row: string) =>
  row
    .trim()
    .split(/\s+/)
    .map((word) => word === 'yes');

describe('roles toward a partner', () => {
  test.each(Object.entries(people))('%s', (_, { who, stands }) => {
    expect(partnerRolesOf(who, partner)).toEqual(stands);
  });
});

describe('the notes a person may read', () => {
  const shared = { branchId: here, ownerIds: [10, 20], covers: [{ ownerId: 10, coverId: 11 }] };
  test.each<[string, Member, number[] | null]>([
    ['the manager: all', people['the manager']!.who, null],
    ['a lead: all', people['a program lead']!.who, null],
    ['an owner: their own, not those of another owner', people['the owner']!.who, [10]],
    [
      'a cover theirs and those of whom they cover alone',
      people['the cover of an absent owner']!.who,
      [11, 10],
    ],
    ['a colleague: none', people['a colleague']!.who, []],
    ['compliance nobody’s', people['compliance alone']!.who, []],
  ])('%s', (_, who, expected) => {
    expect(notesOf(who, shared)).toEqual(expected);
  });
});

describe('roles in a branch', () => {
  test.each([
    ['a member at home', member(1, ['member'], here), ['member']],
    ['a member elsewhere', member(1, ['member'], elsewhere), []],
    [
      'a manager whose home is elsewhere',
      member(1, ['manager'], elsewhere, { manages: [here] }),
      ['manager'],
    ],
    ['a lead', member(1, ['lead'], elsewhere), ['lead']],
    ['compliance alone', member(1, ['compliance'], here), ['compliance']],
    ['a member who left', member(1, ['lead', 'member'], here, { state: 'left' }), []],
  ] as const)('%s', (_, who, stands) => {
    expect(branchRolesOf(who, here)).toEqual(stands);
  });
});

describe('allowed actions on a partner', () => {
  test.each(partnerRoles.map((role) => [role] as const))('%s', (role) => {
    expect(partnerActions.map((action) => may([role], action))).toEqual(answers(partnerTable[role]));
  });

  test('do not exist without a role', () => {
    expect(partnerActions.filter((action) => may([], action))).toEqual([]);
    expect(branchActions.filter((action) => mayInBranch([], action))).toEqual([]);
  });

  test('add up for a person with several roles', () => {
    expect(may(['colleague', 'compliance'], 'see history')).toBe(true);
    expect(may(['colleague', 'compliance'], 'see card')).toBe(false);
  });
});

describe('allowed actions in a branch', () => {
  test.each(branchRoles.map((role) => [role] as const))('%s', (role) => {
    expect(branchActions.map((action) => mayInBranch([role], action))).toEqual(answers(branchTable[role]));
  });
});

describe('roles toward a colleague', () => {
  const priya = { branchId: here, coverIds: [11] };
  test.each([
    ['the cover of an absent owner', ['cover']],
    ['the manager', ['manager']],
    ['a program lead', ['lead']],
    ['a colleague', []],
    ['a manager of another branch', []],
    ['a lead who was only invited', []],
  ] as const)('%s', (who, roles) => {
    expect(memberRolesOf(people[who]!.who, priya)).toEqual(roles);
    expect(mayForMember(memberRolesOf(people[who]!.who, priya), 'log for')).toBe(roles.length > 0);
    const oversees = roles.some((role) => role !== 'cover');
    expect(mayForMember(memberRolesOf(people[who]!.who, priya), 'name a cover')).toBe(oversees);
  });
});

describe('a refusal', () => {
  test('says why, and who may, for every action', () => {
    for (const action of partnerActions)
      expect(refusedPartner(action)).toMatch(/^You can’t [^.]+\. [A-Z][^.]+ can\.$/);
    for (const action of branchActions)
      expect(refusedBranch(action)).toMatch(/^You can’t [^.]+\. [A-Z][^.]+ can\.$/);
    for (const action of memberActions)
      expect(refusedForMember(action)).toMatch(/^You can’t [^.]+\. [A-Z][^.]+ can\.$/);
  });

  test('puts "or" before the last role that may', () => {
    expect(refusedPartner('edit')).toBe(
      'You can’t edit this partner. The owner, the branch manager, or a program lead can.',
    );
    expect(refusedBranch('name roles')).toBe(
      'You can’t name program leads and compliance. A Slack workspace admin can.',
    );
  });

  test('every action is allowed to someone', () => {
    const all: readonly (readonly string[])[] = [
      ...Object.values(partnerAccess),
      ...Object.values(branchAccess),
    ];
    expect(all.every((who) => who.length > 0)).toBe(true);
    const action: PartnerAction = 'later';
    expect(partnerAccess[action]).toEqual(['owner']);
  });
});
