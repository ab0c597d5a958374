import { type QuestionWording, questionWordings } from '../domain/feedback/questions.ts';
import { cut } from './blocks.ts';

/** As they would be asked, in one's own voice. At most 75 characters, or a menu cuts them. */
export const questionWords: Record<QuestionWording, string> = {
  'one thing': 'What’s one thing we could do better for your clients?',
  'last closing': 'Thinking back to our last closing, what do you wish had gone differently?',
  'somebody else': 'If you ever sent a client to another lender, what would the reason be?',
};

/** What they want to grow: asked once a year, of the inner circle and core. */
export const growthQuestion = 'What are you trying to grow this year?';

/** What a menu offers: the other ways to ask, and where one is chosen already, not to. */
export const questionChoices = (
  chosen: QuestionWording | null,
): { choice: QuestionWording | 'skip'; label: string }[] => [
  ...questionWordings
    .filter((wording) => wording !== chosen)
    .map((wording) => ({ choice: wording, label: cut(questionWords[wording], 75) })),
  ...(chosen ? [{ choice: 'skip' as const, label: 'Not this time' }] : []),
];
