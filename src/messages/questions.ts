import type { QuestionWording } from '../domain/questions.ts';

/** As they would be put, in one's own voice. */
export const questionWords: Record<QuestionWording, string> = {
  'one thing': 'What is one thing we could do better for your clients?',
  'last closing': 'Thinking of our last closing together: what would you have wanted otherwise?',
  'somebody else': 'If you ever sent a client to another lender, what would be the reason?',
};
