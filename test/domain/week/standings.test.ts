import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BranchWeeks,
  bandOf,
  boardOfAll,
  boardWeek,
  isUpperHalf,
  nameAllInRhythm,
  rankBranches,
  scoreOf,
  type WeekCount,
  wilson,
} from '../../../src/domain/week/standings.ts';

const branch = (name: string, percents: (number | null)[], of = 20): BranchWeeks => ({
  branchId: name.charCodeAt(0),
  name,
  weeks: percents.map((percent) =>
    percent === null ? null : { inRhythm: Math.round((percent * of) / 100), counted: of },
  ),
});
const steady = (name: string, percent: number, of = 20) => branch(name, Array(8).fill(percent), of);
const names = (branches: BranchWeeks[]) => rankBranches(branches).map(({ name }) => name);

describe('standings', () => {
  it('score the four weeks before, and climb against the four before those', () => {
    const [tampa] = rankBranches([branch('Tampa', [60, 60, 70, 70, 80, 85, 90, 95])]);
    expect(tampa).toMatchObject({
      inRhythm: 70,
      counted: 80,
      climb: 88 - 65,
      trend: [60, 60, 70, 70, 80, 85, 90, 95],
      rank: 1,
      isTied: false,
      of: 1,
    });
  });

  it('rank by the lower bound: luck does not put a small branch ahead of a large one', () => {
    expect(names([steady('Small', 100, 1), steady('Large', 95, 100)])).toEqual(['Large', 'Small']);
    expect(names([steady('Large', 80, 100), steady('Small', 100, 20)])).toEqual(['Small', 'Large']);
  });

  it('give no rank to a branch without four weeks, or with nothing counted in them', () => {
    expect(names([branch('New', [null, null, null, null, null, 100, 100, 100])])).toEqual([]);
    expect(names([branch('Away', Array(8).fill(0), 0)])).toEqual([]);
    const [back] = rankBranches([branch('Back', [null, null, null, null, 90, 90, 90, 90])]);
    expect(back).toMatchObject({ climb: null, trend: [null, null, null, null, 90, 90, 90, 90] });
  });

  it('follow the published bound: 8 of 10 at z = 1.28 is 0.602', () => {
    // By hand: (0.8 + 0.08192 − 1.28 √(0.016 + 0.004096)) / 1.16384.
    expect(wilson({ inRhythm: 8, counted: 10 })).toBeCloseTo(0.6019, 4);
  });

  it.each([
    [100, 90],
    [90, 90],
    [89, 75],
    [75, 75],
    [60, 60],
    [59, null],
  ])('band %i as %s', (score, band) => {
    expect(bandOf(score)).toBe(band);
  });

  it('show ranks in the upper half only', () => {
    expect([1, 2, 3, 4].map((rank) => isUpperHalf({ rank, of: 4 }))).toEqual([true, true, false, false]);
    expect(isUpperHalf({ rank: 20, of: 41 })).toBe(true);
    expect(isUpperHalf({ rank: 21, of: 41 })).toBe(false);
    expect(isUpperHalf({ rank: 1, of: 1 })).toBe(false);
  });

  it('share a rank where the bounds are equal, and the next branch skips what they share', () => {
    const ranks = (branches: BranchWeeks[]) =>
      rankBranches(branches).map(({ name, rank, isTied }) => `${rank}${isTied ? ' tied' : ''} ${name}`);
    expect(
      ranks([
        steady('Waco', 80),
        steady('Reno', 90),
        steady('Tampa', 80),
        steady('Boise', 80),
        steady('Ada', 60),
      ]),
    ).toEqual(['1 Reno', '2 tied Boise', '2 tied Tampa', '2 tied Waco', '5 Ada']);
    expect(ranks([steady('Waco', 0, 3), steady('Reno', 0, 7)]), 'no one in rhythm, of however many').toEqual([
      '1 tied Reno',
      '1 tied Waco',
    ]);
    expect(ranks([steady('Waco', 80, 20), steady('Reno', 80, 100)]), 'the same score of more').toEqual([
      '1 Reno',
      '2 Waco',
    ]);
  });

  it('are the same for branches in any order, and share ranks only where bounds are equal', () => {
    const weeks = fc.array(
      fc.option(
        fc
          .nat(30)
          .chain((counted) => fc.record({ counted: fc.constant(counted), inRhythm: fc.nat(counted) })),
      ),
      { minLength: 8, maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(weeks, { maxLength: 12 }), fc.nat(), (all, turn) => {
        const branches = all.map((own, index) => ({
          branchId: index,
          name: `B${index}`,
          weeks: own as WeekCount[],
        }));
        const ranked = rankBranches(branches);
        const turned = branches.map((_, index) => branches[(index + turn) % branches.length]!);
        expect(rankBranches(turned)).toEqual(ranked);
        const bounds = ranked.map((one) => Number(wilson(one).toFixed(9)));
        expect([...bounds].sort((a, b) => b - a)).toEqual(bounds);
        for (const [index, { rank, isTied }] of ranked.entries()) {
          expect(rank - 1).toBe(bounds.filter((bound) => bound > bounds[index]!).length);
          expect(isTied).toBe(bounds.filter((bound) => bound === bounds[index]).length > 1);
        }
      }),
    );
  });
});

