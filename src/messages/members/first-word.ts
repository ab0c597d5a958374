import { actions, button, context, type Message, section } from '../blocks.ts';
import { iDo, joinAction } from '../touchpoints/sentence-answers.ts';
import { type BranchToJoin, branchChoices, mustChoose } from './join-choices.ts';
import { welcome } from './welcome.ts';

/**
 * To someone who writes before they have said whether they work with partners. `isNew`: they were never asked, so they read
 * what this is, too.
 */
export function askFirst(name: string, branches: readonly BranchToJoin[], isNew: boolean): Message {
  if (isNew) {
    const { text, blocks } = welcome(name, branches);
    return {
      text,
      blocks: [...blocks, context('I haven’t saved anything yet. Answer first, then send it again.')],
    };
  }
  const question = mustChoose(branches) ? ' If so, which branch is yours?' : '';
  const text = `Nothing saved yet. First: do you work with partners?${question}`;
  const yes = mustChoose(branches)
    ? branchChoices(branches)
    : [button(joinAction, iDo, 'join', { style: 'primary' })];
  return { text, blocks: [section(text), actions(yes)] };
}
