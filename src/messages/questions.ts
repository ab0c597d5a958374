import { type QuestionWording, questionWordings } from '../domain/feedback/questions.ts';
import { cut } from './blocks.ts';

/** As they would be put, in one's own voice. */
export const questionWords: Record<QuestionWording, string> = {
  'one thing': 'What is one thing we could do better for your clients?',
  'last closing': 'Thinking of our last closing together: what would you have wanted otherwise?',
  'somebody else': 'If you ever sent a client to another lender, what would be the reason?',
};

/** What a menu offers: the other ways to put it, and none where one is chosen already. */
export const questionChoices = (
  chosen: QuestionWording | null,
): { choice: QuestionWording | 'skip'; label: string }[] => [
  ...questionWordings
    .filter((wording) => wording !== chosen)
    .map((wording) => ({ choice: wording, label: cut(questionWords[wording], 75) })),
  ...(chosen ? [{ choice: 'skip' as const, label: 'Not this time' }] : []),
];
