import { charactersIn, checkMessageBlocks } from 'slack-sandbox/blocks';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/days/day.ts';
import type { Message } from '../../src/messages/blocks.ts';
import { type EventLine, eventText } from '../../src/messages/branch-events/event-lines.ts';
import { managersNote } from '../../src/messages/leads/managers-note.ts';
import { insteadOfChannel, unreachable } from '../../src/messages/members/undeliverable.ts';
import { fewNames, firstNames } from '../../src/messages/names.ts';
import { firstWeeksBoard, keptText, leaderboard, sparkline } from '../../src/messages/week/leaderboard.ts';
import { midweekReminder, weekPlanMessage } from '../../src/messages/week/week-plan.ts';

const monday: Day = '2026-06-08';
/** The worst that a person may type: a mention, and characters that become five when escaped. */
const nasty = (length: number) => `<!channel> ${'&'.repeat(length)}`;
const read = (message: Message) => readable(message as never);

function expectFits({ text, blocks }: Message): void {
  expect(checkMessageBlocks(blocks)).toEqual([]);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(charactersIn(blocks)).toBeLessThanOrEqual(13_200);
  expect(text.length).toBeLessThanOrEqual(40_000);
  // A header is plain text, so it cannot mention anyone.
  const marked = blocks.filter(({ type }) => type !== 'header');
  expect(JSON.stringify([text, marked]).includes('<!channel>')).toBe(false);
}

const item = (partnerName: string, ownerName: string, inPerson = false) => ({
  partnerId: 1,
  partnerName,
  ownerId: ownerName.length,
  ownerName,
  coverName: null,
  inPerson,
  since: monday,
});
const mixer: EventLine = {
  id: 4,
  name: 'Chamber mixer',
  place: 'Pier Room',
  on: '2026-06-09',
  at: '17:30',
  going: ['Sam Cole', 'Priya Patel'],
};

describe('the week’s plan', () => {
  test('names who covers beside whom they cover for', () => {
    const plan = {
      nudgeId: 1,
      branchName: 'Tampa',
      monday,
      today: monday,
      unowned: [],
      events: [],
      promises: 0,
    };
    const left = [
      { ...item('Dana Lee', 'Priya Patel'), coverName: 'Sam Cole' },
      item('Marcus Webb', 'Priya Patel'),
      item('Joan Ortiz', 'Sam Cole'),
    ];
    expect(read(weekPlanMessage({ ...plan, left }))).toContain(
      '*Priya*: Marcus Webb\n*Sam (for Priya)*: Dana Lee\n*Sam*: Joan Ortiz',
    );
  });

  test('words counts of one and zero naturally', () => {
    const plan = { nudgeId: 1, branchName: 'Tampa', monday, today: monday, unowned: [], events: [] };
    expect(read(weekPlanMessage({ ...plan, left: [item('Dana Lee', 'Priya')], promises: 1 }))).toContain(
      '*1 partner to reach. 1 promise due.*',
    );
    const two = [item('Dana Lee', 'Priya'), item('Marcus Webb', 'Priya', true)];
    expect(read(weekPlanMessage({ ...plan, left: two, promises: 0 }))).toContain(
      '*2 partners to reach, 1 in person.*',
    );
    expect(read(weekPlanMessage({ ...plan, left: two.slice(1), promises: 0 }))).toContain(
      '*1 partner to reach, in person.*',
    );
    expect(read(weekPlanMessage({ ...plan, left: [two[0]!, two[0]!], promises: 0 }))).toContain(
      '*2 partners to reach, none in person.*',
    );
    expect(read(weekPlanMessage({ ...plan, left: [], promises: 0 }))).toContain(
      'No one’s due this week. A good week to bring in someone new.',
    );
  });

  test('notifies with the counts in one line', () => {
    const plan = { nudgeId: 1, branchName: 'Tampa', monday, today: monday, unowned: [], events: [mixer] };
    const left = [item('Dana Lee', 'Priya', true), item('Marcus Webb', 'Priya')];
    expect(weekPlanMessage({ ...plan, left, promises: 1 }).text).toBe(
      'Week of Jun 8: 2 partners to reach, 1 promise due',
    );
    expect(weekPlanMessage({ ...plan, left: [], promises: 0 }).text).toBe('Week of Jun 8: no one due');
    expect(midweekReminder({ ...plan, left, promises: 0, reached: 3, daysLeft: 1 }).text).toBe(
      'Tampa so far this week: 3 of 5 partners reached, 1 day left',
    );
  });

  test('fits Slack’s limits with a hundred people, a thousand partners, and the worst names', () => {
    const left = Array.from({ length: 1000 }, (_, n) =>
      item(nasty(200), `${nasty(200)} ${'x'.repeat(n % 100)}`, true),
    );
    const events = Array.from({ length: 30 }, (_, id) => ({
      ...mixer,
      id,
      name: nasty(300),
      place: nasty(300),
      going: Array(60).fill(nasty(90)),
    }));
    const drawing = { nudgeId: 999_999_999, branchName: nasty(49), left, promises: 1000, events };
    expectFits(weekPlanMessage({ ...drawing, monday, today: monday, unowned: Array(500).fill(nasty(200)) }));
    expectFits(midweekReminder({ ...drawing, reached: 12, daysLeft: 1 }));
  });
});

