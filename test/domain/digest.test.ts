import { describe, expect, it } from 'vitest';
import { type Clocks, foldClocks } from '../../src/domain/clocks/clocks.ts';
import type { Fact } from '../../src/domain/clocks/facts.ts';
import { addDays, type Day } from '../../src/domain/days/day.ts';
import { composeDigest, type DigestInput, listToday } from '../../src/domain/digest/digest.ts';
import type { DigestRelationship } from '../../src/domain/digest/digest-reasons.ts';
import type { Tier } from '../../src/domain/words.ts';
import { officeCalendar, plainCalendar } from './given.ts';

/** A Tuesday. */
const today: Day = '2026-06-09';
const yesterday = addDays(today, -1);

/**
 * A relationship that comes due on `touchDue`. Grace is 3 working days for inner circle, 5 for core, 10 for keep in
 * touch.
 */
function due(
  id: number,
  touchDue: Day,
  given: Partial<DigestRelationship> & { tier?: Tier; more?: Fact[] } = {},
) {
  const { tier = 'keep', more = [], ...rest } = given;
  const facts: Fact[] = [
    { type: 'entered', on: '2025-06-02', tier },
    { type: 'first due', on: '2025-06-02', touchDue, faceDue: '2027-01-04' },
    ...more,
  ];
  return relationship(id, foldClocks(facts, plainCalendar), rest);
}

function relationship(
  id: number,
  clocks: Clocks,
  given: Partial<DigestRelationship> = {},
): DigestRelationship {
  return {
    relationshipId: id,
    partnerId: id * 10,
    clocks,
    lastShownOn: null,
    promises: [],
    feedback: [],
    lastSaid: null,
    growing: null,
    coveringFor: null,
    ...given,
  };
}

/** On track for a long time to come. */
const quietly = (id: number, given: Partial<DigestRelationship> = {}) => due(id, '2026-12-01', given);
const promise = (due: Day, id = 1) => ({ id, text: 'workshop slides', due });
const input = (...relationships: DigestRelationship[]): DigestInput => ({
  calendar: plainCalendar,
  meetingsPerWeek: 4,
  relationships,
  days: [],
  meetings: [],
});

function digest(on: Day, ...relationships: DigestRelationship[]) {
  const plan = composeDigest(input(...relationships), on);
  if (plan?.kind !== 'lines') return plan;
  return { ids: plan.lines.map((line) => line.relationshipId), more: plan.more };
}
const codes = (on: Day, ...relationships: DigestRelationship[]) =>
  listToday(input(...relationships), on).lines.map((line) => line.reasons.map((reason) => reason.code));

describe('the order of the digest', () => {
  it('is promises and feedback, then last day of grace, due today, late', () => {
    const plan = digest(
      today,
      due(1, '2026-05-12'), // ten working days of grace, Memorial Day included: over on May 26
      due(2, today),
      due(3, '2026-05-26'), // last day of grace
      quietly(4, { feedback: [{ id: 1, heardOn: yesterday, answerBy: '2026-06-22', step: 'answer' }] }),
      quietly(5, { promises: [promise('2026-06-10')] }),
    );
    expect(plan).toEqual({ ids: [5, 4, 3, 2, 1], more: 0 });
  });

  it('within a class is by day, then by tier, then longest unseen first', () => {
    const seen = (on: Day): Fact => ({ type: 'touchpoint', on, kind: 'call' });
    const plan = digest(
      today,
      due(1, today),
      due(2, today, { tier: 'core' }),
      due(3, today, { tier: 'inner', more: [seen('2025-04-01')] }),
      due(4, today, { tier: 'inner', more: [seen('2025-03-01')] }),
      due(5, yesterday),
    );
    expect(plan).toEqual({ ids: [5, 4, 3, 2, 1], more: 0 });
  });

  it('holds at most five; the rest leads its own class tomorrow', () => {
    const eight = Array.from({ length: 8 }, (_, i) => due(i + 1, today));
    expect(digest(today, ...eight)).toEqual({ ids: [1, 2, 3, 4, 5], more: 3 });
    const shown = eight.map((one, i) => (i < 5 ? { ...one, lastShownOn: today } : one));
    const tomorrow = addDays(today, 1);
    expect(digest(tomorrow, due(9, tomorrow, { tier: 'inner' }), ...shown)).toEqual({
      ids: [6, 7, 8, 9],
      more: 0,
    });
  });

  it('lists at most two late partners, longest unshown first', () => {
    const late = ['2026-05-28', '2026-05-26', null, '2026-05-27'].map((lastShownOn, i) =>
      due(i + 1, '2026-04-20', { lastShownOn: lastShownOn as Day | null }),
    );
    expect(digest(today, ...late)).toEqual({ ids: [3, 2], more: 2 });
  });

  it('keeps a line for one late partner, no matter what else there is', () => {
    const promises = Array.from({ length: 6 }, (_, i) => quietly(i + 1, { promises: [promise(today)] }));
    expect(digest(today, ...promises, due(7, '2026-04-20'))).toEqual({ ids: [1, 2, 3, 4, 7], more: 2 });
  });

  it('keeps it for the longest unshown, even if its other clock is due and would rank it far down', () => {
    const faceDueToday = relationship(
      9,
      foldClocks(
        [
          { type: 'entered', on: '2025-06-02', tier: 'core' },
          { type: 'first due', on: '2026-04-20', touchDue: '2026-04-20', faceDue: today },
        ],
        plainCalendar,
      ),
    );
    const dues = Array.from({ length: 7 }, (_, i) => due(i + 1, yesterday));
    expect(digest(today, ...dues, faceDueToday)).toEqual({ ids: [1, 2, 3, 4, 9], more: 3 });
  });

  it('keeps it for the longest unshown, not for another late partner who has a line anyway', () => {
    const lateAndDue = relationship(
      8,
      foldClocks(
        [
          { type: 'entered', on: '2025-06-02', tier: 'core' },
          { type: 'first due', on: '2026-04-20', touchDue: '2026-04-20', faceDue: addDays(today, -4) },
        ],
        plainCalendar,
      ),
      { lastShownOn: '2026-06-01' },
    );
    const dues = Array.from({ length: 5 }, (_, i) => due(i + 1, yesterday));
    const unshown = due(9, '2026-04-20', { lastShownOn: '2026-05-26' });
    expect(digest(today, ...dues, lateAndDue, unshown)).toEqual({ ids: [8, 1, 2, 3, 9], more: 2 });
  });
});