describe('the week of a board', () => {
  it('is that of its Friday, even if a holiday moved the post', () => {
    expect(boardWeek('2026-06-12', [5])).toBe('2026-06-08');
    // Juneteenth: that Friday's board is posted on Monday.
    expect(boardWeek('2026-06-22', [5])).toBe('2026-06-15');
    expect(boardWeek('2026-06-26', [5])).toBe('2026-06-22');
    expect(boardWeek('2026-06-22', [])).toBe('2026-06-22');
  });
});

describe('the board of all branches', () => {
  it('names the top band in alphabetical order, and the biggest climb', () => {
    const standings = rankBranches([
      steady('Reno', 92),
      steady('Boise', 95),
      branch('Akron', [60, 60, 60, 60, 70, 70, 70, 70]),
      branch('Waco', [80, 80, 80, 80, 82, 82, 82, 82]),
    ]);
    expect(boardOfAll(standings)).toEqual({
      topBand: { from: 90, names: ['Boise', 'Reno'] },
      biggestClimb: { names: ['Akron'], points: 10 },
    });
  });

  it('names all who climbed equally', () => {
    const climbed = (name: string, to: number) => branch(name, [60, 60, 60, 60, to, to, to, to]);
    const standings = rankBranches([climbed('Waco', 70), climbed('Akron', 70), climbed('Reno', 65)]);
    expect(boardOfAll(standings).biggestClimb).toEqual({ names: ['Akron', 'Waco'], points: 10 });
  });

  it('names no band that no one wants to be seen in, and no climb if no one climbed', () => {
    expect(boardOfAll(rankBranches([steady('Waco', 70), steady('Reno', 40)]))).toEqual({
      topBand: null,
      biggestClimb: null,
    });
    expect(boardOfAll([])).toEqual({ topBand: null, biggestClimb: null });
  });
});

describe('a branch’s own people', () => {
  const member = (name: string, inRhythm: number, counted = 5, onLeaderboard = true) => ({
    memberId: 1,
    name,
    inRhythm,
    counted,
    onLeaderboard,
  });
  const three = [member('Ana', 5), member('Luis', 5), member('Priya', 5)];

  it('are named if they have everything in rhythm and at least four take part', () => {
    expect(nameAllInRhythm([...three, member('Sam', 4)])).toEqual(['Ana', 'Luis', 'Priya']);
    expect(nameAllInRhythm(three)).toEqual([]);
  });

  it('do not take part if nothing counted, or once they opted out', () => {
    expect(nameAllInRhythm([...three, member('Sam', 0, 0)])).toEqual([]);
    expect(nameAllInRhythm([...three, member('Sam', 5, 5, false)])).toEqual([]);
    expect(nameAllInRhythm([...three, member('Bo', 2), member('Sam', 5, 5, false)])).toEqual([
      'Ana',
      'Luis',
      'Priya',
    ]);
  });

  it('have a score in whole percents', () => {
    expect(scoreOf({ inRhythm: 2, counted: 3 })).toBe(67);
  });
});