describe('an event', () => {
  test('says who is going, by first name if that is unambiguous', () => {
    expect(eventText(mixer)).toBe('*Tue 5:30 PM* · Chamber mixer, Pier Room\nGoing: Sam, Priya');
    expect(eventText({ ...mixer, host: 'ours', place: null, going: [], could: ['Luis Moreno'] })).toBe(
      '*Tue 5:30 PM* · Chamber mixer (we’re hosting)\nNo one’s going yet · could go: Luis',
    );
    expect([...firstNames(['Sam Cole', 'Sam Ortiz', 'Ana Ruiz']).values()]).toEqual([
      'Sam Cole',
      'Sam Ortiz',
      'Ana',
    ]);
    expect(fewNames(['Ana', 'Bo', 'Cy', 'Di'], 3)).toBe('Ana, Bo, Cy +1');
  });
});

describe('the leaderboard', () => {
  const standing = {
    branchId: 1,
    name: 'Tampa',
    inRhythm: 88,
    counted: 100,
    trend: [60, 65, null, 70, 80, 85, 90, 95],
    climb: 3,
    rank: 14,
    isTied: false,
    of: 41,
  };
  const all = {
    topBand: { from: 90, names: ['Boise', 'Dayton', 'Mesa', 'Reno'] },
    biggestClimb: { names: ['Akron'], points: 11 },
  };
  const board = { branchName: 'Tampa', monday, standing, all, allInRhythm: ['Ana Ruiz', 'Luis Moreno'] };

  test('is readable with and without the chart', () => {
    expect(read(leaderboard(board).plainer)).toBe(
      [
        'Tampa: 88% in rhythm over four weeks, up 3 points from the four before',
        '▄▅·▅▆▇▇█ 8 weeks, from 60% to 95%',
        '*14th of 41 branches* · 75–89% group\n*100% in rhythm:* Ana, Luis',
        '*90%+ group:* Boise, Dayton, Mesa, Reno\n*Most improved:* Akron, up 11 points',
        'In rhythm: close partners met and talked to as often as their tier asks. Effort only, never loans.',
        '[My numbers]',
      ].join('\n'),
    );
    const { message } = leaderboard(board);
    expect(checkMessageBlocks(message.blocks)).toEqual([]);
    expect(message.blocks[1]).toMatchObject({
      type: 'data_visualization',
      chart: { axis_config: { categories: expect.arrayContaining(['Apr 13', 'Jun 1']) } },
    });
    expect(message.text).toBe(
      'Tampa: 88% in rhythm over four weeks, up 3 points from the four before, 14th of 41 branches',
    );
  });

  test('says that a place is shared, and names all who improved equally', () => {
    const { message } = leaderboard({
      ...board,
      standing: { ...standing, isTied: true },
      all: { ...all, biggestClimb: { names: ['Akron', 'Waco'], points: 11 } },
    });
    expect(message.text).toBe(
      'Tampa: 88% in rhythm over four weeks, up 3 points from the four before, tied for 14th of 41 branches',
    );
    expect(read(message)).toContain('*Tied for 14th of 41 branches* · 75–89% group');
    expect(read(message)).toContain('*Most improved:* Akron, Waco, up 11 points');
  });

  test('shows no one behind: no place in the lower half, no group below the lowest, no empty praise', () => {
    const low = { ...standing, inRhythm: 40, rank: 40, climb: -6 };
    const { message, plainer } = leaderboard({
      ...board,
      standing: low,
      allInRhythm: [],
      all: { topBand: null, biggestClimb: null },
    });
    for (const text of [message.text, read(message), read(plainer)]) {
      expect(text).toContain('Tampa: 40% in rhythm over four weeks, down 6 points from the four before');
      expect(text).not.toMatch(/40th|of 41|group|100%|improved/);
    }
  });

  test('never mentions loans, referrals, or money, except to say that loans do not count', () => {
    const { message, plainer } = leaderboard(board);
    for (const text of [message.text, read(message), read(plainer)])
      expect(text.replace('never loans', '')).not.toMatch(/loan|referral|\$/i);
  });

  test('fits Slack’s limits with a thousand branches and the worst names', () => {
    const names = Array(1000).fill(nasty(60));
    const worst = leaderboard({
      ...board,
      branchName: nasty(49),
      standing: { ...standing, name: nasty(49) },
      allInRhythm: names,
      all: { topBand: { from: 90, names }, biggestClimb: { names, points: 99 } },
    });
    expectFits(worst.message);
    expectFits(worst.plainer);
    expectFits(firstWeeksBoard(nasty(49), 10_000, 10_000));
  });

  test('draws zero as the lowest bar, and all as the highest', () => {
    expect(sparkline([0, 30, 100, null])).toBe('▁▁█·');
  });

  test('counts a member’s weeks without showing a broken streak', () => {
    expect(keptText({ kept: 3, of: 3 })).toBe('3 of 3 weeks');
    expect(keptText({ kept: 1, of: 1 })).toBe('1 of 1 week');
    expect(keptText({ kept: 46, of: 52 })).toBe('46 of the last 52 weeks');
  });
});