describe('a partner appears', () => {
  // Inner circle, due Tue, Jun 9, last day of grace Fri, Jun 12.
  const shownOn = (day: Day, lastShownOn: Day | null, more: Fact[] = []) =>
    digest(day, due(1, today, { tier: 'inner', lastShownOn, more })) !== null;

  it.each<[string, Day, Day | null, boolean]>([
    ['not before the due day', yesterday, null, false],
    ['on the due day', today, null, true],
    ['on the due day, although a promise showed them the day before', today, yesterday, true],
    ['not again the day after', '2026-06-10', today, false],
    ['the day after, if the due day was missed', '2026-06-10', yesterday, true],
    ['on the last day of grace', '2026-06-12', today, true],
    ['the day after, if the last day was missed', '2026-06-15', today, true],
    ['not if the last day was not missed', '2026-06-15', '2026-06-12', false],
    ['a week after they were really shown', '2026-06-19', '2026-06-12', true],
    ['a week after, counted from then', '2026-06-19', '2026-06-15', false],
    ['weekly from then on', '2026-06-22', '2026-06-15', true],
  ])('%s', (_when, day, lastShownOn, expected) => {
    expect(shownOn(day, lastShownOn)).toBe(expected);
  });

  it('on the day of a Later and not before, whatever the clock says', () => {
    const later: Fact = { type: 'postponement', on: today, until: '2026-06-16' };
    expect(shownOn('2026-06-12', today, [later])).toBe(false);
    expect(shownOn('2026-06-15', today, [later])).toBe(false);
    expect(shownOn('2026-06-16', today, [later])).toBe(true);
    expect(shownOn('2026-06-17', today, [later])).toBe(true);
    expect(shownOn('2026-06-17', '2026-06-16', [later])).toBe(false);
  });

  it('not on a day on which they were reached, even where a call leaves a meeting due; the next day again', () => {
    const toMeet = (kind: 'call' | 'meal', on: Day) =>
      relationship(
        1,
        foldClocks(
          [
            { type: 'entered', on: '2025-06-02', tier: 'inner' },
            { type: 'first due', on: '2025-06-02', touchDue: '2026-06-08', faceDue: '2026-06-08' },
            { type: 'touchpoint', on, kind },
          ],
          plainCalendar,
        ),
      );
    expect(codes(today, toMeet('call', today))).toEqual([]);
    expect(codes(addDays(today, 1), toMeet('call', today))).toEqual([['due']]);
    expect(codes(today, toMeet('call', yesterday))).toEqual([['due']]);
    expect(codes(today, { ...toMeet('call', today), promises: [promise(today)] })).toEqual([
      ['promise', 'due'],
    ]);
  });

  it('after a Later within grace, too', () => {
    const later: Fact = { type: 'postponement', on: today, until: '2026-06-11' };
    expect(shownOn('2026-06-10', today, [later])).toBe(false);
    expect(shownOn('2026-06-11', today, [later])).toBe(true);
  });

  it('with a promise despite a Later', () => {
    const later: Fact = { type: 'postponement', on: today, until: '2026-06-30' };
    const one = due(1, today, {
      tier: 'inner',
      more: [later],
      lastShownOn: today,
      promises: [promise('2026-06-16')],
    });
    expect(codes('2026-06-16', one)).toEqual([['promise', 'late']]);
  });

  it('not while silenced or resting', () => {
    expect(shownOn(today, null, [{ type: 'quiet', on: '2026-06-01', until: '2026-06-30' }])).toBe(false);
    expect(shownOn(today, null, [{ type: 'deal', on: '2026-06-01', until: '2026-06-30' }])).toBe(false);
    expect(
      shownOn(today, null, [{ type: 'plan', on: '2026-06-05', plannedOn: '2026-06-15', kind: 'meal' }]),
    ).toBe(false);
    expect(shownOn(today, null, [{ type: 'tier', on: '2026-06-01', tier: 'resting' }])).toBe(false);
  });

  it('the day after a plan, to be asked about, although no clock is due', () => {
    const plan: Fact = { type: 'plan', on: '2026-06-01', plannedOn: yesterday, kind: 'visit' };
    const planned = (lastShownOn: Day | null) => due(1, '2026-12-01', { more: [plan], lastShownOn });
    expect(codes(today, planned('2026-06-08'))).toEqual([['plan']]);
    expect(codes(today, planned(null))).toEqual([['plan']]);
    expect(codes('2026-06-10', planned(today))).toEqual([]);
    expect(codes('2026-06-16', planned(today))).toEqual([['plan']]);
    expect(codes(yesterday, planned(null))).toEqual([]);
  });
});

