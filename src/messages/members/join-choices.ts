import type { Button } from '@slack/types';
import { button, cut } from '../blocks.ts';

/** "Yes, in Tampa": joins, and makes that branch home. The id of the branch follows, as Slack wants each id once a block. */
export const joinInAction = 'member.join-in';

/** A branch whose channel the person is in. */
export interface BranchToJoin {
  id: number;
  name: string;
}

/** Slack takes 25 buttons in a row, and [I don’t] is one. */
const choicesMax = 20;

/** Whether someone has to say which branch is theirs. */
export const mustChoose = (branches: readonly BranchToJoin[]): boolean => branches.length > 1;

/** One button for each branch, so that a single tap says yes and which. */
export const branchChoices = (branches: readonly BranchToJoin[]): Button[] =>
  branches
    .slice(0, choicesMax)
    .map(({ id, name }) => button(`${joinInAction}.${id}`, `Yes, in ${cut(name, 60)}`, String(id)));
