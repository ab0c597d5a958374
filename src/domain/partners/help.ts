/** Useful things we do for a partner's business. */
export const helpKinds = ['planning', 'growth', 'introduction', 'teaching', 'resource', 'other'] as const;
export type HelpKind = (typeof helpKinds)[number];

export interface HelpIdea {
  kind: HelpKind;
  /** Plain text, to go after "You could". */
  idea: string;
}

/** Help ideas by growth goal. Each pattern matches words in the goal, and the first match wins. */
const ideas: [RegExp, HelpIdea][] = [
  [
    /\b(?:hir\w+|recruit\w*|agents?|team|assistant|coordinator|staff|second agent|crew|foreman|site manager)\b/i,
    { kind: 'introduction', idea: 'introduce them to someone who could join their team' },
  ],
  [
    /\b(?:workshops?|class(?:es)?|seminars?|evenings?|talks?|first[- ]time|teach\w*|training|courses?|webinars?|education|club|circle)\b/i,
    { kind: 'teaching', idea: 'offer to teach the financing part with them' },
  ],
  [
    /\b(?:plan\w*|goals?|budget|systems?|process|organi[sz]\w+|retire\w*|succession|sell the business)\b/i,
    { kind: 'planning', idea: 'go over their plan for the year with them' },
  ],
  [
    /\b(?:brand|social|instagram|website|video|marketing|newsletter|open[- ]houses?|farm\w*|listings?|reviews?|luxury|presence)\b/i,
    { kind: 'growth', idea: 'work through their marketing plan with them' },
  ],
  [
    /\b(?:network|referral partners?|meet (?:more|new)|introduc\w+|investors?|attorneys?|planners?|builders?|clients?)\b/i,
    { kind: 'introduction', idea: 'introduce them to someone they should know' },
  ],
  [
    /\b(?:lots?|spec homes?|subdivision|construction|new area|office|expand\w*|move|numbers|market)\b/i,
    { kind: 'resource', idea: 'bring them data on the market they’re moving into' },
  ],
];

/**
 * Suggests how to help with a partner's growth goal. Null if they have not told us one. If no pattern matches, the idea
 * is to ask them.
 */
export function suggestHelp(growing: string | null): HelpIdea | null {
  if (!growing) return null;
  return (
    ideas.find(([words]) => words.test(growing))?.[1] ?? {
      kind: 'other',
      idea: 'ask them what would help most',
    }
  );
}
