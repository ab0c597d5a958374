import { type Day, daysBetween } from '../days/day.ts';
import { unmetDays } from '../policy.ts';
import type { Tier } from '../words.ts';
import type { WarmthWord } from './warmth.ts';

/** What a member may want to see of their book at a tap, besides what its filters show. */
export const bookViews = ['not met', 'never asked', 'fading'] as const;
export type BookView = (typeof bookViews)[number];

/** What a view asks of a partner. */
interface Viewed {
  tier: Tier;
  archivedOn: Day | null;
  /** The last meeting in person; null if there was none. */
  lastMetOn: Day | null;
  /** Null without any contact. */
  warmth: WarmthWord | null;
  /** Whether anyone asked them for honest feedback, ever. */
  wasAsked: boolean;
}

/** The lines of a view: of the partners who are neither archived nor resting, those it is about. */
export const inView = <Line extends Viewed>(
  book: readonly Line[],
  view: BookView | undefined,
  today: Day,
): readonly Line[] =>
  view === undefined
    ? book
    : book.filter(
        (line) => line.archivedOn === null && line.tier !== 'resting' && isAbout[view](line, today),
      );

const isAbout: Record<BookView, (line: Viewed, today: Day) => boolean> = {
  'not met': ({ lastMetOn }, today) => lastMetOn === null || daysBetween(lastMetOn, today) > unmetDays,
  // As Home's feedback counts it: only close partners are asked by plan.
  'never asked': ({ tier, wasAsked }) => tier !== 'keep' && !wasAsked,
  fading: ({ warmth }) => warmth === 'fading' || warmth === 'faint',
};
