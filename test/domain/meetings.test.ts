import { describe, expect, test } from 'vitest';
import { directionsLink } from '../../src/domain/calendar-links.ts';
import type { Day } from '../../src/domain/days/day.ts';
import { askingLine } from '../../src/domain/digest/asking-line.ts';
import { type Meeting, nextMeeting, noMeetings } from '../../src/domain/digest/meetings.ts';
import { dueToMeet, type GivenLine, line } from '../texts/given.ts';

const day: Day = '2026-06-09';
const meeting = (planId: number, at: string | null, more: Partial<Meeting> = {}): Meeting => ({
  planId,
  ...{ kind: 'meal', word: 'coffee', at, place: null, settled: null, met: false },
  partners: [{ id: planId, name: 'Marcus Webb' }],
  ...more,
});

describe('the next meeting', () => {
  const three = [meeting(1, '10:00'), meeting(2, '14:00'), meeting(3, null)];
  const next = (utc: string, of = three, isReminded = false) =>
    nextMeeting(of, { timeZone: 'America/New_York', day, now: new Date(`${day}T${utc}Z`), isReminded })
      ?.planId;

  test('is the first that is not over, by the clocks where the member is', () => {
    expect(next('12:00')).toBe(1);
    // An hour late, one is still on the way.
    expect(next('14:59')).toBe(1);
    expect(next('15:00')).toBe(2);
    // Of one without an hour, all of the day is left.
    expect(next('23:00')).toBe(3);
  });

  test('is none that a reminder has told of, to who is reminded', () => {
    expect(next('13:29', three, true)).toBe(1);
    expect(next('13:30', three, true)).toBe(2);
    expect(next('17:30', three, true)).toBe(3);
  });

  test('is none that ended, or that was told of', () => {
    expect(next('12:00', [meeting(1, '10:00', { settled: 'dropped' }), meeting(2, '14:00')])).toBe(2);
    expect(next('12:00', [meeting(1, '10:00', { met: true })])).toBeUndefined();
    expect(next('12:00', [])).toBeUndefined();
  });
});

describe('the question of a morning', () => {
  const toAsk = (question: 'one thing' | null, chosen: boolean, growing: boolean): GivenLine => ({
    partner: { toAsk: { question, chosen, growing } },
  });
  const growing = line({ ...toAsk(null, false, true), partnerId: 1 });
  const due = line({ ...toAsk('one thing', false, true), partnerId: 2 });
  const chosen = line({ ...toAsk('one thing', true, false), partnerId: 3 });

  test('is one: chosen before, else what we could do better, else what they want to grow', () => {
    expect(askingLine([growing, due, chosen], noMeetings)).toBe(3);
    expect(askingLine([growing, due], noMeetings)).toBe(2);
    expect(askingLine([line(), growing], noMeetings)).toBe(1);
    expect(askingLine([line()], noMeetings)).toBeNull();
  });

  test('is on no line that begins with something else, or is done', () => {
    const promise = { id: 1, text: 'slides', due: day, state: 'open' as const };
    const owed = line({ ...toAsk('one thing', false, false), outcome: { promises: [promise] } });
    expect(askingLine([owed], noMeetings)).toBeNull();
    const contact = { captureId: 9, what: 'touchpoint', kind: 'visit', word: null, on: day } as const;
    expect(
      askingLine([line({ ...toAsk('one thing', true, false), outcome: { contact } })], noMeetings),
    ).toBeNull();
    const call = line({
      ...toAsk('one thing', true, false),
      reasons: [{ code: 'plan', plannedOn: day, kind: 'call' }],
    });
    expect(askingLine([call], noMeetings)).toBeNull();
    expect(askingLine([line({ ...toAsk('one thing', true, false), reasons: [dueToMeet] })], noMeetings)).toBe(
      11,
    );
  });

  test('is that of the next meeting, where there is one', () => {
    const outline = { id: 5, name: 'Joan', company: null, owners: [], lastTouchOn: null, details: null };
    const details = { ask: { ask: 'growing' } } as never;
    const ahead = (brief: typeof outline) => ({ meetings: [meeting(1, null)], next: { planId: 1, brief } });
    expect(askingLine([due], ahead({ ...outline, details }))).toBeNull();
    // Of a colleague's partner we know nothing to ask.
    expect(askingLine([due], ahead(outline))).toBe(2);
  });
});

test('directions search for the place, and for no address on the web', () => {
  expect(directionsLink(' Blue Door & Co ')).toBe(
    'https://www.google.com/maps/search/?api=1&query=Blue%20Door%20%26%20Co',
  );
  expect(directionsLink('https://zoom.example/j/1')).toBeNull();
  expect(directionsLink('www.zoom.example')).toBeNull();
});
