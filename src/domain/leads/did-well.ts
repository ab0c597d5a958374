import type { Clocks } from '../clocks/clocks.ts';
import { inRhythmNow } from '../clocks/state.ts';
import type { Day } from '../days/day.ts';
import { didWellCloseMin } from '../policy.ts';
import type { MemberWorkload } from './needs-help.ts';

/** A member whose close partners are all in rhythm. */
export interface MemberDoingWell {
  memberId: number;
  slackUserId: string;
  name: string;
  /** Inner circle and core partners whose first due has come. */
  close: number;
}

/** Whether the first contact was made, or is not due: without one, a new partner is in rhythm until grace ends. */
const wasReached = ({ firstDueOn }: Clocks, today: Day): boolean => firstDueOn === null || firstDueOn > today;

/**
 * Members who did well, those with the most close partners first: every close partner in rhythm, no promise late, and
 * neither away nor holding too few for that to say something. By effort only.
 */
export const findMembersDoingWell = (members: readonly MemberWorkload[], today: Day): MemberDoingWell[] =>
  members
    .map((member) => ({ ...member, close: member.inner + member.core - member.waiting }))
    .filter(
      ({ close, isAway, latePromises, relationships }) =>
        close >= didWellCloseMin &&
        !isAway &&
        latePromises === 0 &&
        relationships.every(({ clocks }) => inRhythmNow(clocks, today) && wasReached(clocks, today)),
    )
    .sort((a, b) => b.close - a.close || a.name.localeCompare(b.name, 'en'))
    .map(({ memberId, slackUserId, name, close }) => ({ memberId, slackUserId, name, close }));