describe('a message sent to a manager instead', () => {
  test('first says why, and how to fix it', () => {
    const board = firstWeeksBoard('Tampa', 3, 4);
    const instead = insteadOfChannel('Tampa', 'not in channel', false, board);
    expect(read(instead)).toMatch(
      /^Sending this to you instead of Tampa’s channel: I’m no longer in it\. Type \/invite @Rapport there\.\nTampa: the first weeks/,
    );
    expect(instead.text, 'the news comes first').toBe(`${board.text} · not posted in Tampa’s channel`);
    expectFits(insteadOfChannel(nasty(49), 'of a newer release', false, board));
  });

  test('counts what a member left behind', () => {
    const gone = 'deactivated';
    const left = (partners: number, promises: number) =>
      read(unreachable({ id: 7, name: 'Sam Cole', branchName: 'Tampa', gone }, { partners, promises }))
        .split('\n')
        .slice(1);
    expect(left(14, 2)).toEqual([
      'In Tampa, 14 partners need a new owner, and 2 promises are still open.',
      '[Hand over…]',
    ]);
    expect(left(1, 0)).toEqual(['In Tampa, 1 partner needs a new owner.', '[Hand over…]']);
    expect(left(0, 1)).toEqual(['In Tampa, 1 promise is still open.']);
    expect(left(0, 0)).toEqual(['They left no partners or open promises.']);
    expectFits(
      unreachable(
        { id: 7, name: nasty(99), branchName: nasty(49), gone: 'guest' },
        { partners: 1, promises: 1 },
      ),
    );
  });
});

describe('the manager’s note', () => {
  const of = (name: string) => ({ id: 7, name });
  const hand = {
    memberId: 2,
    slackUserId: 'U2',
    name: 'Sam Cole',
    late: [],
    quiet: [],
    latePromises: 0,
    overCap: 0,
  };

  test('says who needs help, with what, and one thing to offer', () => {
    const late = ['Victor Osei', 'Jerome Whitaker', 'Mei Nakamura', 'Tessa Monroe'].map(of);
    const note = read(
      managersNote(
        'Tampa',
        [{ ...hand, late, quiet: [of('Bridget Fallon')], latePromises: 2 }],
        [of('Oscar')],
        4,
      ),
    );
    expect(note).toBe(
      [
        '*Tampa: who could use a hand*',
        '*Sam*: late with 4 partners (Victor Osei, Jerome Whitaker, Mei Nakamura +1) · 1 gone quiet (Bridget Fallon) · 2 promises late',
        '→ Offer to join one meeting, or ask if someone else should take over.',
        'No one else needs a hand.',
        'No owner yet: Oscar. Who could take over?',
        'Only managers and program leads see this. It counts contacts and promises, never loans.',
      ].join('\n'),
    );
  });

  test('offers the same thing once', () => {
    const note = read(
      managersNote(
        'Tampa',
        [
          { ...hand, quiet: [of('Bridget Fallon')] },
          { ...hand, memberId: 3, name: 'Ana Silva', quiet: [of('Hugh Pemberton')] },
        ],
        [],
        4,
      ),
    );
    expect(note.split('→ Offer to join one meeting')).toHaveLength(2);
    expect(note).toContain('*Ana*: 1 gone quiet (Hugh Pemberton)');
  });

  test('says first who has more close partners than time', () => {
    expect(
      read(managersNote('Tampa', [{ ...hand, late: [of('Victor Osei')], overCap: 3 }], [], 4)),
    ).toContain(
      [
        '*Sam*: 3 more close partners than Sam has time for · late with 1 partner (Victor Osei)',
        '→ Go through the list together: who could move to keep in touch?',
      ].join('\n'),
    );
  });

  test('is short when no one needs help', () => {
    expect(read(managersNote('Tampa', [], [], 4))).toContain('Everyone’s doing fine.');
    expect(read(managersNote('Tampa', [], [of('Oscar')], 0))).not.toContain('Everyone');
  });

  test('names no one in its notification', () => {
    expect(
      managersNote('Tampa', [{ ...hand, late: [of('Victor Osei')] }], [of('Oscar'), of('Mei')], 4).text,
    ).toBe('Tampa: 1 person could use a hand, 2 partners without an owner');
    expect(managersNote('Tampa', [], [], 4).text).toBe('Tampa: no one needs a hand');
  });

  test('fits Slack’s limits', () => {
    const worst = {
      memberId: 2_000_000_000,
      slackUserId: 'W0123456789ABCDEF',
      name: nasty(200),
      late: Array(50).fill({ id: 2_000_000_000, name: nasty(90) }),
      quiet: Array(50).fill({ id: 2_000_000_000, name: nasty(90) }),
      latePromises: 99,
      overCap: 9,
    };
    expectFits(
      managersNote(
        nasty(49),
        Array.from({ length: 40 }, (_, id) => ({ ...worst, memberId: 2_000_000_000 + id })),
        Array(200).fill(of(nasty(90))),
        60,
      ),
    );
  });
});