describe('a promise appears', () => {
  const shownOn = (day: Day, due: Day, lastShownOn: Day | null) =>
    digest(day, quietly(1, { promises: [promise(due)], lastShownOn })) !== null;

  it.each<[string, Day, Day, Day | null, boolean]>([
    ['not two days before', '2026-06-09', '2026-06-11', null, false],
    ['the day before', '2026-06-10', '2026-06-11', null, true],
    ['on the day', '2026-06-11', '2026-06-11', '2026-06-10', true],
    ['on the first day late', '2026-06-12', '2026-06-11', '2026-06-11', true],
    ['not on the second', '2026-06-15', '2026-06-11', '2026-06-12', false],
    ['then weekly', '2026-06-19', '2026-06-11', '2026-06-12', true],
    ['on Friday for Monday', '2026-06-12', '2026-06-15', null, true],
    ['on Friday for Sunday', '2026-06-12', '2026-06-14', null, true],
  ])('%s', (_when, day, due, lastShownOn, expected) => {
    expect(shownOn(day, due, lastShownOn)).toBe(expected);
  });

  it('as late before today, so that it leads what it did not fit into', () => {
    const one = quietly(1, { promises: [promise(today)] });
    const other = quietly(2, { promises: [promise(yesterday)] });
    expect(digest(today, one, other)).toEqual({ ids: [2, 1], more: 0 });
  });

  it('for a resting partner, too: our word does not rest', () => {
    const resting = due(1, today, { tier: 'resting', promises: [promise(today)] });
    expect(codes(today, resting)).toEqual([['promise']]);
  });
});

describe('feedback waiting for an answer appears', () => {
  const shownOn = (day: Day, lastShownOn: Day | null) =>
    digest(
      day,
      quietly(1, {
        feedback: [{ id: 1, heardOn: today, answerBy: '2026-06-23', step: 'answer' }],
        lastShownOn,
      }),
    ) !== null;

  it.each<[string, Day, Day | null, boolean]>([
    ['the day after it was heard', '2026-06-10', today, true],
    ['not the day after that', '2026-06-11', '2026-06-10', false],
    ['weekly', '2026-06-17', '2026-06-10', true],
    ['the day before it should be answered', '2026-06-22', '2026-06-17', true],
    ['on that day', '2026-06-23', '2026-06-22', true],
    ['on the first day late', '2026-06-24', '2026-06-23', true],
  ])('%s', (_when, day, lastShownOn, expected) => {
    expect(shownOn(day, lastShownOn)).toBe(expected);
  });
});

