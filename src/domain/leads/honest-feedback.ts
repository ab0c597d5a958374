import { askedFewShare } from '../policy.ts';

/** Of close partners, how many were asked for honest feedback in the past year, and what came of it. Counts, without a goal. */
export interface HonestFeedback {
  close: number;
  asked: number;
  /** Of those, who told us something to improve. */
  told: number;
  /** Of those, whose every piece was answered by its day, and who heard what came of it. */
  toldInTime: number;
  toldBack: number;
}

export interface OwnerFeedback extends HonestFeedback {
  branchId: number;
  branchName: string;
  areaId: number | null;
  memberId: number;
  slackUserId: string;
  name: string;
}

export function sumFeedback(all: readonly HonestFeedback[]): HonestFeedback {
  const sum = { close: 0, asked: 0, told: 0, toldInTime: 0, toldBack: 0 };
  for (const one of all) for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key];
  return sum;
}

/** The owners to talk to about it: who has asked the fewest of their close partners, by number, and half of them at most. */
export const ownersToTalkTo = (all: readonly OwnerFeedback[], most: number): OwnerFeedback[] =>
  all
    .filter(({ close, asked }) => asked / close <= askedFewShare)
    .toSorted((a, b) => b.close - b.asked - (a.close - a.asked) || a.name.localeCompare(b.name, 'en'))
    .slice(0, most);
