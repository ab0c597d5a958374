import { describe, expect, test } from 'vitest';
import { type BriefFacts, briefFor, worthAsking } from '../../../src/domain/asking/brief.ts';
import { aMember } from '../../support/member.ts';

const today = '2026-06-09';

describe('one thing worth asking', () => {
  const known = { growing: 'classes', growingOn: '2026-01-05', hardClosingOn: null, wording: null } as const;
  const heard = { ...known, lastHeardOn: '2026-05-01' } as const;
  test.each([
    [
      'what they want to grow, while no one knows',
      { ...heard, growing: null, growingOn: null },
      false,
      'growing',
    ],
    ['how it goes, where all is known', heard, false, 'how it goes'],
    ['what they want to grow, a year later', { ...heard, growingOn: '2025-06-09' }, false, 'growing again'],
    ['the truth, where no one has asked', { ...known, lastHeardOn: null }, false, 'feedback'],
    ['the truth, half a year later', { ...known, lastHeardOn: '2025-12-09' }, false, 'feedback'],
    [
      'not for more of it, while they wait for an answer',
      { ...known, lastHeardOn: null },
      true,
      'how it goes',
    ],
    [
      'the truth first, after a rough closing',
      { ...heard, growing: null, growingOn: null, hardClosingOn: '2026-06-01' },
      false,
      'feedback',
    ],
  ] as const)('%s', (_, facts, waits, expected) => {
    expect(worthAsking(facts, waits, today).ask).toBe(expected);
  });

  test('in the words that were chosen', () => {
    const chosen = { ...known, lastHeardOn: null, wording: 'somebody else' } as const;
    expect(worthAsking(chosen, false, today)).toEqual({ ask: 'feedback', wording: 'somebody else' });
  });
});

describe('the last words', () => {
  const facts: BriefFacts = {
    id: 1,
    name: 'Dana Lee',
    company: null,
    kind: 'realtor',
    phone: '813-555-0142',
    email: null,
    growing: null,
    growingOn: null,
    birthday: null,
    hardClosingOn: null,
    owners: [
      { memberId: 10, name: 'Priya', touchDue: '2026-06-20', faceDue: '2026-06-15' },
      { memberId: 20, name: 'Sam', touchDue: null, faceDue: null },
    ],
    lastTouchOn: '2026-06-08',
    contacts: [
      { kind: 'call', word: null, on: '2026-06-08', note: 'Sam’s words', members: [{ id: 20, name: 'Sam' }] },
      {
        kind: 'meal',
        word: 'coffee',
        on: '2026-06-01',
        note: 'Priya’s words',
        members: [{ id: 10, name: 'Priya' }],
      },
    ],
    promises: [
      { memberId: 20, by: 'Sam', text: 'Sam’s promise', dueOn: null },
      { memberId: 10, by: 'Priya', text: 'Priya’s promise', dueOn: null },
    ],
    plans: [],
    lastHeardOn: null,
    wording: null,
    ties: { branchId: 1, ownerIds: [10, 20], covers: [{ ownerId: 10, coverId: 11 }] },
  };
  const brief = (reader: ReturnType<typeof aMember>) => briefFor(reader, facts, [], today);

  test('are those that the owner heard, with the last contact of anyone', () => {
    const mine = brief(aMember(10, ['member'], 1));
    expect(mine?.owners).toEqual(['Sam']);
    expect(mine?.details).toMatchObject({
      due: { on: '2026-06-15', meet: true },
      last: { kind: 'call', with: ['Sam'] },
      said: { text: 'Priya’s words', by: null },
      promises: [{ text: 'Priya’s promise', by: null }],
    });
  });

  test('for a cover those of whom they cover; for a manager all', () => {
    expect(brief(aMember(11, ['member'], 1))?.details).toMatchObject({
      said: { text: 'Priya’s words', by: 'Priya' },
      promises: [{ text: 'Priya’s promise', by: 'Priya' }],
    });
    const manager = aMember(13, ['member', 'manager'], 1, { manages: [1] });
    expect(brief(manager)?.details).toMatchObject({
      said: { text: 'Sam’s words', by: 'Sam' },
      promises: [{ by: 'Sam' }, { by: 'Priya' }],
    });
  });

  test('for a colleague none, and for a stranger no brief', () => {
    expect(brief(aMember(12, ['member'], 1))).toMatchObject({ details: null, lastTouchOn: '2026-06-08' });
    expect(brief(aMember(14, ['member'], 2))).toBeNull();
    expect(brief(aMember(15, ['compliance'], 1))).toBeNull();
  });
});