describe('a line', () => {
  it('carries all of its partner’s reasons, most urgent first, and the facts for its words', () => {
    const one = relationship(
      1,
      foldClocks(
        [
          { type: 'entered', on: '2026-01-05', tier: 'inner' },
          { type: 'first due', on: '2026-01-05', touchDue: '2026-01-06', faceDue: '2026-01-06' },
          { type: 'touchpoint', on: '2026-05-12', kind: 'visit' },
          { type: 'touchpoint', on: '2026-05-21', kind: 'call' },
        ],
        plainCalendar,
      ),
      { promises: [promise('2026-06-10', 7)], lastSaid: 'Hiring a site manager', growing: 'spec homes' },
    );
    expect(listToday(input(one), today).lines).toEqual([
      {
        relationshipId: 1,
        alsoShown: [],
        partnerId: 10,
        coveringFor: null,
        state: 'due',
        reasons: [
          { code: 'promise', id: 7, text: 'workshop slides', due: '2026-06-10' },
          { code: 'last day', clock: 'touch', due: '2026-06-04' },
          { code: 'due', clock: 'face', due: '2026-06-09', graceEnds: '2026-06-12' },
        ],
        lastTouch: { on: '2026-05-21', kind: 'call' },
        lastFace: { on: '2026-05-12', kind: 'visit' },
        lastSaid: 'Hiring a site manager',
        growing: 'spec homes',
      },
    ]);
  });

  it('appears once for a partner the member also covers, from their own relationship', () => {
    const covered = due(2, today, { tier: 'inner', coveringFor: 77, partnerId: 10 });
    const own = quietly(1, { promises: [promise(today)] });
    for (const list of [listToday(input(covered, own), today), listToday(input(own, covered), today)]) {
      expect(list.rest).toEqual([]);
      expect(list.lines).toHaveLength(1);
      expect(list.lines[0]).toMatchObject({ relationshipId: 1, alsoShown: [2], coveringFor: null });
      expect(list.lines[0]?.reasons.map((reason) => reason.code)).toEqual(['promise', 'due']);
    }
  });

  it('for an absent colleague is for inner circle and promises only', () => {
    const feedback = [{ id: 1, heardOn: yesterday, answerBy: today, step: 'answer' as const }];
    expect(codes(today, due(1, today, { tier: 'inner', coveringFor: 77, feedback }))).toEqual([['due']]);
    expect(codes(today, due(1, today, { tier: 'core', coveringFor: 77, feedback }))).toEqual([]);
    expect(
      codes(today, due(1, today, { tier: 'core', coveringFor: 77, promises: [promise(today)] })),
    ).toEqual([['promise']]);
  });

  it('shown this morning stays at the front of today’s list', () => {
    const six = Array.from({ length: 6 }, (_, i) => due(i + 1, today));
    const shown = six.map((one) => (one.relationshipId > 1 ? { ...one, lastShownOn: today } : one));
    expect(listToday(input(...shown), today).lines.map((line) => line.relationshipId)).toEqual([
      2, 3, 4, 5, 6,
    ]);
  });
});

describe('a digest without lines', () => {
  const friday: Day = '2026-06-12';
  const monday: Day = '2026-06-15';

  it('is no message: the evening that ends the week says who is square', () => {
    expect(digest(today, quietly(1))).toBeNull();
    expect(digest(friday, quietly(1))).toBeNull();
    expect(digest(friday)).toBeNull();
    expect(digest(friday, due(1, today, { tier: 'resting' }))).toBeNull();
  });

  it('on a day off is no message, but the list on demand is there', () => {
    const holiday = { ...input(due(1, '2026-06-18')), calendar: officeCalendar };
    expect(composeDigest(holiday, '2026-06-19')).toBeNull();
    expect(listToday(holiday, '2026-06-19').lines).toHaveLength(1);
    expect(digest('2026-06-13', due(1, today))).toBeNull();
  });

  it('asks on Mondays for five partners if the whole book is resting and there is capacity', () => {
    const resting = due(1, today, { tier: 'resting' });
    expect(digest(monday, resting)).toEqual({ kind: 'pick-five' });
    expect(digest(today, resting)).toBeNull();
    expect(digest(monday, resting, quietly(2))).toBeNull();
    expect(digest(monday, resting, quietly(2, { coveringFor: 77 }))).toEqual({ kind: 'pick-five' });
    expect(digest(monday)).toBeNull();
    expect(composeDigest({ ...input(resting), meetingsPerWeek: 0 }, monday)).toBeNull();
    expect(digest(monday, { ...resting, promises: [promise(monday)] })).toEqual({ ids: [1], more: 0 });
  });
});
