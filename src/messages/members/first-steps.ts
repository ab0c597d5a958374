import { type Message, section } from '../blocks.ts';

/** What a workspace admin in no branch does to begin. */
export function firstSteps(hasBranches: boolean): string {
  const steps =
    '1. `/invite @Rapport` in a branch’s channel.\n2. `/rapport branch` there. I’ll show you who gets asked before anyone is.';
  return hasBranches
    ? `You’re not in a branch yet. Join your branch’s channel, or set up another:\n${steps}\n\`/rapport people\` names program leads and compliance. \`/rapport areas\` groups branches.`
    : `There’s no branch yet. To set one up:\n${steps}`;
}

/** To a workspace admin in no branch who says a word to me. `steps` are the first ones. */
export const firstStepsMessage = (steps: string): Message => ({
  text: 'To set up a branch, type /invite @Rapport in its channel, then /rapport branch.',
  blocks: [section(steps)],
});
